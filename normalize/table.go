package normalize

import (
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/mingxi/mingxi/normalize/internal/caption"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

// headsMoney says whether the head of a column names money. A form of boxes has none: where its boxes are not ruled, its first rows,
// which tell things, are taken for a head.
func headsMoney(cols []column) bool {
	return slices.ContainsFunc(cols, func(c column) bool { return slices.ContainsFunc(c.Path, namesBox) })
}

// formBefore is the form of boxes that goes on over the page in boxes of other widths: that of the table
// before, on the page before, between the same outer sides; "" if there is none.
func formBefore(ds *Dataset, doc *extract.Document, index int) string {
	if index == 0 || len(ds.Tables) < index {
		return ""
	}
	up, lt, prev := &doc.Tables[index-1], &doc.Tables[index], &ds.Tables[len(ds.Tables)-1]
	if lt.FirstPage != up.LastPage+1 || math.Abs(up.Box.X0-lt.Box.X0) > sideSlack || math.Abs(up.Box.X1-lt.Box.X1) > sideSlack {
		return ""
	}
	if forms.BoxesOf(prev.Form) == forms.NoBoxes {
		return ""
	}
	return prev.Form
}

// continued is the table before, if this one can only be its continuation: it has no title of its
// own, begins on the page where that one ends or on the next, and has the same columns.
func continued(ds *Dataset, lt *layout.Table, title string, g *grid.Grid, h *grid.Head) *Table {
	if len(ds.Tables) == 0 {
		return nil
	}
	prev := &ds.Tables[len(ds.Tables)-1]
	if !mayContinue(lt, title, g, len(prev.Columns), prev.LastPage) || differs(h, prev) {
		return nil
	}
	return prev
}

// mayContinue says whether a table may be the continuation of one with so many columns that ends on a page, whatever these are called.
func mayContinue(lt *layout.Table, title string, g *grid.Grid, columns, lastPage int) bool {
	return columns == g.Columns && g.Columns >= 2 && lastPage <= lt.FirstPage && lt.FirstPage <= lastPage+1 && !caption.IsTitle(title)
}

// differs says whether a head names other columns than the table before has.
func differs(h *grid.Head, prev *Table) bool {
	if h.Rows == 0 {
		return false
	}
	named, other := 0, 0
	for i, p := range h.Paths {
		if len(p) == 0 {
			continue
		}
		leaf := words.Fold(p[len(p)-1])
		if !moneyHead.MatchString(leaf) && !nameHead.MatchString(leaf) && !codeHead.MatchString(leaf) && !textHead.MatchString(leaf) {
			continue
		}
		named++
		if !endsAlike(prev.Columns[i].Path, p) {
			other++
		}
	}
	return named*2 >= len(h.Paths) && other > 0
}

// endsAlike says that a path is the end of a column's: where a head is printed again, an outer cell of it may be blank.
func endsAlike(whole, path []string) bool {
	return len(path) <= len(whole) && slices.Equal(whole[len(whole)-len(path):], path)
}

// inherit gives a continuation what is printed only where its table begins: units, form, and the head
// where it does not repeat all of it.
func inherit(t *Table, h *grid.Head, prev *Table) {
	t.Form = prev.Form
	if t.Unit == "" {
		t.Unit = prev.Unit
	}
	if t.Agency == "" {
		t.Agency = prev.Agency
	}
	for i := range h.Paths {
		if h.Rows > 0 && (len(h.Paths[i]) == 0 || !endsAlike(prev.Columns[i].Path, h.Paths[i])) {
			continue
		}
		h.Paths[i], h.Marks[i] = prev.Columns[i].Path, prev.Columns[i].Mark
		if h.Units[i] == "" {
			h.Units[i] = prev.Columns[i].Unit
		}
	}
}

// tableForm asks the catalogue which form the table is.
func tableForm(t *Table, d *Disclosure, cols []column, over *caption.Caption) string {
	var header []string
	for _, c := range cols {
		header = append(header, words.Fold(strings.Join(c.Path, "/")))
	}
	f, ok := forms.Match(string(d.Kind), string(d.Level), t.Title, header)
	if !ok {
		if long := over.LongTitle(t.Title); long != "" {
			if f, ok = forms.Match(string(d.Kind), string(d.Level), long, nil); ok {
				t.Title = long
			}
		}
	}
	if !ok {
		return ""
	}
	return f.ID
}
