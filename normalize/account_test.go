package normalize

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/codes"
)

// A loss is figures of one table that become no records, and what becomes of their cells instead.
type loss struct {
	doc   *extract.Document
	ds    *Dataset
	table int
	lost  []layout.Cell // that held records with values
	all   []layout.Cell // with the labels beside them, where a whole row or table is lost
}

// ways are what a fault can make of the cells that are lost. Each changes copies of the document and the dataset.
var ways = map[string]func(*loss){
	"nothing": func(l *loss) { l.takeCells() },
	"a line of text for each row": func(l *loss) {
		l.takeCells()
		for _, line := range l.rows() {
			l.doc.Paragraphs = append(l.doc.Paragraphs, layout.Paragraph{Text: line.Text, Lines: []layout.Line{line}})
		}
	},
	"a paragraph": func(l *loss) {
		l.takeCells()
		rows := l.rows()
		l.doc.Paragraphs = append(l.doc.Paragraphs, layout.Paragraph{Text: textOf(rows), Lines: rows})
	},
	"a line of text for each cell": func(l *loss) {
		l.takeCells()
		for _, c := range l.all {
			for _, line := range c.Lines {
				l.doc.Paragraphs = append(l.doc.Paragraphs, layout.Paragraph{Text: line.Text, Lines: []layout.Line{line}})
			}
		}
	},
	"notes": func(l *loss) {
		l.takeCells()
		t := &l.doc.Tables[l.table]
		t.Notes = append(slices.Clone(t.Notes), l.rows()...)
	},
	"furniture": func(l *loss) {
		l.takeCells()
		l.doc.Furniture = append(slices.Clone(l.doc.Furniture), l.rows()...)
	},
	"a head that is repeated": func(l *loss) {
		l.takeCells()
		t := &l.doc.Tables[l.table]
		t.Repeated = append(slices.Clone(t.Repeated), l.rows()...)
	},
	"cells without a record": func(l *loss) {},
	"names":                  func(l *loss) { l.setRole(LabelColumn) },
	"remarks":                func(l *loss) { l.setRole(TextColumn) },
}

// takeCells takes the lost cells out of the table.
func (l *loss) takeCells() {
	t := &l.doc.Tables[l.table]
	t.Cells = slices.DeleteFunc(slices.Clone(t.Cells), func(c layout.Cell) bool {
		return slices.ContainsFunc(l.all, func(o layout.Cell) bool { return o.Row == c.Row && o.Column == c.Column })
	})
}

// rows are the lost cells as lines, row by row.
func (l *loss) rows() []layout.Line {
	var out []layout.Line
	for i, c := range l.all {
		for _, line := range c.Lines {
			if n := len(out) - 1; n >= 0 && i > 0 && l.all[i-1].Row == c.Row && out[n].Page == line.Page {
				out[n].Text, out[n].Box = out[n].Text+" "+line.Text, out[n].Box.Union(line.Box)
				continue
			}
			out = append(out, line)
		}
	}
	return out
}

func (l *loss) setRole(role ColumnRole) {
	t := &l.ds.Tables[l.table]
	t.Columns = slices.Clone(t.Columns)
	for _, c := range l.lost {
		t.Columns[c.Column-1].Role, t.Columns[c.Column-1].Path = role, nil
	}
}

// loseFrom makes a loss in one table: the cells that are chosen, and no records of them.
func loseFrom(doc *extract.Document, ds *Dataset, table int, lost, all []layout.Cell) *loss {
	d, s := *doc, *ds
	d.Tables, d.Paragraphs = slices.Clone(doc.Tables), slices.Clone(doc.Paragraphs)
	s.Tables, s.Records, s.Findings, s.Disclosures = slices.Clone(ds.Tables), slices.Clone(ds.Records), nil, slices.Clone(ds.Disclosures)
	l := &loss{&d, &s, table, lost, all}
	t := &s.Tables[table]
	head := t.HeaderRows
	s.Records = slices.DeleteFunc(s.Records, func(r Record) bool {
		gone := r.Table == t.Number && slices.ContainsFunc(all, func(c layout.Cell) bool { return c.Row == r.Row+head && c.Column == r.Column })
		if gone {
			t.Records--
		}
		return gone
	})
	return l
}

// told is whether a warning tells of every page on which a number was lost; pages that had one before say nothing.
func (l *loss) told() bool {
	near := func(at int) bool {
		return slices.ContainsFunc(l.lost, func(c layout.Cell) bool { return c.Page-1 <= at && at <= c.Page+1 })
	}
	l.doc.Numbered = slices.DeleteFunc(slices.Clone(l.doc.Numbered), func(s layout.Line) bool { return !near(s.Page) })
	d := &l.ds.Disclosures[0]
	d.Printed, d.Placed, d.Left = 0, 0, 0
	accountFor(l.ds, d, l.doc)
	return slices.ContainsFunc(l.ds.Findings, func(f Finding) bool {
		return f.Code == codes.FiguresLeft && f.Severity == Warning && slices.ContainsFunc(l.lost, func(c layout.Cell) bool { return c.Page == f.Page })
	})
}

// choose picks what is lost: a row, a column or all that a table has on a page, with at least one figure in it.
func choose(rng *rand.Rand, doc *extract.Document, ds *Dataset) (what string, table int, lost, all []layout.Cell) {
	what = []string{"row", "column", "page"}[rng.IntN(3)]
	var figures []Record
	warned := map[int]bool{}
	for _, f := range ds.Findings {
		warned[f.Page] = warned[f.Page] || f.Code == codes.FiguresLeft
	}
	for _, r := range ds.Records {
		if r.IsFigure() && !warned[r.Page] {
			figures = append(figures, r)
		}
	}
	if len(figures) == 0 {
		return "", 0, nil, nil
	}
	r := figures[rng.IntN(len(figures))]
	table = r.Table - 1
	t := &ds.Tables[table]
	values := map[[2]int]bool{}
	for _, o := range ds.Records {
		values[[2]int{o.Row + t.HeaderRows, o.Column}] = values[[2]int{o.Row + t.HeaderRows, o.Column}] || o.Table == r.Table && o.IsFigure()
	}
	for _, c := range doc.Tables[table].Cells {
		of := map[string]bool{"row": c.Row == r.Row+t.HeaderRows, "column": c.Column == r.Column, "page": c.Page == r.Page}[what]
		if !of || c.Row <= t.HeaderRows || c.Text == "" || c.Page != r.Page && what != "column" {
			continue
		}
		all = append(all, c)
		if values[[2]int{c.Row, c.Column}] {
			lost = append(lost, c)
		}
	}
	return what, table, lost, all
}

// TestLossesAreTold takes rows, columns and pages of tables out of what layout and normalize give of documents, in every way
// that a fault can, and asks whether figures-left tells it. A row may hold nothing but a zero or a count that could as well be a
// number of another kind; hence the shares.
func TestLossesAreTold(t *testing.T) {
	files := []string{"../testdata/hongqi-2026/doc.pdf"}
	if more, _ := filepath.Glob("../../shared/corpus/*/*.pdf"); !testing.Short() {
		for i := 0; i < len(more); i += 60 {
			files = append(files, more[i])
		}
	}
	const each = 12
	tried, found := map[string]int{}, map[string]int{}
	for n, name := range files {
		doc, err := extract.Read(context.Background(), name, extract.Options{})
		if err != nil {
			continue
		}
		ds := Document(doc)
		if len(doc.Pages) > 60 {
			continue
		}
		rng := rand.New(rand.NewPCG(1, uint64(n)))
		for range each {
			what, table, lost, all := choose(rng, doc, ds)
			if len(lost) == 0 {
				continue
			}
			for way, change := range ways {
				l := loseFrom(doc, ds, table, lost, all)
				change(l)
				key := what + " as " + way
				tried[key]++
				if l.told() {
					found[key]++
				} else if testing.Verbose() {
					t.Logf("%s: %s: page %d: %q", filepath.Base(name), key, lost[0].Page, textOf((&loss{all: all}).rows()))
				}
			}
		}
	}
	total, told := 0, 0
	var keys []string
	for k := range tried {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		total, told = total+tried[k], told+found[k]
		t.Logf("%-45s %4d of %4d told", k, found[k], tried[k])
	}
	t.Logf("%d of %d told", told, total)
	if told*100 < total*leastTold {
		t.Errorf("only %d of %d losses are told", told, total)
	}
}

// leastTold is how many losses in a hundred are told at least.
const leastTold = 97
