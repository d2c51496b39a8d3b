// Package analysis lays out the pages of a document: it finds its tables and its running text, from runs of
// text and rulings to cells with their spans, and from lines to paragraphs. It puts the other rooms together.
package analysis

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/aligned"
	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/column"
	"github.com/mingxi/mingxi/internal/layout/continuation"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/prose"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Pages lays out the pages of one document: its tables, joined over page breaks, in document order,
// and the running text around them.
func Pages(pages []page.Page) ([]layout.Table, []layout.Paragraph) {
	r := NewReading(len(pages), false)
	page.Each(len(pages), func(i int) { r.Read(i, &pages[i]) })
	all := r.Product()
	return all.Tables, all.Paragraphs
}

// Read reads the text of the next page or any other; i counts from 0, and the page stays where it is. Several goroutines may call
// it, each for pages of its own.
func (r *Reading) Read(i int, p *page.Page) {
	left := 0.0
	for _, half := range pagesOf(p) {
		t := readText(half)
		for _, l := range t.Numbered() {
			l.Box = aside(l.Box, left)
			r.numbered[i] = append(r.numbered[i], l)
		}
		r.texts[i], r.edges[i] = append(r.texts[i], t), append(r.edges[i], prose.EdgeOf(t))
		left += half.Width
		if r.sparing {
			t.Runs, t.Clipped = nil, nil
		}
		if r.packs {
			t.Pack()
		}
	}
	if r.sparing {
		p.Runs, p.Clipped = nil, nil
		if len(r.texts[i]) > 1 { // each half has its own
			p.Rulings, p.Unseen, p.Fills = nil, nil, nil
		}
	}
}

// pagesTogether is how many pages are laid out before it is asked which of them go on with a table: until then each is kept as it was.
const pagesTogether = 16

// Product lays out the pages, all of which were read.
func (r *Reading) Product() Product {
	var out Product
	texts, sheets := r.inOrder()
	out.Numbered, r.numbered = slices.Concat(r.numbered...), nil
	running := prose.RunningHeads(slices.Concat(r.edges...))
	furniture := make([][]layout.Line, len(texts))
	parts := make([][]*caption.Part, len(texts))
	var goingOn continued
	for from := 0; from < len(texts); from += pagesTogether {
		before := make([]text.Page, min(pagesTogether, len(texts)-from)) // each page before tables are taken out
		page.Each(len(before), func(k int) {
			i := from + k
			if r.packs {
				texts[i].Unpack()
			}
			furniture[i] = prose.DropFurniture(texts[i], running)
			before[k] = *texts[i]
			before[k].Lines = slices.Clone(texts[i].Lines)
			parts[i] = partsOf(texts[i], nil)
		})
		for k := range before {
			parts[from+k] = goingOn.read(texts[from+k], &before[k], parts[from+k])
		}
		for k := range before {
			r.settle(texts[from+k], parts[from+k])
		}
	}
	out.Furniture = slices.Concat(furniture...)
	out.Labels = prose.PageLabels(out.Furniture)
	for i := 1; i < len(parts); i++ {
		if len(parts[i]) > 0 {
			parts[i][0].TakeFoot(texts[i-1], parts[i-1])
		}
	}
	tables, none := continuation.Join(slices.Concat(parts...))
	for _, p := range none {
		giveBack(p)
	}
	nameSources(tables, texts)
	out.Tables, out.Paragraphs = tables, prose.Paragraphs(texts)
	for _, t := range texts {
		out.Furniture = append(out.Furniture, t.Sideways()...)
	}
	if sheets != nil {
		out.onSheets(sheets)
	}
	return out
}

// settle leaves of a page that is laid out what is asked for once all are: hundreds of them wait for the last.
func (r *Reading) settle(t *text.Page, parts []*caption.Part) {
	t.Settle()
	for _, p := range parts {
		p.Settle()
	}
	if r.sparing {
		t.Rulings, t.Unseen, t.Fills = nil, nil, nil
	}
}

// partsOf are the parts of tables on a page; see findTables. The text of a weak one is kept, since it may turn out to be no table.
func partsOf(t *text.Page, before *aligned.Before) []*caption.Part {
	parts := caption.Describe(t, findTables(t, before).grids)
	for _, p := range parts {
		if !p.Weak {
			p.Text = nil
		}
	}
	return parts
}

// endSlack is by how many points two readings of a table end at different heights that end with the same line.
const endSlack = 2.0

// A continued table is one without rulings that the next page may go on with.
type continued struct {
	last   *caption.Part  // that stands last on the page before, if it may go on
	before aligned.Before // its table
}

// read gives the parts of the next page, which is read again if it goes on with the table and does not show its columns by itself.
func (c *continued) read(t, before *text.Page, parts []*caption.Part) []*caption.Part {
	joined, ok := joinedColumns(c.last, c.before.Xs, parts)
	if c.last != nil && c.showsFewer(before, parts, ok) {
		c.before.Boxed = c.rulesFewer(parts)
		was := *t
		*t = *before
		again := partsOf(t, &c.before)
		if xs, reads := joinedColumns(c.last, c.before.Xs, again); reads || !ok && !isWhole(parts, again) {
			parts, joined, ok = again, xs, reads
		} else {
			*t = was
		}
	}
	c.note(parts, joined, ok)
	return parts
}

// showsFewer says whether a page whose parts are read by themselves goes on with the table and does not show its columns: it rules some of
// them alone, or what is read does not join the table, or its head, though it is printed again, is another.
func (c *continued) showsFewer(t *text.Page, parts []*caption.Part, joins bool) bool {
	n := opening(parts)
	fewer := c.rulesFewer(parts)
	other := n >= 0 && !parts[n].Ruled && parts[n].Head > 0 && parts[n].Head != c.before.HeadRows
	if joins && !fewer && !other {
		return false
	}
	ok, repeats := aligned.Continues(t, &c.before)
	return ok && (fewer || repeats || !joins && mayGoOn(parts))
}

// isWhole says whether what stands first on a page is a table of its own, with a head, and ends no higher than what was read anew of it.
func isWhole(parts, again []*caption.Part) bool {
	m := opening(again)
	return m >= 0 && slices.ContainsFunc(parts, func(p *caption.Part) bool {
		from, to := p.Box().Y0, p.Box().Y1
		return !p.Ruled && namesColumns(p) && from <= again[m].Box().Y0+endSlack && to >= again[m].Box().Y1-endSlack
	})
}

// opening is which of a page's parts stands first on it; -1 if none does.
func opening(parts []*caption.Part) int {
	return slices.IndexFunc(parts, func(p *caption.Part) bool { return p.Opens })
}

// rulesFewer says whether a page begins with boxes round some columns of the table, or with lines between columns alone.
func (c *continued) rulesFewer(parts []*caption.Part) bool {
	n := opening(parts)
	return n >= 0 && parts[n].Ruled && (parts[n].Open || parts[n].Columns() < len(c.before.Xs)-1)
}

// note notes the table that the next page may go on with, after a page with some parts, of which the first may go on with the one before.
func (c *continued) note(parts []*caption.Part, joined []float64, joins bool) {
	n := len(parts)
	if n == 0 || !parts[n-1].Closes || parts[n-1].Ruled || parts[n-1].Weak {
		c.last = nil
		return
	}
	if c.last = parts[n-1]; !joins || n > 1 {
		joined, c.before = c.last.Xs, aligned.Before{}
	}
	c.before.Blank = c.last.UsualBlank()
	c.before.Filled = columnsFilled(c.last, c.before.Filled, len(joined)-1)
	if c.before.Xs = joined; c.last.Head > 0 && len(joined) == len(c.last.Xs) {
		c.before.HeadRows = c.last.Head
		c.before.Head = slices.DeleteFunc(slices.Clone(c.last.Cells), func(l layout.Cell) bool { return l.Row > c.last.Head })
	}
}

// columnsFilled is what the texts of a part fill of its columns, and those of the pages before; none if it has other columns than the table, or some of them are
// not parted.
func columnsFilled(p *caption.Part, before []column.Span, columns int) []column.Span {
	if p.Columns() != columns {
		return nil
	}
	out := slices.Clone(before)
	if len(out) != columns {
		out = slices.Repeat([]column.Span{{X0: math.Inf(1), X1: math.Inf(-1)}}, columns)
	}
	for _, c := range p.Cells {
		if c.ColSpan > 1 {
			continue
		}
		s := &out[c.Column-1]
		for _, l := range c.Lines {
			s.X0, s.X1 = math.Min(s.X0, l.Box.X0), math.Max(s.X1, l.Box.X1)
		}
	}
	for i := range out {
		if out[i].X0 > out[i].X1 || i > 0 && out[i-1].X1 > out[i].X0 {
			return nil
		}
	}
	return out
}

// joinedColumns is the columns of a table and the part that goes on with it; ok says whether one does.
func joinedColumns(last *caption.Part, xs []float64, next []*caption.Part) (joined []float64, ok bool) {
	n := opening(next)
	if last == nil || n < 0 {
		return nil, false
	}
	return continuation.GoesOn(last, xs, next[n])
}

// mayGoOn says whether a page may go on with a table: it does not begin with one that is ruled or has a head.
func mayGoOn(next []*caption.Part) bool {
	return !slices.ContainsFunc(next, func(p *caption.Part) bool { return p.Opens && (p.Ruled || namesColumns(p)) })
}

// namesColumns says whether a part has a head that names most of its columns: not a name that stands alone, nor a row of dashes.
func namesColumns(p *caption.Part) bool {
	named := 0
	for _, c := range p.Cells {
		if c.Row <= p.Head && c.Text != "" && !figure.IsDash(c.Text) {
			named += c.ColSpan
		}
	}
	return 2*named > p.Columns()
}

// giveBack puts the text of a part that turned out to be no table back among the lines of its page.
func giveBack(p *caption.Part) {
	p.On.Tables--
	p.On.SetRest(append(p.On.Rest(), p.Text...))
}

// nameSources says of each cell whether its page was recognised, or its part of a page of text.
func nameSources(tables []layout.Table, pages []*text.Page) {
	whole, parts := map[int]bool{}, map[int][]page.Box{}
	for _, p := range pages {
		whole[p.Number], parts[p.Number] = p.Source == page.OCR, p.Pasted
	}
	for i := range tables {
		for k := range tables[i].Cells {
			c := &tables[i].Cells[k]
			if whole[c.Page] || slices.ContainsFunc(parts[c.Page], func(b page.Box) bool { return b.Contains(c.Box.Center()) }) {
				c.Source = page.OCR
			}
		}
	}
}
