package analysis

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// TestUnruledTruth holds pages whose tables are not fully ruled against what is printed on them.
func TestUnruledTruth(t *testing.T) {
	names, _ := filepath.Glob("testdata/unruled/*.txt")
	if len(names) != 20 {
		t.Fatalf("%d truth files, want 20", len(names))
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			_, want, _ := strings.Cut(string(data), "\n\n")
			tables, _ := Pages([]page.Page{corpusPage(t, readTruth(t, name))})
			if d := cmp.Diff(strings.Split(filled(want), "\n"), strings.Split(filled(showAll(tables)), "\n")); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// showAll prints tables in the form of truth files.
func showAll(tables []layout.Table) string {
	var out []string
	for _, x := range tables {
		out = append(out, "title: "+x.Title+"\nhead: "+strconv.Itoa(x.HeaderRows)+"\n\n"+show(x)+"\n")
	}
	return strings.Join(out, "\n")
}

// emptyPlace is a place without text, and none that spans others.
var emptyPlace = regexp.MustCompile(`\|\d+(<\d+x\d+>)?(\||\n|$)`)

// filled is the cells of tables without blanks and without places that hold no text.
func filled(s string) string {
	s = strings.NewReplacer(" ", "", "　", "").Replace(s)
	for emptyPlace.MatchString(s) {
		s = emptyPlace.ReplaceAllString(s, "$2")
	}
	return strings.TrimSpace(s)
}
