package facts

import (
	"cmp"
	"slices"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// A Part is one set of the tables and sentences of documents that are reconciled as one.
type Part struct {
	Doc    *normalize.Disclosure // what the documents say of themselves; its ID is that of the first
	Set    string                // as Table.Set
	Tables []*table.Table
	Claims []*normalize.Claim
	Failed map[normalize.FigureRef]bool // figures of checks of one amount in two places that failed, each with its document
}

// about is a fact of the part with nothing said of it yet.
func (p *Part) about(document string) normalize.Fact {
	d := p.Doc
	return normalize.Fact{Document: document, Agency: cmp.Or(p.Set, d.Agency), Region: d.Region, Year: d.Year, Kind: d.Kind, Level: d.Level}
}

// agreeing are, by record, the amounts in sentences that were held against it and agree, by their places.
func (p *Part) agreeing() map[normalize.Ref][]int {
	out := map[normalize.Ref][]int{}
	for i, c := range p.Claims {
		if c.Kind != normalize.Amount || c.Outcome != normalize.Pass && c.Outcome != normalize.Rounding {
			continue
		}
		for _, r := range c.Records {
			r = whole(r, c.Document)
			out[r] = append(out[r], i)
		}
	}
	return out
}

// A place is what figures measure, in one run of tables: where a title comes again, the tables of another agency have
// begun.
type place struct {
	meaning.Quantity
	run int
}

// A print is one figure that is printed of a place.
type print struct {
	*arithmetic.Figure
	table *table.Table
	rank  int // of its form in the catalogue
}

// agree says that figures are one amount, within what the rounding of print explains.
func agree(all []print) bool {
	return !slices.ContainsFunc(all[1:], func(p print) bool { return !same(all[0], p) })
}

var half = decimal.New(5, -1)

// same says that two prints can be of one amount: each is off by half of its last digit at most.
func same(a, b print) bool {
	room := a.Quantum.Add(b.Quantum).Mul(half)
	return a.Value.Sub(b.Value).Abs().LessThanOrEqual(room)
}

// majority are the figures that agree with each other, if they are more than the others; nil if there are none.
func majority(all []print) []print {
	for _, p := range all {
		var with []print
		for _, o := range all {
			if same(p, o) {
				with = append(with, o)
			}
		}
		if 2*len(with) > len(all) && agree(with) {
			return with
		}
	}
	return nil
}

// preferred is the print with the finest digits; among these the one of the table that the catalogue names first.
func preferred(all []print) print {
	return slices.MinFunc(all, func(a, b print) int {
		return cmp.Or(a.Quantum.Cmp(b.Quantum), cmp.Compare(a.rank, b.rank))
	})
}

// statusOf is verified if one of the prints is, which proves the others that agree with it.
func statusOf(all []print) normalize.Status {
	for _, status := range []normalize.Status{normalize.Verified, normalize.Contradicted} {
		if slices.ContainsFunc(all, func(p print) bool { return p.Record.Status == status }) {
			return status
		}
	}
	return normalize.Unverified
}

// whole names a record of a document with that document.
func whole(r normalize.Ref, document string) normalize.Ref {
	r.Document = cmp.Or(r.Document, document)
	return r
}

// refOf names a claim as a document does.
func refOf(c *normalize.Claim, document string) normalize.ClaimRef {
	ref := normalize.ClaimRef{Number: c.Number}
	if c.Document != document {
		ref.Document = c.Document
	}
	return ref
}

// quantities are what the figures of the part's tables measure, by their records.
func (p *Part) quantities() map[normalize.Ref]meaning.Quantity {
	out := map[normalize.Ref]meaning.Quantity{}
	for _, t := range p.Tables {
		for _, e := range t.Figures {
			out[e.Ref("")] = meaning.Quantity(e.Record.Quantity)
		}
	}
	return out
}

// tied is what an amount of a sentence measures: what the records do that it was held against and agree with, if these all
// measure the same, since sentences leave dimensions unsaid; otherwise what its words say.
func tied(c *normalize.Claim, printed map[normalize.Ref]meaning.Quantity) meaning.Quantity {
	said, one := meaning.Quantity(c.Quantity), meaning.Quantity{}
	if c.Outcome != normalize.Pass && c.Outcome != normalize.Rounding {
		return said
	}
	for _, r := range c.Records {
		q := printed[whole(r, c.Document)]
		switch {
		case q == meaning.Quantity{} || !q.Fits(said):
		case one == meaning.Quantity{}:
			one = q
		case one != q:
			return said
		}
	}
	if one == (meaning.Quantity{}) {
		return said
	}
	return one
}

// alike says that claims state one value.
func alike(all []*normalize.Claim) bool {
	for _, c := range all[1:] {
		a, b := c, all[0]
		if a.Yuan.Valid != b.Yuan.Valid || a.Yuan.Valid && !a.Yuan.Decimal.Equal(b.Yuan.Decimal) || !a.Yuan.Valid && (a.Unit != b.Unit || !a.Value.Decimal.Equal(b.Value.Decimal)) {
			return false
		}
	}
	return true
}
