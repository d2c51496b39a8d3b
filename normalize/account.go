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
	told := map[int]bool{} // by page, whether another finding says that it was not read
	for i := range doc.Pages {
		p := &doc.Pages[i]
		told[p.Number] = p.Unread && len(p.Pasted)+len(p.Written) == 0
	}
	var left []Finding
	for on := range account.Pages(doc.Numbered, passagesOf(ds, doc), statements(ds)) {
		p := pageAccount{printed: len(on.Numbers) + on.Beyond, beyond: on.Beyond}
		for _, n := range on.Numbers {
			if n.Placed() {
				d.Placed++
			}
			if n.Reason == "" {
				p.take(n)
			}
		}
		d.Printed += p.printed
		if unread, ok := told[on.Number]; ok && !unread {
			d.Left += len(p.alone) + len(p.said) + p.beyond
			left = append(left, p.findings(d, on.Number)...)
		}
	}
	if d.Left > 0 && imprint.IsForeign(doc) {
		left = []Finding{{Document: d.ID, Code: codes.StatementLeft, Severity: Info, Sentence: codes.Say("left-foreign", d.Left, d.Printed)}}
	}
	ds.Findings = append(ds.Findings, left...)
}

// A pageAccount is what is left of the numbers of one page.
type pageAccount struct {
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

// A passage is a text that was read as one, by where it stands in its document, and what was made of it.
type passage struct {
	kind  account.Kind
	of    printedAs
	table int32 // that it belongs to, if it does
	at    int32 // of all that are printed so
}

// printedAs says what of a document a text is.
type printedAs uint8

const (
	asCell printedAs = iota
	asCaption
	asNotes // all of a table
	asRepeated
	asParagraph
	asFurniture
)

// passages are the texts of a document with what was made of each.
type passages struct {
	doc *extract.Document
	all []passage
}

func passagesOf(ds *Dataset, doc *extract.Document) *passages {
	b := &passages{doc: doc}
	b.tables(ds)
	b.each(account.Prose, asParagraph, 0, len(doc.Paragraphs))
	b.each(account.Furniture, asFurniture, 0, len(doc.Furniture))
	return b
}

func (b *passages) Len() int { return len(b.all) }

func (b *passages) At(i int) account.Passage {
	p := b.all[i]
	switch p.of {
	case asParagraph:
		g := &b.doc.Paragraphs[p.at]
		return account.Passage{Kind: p.kind, Text: g.Text, Lines: g.Lines}
	case asFurniture:
		return alone(p.kind, b.doc.Furniture, p.at)
	}
	t := &b.doc.Tables[p.table]
	switch p.of {
	case asCaption:
		return alone(p.kind, t.Captions, p.at)
	case asNotes:
		return account.Passage{Kind: p.kind, Text: textOf(t.Notes), Lines: t.Notes}
	case asRepeated:
		return alone(p.kind, t.Repeated, p.at)
	}
	c := &t.Cells[p.at]
	return account.Passage{Kind: p.kind, Text: c.Text, Lines: c.Lines}
}

// alone is a line that has nothing to do with those around it.
func alone(kind account.Kind, lines []layout.Line, at int32) account.Passage {
	return account.Passage{Kind: kind, Text: lines[at].Text, Lines: lines[at : at+1]}
}

// each adds so many texts of one kind.
func (b *passages) each(kind account.Kind, of printedAs, table, n int) {
	for i := range n {
		b.all = append(b.all, passage{kind, of, int32(table), int32(i)})
	}
}

// tables adds the cells of the tables and what stands around them.
func (b *passages) tables(ds *Dataset) {
	first := 0
	for i := range b.doc.Tables {
		lt, t := &b.doc.Tables[i], &ds.Tables[i]
		u := cellUses(t, ds.Records[first:first+t.Records], ds.Findings)
		first += t.Records
		for k := range lt.Cells {
			if c := &lt.Cells[k]; c.Text != "" {
				b.all = append(b.all, passage{u.of(c), asCell, int32(i), int32(k)})
			}
		}
		b.each(account.Caption, asCaption, i, len(lt.Captions))
		b.each(account.Caption, asNotes, i, 1)
		b.repeated(i, t.HeaderRows)
	}
}

// repeated adds what later pages print again of a table: there is no number in it that does not stand over the first.
func (b *passages) repeated(table, head int) {
	lt := &b.doc.Tables[table]
	first := textOf(lt.Captions) + textOf(lt.Notes)
	for i := range lt.Cells {
		if c := &lt.Cells[i]; c.Row <= max(head, lt.HeaderRows) {
			first += " " + c.Text
		}
	}
	for i, l := range lt.Repeated {
		kind := account.Repeated
		if !account.Holds(first, l.Text) {
			kind = account.Caption
		}
		b.all = append(b.all, passage{kind, asRepeated, int32(table), int32(i)})
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
		if n := len(column.Path); n > 0 && identifies(words.Fold(column.Path[n-1])) {
			return account.Code
		}
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
