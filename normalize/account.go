package normalize

import (
	"math"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/account"
	"github.com/mingxi/mingxi/normalize/internal/imprint"
)

// accountFor says what became of every number that a document prints: it counts them, and tells those that are left.
func accountFor(ds *Dataset, d *Disclosure, doc *extract.Document) {
	pages := map[int]*pageAccount{}
	for i := range doc.Pages {
		pages[doc.Pages[i].Number] = &pageAccount{told: doc.Pages[i].Unread}
	}
	numbers, beyond := account.Numbers(doc.Numbered, placesOf(ds, doc), statements(ds))
	for _, n := range numbers {
		d.Printed++
		if n.Placed() {
			d.Placed++
		}
		p := pages[n.Page]
		if p == nil {
			continue
		}
		p.printed++
		if n.Reason == "" && !p.told {
			d.Left++
			p.take(n)
		}
	}
	for number, n := range beyond {
		d.Printed += n
		if p := pages[number]; p != nil && !p.told {
			d.Left += n
			p.printed, p.beyond = p.printed+n, n
		}
	}
	if d.Left > 0 && imprint.IsForeign(doc) {
		ds.Findings = append(ds.Findings, Finding{Document: d.ID, Code: codes.StatementLeft, Severity: Info,
			Sentence: codes.Say("left-foreign", d.Left, d.Printed)})
		return
	}
	for i := range doc.Pages {
		number := doc.Pages[i].Number
		ds.Findings = append(ds.Findings, pages[number].findings(d, number)...)
	}
}

// A pageAccount is what is left of the numbers of one page.
type pageAccount struct {
	told    bool // another finding says that the page was not read
	printed int
	alone   []account.Number // left by themselves, as figures of tables stand
	beyond  int              // of which nothing is kept: there are more than any page has
	said    []account.Number // left in text
}

func (p *pageAccount) take(n account.Number) {
	if n.Alone {
		p.alone = append(p.alone, n)
	} else {
		p.said = append(p.said, n)
	}
}

// findings tell what is left of a page.
func (p *pageAccount) findings(d *Disclosure, number int) (out []Finding) {
	if len(p.alone) > 0 || p.beyond > 0 {
		out = append(out, Finding{Document: d.ID, Code: codes.FiguresLeft, Severity: Warning, Page: number,
			Sentence: codes.Say("left-alone", leftOf(p.alone, p.beyond, p.printed))})
	}
	if len(p.said) > 0 {
		out = append(out, Finding{Document: d.ID, Code: codes.StatementLeft, Severity: Info, Page: number,
			Sentence: codes.Say("left-in-text", leftOf(p.said, 0, p.printed))})
	}
	return out
}

// statements are the figures of the document's claims.
func statements(ds *Dataset) []account.Claim {
	var out []account.Claim
	for i := range ds.Claims {
		c := &ds.Claims[i]
		out = append(out, account.Claim{Page: c.Page, Sentence: c.Sentence, Text: c.Text})
	}
	return out
}

// mostNamed is how many of the numbers that are left a finding names.
const mostNamed = 5

// leftOf says how many numbers of a page are left, with those beyond what is kept, and where the first of them stand.
func leftOf(left []account.Number, beyond, printed int) Sentence {
	var named []Sentence
	for _, n := range left[:min(len(left), mostNamed)] {
		named = append(named, codes.Say("number-at", n.Text, math.RoundToEven(n.Box.X0), math.RoundToEven(n.Box.Y0)))
	}
	if len(left)+beyond > mostNamed {
		named = append(named, codes.Say("further-numbers"))
	}
	return codes.Say("left-of-page", len(left)+beyond, printed, bilingual.Join(named, "; ", "；"))
}

// placesOf is all text of a document with what was made of it.
func placesOf(ds *Dataset, doc *extract.Document) []account.Place {
	var b passages
	b.tables(ds, doc)
	for i := range doc.Paragraphs {
		b.add(account.Prose, doc.Paragraphs[i].Text, doc.Paragraphs[i].Lines)
	}
	b.each(account.Furniture, doc.Furniture)
	return b.places
}

// passages are the texts of a document with what was made of each.
type passages struct{ places []account.Place }

// add adds a text that was read as one.
func (b *passages) add(kind account.Kind, text string, lines []layout.Line) {
	p := &account.Passage{Kind: kind, Text: text}
	at := make([]account.Place, len(lines))
	for i, l := range lines {
		at[i] = account.Place{Page: l.Page, Box: l.Box, Text: l.Text}
	}
	b.places = append(b.places, p.Lines(at)...)
}

// each adds lines that have nothing to do with each other.
func (b *passages) each(kind account.Kind, lines []layout.Line) {
	for _, l := range lines {
		b.add(kind, l.Text, []layout.Line{l})
	}
}

// tables adds the cells of the tables and what stands around them.
func (b *passages) tables(ds *Dataset, doc *extract.Document) {
	first := 0
	for i := range doc.Tables {
		lt, t := &doc.Tables[i], &ds.Tables[i]
		u := cellUses(t, ds.Records[first:first+t.Records], ds.Findings)
		first += t.Records
		for k := range lt.Cells {
			if c := &lt.Cells[k]; c.Text != "" {
				b.add(u.of(c), c.Text, c.Lines)
			}
		}
		b.each(account.Caption, lt.Captions)
		b.add(account.Caption, textOf(lt.Notes), lt.Notes)
		b.repeated(lt, t.HeaderRows)
	}
}

// repeated adds what later pages print again of a table: there is no number in it that does not stand over the first.
func (b *passages) repeated(lt *layout.Table, head int) {
	first := textOf(lt.Captions) + textOf(lt.Notes)
	for i := range lt.Cells {
		if c := &lt.Cells[i]; c.Row <= max(head, lt.HeaderRows) {
			first += " " + c.Text
		}
	}
	for _, l := range lt.Repeated {
		kind := account.Repeated
		if !account.Holds(first, l.Text) {
			kind = account.Caption
		}
		b.add(kind, l.Text, []layout.Line{l})
	}
}

func textOf(lines []layout.Line) string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text)
	}
	return strings.Join(out, " ")
}

// uses are what the cells of a table were made into.
type uses struct {
	t       *Table
	records map[[2]int]*Record // by row and column of the grid
	told    map[[2]int]bool    // those that a finding calls unreadable, likewise
	codes   map[int]bool       // columns whose whole numbers are codes
	named   map[[2]int]bool    // places to the right of a cell that says that it is a code's name
}

func cellUses(t *Table, records []Record, findings []Finding) *uses {
	u := &uses{t, map[[2]int]*Record{}, map[[2]int]bool{}, codeColumns(t), map[[2]int]bool{}}
	for i := range findings {
		if f := &findings[i]; f.Table == t.Number && f.Code == codes.UnreadableAmount {
			u.told[[2]int{f.Row + t.HeaderRows, f.Column}] = true
		}
	}
	for i := range t.Cells {
		if c := &t.Cells[i]; codeHead.MatchString(strings.TrimRight(words.Fold(c.Text), ":")) {
			u.named[[2]int{c.Row, c.Column + c.ColSpan}] = true
		}
	}
	for i := range records {
		r := &records[i]
		u.records[[2]int{r.Row + t.HeaderRows, r.Column}] = r
	}
	return u
}

// of is what a cell was made into.
func (u *uses) of(c *layout.Cell) account.Kind {
	if r := u.records[[2]int{c.Row, c.Column}]; r != nil {
		switch {
		case r.Value.Valid:
			return account.Record
		case u.told[[2]int{c.Row, c.Column}]:
			return account.Told
		}
		return account.Target
	}
	if u.named[[2]int{c.Row, c.Column}] {
		return account.Code
	}
	if c.Row <= u.t.HeaderRows {
		return account.Head
	}
	if c.Column < 1 || c.Column > len(u.t.Columns) {
		return account.Amounts // no column says what it is
	}
	switch column := &u.t.Columns[c.Column-1]; column.Role {
	case NumberColumn:
		return account.Code
	case LabelColumn:
		if n := len(column.Path); u.codes[c.Column] || n > 0 && codeHead.MatchString(words.Fold(column.Path[n-1])) {
			return account.Code
		}
		return account.Name
	case TextColumn:
		return account.Remark
	}
	return account.Amounts
}

// codeColumns are the columns whose whole numbers are codes or numbers of rows.
func codeColumns(t *Table) map[int]bool {
	numbers := map[int][]string{}
	for i := range t.Cells {
		if c := &t.Cells[i]; c.Row > t.HeaderRows && words.IsDigits(words.Fold(c.Text)) {
			numbers[c.Column] = append(numbers[c.Column], words.Fold(c.Text))
		}
	}
	out := map[int]bool{}
	for column, all := range numbers {
		out[column] = account.AreCodes(all)
	}
	return out
}
