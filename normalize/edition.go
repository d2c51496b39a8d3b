package normalize

import (
	"hash/fnv"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
)

const (
	sketchSize   = 256 // hashes that a document keeps of its figures: enough to tell a share to three in a hundred
	leastFigures = 8   // of a document that can be told from another by them
	alikeShare   = 0.5 // of the figures of two documents that are the same in both, where they are one disclosure
	wholeShare   = 0.9 // figures that the one with fewer has of those of the other: what lacks more is a part of it, and no edition
)

// sketch keeps the smallest hashes of what the figures of a document print, with the names of their rows and columns. Of two
// documents, the share of these that both have is about that of all their figures, however many those are.
func sketch(records []Record) []uint64 {
	var all []uint64
	for i := range records {
		if r := &records[i]; r.IsFigure() && !r.Value.Decimal.IsZero() {
			h := fnv.New64a()
			h.Write([]byte(r.Label + "\x00" + strings.Join(r.Path, "\x00") + "\x00" + r.Text))
			all = append(all, h.Sum64())
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.Clip(all[:min(len(all), sketchSize)])
}

// alike is the share of the figures of two documents that are the same in both.
func alike(a, b []uint64) float64 {
	both, seen := 0, 0
	for len(a)+len(b) > 0 && seen < sketchSize {
		seen++
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			a = a[1:]
		case len(a) == 0 || b[0] < a[0]:
			b = b[1:]
		default:
			both++
			a, b = a[1:], b[1:]
		}
	}
	return float64(both) / float64(max(seen, 1))
}

// FindEditions numbers the documents that are editions of one disclosure, such as a corrected version or a copy under
// another name: those of the same agency, year, kind and level that print mostly the same figures. A department (部门) and
// its unit (单位) of the same name are two disclosures, so that documents that do not say which they are are left apart; so
// are those of a bundle, whose facts are made once.
// The edition that counts is the last to be retrieved, where that is known of all, and else the first; the others are
// the same as it.
func FindEditions(docs []Disclosure) {
	type disclosed struct {
		agency string
		year   int
		kind   Kind
		level  Level
	}
	of := map[disclosed][]*Disclosure{}
	for i := range docs {
		d := &docs[i]
		if d.Bundle == "" && d.Agency != "" && d.Year != 0 && d.Kind != "" && d.Level != "" && len(d.Sketch) >= leastFigures {
			key := disclosed{d.Agency, d.Year, d.Kind, d.Level}
			of[key] = append(of[key], d)
		}
	}
	for _, same := range of {
		for len(same) > 1 {
			first := same[0]
			var editions, others []*Disclosure
			for _, d := range same {
				if d == first || sameDisclosure(first, d) {
					editions = append(editions, d)
				} else {
					others = append(others, d)
				}
			}
			number(editions)
			same = others
		}
	}
}

// sameDisclosure says whether two documents print mostly the same figures, and about as many.
func sameDisclosure(a, b *Disclosure) bool {
	return alike(a.Sketch, b.Sketch) >= alikeShare && float64(min(a.Figures, b.Figures)) >= wholeShare*float64(max(a.Figures, b.Figures))
}

// number numbers editions of one disclosure.
func number(editions []*Disclosure) {
	if len(editions) < 2 {
		return
	}
	counts := editions[0]
	dated := !slices.ContainsFunc(editions, func(d *Disclosure) bool { return d.Retrieved == "" })
	if dated && slices.ContainsFunc(editions, func(d *Disclosure) bool { return d.Retrieved != editions[0].Retrieved }) {
		slices.SortStableFunc(editions, func(a, b *Disclosure) int { return strings.Compare(a.Retrieved, b.Retrieved) })
		counts = editions[len(editions)-1]
	}
	for i, d := range editions {
		d.Edition = i + 1
		if d != counts {
			d.SameAs = counts.ID
		}
	}
}

// SetEdition says of the one document of a dataset which edition it is, and tells of it where another counts: its facts,
// which would count twice, are left out.
func (ds *Dataset) SetEdition(number int, counts *Disclosure) {
	d := &ds.Disclosures[0]
	d.Edition = number
	if counts == nil {
		return
	}
	d.SameAs, ds.Facts = counts.ID, nil
	ds.Findings = append(ds.Findings, Finding{Document: d.ID, Code: codes.OtherEdition, Severity: Info,
		Sentence: codes.Say("other-edition", counts.File)})
}
