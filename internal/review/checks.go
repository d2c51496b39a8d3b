package review

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A link leads to a figure.
type link struct {
	Text, Where, Href string
	Near              string // where, to one who knows the table
	Far               bool   // in another table, so that Where is told in full
	Sign              string // before it
}

// A checkView is one comparison with its figures.
type checkView struct {
	Code, Title, Words string
	Outcome            normalize.Outcome
	Printed            link
	Relation           string
	Terms              []link
	Base               []link
	More               int
}

// mostTerms is how many figures of a sum are shown.
const mostTerms = 20

func (w *writer) check(o *opened, c *normalize.Check) checkView {
	v := checkView{Code: c.Code, Title: w.titleOf(c.Code), Outcome: c.Outcome, Relation: string(c.Relation), Printed: w.link(o, c.Document, c.Compared)}
	switch {
	case c.Relation == normalize.AtMost:
		v.Relation = "≤"
	case c.Outcome == normalize.Rounding:
		v.Relation = "≈"
	}
	v.Printed.Far = c.Table == 0
	switch expected := amount(c.Expected, c.Unit); {
	case c.Relation == normalize.AtMost:
		v.Words = say(w.lang, "check-most", amount(c.Actual, c.Unit), expected)
	case c.Expected.Valid && !c.Difference.Decimal.IsZero():
		v.Words = say(w.lang, "check-off", amount(c.Actual, c.Unit), expected, amount(c.Difference, c.Unit))
	}
	for i, t := range c.Terms {
		if i == mostTerms {
			v.More = len(c.Terms) - mostTerms
			break
		}
		l := w.link(o, c.Document, t.FigureRef)
		l.Far = c.Table == 0
		list := &v.Terms
		if t.Base {
			list = &v.Base
		}
		switch {
		case t.Minus:
			l.Sign = "−"
		case len(*list) > 0:
			l.Sign = "+"
		}
		*list = append(*list, l)
	}
	return v
}

func amount(v decimal.NullDecimal, unit string) string {
	if !v.Valid {
		return "–"
	}
	return grouped(v.Decimal.Round(shownDecimals)) + unit
}

// shownDecimals are more than documents print; a rate that is recomputed has no end.
const shownDecimals = 4

func grouped(d decimal.Decimal) string { return groupedText(d.String()) }

// groupedText shows an amount with separators of thousands.
func groupedText(text string) string {
	text, negative := strings.CutPrefix(text, "-")
	whole, rest, point := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + rest
	}
	if negative {
		return "−" + whole
	}
	return whole
}

// link leads to a figure of a check of a document.
func (w *writer) link(o *opened, document string, f normalize.FigureRef) link {
	if f.OfClaim() {
		ref := f.Claim
		ref.Document = cmp.Or(ref.Document, document)
		if c := o.claims[ref]; c != nil {
			return link{Text: claimText(c), Where: say(w.lang, "page", c.Page) + " · " + say(w.lang, "narrative") + " · " + c.Subject, Href: pagePage(c.Document, c.Page) + "#" + claimAnchor(c)}
		}
		return link{Text: ref.String(), Where: say(w.lang, "elsewhere")}
	}
	ref := f.Record
	ref.Document = cmp.Or(ref.Document, document)
	if r := o.records[ref]; r != nil {
		return link{Text: figureText(r), Where: w.where(o, r), Near: r.Label + " · " + strings.Join(r.Path, " / "), Href: pagePage(r.Document, r.Page) + "#" + recordAnchor(r.Ref())}
	}
	return link{Text: ref.String(), Where: say(w.lang, "elsewhere")}
}

// where says in which row and column of which table a figure stands.
func (w *writer) where(o *opened, r *normalize.Record) string {
	parts := []string{say(w.lang, "page", r.Page), cmp.Or(o.titles[normalize.Ref{Document: r.Document, Table: r.Table}], say(w.lang, "table", r.Table)), r.Label, strings.Join(r.Path, " / ")}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

func figureText(r *normalize.Record) string {
	return strings.TrimSpace(r.Stated())
}

func claimText(c *normalize.Claim) string {
	if c.Value.Valid && c.Text != "" {
		return c.Stated()
	}
	if !c.Value.Valid {
		return c.Subject
	}
	v := c.Value.Decimal
	return v.StringFixed(max(0, -v.Exponent())) + c.Unit
}

// mostChecks is how many checks of one figure are shown.
const mostChecks = 6

func (w *writer) checkViews(o *opened, list []*normalize.Check) (out []checkView, more int) {
	list = slices.Clone(list) // others look at it, too
	slices.SortStableFunc(list, func(a, b *normalize.Check) int { return outcomeRank(a.Outcome) - outcomeRank(b.Outcome) })
	for i, c := range list {
		if i == mostChecks {
			return out, len(list) - mostChecks
		}
		out = append(out, w.check(o, c))
	}
	return out, 0
}

// outcomeRank puts what fails first.
func outcomeRank(o normalize.Outcome) int {
	return slices.Index([]normalize.Outcome{normalize.Fail, normalize.Rounding, normalize.Pass, normalize.Insufficient}, o)
}

func figuresOf(c *normalize.Check) []normalize.FigureRef {
	var out []normalize.FigureRef
	for _, t := range c.Terms {
		out = append(out, t.FigureRef)
	}
	return out
}
