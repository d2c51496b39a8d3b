package commands

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// Files of two agencies given as one disclosure are told, variants of one name are not.
func TestOddBundleIsTold(t *testing.T) {
	docs := []normalize.Disclosure{{File: "a.pdf", Agency: "某市教育局"}, {File: "b.pdf", Agency: "教育局"}, {File: "c.pdf", Agency: "别市信访局"}}
	for n, want := range map[int]string{2: "", 3: "mingxi: --bundle: a.pdf says 某市教育局 and c.pdf says 别市信访局: if they are two disclosures, what is found between them means nothing; check them without --bundle\n"} {
		var said strings.Builder
		log, err := newRunLog(&said, &inputs{files: make([]string, n)}, true, "text")
		if err != nil {
			t.Fatal(err)
		}
		(&readFlags{bundle: true}).oddBundle(docs[:n], log)
		(&readFlags{}).oddBundle(docs, log)
		if said.String() != want {
			t.Errorf("%d documents: %s", n, said.String())
		}
	}
}
