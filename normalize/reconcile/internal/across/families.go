package across

import (
	"fmt"

	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// A pair is two tables whose figures are compared.
type pair struct{ a, b arithmetic.TableID }

// families gather comparisons by the two tables that they are between: where these were misread, or do not
// measure the same, most of them fail.
type families struct {
	kind  string
	told  float64
	at    map[pair]int
	found []verdict.Family
}

func newFamilies(kind string, told float64) *families {
	return &families{kind: kind, told: told, at: map[pair]int{}}
}

func (f *families) add(c *arithmetic.Check) {
	if c == nil {
		return
	}
	p := pair{tableOf(c.Actual), tableOf(c.Parts[0].Figure)}
	if p.b.Number < p.a.Number {
		p.a, p.b = p.b, p.a
	}
	n, known := f.at[p]
	if !known {
		n = len(f.found)
		f.at[p] = n
		f.found = append(f.found, verdict.Family{Kind: fmt.Sprint(f.kind, p), Told: f.told})
	}
	f.found[n].Checks = append(f.found[n].Checks, c)
}

// tableOf is the table that prints a figure; none for a sentence's.
func tableOf(e *arithmetic.Figure) arithmetic.TableID {
	if e.Record == nil {
		return arithmetic.TableID{}
	}
	return e.Table()
}

func (f *families) questions() []verdict.Question {
	var out []verdict.Question
	for _, family := range f.found {
		out = append(out, verdict.Question{family})
	}
	return out
}
