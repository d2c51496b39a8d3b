package review

import (
	"bytes"
	"cmp"
	"context"
	"embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

//go:embed assets
var assets embed.FS

// A writer of pages makes them in one language.
type writer struct {
	*Review
	lang      Language
	live      bool // persons can correct and judge, since there is a server
	uploads   bool
	state     func() runState
	templates *template.Template
}

// A runState is what became of the run that was asked for last.
type runState struct {
	Running bool
	Error   string
	Done    int // documents
	All     int
	Refused []refusal
}

// A refusal tells why a file was not taken.
type refusal struct{ File, Reason string }

func (r *Review) writer(lang Language, live bool) (*writer, error) {
	w := &writer{Review: r, lang: lang, live: live, state: func() runState { return runState{} }}
	t, err := template.New("").Funcs(template.FuncMap{"t": lang.say, "n": number}).ParseFS(assets, "assets/*.html")
	w.templates = t
	return w, err
}

// number shows a measure without needless digits.
func number(v float64) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
}

// A frame is what all pages have.
type frame struct {
	Lang, Other   Language
	Self, Title   string
	Live, Uploads bool
	Pending       int
	State         runState
	Body          any
}

// indexName is the page of all documents.
const indexName = "index.html"

var pageName = regexp.MustCompile(`^(d[0-9a-f]{12,64})(?:-([pf])([1-9][0-9]{0,5}))?\.html$`)

// page writes the page with a name. It is false where there is no such page.
func (w *writer) page(ctx context.Context, out io.Writer, name string) (bool, error) {
	f := frame{Lang: w.lang, Other: w.lang.other(), Self: name, Live: w.live, Uploads: w.uploads, State: w.state()}
	if w.live {
		f.Pending = w.pending()
	}
	template, found, err := w.fill(ctx, &f, name)
	if !found || err != nil {
		return found, err
	}
	var b bytes.Buffer
	if err := w.templates.ExecuteTemplate(&b, template, f); err != nil {
		return true, err
	}
	_, err = out.Write(b.Bytes())
	return true, err
}

func (w *writer) fill(ctx context.Context, f *frame, name string) (template string, found bool, err error) {
	if name == indexName {
		f.Title = w.lang.say("documents")
		f.Body, err = w.index()
		return "index.html", true, err
	}
	m := pageName.FindStringSubmatch(name)
	if m == nil {
		return "", false, nil
	}
	o, err := w.document(m[1])
	if o == nil || err != nil {
		return "", false, err
	}
	d := o.disclosure(m[1])
	f.Title = w.heading(d)
	n, _ := strconv.Atoi(m[3])
	switch m[2] {
	case "p":
		if n > d.Pages {
			return "", false, nil
		}
		f.Title += " · " + w.lang.say("page", n)
		f.Body, err = w.printed(ctx, o, d, n)
		return "page.html", true, err
	case "f":
		list := o.findings(d.ID)
		if n > len(list) {
			return "", false, nil
		}
		f.Body = w.finding(ctx, o, d, list, n)
		return "finding.html", true, nil
	}
	f.Body, err = w.overview(o, d)
	return "document.html", true, err
}

// pending counts what was saved and may not be in the dataset yet.
func (w *writer) pending() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.unapplied()
}

// heading names a document.
func (w *writer) heading(d *normalize.Disclosure) string {
	parts := []string{cmp.Or(d.Agency, d.File)}
	if d.Year > 0 {
		parts = append(parts, strconv.Itoa(d.Year))
	}
	return strings.Join(append(parts, w.lang.say("kind-"+string(d.Kind))), " ")
}

func documentPage(id string) string         { return id + ".html" }
func pagePage(id string, n int) string      { return fmt.Sprintf("%s-p%d.html", id, n) }
func findingPage(id string, n int) string   { return fmt.Sprintf("%s-f%d.html", id, n) }
func recordAnchor(r normalize.Ref) string   { return fmt.Sprintf("r%d-%d-%d", r.Table, r.Row, r.Column) }
func claimAnchor(c *normalize.Claim) string { return fmt.Sprintf("c%d", c.Number) }

// pictureName is that of a page's picture, turned by so many degrees.
func pictureName(id string, n, degrees int) string {
	if degrees == 0 {
		return fmt.Sprintf("%s-%d.png", id, n)
	}
	return fmt.Sprintf("%s-%d-%d.png", id, n, degrees)
}

// A listed document is one line of the list.
type listed struct {
	summary
	Heading, Href string
	Percent       int
	CodeList      string
}

type named struct{ ID, Title string }

// An indexView is the page of all documents.
type indexView struct {
	Documents []listed
	Codes     []named
	Atlas     *atlasView
	Limits    uploadLimits
}

func (w *writer) index() (*indexView, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	v := &indexView{Limits: limitsOfUploads}
	seen := map[string]bool{}
	for _, s := range w.list {
		l := listed{summary: s, Heading: w.heading(s.Disclosure), Href: documentPage(s.ID), Percent: percent(s.Verified, s.Figures), CodeList: strings.Join(s.Codes, " ")}
		v.Documents = append(v.Documents, l)
		for _, c := range s.Codes {
			if !seen[c] {
				seen[c] = true
				v.Codes = append(v.Codes, named{c, w.titleOf(c)})
			}
		}
	}
	slices.SortFunc(v.Codes, func(a, b named) int { return strings.Compare(a.Title, b.Title) })
	var err error
	if len(w.list) > 1 {
		var a *atlas
		if a, err = w.atlas(); err == nil {
			v.Atlas = a.view(w.list)
		}
	}
	return v, err
}

// percent is a share in whole per cent, never rounded up.
func percent(part, all int) int {
	if all == 0 {
		return 0
	}
	return part * 100 / all
}

func (w *writer) words(code string) codes.Words {
	c, _ := codes.Find(code)
	if w.lang == Chinese {
		return c.Chinese
	}
	return c.English
}

func (w *writer) titleOf(code string) string { return cmp.Or(w.words(code).Title, code) }

// A findingView is one finding in a list.
type findingView struct {
	Number      int
	Href, Title string
	Severity    normalize.Severity
	Judged      normalize.Judgement
	Page        int
	Message     string
	Here        bool
}

func (w *writer) findingViews(list []*normalize.Finding, id string, here int) []findingView {
	var out []findingView
	for i, f := range list {
		out = append(out, findingView{i + 1, findingPage(id, i+1), w.titleOf(f.Code), f.Severity, f.Judged, f.Page, f.In(bilingual.Language(w.lang)), f.Page == here && here > 0})
	}
	return out
}

// A tableView is a table in a list.
type tableView struct {
	*normalize.Table
	Href string
}

// An overviewView is the first page of a document.
type overviewView struct {
	*normalize.Disclosure
	Heading  string
	Findings []findingView
	Tables   []tableView
	Charts   []chart
	Pages    []int
	Shares   [3]int // figures proven, not proven, contradicted
	Sound    int    // those not contradicted
}

func (w *writer) overview(o *opened, d *normalize.Disclosure) (*overviewView, error) {
	v := &overviewView{Disclosure: d, Heading: w.heading(d), Findings: w.findingViews(o.findings(d.ID), d.ID, 0)}
	for i := range o.ds.Tables {
		if t := &o.ds.Tables[i]; t.Document == d.ID {
			v.Tables = append(v.Tables, tableView{t, pagePage(d.ID, t.FirstPage)})
		}
	}
	for i := range o.ds.Records {
		if r := &o.ds.Records[i]; r.Document == d.ID && r.IsFigure() {
			v.Shares[slices.Index([]normalize.Status{normalize.Verified, normalize.Unverified, normalize.Contradicted}, r.Status)]++
		}
	}
	for n := range d.Pages {
		v.Pages = append(v.Pages, n+1)
	}
	v.Sound = v.Shares[0] + v.Shares[1]
	var err error
	v.Charts, err = w.charts(o, d)
	return v, err
}

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
		v.Words = w.lang.say("check-most", amount(c.Actual, c.Unit), expected)
	case c.Expected.Valid && !c.Difference.Decimal.IsZero():
		v.Words = w.lang.say("check-off", amount(c.Actual, c.Unit), expected, amount(c.Difference, c.Unit))
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
			return link{Text: claimText(c), Where: w.lang.say("page", c.Page) + " · " + w.lang.say("narrative") + " · " + c.Subject, Href: pagePage(c.Document, c.Page) + "#" + claimAnchor(c)}
		}
		return link{Text: ref.String(), Where: w.lang.say("elsewhere")}
	}
	ref := f.Record
	ref.Document = cmp.Or(ref.Document, document)
	if r := o.records[ref]; r != nil {
		return link{Text: figureText(r), Where: w.where(o, r), Near: r.Label + " · " + strings.Join(r.Path, " / "), Href: pagePage(r.Document, r.Page) + "#" + recordAnchor(r.Ref())}
	}
	return link{Text: ref.String(), Where: w.lang.say("elsewhere")}
}

// where says in which row and column of which table a figure stands.
func (w *writer) where(o *opened, r *normalize.Record) string {
	parts := []string{w.lang.say("page", r.Page), cmp.Or(o.titles[normalize.Ref{Document: r.Document, Table: r.Table}], w.lang.say("table", r.Table)), r.Label, strings.Join(r.Path, " / ")}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

func figureText(r *normalize.Record) string {
	return strings.TrimSpace(r.Stated())
}

func claimText(c *normalize.Claim) string {
	if !c.Value.Valid {
		return c.Subject
	}
	v := c.Value.Decimal
	return v.StringFixed(max(0, -v.Exponent())) + c.Unit
}

// A box is a figure on the picture of a page.
type box struct {
	page.Box
	Class, Anchor, Title string
	W, H                 float64
}

func boxOf(b page.Box, class, anchor, title string) box {
	return box{b, class, anchor, title, b.Width(), b.Height()}
}

// A sheet is a page with its picture and what is drawn over it.
type sheet struct {
	size
	Document string
	Number   int
	Picture  string // empty where there is none
	Degrees  int    // by which it is turned
	Drawn    []drawnText
	Boxes    []box
}

// A drawnText stands for what a page prints where its file is not at hand.
type drawnText struct {
	X, Y, W, H float64
	Text       string
}

// sheet is a page of a document.
func (w *writer) sheet(ctx context.Context, o *opened, d *normalize.Disclosure, n int) sheet {
	s := sheet{Document: d.ID, Number: n}
	s.take(ctx, w.pictures, d, o.boxes(d.ID, n))
	for i := range o.ds.Records {
		r := &o.ds.Records[i]
		if r.Document != d.ID || r.Page != n {
			continue
		}
		class := string(r.Status)
		if doubtful(r) {
			class += " doubt"
		}
		if r.Corrected != "" {
			class += " corrected"
		}
		s.Boxes = append(s.Boxes, boxOf(r.Box, class, recordAnchor(r.Ref()), figureText(r)+" · "+w.lang.say("short-"+string(r.Status))))
		s.note(r.Box, r.Text)
	}
	for i := range o.ds.Claims {
		c := &o.ds.Claims[i]
		if c.Document != d.ID || c.Page != n {
			continue
		}
		s.Boxes = append(s.Boxes, boxOf(c.Box, "claim "+string(claimStatus(c)), claimAnchor(c), claimText(c)))
		s.note(c.Box, c.Sentence)
	}
	return s
}

// take gives a sheet the picture of its page, if there is one that its figures lie on.
func (s *sheet) take(ctx context.Context, p *pictures, d *normalize.Disclosure, boxes []page.Box) {
	seen, err := p.size(ctx, d.SHA256, s.Number)
	if err == nil {
		if degrees, ok := p.turn(ctx, d.SHA256, s.Number, seen, boxes); ok {
			s.size, s.Degrees, s.Picture = seen, degrees, pictureName(d.ID, s.Number, degrees)
			if degrees != 0 {
				s.Width, s.Height = s.Height, s.Width
			}
			return
		}
	}
	s.size = size{595, 842} // A4
}

// boxes are those of the figures and claims of a page.
func (o *opened) boxes(document string, n int) (out []page.Box) {
	for i := range o.ds.Records {
		if r := &o.ds.Records[i]; r.Document == document && r.Page == n {
			out = append(out, r.Box)
		}
	}
	for i := range o.ds.Claims {
		if c := &o.ds.Claims[i]; c.Document == document && c.Page == n {
			out = append(out, c.Box)
		}
	}
	return out
}

// note draws a text where there is no picture.
func (s *sheet) note(b page.Box, text string) {
	if s.Picture != "" {
		return
	}
	s.Width, s.Height = max(s.Width, math.Ceil(b.X1+40)), max(s.Height, math.Ceil(b.Y1+40))
	s.Drawn = append(s.Drawn, drawnText{b.X0 + 2, b.Y1 - 0.25*b.Height(), b.Width(), b.Height(), text})
}

// claimStatus is what checks made of a claim, as of a record.
func claimStatus(c *normalize.Claim) normalize.Status {
	switch c.Outcome {
	case normalize.Pass, normalize.Rounding:
		return normalize.Verified
	case normalize.Fail:
		return normalize.Contradicted
	}
	return normalize.Unverified
}

const leastSure = 0.9 // confidence of a recognised figure that is not pointed out

// doubtful says that a figure is one that a person should look at first.
func doubtful(r *normalize.Record) bool {
	return r.Status == normalize.Contradicted || r.Source == page.OCR && r.Status == normalize.Unverified && (r.Confidence < leastSure || !r.Value.Valid)
}

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
	Document                   string
	Crop                       crop
	Beside                     []link // other claims of its line, which have the same frame
}

// A crop is the part of a page around a figure, and the figure's place.
type crop struct {
	X, Y, W, H float64
	Mark       box
}

// cropOf is the part of a page around a box, at least as wide and high as given.
func cropOf(s size, b page.Box, width, height float64) crop {
	c := crop{W: min(max(width, b.Width()+40), s.Width), H: min(max(height, b.Height()+10), s.Height), Mark: boxOf(b, "", "", "")}
	at := b.Center()
	c.X, c.Y = min(max(0, at.X-c.W/2), s.Width-c.W), min(max(0, at.Y-c.H/2), s.Height-c.H)
	return c
}

const (
	glimpseWidth  = 220.0 // of the print shown with a figure, points
	glimpseHeight = 48.0
)

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

func (w *writer) recordView(o *opened, d *normalize.Disclosure, r *normalize.Record) figureView {
	v := figureView{Anchor: recordAnchor(r.Ref()), Text: figureText(r), Title: cmp.Or(r.Label, w.lang.say("row")+" "+strconv.Itoa(r.Row)), Where: w.where(o, r), Status: r.Status, Doubt: doubtful(r), Record: r,
		Path: strings.Join(r.Path, " / "), Quantity: r.Quantity.String(), Confidence: int(r.Confidence * 100), Document: d.ID}
	if r.Value.Valid {
		v.Amount = amount(r.Value, r.Unit)
	}
	if w.live {
		v.Saved = w.savedFor(d, r)
	}
	v.Checks, v.More = w.checkViews(o, o.checks[nameOf(r)])
	return v
}

func (w *writer) claimView(o *opened, c *normalize.Claim) figureView {
	v := figureView{Anchor: claimAnchor(c), Text: claimText(c), Title: cmp.Or(c.Subject, w.lang.say("narrative")), Where: w.lang.say("page", c.Page) + " · " + w.lang.say("narrative"), Status: claimStatus(c), Claim: c, Document: c.Document}
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

// A place is a part of a page, about a figure.
type place struct {
	crop
	Sheet          sheet
	Caption, Where string
	Href           string
}

const (
	placeWidth  = 340.0 // of the part of a page that is shown about a figure, points
	placeHeight = 190.0
)

func (w *writer) place(ctx context.Context, o *opened, document string, pageNumber int, b page.Box, caption, where, href, class string) (place, bool) {
	d := o.disclosure(document)
	if d == nil || pageNumber < 1 {
		return place{}, false
	}
	p := place{Sheet: w.sheet(ctx, o, d, pageNumber), Caption: caption, Where: where, Href: href}
	p.crop = cropOf(p.Sheet.size, b, placeWidth, placeHeight)
	p.Mark.Class = class
	return p, true
}

// A foundView is a finding with all its places.
type foundView struct {
	*normalize.Disclosure
	Heading     string
	Finding     findingView
	Explanation string
	Places      []place
	Check       *checkView
	Prev, Next  string
	Of          int
	Correct     string
}

// mostPlaces is how many places of one finding are shown; a sum of a hundred figures is told by its check.
const mostPlaces = 6

func (w *writer) finding(ctx context.Context, o *opened, d *normalize.Disclosure, list []*normalize.Finding, n int) *foundView {
	f := list[n-1]
	v := &foundView{Disclosure: d, Heading: w.heading(d), Finding: w.findingViews(list, d.ID, 0)[n-1], Explanation: w.words(f.Code).Explanation, Of: len(list)}
	var refs []normalize.FigureRef
	if f.Column > 0 {
		refs = append(refs, normalize.FigureRef{Record: normalize.Ref{Document: d.ID, Table: f.Table, Row: f.Row, Column: f.Column}})
	}
	if c := o.check(d.ID, f.Check); c != nil {
		check := w.check(o, c)
		v.Check = &check
		for _, ref := range append([]normalize.FigureRef{c.Compared}, figuresOf(c)...) {
			if ref.OfClaim() {
				ref.Claim.Document = cmp.Or(ref.Claim.Document, c.Document)
			} else {
				ref.Record.Document = cmp.Or(ref.Record.Document, c.Document)
			}
			if !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
		}
	}
	for i, ref := range refs {
		if len(v.Places) == mostPlaces {
			break
		}
		class := "mark"
		if i > 0 {
			class = "mark other"
		}
		l := w.link(o, d.ID, ref)
		var p place
		ok := false
		if c := o.claims[ref.Claim]; ref.OfClaim() && c != nil {
			p, ok = w.place(ctx, o, c.Document, c.Page, c.Box, l.Text, l.Where, l.Href, class)
		} else if r := o.records[ref.Record]; r != nil {
			p, ok = w.place(ctx, o, r.Document, r.Page, r.Box, l.Text, l.Where, l.Href, class)
			if i == 0 {
				v.Correct = l.Href
			}
		}
		at := slices.IndexFunc(v.Places, func(o place) bool {
			return o.Sheet.Document == p.Sheet.Document && o.Sheet.Number == p.Sheet.Number && o.Mark.Box == p.Mark.Box
		})
		switch {
		case ok && at >= 0: // figures of one line
			v.Places[at].Caption += ", " + p.Caption
		case ok:
			v.Places = append(v.Places, p)
		}
	}
	if len(v.Places) == 0 && f.Page > 0 && f.Page <= d.Pages {
		s := w.sheet(ctx, o, d, f.Page)
		v.Places = append(v.Places, place{Sheet: s, crop: crop{W: s.Width, H: s.Height}, Caption: w.lang.say("page", f.Page), Href: pagePage(d.ID, f.Page)})
	}
	if n > 1 {
		v.Prev = findingPage(d.ID, n-1)
	}
	if n < len(list) {
		v.Next = findingPage(d.ID, n+1)
	}
	return v
}

func figuresOf(c *normalize.Check) []normalize.FigureRef {
	var out []normalize.FigureRef
	for _, t := range c.Terms {
		out = append(out, t.FigureRef)
	}
	return out
}
