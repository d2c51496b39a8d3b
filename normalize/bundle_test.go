package normalize

import (
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFindBundles(t *testing.T) {
	narrative := Disclosure{ID: "n", Agency: "某市教育局", Year: 2024, Kind: Budget, Level: Department, Stated: 35}
	tables := Disclosure{ID: "t", Agency: "某市教育局", Year: 2024, Kind: Budget, Level: Department, Forms: 11}
	whole := Disclosure{ID: "w", Agency: "某市教育局", Year: 2024, Kind: Budget, Level: Department, Forms: 11, Stated: 35}
	targets := Disclosure{ID: "p", Agency: "某市教育局", Year: 2024, Kind: Budget, Level: Department, Forms: 1}
	other := func(d Disclosure, change func(*Disclosure)) Disclosure {
		change(&d)
		return d
	}
	tests := []struct {
		name string
		docs []Disclosure
		want bool
	}{
		{"a narrative and tables", []Disclosure{narrative, tables}, true},
		{"and targets beside them", []Disclosure{targets, tables, narrative}, true},
		{"captions do not say whose level it is", []Disclosure{narrative, other(tables, func(d *Disclosure) { d.Level = "" })}, true},
		{"two complete documents", []Disclosure{whole, other(whole, func(d *Disclosure) { d.ID = "v" })}, false},
		{"a complete document and tables", []Disclosure{whole, tables}, false},
		{"a complete document beside both", []Disclosure{narrative, tables, whole}, false},
		{"two narratives", []Disclosure{narrative, other(narrative, func(d *Disclosure) { d.ID = "m" }), tables}, false},
		{"another agency", []Disclosure{narrative, other(tables, func(d *Disclosure) { d.Agency = "某市教育局（本级）" })}, false},
		{"another year", []Disclosure{narrative, other(tables, func(d *Disclosure) { d.Year = 2023 })}, false},
		{"budget and final accounts", []Disclosure{narrative, other(tables, func(d *Disclosure) { d.Kind = Final })}, false},
		{"department and unit", []Disclosure{narrative, other(tables, func(d *Disclosure) { d.Level = Unit })}, false},
		{"no agency", []Disclosure{other(narrative, func(d *Disclosure) { d.Agency = "" }), other(tables, func(d *Disclosure) { d.Agency = "" })}, false},
		{"a government", []Disclosure{other(narrative, func(d *Disclosure) { d.Level = Government }), other(tables, func(d *Disclosure) { d.Level = Government })}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			FindBundles(tt.docs)
			n, bundle := 0, ""
			for _, d := range tt.docs {
				if d.Bundle != "" {
					n, bundle = n+1, d.Bundle
				}
			}
			if tt.want && (n != 2 || bundle != "n" && bundle != "t") || !tt.want && n > 0 {
				t.Errorf("%d documents in bundle %q", n, bundle)
			}
		})
	}
}

// TestBundleFills takes what one part does not say from the other, and nothing that it does say.
func TestBundleFills(t *testing.T) {
	docs := []*Disclosure{{ID: "n", Agency: "某市教育局", Kind: Budget}, {ID: "t", Agency: "教育局", Year: 2024}}
	Bundle(docs)
	want := []*Disclosure{{ID: "n", Agency: "某市教育局", Year: 2024, Kind: Budget, Bundle: "n"}, {ID: "t", Agency: "教育局", Year: 2024, Kind: Budget, Bundle: "n"}}
	if diff := cmp.Diff(want, docs); diff != "" {
		t.Error(diff)
	}
}

func TestDiffer(t *testing.T) {
	a := Disclosure{Agency: "某市教育局", Year: 2024, Kind: Budget}
	tests := []struct {
		name         string
		b            Disclosure
		wantA, wantB string
	}{
		{"the same", a, "", ""},
		{"nothing said", Disclosure{}, "", ""},
		{"variants of a name", Disclosure{Agency: "教育局（本级）", Year: 2024}, "", ""},
		{"another agency", Disclosure{Agency: "别市信访局", Year: 2023}, "某市教育局", "别市信访局"},
		{"another year", Disclosure{Agency: "某市教育局", Year: 2023, Kind: Final}, "2024", "2023"},
		{"another kind", Disclosure{Kind: Final}, "budget", "final"},
	}
	for _, tt := range tests {
		if ofA, ofB := Differ(&a, &tt.b); ofA != tt.wantA || ofB != tt.wantB {
			t.Errorf("%s: %q and %q", tt.name, ofA, ofB)
		}
	}
}

// TestSplit is the reverse of Append.
func TestSplit(t *testing.T) {
	one := func(id string) *Dataset {
		return &Dataset{Disclosures: []Disclosure{{ID: id}}, Tables: []Table{{Document: id, Number: 1}}, Records: []Record{{Document: id}},
			Claims: []Claim{{Document: id}}, Targets: []Target{{Document: id}}, Checks: []Check{{Document: id}}, Findings: []Finding{{Document: id, Severity: Info}}}
	}
	a, b, both := one("a"), one("b"), new(Dataset)
	both.Append(a)
	both.Append(b)
	if parts := both.Split(); len(parts) != 2 || !reflect.DeepEqual(parts[0], a) || !reflect.DeepEqual(parts[1], b) {
		t.Errorf("%+v", parts)
	}
}
