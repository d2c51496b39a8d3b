package commands

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/draw"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// A sight is one page and what was made of its document.
type sight struct {
	doc  *extract.Document
	page *page.Page
	ds   *normalize.Dataset // nil if no view needs it
}

// A view is one thing that inspect can show.
type view struct {
	name    string
	color   page.Color
	meaning bool // needs the dataset
	marks   func(sight) []draw.Mark
}

type viewList []view

// views are all of them, from what is printed to what was proven.
var views = viewList{
	{"runs", 0x1565C0, false, runMarks},
	{"rulings", 0xD81B60, false, rulingMarks},
	{"edges", 0x00838F, false, edgeMarks},
	{"joints", 0x283593, false, jointMarks},
	{"cells", 0xEF6C00, false, cellMarks},
	{"tables", 0x6A1B9A, false, tableMarks},
	{"records", 0x546E7A, true, recordMarks},
	{"checks", 0x2E7D32, true, checkMarks},
	{"claims", 0x4527A0, true, claimMarks},
}

func (l viewList) names() []string {
	names := make([]string, len(l))
	for i, v := range l {
		names[i] = v.name
	}
	return names
}

func (l viewList) find(name string) *view {
	i := slices.IndexFunc(l, func(v view) bool { return v.name == name })
	if i < 0 {
		return nil
	}
	return &l[i]
}

func runMarks(s sight) []draw.Mark {
	var marks []draw.Mark
	for _, r := range s.page.Runs {
		note := fmt.Sprintf("%s %.1f pt: %s", r.Font, r.Size, r.Text)
		if r.Invisible {
			note = say("invisible") + colon() + note
		}
		marks = append(marks, draw.Mark{Box: r.Box, Note: note})
	}
	return marks
}

func rulingMarks(s sight) []draw.Mark {
	var marks []draw.Mark
	for _, r := range s.page.Rulings {
		box := page.Box{X0: r.From.X, Y0: r.From.Y, X1: r.To.X, Y1: r.To.Y}
		marks = append(marks, draw.Mark{Box: box, Note: say("width {width}, colour {colour}", fmt.Sprintf("%.2f", r.Width), fmt.Sprintf("%06X", uint32(r.Color)))})
	}
	return marks
}

// edgeMarks are the rulings after cleaning: snapped, and joined where they were broken.
func edgeMarks(s sight) []draw.Mark {
	var marks []draw.Mark
	steps := analysis.Trace(*s.page)
	for _, e := range steps.Horizontal {
		marks = append(marks, draw.Mark{Box: page.Box{X0: e.From, Y0: e.At, X1: e.To, Y1: e.At}})
	}
	for _, e := range steps.Vertical {
		marks = append(marks, draw.Mark{Box: page.Box{X0: e.At, Y0: e.From, X1: e.At, Y1: e.To}})
	}
	return marks
}

// jointMarks are the places where edges meet.
func jointMarks(s sight) []draw.Mark {
	var marks []draw.Mark
	for _, j := range analysis.Trace(*s.page).Joints {
		marks = append(marks, draw.Mark{Box: page.Box{X0: j.X, Y0: j.Y, X1: j.X, Y1: j.Y}})
	}
	return marks
}

func cellMarks(s sight) []draw.Mark {
	var marks []draw.Mark
	for i, t := range s.doc.Tables {
		for _, c := range t.Cells {
			if c.Page != s.page.Number {
				continue
			}
			note := say("table {table}, row {row}, column {column}", i+1, c.Row, c.Column)
			if c.RowSpan > 1 || c.ColSpan > 1 {
				note += comma() + say("{rows} by {columns}", c.RowSpan, c.ColSpan)
			}
			marks = append(marks, draw.Mark{Box: c.Box, Filled: c.Row <= t.HeaderRows, Note: note + colon() + c.Text})
		}
	}
	return marks
}

func tableMarks(s sight) []draw.Mark {
	var marks []draw.Mark
	for i, t := range s.doc.Tables {
		for _, p := range t.Parts {
			if p.Page == s.page.Number {
				marks = append(marks, draw.Mark{Box: p.Box, Note: say("table {table}, {rows} row(s) by {columns} column(s)", i+1, t.Rows, t.Columns) + colon() + t.Title})
			}
		}
	}
	return marks
}

// statusColors show what became of a record.
var statusColors = map[normalize.Status]page.Color{
	normalize.Verified:     0x2E7D32,
	normalize.Contradicted: 0xC62828,
}

func recordMarks(s sight) []draw.Mark {
	var marks []draw.Mark
	for _, r := range s.ds.Records {
		if r.Page == s.page.Number {
			marks = append(marks, draw.Mark{Box: r.Box, Color: statusColors[r.Status], Filled: true, Note: recordNote(&r)})
		}
	}
	return marks
}

func recordNote(r *normalize.Record) string {
	value := r.Text
	if r.Value.Valid {
		value = r.Value.Decimal.String() + " " + r.Unit
	}
	return say("table {table}, row {row}, column {column}", r.Table, r.Row, r.Column) + colon() +
		fmt.Sprintf("%s | %s = %s", r.Label, strings.Join(r.Path, " / "), value) + comma() + statusName(r.Status)
}

// statusName is what a status is called.
func statusName(s normalize.Status) string {
	switch s {
	case normalize.Verified:
		return say("verified")
	case normalize.Contradicted:
		return say("contradicted")
	}
	return say("unverified")
}

// outcomeName is what an outcome is called.
func outcomeName(o normalize.Outcome) string {
	switch o {
	case normalize.Pass:
		return say("pass")
	case normalize.Rounding:
		return say("within rounding")
	case normalize.Fail:
		return say("fail")
	case normalize.Insufficient:
		return say("insufficient")
	}
	return say("not checked")
}

// outcomeColors show how a check came out.
var outcomeColors = map[normalize.Outcome]page.Color{
	normalize.Rounding:     0x9E9D24,
	normalize.Fail:         0xC62828,
	normalize.Insufficient: 0x757575,
}

// checkMarks are the records on the page that took part in checks, one mark for each check.
func checkMarks(s sight) []draw.Mark {
	boxes := map[normalize.Ref]page.Box{}
	for _, r := range s.ds.Records {
		if r.Page == s.page.Number {
			boxes[r.Ref()] = r.Box
		}
	}
	var marks []draw.Mark
	for _, c := range s.ds.Checks {
		for _, ref := range c.Records {
			if box, ok := boxes[ref]; ok {
				note := say("check {number}", c.Number) + " " + c.Code + colon() + outcomeName(c.Outcome) + colon() + bilingual.Sentence{Message: c.Message, MessageZh: c.MessageZh}.In(spoken)
				marks = append(marks, draw.Mark{Box: box, Color: outcomeColors[c.Outcome], Filled: c.Outcome == normalize.Fail, Note: note})
			}
		}
	}
	return marks
}

// claimMarks are the sentences on the page that say something of a figure, with what checks made of them.
func claimMarks(s sight) []draw.Mark {
	var marks []draw.Mark
	for _, c := range s.ds.Claims {
		if c.Page == s.page.Number {
			note := say("claim {number}, {kind}", c.Number, string(c.Kind)) + colon() + c.Subject + " " + c.Text + colon() + outcomeName(c.Outcome)
			marks = append(marks, draw.Mark{Box: c.Box, Color: outcomeColors[c.Outcome], Filled: c.Outcome == normalize.Fail, Note: note})
		}
	}
	return marks
}

// show gives what views show of a page of a document, which has it.
func show(doc *extract.Document, want *wanted) ([]byte, error) {
	s := sight{doc: doc, page: &doc.Pages[want.Page-1]}
	if slices.ContainsFunc(want.Show, func(v string) bool { return views.find(v).meaning }) {
		s.ds = understood(doc)
	}
	var layers []draw.Layer
	for _, name := range want.Show {
		v := views.find(name)
		layers = append(layers, draw.Layer{Name: name, Title: wordings.Say(name).In(spoken), Color: v.color, Marks: v.marks(s)})
	}
	var out bytes.Buffer
	if want.SVG {
		err := draw.SVG(&out, s.page, layers)
		return out.Bytes(), err
	}
	err := printMarks(&out, layers)
	return out.Bytes(), err
}

// printMarks prints them, one a line.
func printMarks(w io.Writer, layers []draw.Layer) error {
	out := bufio.NewWriter(w)
	for _, l := range layers {
		for _, m := range l.Marks {
			fmt.Fprintf(out, "%s\t%.2f %.2f %.2f %.2f\t%s\n", l.Name, m.Box.X0, m.Box.Y0, m.Box.X1, m.Box.Y1, visible(m.Note))
		}
	}
	return out.Flush()
}

// understood goes the rest of the way with a document that was read.
func understood(doc *extract.Document) *normalize.Dataset {
	ds := normalize.Document(doc)
	reconcile.Check(ds, reconcile.Options{})
	return ds
}
