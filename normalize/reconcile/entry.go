package reconcile

import (
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// An entry is one printed figure as checks see it: a record's or a claim's, brought to the base unit
// of its kind (元, %, or the counted unit).
type entry struct {
	record  *normalize.Record // nil for a claim's
	claim   *normalize.Claim  // nil for a record's
	value   decimal.Decimal   // in the base unit
	scale   decimal.Decimal   // of the printed unit in the base unit: 10000 for 万元
	quantum decimal.Decimal   // what one in the last printed digit is worth, in the base unit
	places  int32             // digits after the point, in the printed unit
	money   bool              // its unit is one of money
	checks  []*check          // that it takes part in
	hints   []*check          // likewise
}

var yuan = map[string]decimal.Decimal{
	"元": decimal.New(1, 0), "千元": decimal.New(1, 3), "万元": decimal.New(1, 4), "百万元": decimal.New(1, 6),
	"千万元": decimal.New(1, 7), "亿元": decimal.New(1, 8), "万亿元": decimal.New(1, 12),
}

// decimals is how many digits a printed figure has after its point.
func decimals(text string) int32 {
	i := strings.IndexAny(text, ".．")
	if i < 0 {
		return 0
	}
	n := int32(0)
	for _, r := range strings.TrimLeft(text[i:], ".．") {
		if (r < '0' || r > '9') && (r < '０' || r > '９') {
			break
		}
		n++
	}
	return n
}

// newEntry is the entry of a figure printed as text in a unit.
func newEntry(value decimal.Decimal, unit, text string) *entry {
	scale, money := yuan[unit]
	if !money {
		scale = decimal.New(1, 0)
	}
	n := decimals(text)
	return &entry{value: value.Mul(scale), scale: scale, quantum: scale.Shift(-n), places: n, money: money}
}

// neverAdded are the units of figures that no total is the sum of: terms, rates, marks.
var neverAdded = map[string]bool{"年": true, "月": true, "天": true, "日": true, "小时": true, "%": true, "％": true, "‰": true, "倍": true, "分": true}

// adds says that sums are made of figures like the entry: amounts and counts.
func (e *entry) adds() bool { return !neverAdded[e.unit()] }

// page is where the entry is printed.
func (e *entry) page() int {
	if e.record != nil {
		return e.record.Page
	}
	return e.claim.Page
}

// text is the figure as printed, with its unit.
func (e *entry) text() string {
	if e.record == nil {
		return e.claim.Text
	}
	text := strings.TrimSpace(e.record.Text)
	return strings.TrimSuffix(text, e.record.Unit) + e.record.Unit
}

// printed is a value of the base unit as this entry would print it, with its unit.
func (e *entry) printed(v decimal.Decimal) string {
	if e.claim != nil && e.claim.Value.Decimal.IsNegative() {
		v = v.Neg() // sentences print decreases without a sign
	}
	return e.digits(v) + e.unit()
}

// apart is a difference as this entry would print it, with its unit.
func (e *entry) apart(v decimal.Decimal) string { return e.digits(v.Abs()) + e.unit() }

// digits is a value of the base unit as this entry would print it.
func (e *entry) digits(v decimal.Decimal) string { return v.Div(e.scale).StringFixed(e.places) }

// printedQuantum is what one in the last digit is worth that the figure does print: 97% among 98.6% and 95.2%
// may be either rounded or without its zero.
func (e *entry) printedQuantum() decimal.Decimal { return e.scale.Shift(-decimals(e.text())) }

// A sheet is one table with its figures by place.
type sheet struct {
	table   *normalize.Table
	entries map[place]*entry
	list    []*entry // in record order
}

type place struct{ row, column int }

// A tableID names a table among those of several documents.
type tableID struct {
	document string
	number   int
}

func (s *sheet) id() tableID { return tableID{s.table.Document, s.table.Number} }

// home is the table that the entry of a record stands in.
func (e *entry) home() tableID { return tableID{e.record.Document, e.record.Table} }

// document is the ID of the one that prints the entry.
func (e *entry) document() string {
	if e.record != nil {
		return e.record.Document
	}
	return e.claim.Document
}

// ref names the entry's record as seen from a document.
func (e *entry) ref(from string) normalize.Ref {
	r := e.record.Ref()
	if e.record.Document != from {
		r.Document = e.record.Document
	}
	return r
}

// claimRef names the entry's claim as seen from a document.
func (e *entry) claimRef(from string) normalize.ClaimRef {
	r := normalize.ClaimRef{Number: e.claim.Number}
	if e.claim.Document != from {
		r.Document = e.claim.Document
	}
	return r
}

// figure names the entry's record or claim as seen from a document.
func (e *entry) figure(from string) normalize.FigureRef {
	if e.claim != nil {
		return normalize.FigureRef{Claim: e.claimRef(from)}
	}
	return normalize.FigureRef{Record: e.ref(from)}
}

func (s *sheet) at(row, column int) *entry { return s.entries[place{row, column}] }

// sheets index the figures of one document's tables.
func sheets(tables []*normalize.Table, records []*normalize.Record) []*sheet {
	out := make([]*sheet, 0, len(tables))
	byNumber := make(map[int]*sheet, len(tables))
	for _, t := range tables {
		s := &sheet{table: t, entries: map[place]*entry{}}
		out = append(out, s)
		byNumber[t.Number] = s
	}
	for _, r := range records {
		if s := byNumber[r.Table]; s != nil && r.Value.Valid {
			s.add(r)
		}
	}
	for _, s := range out {
		s.restoreTrimmed()
	}
	return out
}

func (s *sheet) add(r *normalize.Record) {
	unit := r.Unit
	if !r.Yuan.Valid {
		unit = ""
	}
	e := newEntry(r.Value.Decimal, unit, r.Text)
	e.record = r
	s.entries[place{r.Row, r.Column}] = e
	s.list = append(s.list, e)
}

// displayDigits is how many digits spreadsheets show of a number without a format: a figure that
// fills them may have been cut off there.
const displayDigits = 9

func significant(text string) int {
	n := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// restoreTrimmed gives figures of a table that prints no trailing zeros (12, 3.5, 7.25) the
// precision of its finest ones, if most have that.
func (s *sheet) restoreTrimmed() {
	finest, all := map[string]int32{}, map[string]int{}
	for _, e := range s.list {
		if text := strings.TrimSpace(e.record.Text); strings.Contains(text, ".") && strings.HasSuffix(text, "0") {
			return
		}
		if !e.value.IsZero() {
			finest[e.record.Unit] = max(finest[e.record.Unit], e.places)
			all[e.record.Unit]++
		}
	}
	fine := map[string]int{}
	for _, e := range s.list {
		if e.places == finest[e.record.Unit] && !e.value.IsZero() {
			fine[e.record.Unit]++
		}
	}
	for _, e := range s.list {
		unit := e.record.Unit
		if significant(e.record.Text) >= displayDigits || 2*fine[unit] < all[unit] {
			continue
		}
		e.places = finest[unit]
		e.quantum = e.scale.Shift(-e.places)
	}
}
