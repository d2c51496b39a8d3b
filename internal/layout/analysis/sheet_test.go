package analysis

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// beside puts two pages on one sheet.
func beside(left, right *sketch) *sketch {
	s := newSketch(left.Number)
	s.Width, s.Gutter = left.Width+right.Width, left.Width
	s.Runs, s.Rulings = left.Runs, left.Rulings
	for _, r := range right.Runs {
		r.Box, r.Origin.X = aside(r.Box, left.Width), r.Origin.X+left.Width
		for i := range r.Glyphs {
			r.Glyphs[i].Box = aside(r.Glyphs[i].Box, left.Width)
		}
		s.Runs = append(s.Runs, r)
	}
	for _, r := range right.Rulings {
		r.From.X, r.To.X = r.From.X+left.Width, r.To.X+left.Width
		s.Rulings = append(s.Rulings, r)
	}
	return s
}

// pageOfSheet is a page with a title, a table and a sentence.
func pageOfSheet(number int, title, amount string) *sketch {
	s := newSketch(number).text(200, 40, title).grid([]float64{50, 250, 500}, []float64{60, 80, 100, 120})
	s.text(55, 74, "项目").text(255, 74, "金额").text(55, 94, "教育支出").right(495, 94, amount).text(55, 114, "合计").right(495, 114, amount)
	return s.text(50, 160, "以上数字未经审计，仅供参考。").text(295, 780, string(rune('0'+number)))
}

// Two pages on one sheet are read as they are by themselves, and what is read stands where the sheet has it.
func TestPagesOfSheets(t *testing.T) {
	apart := product(pageOfSheet(1, "收入预算表", "120.00"), pageOfSheet(2, "支出预算表", "75.50"), pageOfSheet(3, "基金预算表", "3.00"))
	third := pageOfSheet(3, "基金预算表", "3.00")
	third.Number = 2
	got := product(beside(pageOfSheet(1, "收入预算表", "120.00"), pageOfSheet(2, "支出预算表", "75.50")), third)
	if len(got.Tables) != 3 || len(got.Paragraphs) != len(apart.Paragraphs) || len(got.Furniture) != len(apart.Furniture) {
		t.Fatalf("%d tables, %d paragraphs, %d lines of furniture", len(got.Tables), len(got.Paragraphs), len(got.Furniture))
	}
	place := map[int]struct {
		page int
		left float64
	}{1: {1, 0}, 2: {1, 600}, 3: {2, 0}}
	line := func(l layout.Line) layout.Line {
		p := place[l.Page]
		return layout.Line{Text: l.Text, Page: p.page, Box: aside(l.Box, p.left)}
	}
	for i, want := range apart.Tables {
		if want.Title != got.Tables[i].Title || show(want) != show(got.Tables[i]) {
			t.Errorf("table %d: %q\n%s", i, got.Tables[i].Title, show(got.Tables[i]))
		}
		if p := place[want.FirstPage]; got.Tables[i].FirstPage != p.page || got.Tables[i].LastPage != p.page || got.Tables[i].Box != aside(want.Box, p.left) || got.Tables[i].Parts[0].Page != p.page {
			t.Errorf("table %d on page %d at %v", i, got.Tables[i].FirstPage, got.Tables[i].Box)
		}
		for k, c := range want.Cells {
			p, g := place[c.Page], got.Tables[i].Cells[k]
			if g.Page != p.page || g.Box != aside(c.Box, p.left) || len(c.Lines) > 0 && g.Lines[0] != line(c.Lines[0]) {
				t.Errorf("table %d: cell %q on page %d at %v", i, g.Text, g.Page, g.Box)
			}
		}
	}
	for i, want := range apart.Paragraphs {
		if g := got.Paragraphs[i]; g.Text != want.Text || g.Lines[0] != line(want.Lines[0]) {
			t.Errorf("paragraph %q at %v", g.Text, g.Lines[0])
		}
	}
	for _, of := range []struct{ got, want []layout.Line }{{got.Furniture, apart.Furniture}, {got.Numbered, apart.Numbered}} {
		for i, want := range of.want {
			if of.got[i] != line(want) {
				t.Errorf("line %v for %v", of.got[i], want)
			}
		}
	}
	if d := cmp.Diff(map[int]string{1: "1", 2: "3"}, got.Labels); d != "" {
		t.Error(d)
	}
}

func product(pages ...*sketch) Product {
	r := NewReading(len(pages), false)
	for i, s := range pages {
		r.Read(i, &s.Page)
	}
	return r.Product()
}

// What stands on a page of a sheet is what stands on the sheet.
func TestHalvesHoldTheSheet(t *testing.T) {
	s := beside(pageOfSheet(1, "收入预算表", "120.00"), pageOfSheet(2, "支出预算表", "75.50"))
	s.Fills = []page.Fill{{Box: page.Box{X0: 650, X1: 700, Y1: 20}}}
	s.Images = []page.Image{{Box: page.Box{X0: 20, X1: 90, Y1: 20}}}
	before := slices.Clone(s.Runs[len(s.Runs)-1].Glyphs)
	halves := pagesOf(&s.Page)
	runs, rulings := 0, 0
	for _, h := range halves {
		runs, rulings = runs+len(h.Runs), rulings+len(h.Rulings)
	}
	if len(halves) != 2 || runs != len(s.Runs) || rulings != len(s.Rulings) || len(halves[0].Images) != 1 || len(halves[1].Fills) != 1 {
		t.Errorf("%d halves, %d runs, %d rulings", len(halves), runs, rulings)
	}
	if d := cmp.Diff(before, s.Runs[len(s.Runs)-1].Glyphs); d != "" {
		t.Error(d)
	}
}

// The steps of both pages of a sheet stand where the sheet has them.
func TestStepsOfSheets(t *testing.T) {
	left, right := pageOfSheet(1, "收入预算表", "120.00"), pageOfSheet(2, "支出预算表", "75.50")
	one, two, both := Trace(left.Page), Trace(right.Page), Trace(beside(left, right).Page)
	if len(both.Tables) != 2 || both.Tables[1] != aside(two.Tables[0], 600) || len(both.Cells) != len(one.Cells)+len(two.Cells) || len(both.Lines) != len(one.Lines)+len(two.Lines) {
		t.Errorf("%d tables, %d cells, %d lines", len(both.Tables), len(both.Cells), len(both.Lines))
	}
	last := len(both.Vertical) - 1
	if both.Vertical[last].At != two.Vertical[len(two.Vertical)-1].At+600 || both.Joints[len(both.Joints)-1].X != two.Joints[len(two.Joints)-1].X+600 {
		t.Errorf("the last line down stands at %g", both.Vertical[last].At)
	}
}
