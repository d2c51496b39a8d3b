package reconcile

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// A toldFigure is one line of testdata/claims/truth.tsv: a figure of a published narrative, written down by
// a person from the page in reading order, and where tables print it ("-" where none does).
type toldFigure struct{ document, value, kind, subject, ref string }

// leastRight is the share, in per cent, of figures that must be read and placed as a person does.
const leastRight = 98

// TestToldFigures reads the narratives of four agencies (a city's, a university's, budgets and final
// accounts) against what a person wrote down of them.
func TestToldFigures(t *testing.T) {
	data, err := os.ReadFile("testdata/claims/truth.tsv")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string][]toldFigure{}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		f := strings.Split(line, "\t")
		told[f[0]] = append(told[f[0]], toldFigure{f[0], f[1], f[2], f[3], f[4]})
	}
	right, all := 0, 0
	for _, file := range corpusFiles(t) {
		id := documentID(t, file)
		if told[id] == nil {
			continue
		}
		ds := readDataset(t, file)
		Check(ds, Options{})
		r := compareTold(t, ds, told[id])
		t.Logf("%s: %d of %d", filepath.Base(file), r, len(told[id]))
		right, all = right+r, all+len(told[id])
		delete(told, id)
	}
	if len(told) > 0 {
		t.Fatalf("%d documents of the truth are not in the corpus", len(told))
	}
	if right*100 < all*leastRight {
		t.Errorf("%d of %d figures right", right, all)
	}
}

// documentID is the first twelve digits of a file's hash, by which datasets name it.
func documentID(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:12]
}

// compareTold counts the figures of the truth that claims read and place as it does, in its order.
func compareTold(t *testing.T, ds *normalize.Dataset, told []toldFigure) int {
	t.Helper()
	right, next := 0, 0
	for _, f := range told {
		at := next
		for at < len(ds.Claims) && !f.read(&ds.Claims[at]) {
			at++
		}
		if at == len(ds.Claims) {
			t.Logf("not read: %s %s %s", f.value, f.kind, f.subject)
			continue
		}
		next = at + 1
		switch c := &ds.Claims[at]; {
		case c.Subject != f.subject:
			t.Logf("%s: about %s, not %s", f.value, c.Subject, f.subject)
		case f.ref != "-" && !placedLike(ds, c, f.ref):
			t.Logf("%s %s: placed at %v, not %s", f.value, f.subject, c.Records, f.ref)
		default:
			right++
		}
	}
	return right
}

func (f toldFigure) read(c *normalize.Claim) bool {
	value := ""
	if c.Value.Valid {
		places := arithmetic.OfClaim(c).Decimals
		value = c.Value.Decimal.StringFixed(places) + c.Unit
	}
	return value == f.value && string(c.Kind) == f.kind
}

// placedLike says that a claim is compared with the record of the truth, or with one that prints the
// same amount under the same name.
func placedLike(ds *normalize.Dataset, c *normalize.Claim, ref string) bool {
	var want *normalize.Record
	for i := range ds.Records {
		if ds.Records[i].Ref().String() == ref {
			want = &ds.Records[i]
		}
	}
	for _, r := range c.Records {
		if r.String() == ref {
			return true
		}
		for i := range ds.Records {
			if got := &ds.Records[i]; want != nil && got.Ref() == r && got.Yuan.Valid && got.Yuan.Decimal.Equal(want.Yuan.Decimal) {
				return true
			}
		}
	}
	return false
}
