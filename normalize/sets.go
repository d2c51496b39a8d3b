package normalize

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
	"github.com/mingxi/mingxi/normalize/internal/imprint"
)

// UnknownSet is the set of claims of which it is not known whose they are.
const UnknownSet = "?"

// A tableSet is the tables of one agency, in a document that may hold those of several.
type tableSet struct {
	agency string // as first printed; empty if it is nowhere
	tables []int  // by index
	forms  map[string]bool
}

// A stretch is tables one after another over which one agency's name is printed.
type stretch struct {
	agency string
	tables []int
	forms  map[string]bool
}

// partTables tells apart the tables of several agencies in one document: a department's and its
// units'. A name alone parts nothing, for one agency is printed in variants; what parts is that under
// another name the same forms come again. Whose name is printed over the tables or, if that leaves
// forms twice with one agency, in headings before them, is taken.
func partTables(ds *Dataset, d *Disclosure, doc *extract.Document) {
	heads := imprint.Headings(doc)
	printed := make([]string, len(ds.Tables))
	headed := make([]string, len(ds.Tables))
	for i := range ds.Tables {
		t := &ds.Tables[i]
		headed[i] = headingBefore(heads, position(&doc.Tables[i]))
		if printed[i] = agency.Trim(t.Agency); printed[i] == "" {
			printed[i] = agency.InTitle(t.Title)
		}
		if printed[i] == "" {
			printed[i] = headed[i]
		}
	}
	sets := setsOf(ds.Tables, printed)
	if d.Level == Government {
		sets = setsOf(ds.Tables, make([]string, len(printed)))
	} else if other := setsOf(ds.Tables, headed); repeats(ds.Tables, other) < repeats(ds.Tables, sets) {
		sets = other
	}
	nameSets(ds, d, sets)
	if len(sets) > 1 {
		partClaims(ds, doc, heads, sets)
	}
}

// setsOf gathers tables by whose they are, given the names over them.
func setsOf(tables []Table, names []string) []*tableSet {
	var sets []*tableSet
	var current *tableSet
	for _, s := range stretches(tables, names) {
		if current = setFor(sets, current, s); current == nil {
			current = &tableSet{agency: s.agency, forms: map[string]bool{}}
			sets = append(sets, current)
		}
		current.take(s)
	}
	return sets
}

// stretches cuts the tables where another name is printed. A table without one goes on with those
// before it.
func stretches(tables []Table, names []string) []*stretch {
	var out []*stretch
	for i := range tables {
		if len(out) == 0 || names[i] != "" && names[i] != out[len(out)-1].agency {
			out = append(out, &stretch{agency: names[i], forms: map[string]bool{}})
		}
		s := out[len(out)-1]
		s.tables = append(s.tables, i)
		s.forms[formKey(&tables[i])] = true
	}
	return out
}

// setFor is the set that a stretch goes on with: the one of just its name, one of a variant of it, or
// the one before, as long as that has none of its forms. It is nil where another agency begins.
func setFor(sets []*tableSet, current *tableSet, s *stretch) *tableSet {
	free := func(t *tableSet) bool { return t != nil && !t.sharesForm(s) }
	for _, t := range sets {
		if t.agency == s.agency && (free(t) || !free(current)) {
			return t
		}
	}
	for _, t := range sets {
		if agency.Same(t.agency, s.agency) && free(t) {
			return t
		}
	}
	if free(current) {
		return current
	}
	return nil
}

func (t *tableSet) sharesForm(s *stretch) bool {
	for f := range s.forms {
		if f != "" && t.forms[f] {
			return true
		}
	}
	return false
}

func (t *tableSet) take(s *stretch) {
	if t.agency == "" {
		t.agency = s.agency
	}
	t.tables = append(t.tables, s.tables...)
	for f := range s.forms {
		t.forms[f] = true
	}
}

// repeats is how often a set has a form again, which one agency's disclosure seldom does.
func repeats(tables []Table, sets []*tableSet) int {
	n := 0
	for _, s := range sets {
		seen := map[string]int{}
		for _, i := range s.tables {
			key := formKey(&tables[i])
			if last, ok := seen[key]; ok && key != "" && last != i-1 {
				n++
			}
			seen[key] = i
		}
	}
	return n
}

// formKey names what kind of table it is, without saying whose.
func formKey(t *Table) string {
	if t.Form != "" {
		return t.Form
	}
	return titleAside.ReplaceAllString(words.Fold(t.Title), "")
}

// nameSets gives each table its set and, where none is printed over it, its agency.
func nameSets(ds *Dataset, d *Disclosure, sets []*tableSet) {
	own := ownSet(sets, d.Agency)
	if own != nil && own.agency == "" {
		own.agency = d.Agency
	}
	for _, s := range sets {
		name := s.agency
		if s == own {
			name = d.Agency
		}
		if d.Level != Government && repeats(ds.Tables, []*tableSet{s}) > mostRepeats {
			name = "" // tables of several agencies, and nothing tells whose
		}
		for _, i := range s.tables {
			t := &ds.Tables[i]
			if s != own {
				t.Set = s.agency
			}
			if s != own && s.agency != "" && !agency.Same(t.Agency, s.agency) {
				t.Agency = s.agency // the department's name over a unit's table
			}
			t.Agency = cmp.Or(t.Agency, name)
		}
	}
}

// RestoreSets parts the tables of documents that say whose each is, as those of a stored dataset do.
func (ds *Dataset) RestoreSets() {
	for i := range ds.Disclosures {
		d := &ds.Disclosures[i]
		var tables []Table
		var names []string
		var at []int
		for k := range ds.Tables {
			if t := &ds.Tables[k]; t.Document == d.ID {
				tables, names, at = append(tables, *t), append(names, t.Agency), append(at, k)
			}
		}
		if d.Level == Government {
			continue
		}
		sets := setsOf(tables, names)
		own := ownSet(sets, d.Agency)
		for _, s := range sets {
			for _, k := range s.tables {
				if s != own {
					ds.Tables[at[k]].Set = s.agency
				}
			}
		}
	}
}

// mostRepeats is how many tables of one agency can be of a form that it has printed before: a form's
// second page with a title of its own, projects listed apart.
const mostRepeats = 2

// ownSet is the set of the agency whose document it is: the one of its name, of a variant of it, or the
// first.
func ownSet(sets []*tableSet, name string) *tableSet {
	for _, same := range []func(a, b string) bool{func(a, b string) bool { return a == b }, agency.Same} {
		if i := slices.IndexFunc(sets, func(s *tableSet) bool { return same(s.agency, name) }); i >= 0 {
			return sets[i]
		}
	}
	if len(sets) == 0 {
		return nil
	}
	return sets[0]
}

// position is where a table begins.
func position(t *layout.Table) imprint.Spot { return imprint.Spot{Page: t.FirstPage, Y: t.Box.Y0} }

// headingBefore is the agency of the last heading before a spot; empty if there is none.
func headingBefore(all []imprint.Heading, at imprint.Spot) string {
	last := ""
	for _, h := range all {
		if h.Before(at) {
			last = h.Agency
		}
	}
	return last
}

// partClaims gives each claim the set that it speaks of.
func partClaims(ds *Dataset, doc *extract.Document, heads []imprint.Heading, sets []*tableSet) {
	for i := range ds.Claims {
		c := &ds.Claims[i]
		c.Set = setOfClaim(ds, doc, heads, sets, imprint.Spot{Page: c.Page, Y: c.Box.Y0})
	}
}

// setOfClaim is the set that what stands at a spot speaks of: that of the heading before it, up to the
// next heading or to another agency's table without one, where its own part may have begun. Where no
// heading tells, what stands before all tables speaks of the document's own set, and what stands between
// two tables of one set speaks of that one.
func setOfClaim(ds *Dataset, doc *extract.Document, heads []imprint.Heading, sets []*tableSet, at imprint.Spot) string {
	before, after := -1, -1
	for i := range doc.Tables {
		if position(&doc.Tables[i]).Before(at) {
			before = i
		} else if after < 0 {
			after = i
		}
	}
	if set, ok := headedSet(ds, doc, heads, sets, at); ok && (after < 0 || ds.Tables[after].Set == set || headedBetween(heads, at, position(&doc.Tables[after]))) {
		return set
	}
	switch {
	case before < 0:
		return ""
	case after >= 0 && ds.Tables[before].Set == ds.Tables[after].Set:
		return ds.Tables[before].Set
	}
	return UnknownSet
}

func headedBetween(heads []imprint.Heading, from, to imprint.Spot) bool {
	return slices.ContainsFunc(heads, func(h imprint.Heading) bool { return from.Before(h.Spot) && h.Before(to) })
}

// headedSet is the set of the agency that the last heading names, if that still holds.
func headedSet(ds *Dataset, doc *extract.Document, heads []imprint.Heading, sets []*tableSet, at imprint.Spot) (string, bool) {
	var last *imprint.Heading
	for i := range heads {
		if heads[i].Before(at) {
			last = &heads[i]
		}
	}
	if last == nil {
		return "", false
	}
	own := ownSet(sets, last.Agency)
	if !agency.Same(own.agency, last.Agency) {
		return "", false
	}
	set := ds.Tables[own.tables[0]].Set
	for i := range doc.Tables {
		p := position(&doc.Tables[i])
		if last.Before(p) && p.Before(at) && ds.Tables[i].Set != set {
			return "", false
		}
	}
	return set, true
}
