package reconcile

import (
	"flag"
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
)

var showFiled = flag.String("show-filed", "", "print what the figures of this PDF file measure, as identities ask for it")

// TestFiled shows what an identity can ask for: each meaning that the tables of a document print, as it is written
// in Go, with its first amount and place.
func TestFiled(t *testing.T) {
	if *showFiled == "" {
		t.Skip("nothing to show: -show-filed FILE.pdf")
	}
	ds := readDataset(t, *showFiled)
	if ds == nil {
		t.Fatalf("%s cannot be read", *showFiled)
	}
	parts := byDocument(ds)
	for _, docs := range bundles(ds.Disclosures) {
		for _, set := range setsOf(docs, parts) {
			b := newBundle(docs, parts, set, nil)
			b.compare()
			shown := map[string]bool{}
			for _, q := range b.ledger.Order {
				for _, p := range b.ledger.At(q) {
					m := written(meaning.Of(p.Scope, q))
					if r := p.Record; r != nil && !shown[m] {
						shown[m] = true
						fmt.Printf("%s\t%s%s in table %d, row %d, column %d\n", m, r.Text, r.Unit, r.Table, r.Row, r.Column)
					}
				}
			}
		}
	}
}

// written is a meaning as identities.go writes it. Stage, year and set are asked for each time.
func written(m meaning.Meaning) string {
	scope := map[meaning.Scope]string{meaning.Unsaid: "Unsaid", meaning.Total: "Total", meaning.ThisYear: "ThisYear", meaning.CarriedIn: "CarriedIn", meaning.CarriedTo: "CarriedTo"}[m.Scope]
	var said []string
	for _, d := range []struct{ name, value string }{{"Flow", m.Flow}, {"Fund", m.Fund}, {"Use", m.Use}, {"Function", m.Function}, {"Economic", m.Economic}, {"Gov", m.Gov}, {"Item", m.Item}} {
		if d.value != "" {
			said = append(said, fmt.Sprintf("%s: %q", d.name, d.value))
		}
	}
	return fmt.Sprintf("meaning.Of(meaning.%s, meaning.Quantity{%s})", scope, strings.Join(said, ", "))
}
