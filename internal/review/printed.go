package review

import (
	"cmp"
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/normalize"
)

// A figureView is a figure or a claim with all that is known of it.
type figureView struct {
	Anchor, Text, Title, Where string
	Status                     normalize.Status
	Doubt                      bool
	Record                     *normalize.Record // nil of a claim
	Claim                      *normalize.Claim
	Path, Amount, Quantity     string
	Confidence                 int
	Saved                      []correction.Entry // not yet taken in
	Checks                     []checkView
	More                       int
	Document, Place            string
	Said                       string   // as it was read
	Fields                     []string // that can be corrected
	Crop                       crop
	Beside                     []link // other claims of its line, which have the same frame
}

func (w *writer) recordView(o *opened, d *normalize.Disclosure, r *normalize.Record) figureView {
	v := figureView{Anchor: recordAnchor(r.Ref()), Text: figureText(r), Title: cmp.Or(r.Label, say(w.lang, "row")+" "+strconv.Itoa(r.Row)), Where: w.where(o, r), Status: r.Status, Doubt: doubtful(r), Record: r,
		Path: strings.Join(r.Path, " / "), Quantity: w.meaning(&r.Quantity), Confidence: int(r.Confidence * 100), Document: d.ID,
		Said: r.Text, Fields: fields}
	about := entryFor(d, r, correction.Value, "")
	v.Place = placeOf(&about)
	if r.Value.Valid {
		v.Amount = amount(r.Value, r.Unit)
	}
	if w.live {
		v.Saved = w.savedFor(d, r)
	}
	v.Checks, v.More = w.checkViews(o, o.checks[nameOf(r)])
	return v
}

// meaning says what a figure measures, dimension by dimension; codes, names and what has no text as they are.
func (w *writer) meaning(q *normalize.Quantity) string {
	parts := strings.Fields(q.String())
	for i, part := range parts {
		name, value, _ := strings.Cut(part, "=")
		if key := "means-" + name + "-" + value; texts.Say(key).Message != key {
			value = say(w.lang, "means-"+name+"-"+value)
		}
		parts[i] = say(w.lang, "means-"+name) + " " + value
	}
	return strings.Join(parts, " · ")
}

func (w *writer) claimView(o *opened, c *normalize.Claim) figureView {
	v := figureView{Anchor: claimAnchor(c), Text: claimText(c), Title: cmp.Or(c.Subject, say(w.lang, "narrative")), Where: say(w.lang, "page", c.Page) + " · " + say(w.lang, "narrative"), Status: claimStatus(c), Claim: c, Document: c.Document, Said: c.Text}
	if c.Value.Valid && c.Text != "" { // a dataset of an older version does not have what was read
		about := correction.OfClaim(o.ds, c)
		v.Place, v.Fields = placeOf(&about), []string{correction.Claim}
		if w.live {
			v.Saved = w.savedForClaim(&about, c)
		}
	}
	v.Checks, v.More = w.checkViews(o, o.byClaim[normalize.ClaimRef{Document: c.Document, Number: c.Number}])
	return v
}

// box is where a figure or a claim is printed.
func (f *figureView) box() page.Box {
	if f.Record != nil {
		return f.Record.Box
	}
	return f.Claim.Box
}

// A gridView is what a table prints on one page.
type gridView struct {
	*normalize.Table
	Heads []string
	Rows  [][]gridCell
}

type gridCell struct{ Text, Anchor, Class string }

// shortText is how many characters a narrow column holds.
const shortText = 6

// grid is what a table prints on a page.
func (w *writer) grid(o *opened, t *normalize.Table, n int) gridView {
	v := gridView{Table: t}
	for _, c := range t.Columns {
		v.Heads = append(v.Heads, strings.Join(c.Path, " / "))
	}
	onPage := map[int]bool{}
	for _, r := range t.Rows {
		onPage[r.Number] = r.Page == n || r.Page == 0 && t.FirstPage == t.LastPage
	}
	rows := map[int][]gridCell{}
	for _, c := range t.Cells {
		row := c.Row - t.HeaderRows
		if !onPage[row] || c.Column > len(t.Columns) {
			continue
		}
		if rows[row] == nil {
			rows[row] = make([]gridCell, len(t.Columns))
		}
		cell := gridCell{Text: c.Text}
		if utf8.RuneCountInString(c.Text) > shortText {
			cell.Class = "text"
		}
		if r := o.records[normalize.Ref{Document: t.Document, Table: t.Number, Row: row, Column: c.Column}]; r != nil {
			cell = gridCell{figureText(r), recordAnchor(r.Ref()), string(r.Status)}
		}
		rows[row][c.Column-1] = cell
	}
	for _, r := range t.Rows {
		if rows[r.Number] != nil {
			v.Rows = append(v.Rows, rows[r.Number])
		}
	}
	return v
}

// A printedView is a page of a document beside what was read from it.
type printedView struct {
	*normalize.Disclosure
	Heading    string
	Sheet      sheet
	Figures    []figureView
	Tables     []gridView
	Findings   []findingView
	Prev, Next string
}

func (w *writer) printed(ctx context.Context, o *opened, d *normalize.Disclosure, n int) (*printedView, error) {
	v := &printedView{Disclosure: d, Heading: w.heading(d), Sheet: w.sheet(ctx, o, d, n), Findings: w.findingViews(o.findings(d.ID), d.ID, n)}
	for i := range o.ds.Records {
		if r := &o.ds.Records[i]; r.Document == d.ID && r.Page == n {
			v.Figures = append(v.Figures, w.recordView(o, d, r))
		}
	}
	for i := range o.ds.Claims {
		if c := &o.ds.Claims[i]; c.Document == d.ID && c.Page == n {
			one := w.claimView(o, c)
			for k := range o.ds.Claims {
				if other := &o.ds.Claims[k]; other != c && other.Document == d.ID && other.Page == n && other.Box == c.Box {
					one.Beside = append(one.Beside, link{Text: claimText(other), Where: other.Subject, Href: "#" + claimAnchor(other)})
				}
			}
			v.Figures = append(v.Figures, one)
		}
	}
	for i := range o.ds.Tables {
		if t := &o.ds.Tables[i]; t.Document == d.ID && t.FirstPage <= n && n <= t.LastPage {
			v.Tables = append(v.Tables, w.grid(o, t, n))
		}
	}
	for i := range v.Figures {
		f := &v.Figures[i]
		f.Crop = cropOf(v.Sheet.size, f.box(), glimpseWidth, glimpseHeight)
	}
	if n > 1 {
		v.Prev = pagePage(d.ID, n-1)
	}
	if n < d.Pages {
		v.Next = pagePage(d.ID, n+1)
	}
	return v, ctx.Err()
}
