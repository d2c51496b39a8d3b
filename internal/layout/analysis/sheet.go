package analysis

import (
	"maps"
	"slices"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// pagesOf are the pages that stand on a sheet: one, or two side by side, each with its own left edge.
func pagesOf(p *page.Page) []*page.Page {
	if p.Gutter <= 0 {
		return []*page.Page{p}
	}
	return []*page.Page{halfOf(p, 0, p.Gutter), halfOf(p, p.Gutter, p.Width)}
}

// halfOf is the page between two places of a sheet.
func halfOf(p *page.Page, from, to float64) *page.Page {
	half := *p
	half.Width, half.Gutter = to-from, 0
	within := func(b page.Box) bool { x := b.Center().X; return x >= from && x < to }
	half.Runs, half.Clipped = runsOf(p.Runs, within, -from), runsOf(p.Clipped, within, -from)
	half.Rulings, half.Unseen = rulingsOf(p.Rulings, within, -from), rulingsOf(p.Unseen, within, -from)
	half.Fills, half.Images = nil, nil
	for _, f := range p.Fills {
		if within(f.Box) {
			f.Box = aside(f.Box, -from)
			half.Fills = append(half.Fills, f)
		}
	}
	for _, m := range p.Images {
		if within(m.Box) {
			m.Box = aside(m.Box, -from)
			half.Images = append(half.Images, m)
		}
	}
	return &half
}

func runsOf(runs []page.Run, within func(page.Box) bool, by float64) []page.Run {
	var out []page.Run
	for _, r := range runs {
		if !within(r.Box) {
			continue
		}
		r.Box, r.Clip, r.Origin.X = aside(r.Box, by), aside(r.Clip, by), r.Origin.X+by
		r.Glyphs = slices.Clone(r.Glyphs)
		for i := range r.Glyphs {
			r.Glyphs[i].Box = aside(r.Glyphs[i].Box, by)
		}
		out = append(out, r)
	}
	return out
}

func rulingsOf(rulings []page.Ruling, within func(page.Box) bool, by float64) []page.Ruling {
	var out []page.Ruling
	for _, r := range rulings {
		if within(page.Box{X0: r.From.X, Y0: r.From.Y, X1: r.To.X, Y1: r.To.Y}) {
			r.From.X, r.To.X = r.From.X+by, r.To.X+by
			out = append(out, r)
		}
	}
	return out
}

// aside is a box so much farther to the right; one that is nowhere stays so.
func aside(b page.Box, by float64) page.Box {
	if b == (page.Box{}) {
		return b
	}
	b.X0, b.X1 = b.X0+by, b.X1+by
	return b
}

// A sheet is where a page stands that was laid out: on which page of the file, and how far to the right.
type sheet struct {
	number int
	left   float64
}

// inOrder gives pages the numbers that they have in the order of reading, where some stand two on a sheet: what goes on over a page
// break goes on over a gutter, too. It gives the sheets by these numbers, and nil where each page has its own.
func (r *Reading) inOrder() (pages []*text.Page, sheets map[int]sheet) {
	pages = slices.Concat(r.texts...)
	if len(pages) == len(r.texts) {
		return pages, nil
	}
	sheets = map[int]sheet{}
	for _, ts := range r.texts {
		left := 0.0
		for _, t := range ts {
			n := len(sheets) + 1
			own := *t.Page
			sheets[n] = sheet{own.Number, left}
			own.Number = n
			t.Page = &own
			for k := range t.Marked {
				t.Marked[k].Page = n
			}
			left += own.Width
		}
	}
	return pages, sheets
}

// onSheets gives what was laid out its places on the sheets.
func (p *Product) onSheets(sheets map[int]sheet) {
	line := func(l layout.Line) layout.Line {
		s := sheets[l.Page]
		return layout.Line{Text: l.Text, Page: s.number, Box: aside(l.Box, s.left)}
	}
	lines := func(ls []layout.Line) []layout.Line {
		ls = slices.Clone(ls)
		for i := range ls {
			ls[i] = line(ls[i])
		}
		return ls
	}
	for i := range p.Tables {
		t := &p.Tables[i]
		t.Box = aside(t.Box, sheets[t.FirstPage].left)
		t.FirstPage, t.LastPage = sheets[t.FirstPage].number, sheets[t.LastPage].number
		for k := range t.Parts {
			s := sheets[t.Parts[k].Page]
			t.Parts[k].Page, t.Parts[k].Box = s.number, aside(t.Parts[k].Box, s.left)
		}
		t.Captions, t.Notes, t.Repeated = lines(t.Captions), lines(t.Notes), lines(t.Repeated)
		for k := range t.Cells {
			c := &t.Cells[k]
			s := sheets[c.Page]
			c.Page, c.Box, c.Lines = s.number, aside(c.Box, s.left), lines(c.Lines)
		}
	}
	for i := range p.Paragraphs {
		p.Paragraphs[i].Lines = lines(p.Paragraphs[i].Lines)
	}
	p.Furniture = lines(p.Furniture)
	labels := map[int]string{}
	for _, n := range slices.Backward(slices.Sorted(maps.Keys(p.Labels))) { // of two on a sheet the first
		labels[sheets[n].number] = p.Labels[n]
	}
	p.Labels = labels
}
