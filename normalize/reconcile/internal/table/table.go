// Package table gives a printed table its figures by place, and the lists that its sides are.
package table

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// A Table is one table with its figures by place.
type Table struct {
	*normalize.Table
	at      map[place]*arithmetic.Figure
	unread  map[place]bool
	Figures []*arithmetic.Figure // in record order
	Next    *Table               // the next of its heads, if that stands on one of the two pages behind it: it may go on there; nil if none does
}

// A place is where a figure stands: its row in the body and its column in the grid, in one number, which maps find sooner than two.
type place uint64

func placeAt(row, column int) place { return place(row)<<32 | place(uint32(column)) }

// ID names the table among those of several documents.
func (s *Table) ID() arithmetic.TableID {
	return arithmetic.TableID{Document: s.Document, Number: s.Number}
}

// At is the figure in a row of the body and a column of the grid, counted from 1; nil if none is printed there.
func (s *Table) At(row, column int) *arithmetic.Figure { return s.at[placeAt(row, column)] }

// Unread says that something is printed in a place that is no figure and may be one that could not be read: ######,
// 2,500.00-. A sum that it is a part of can prove nothing and accuse nobody.
func (s *Table) Unread(row, column int) bool { return s.unread[placeAt(row, column)] }

// AnyUnread says whether any of its figures could not be read.
func (s *Table) AnyUnread() bool { return len(s.unread) > 0 }

// Of index the figures of one document's tables.
func Of(tables []*normalize.Table, records []*normalize.Record) []*Table {
	out := make([]*Table, 0, len(tables))
	byNumber := make(map[int]*Table, len(tables))
	for _, t := range tables {
		s := &Table{Table: t, at: map[place]*arithmetic.Figure{}, unread: map[place]bool{}}
		out = append(out, s)
		byNumber[t.Number] = s
	}
	for _, r := range records {
		s := byNumber[r.Table]
		switch {
		case s == nil:
		case r.IsFigure():
			s.add(r)
		case !r.Value.Valid && strings.ContainsAny(words.Narrow(r.Text), "#0123456789"):
			s.unread[placeAt(r.Row, r.Column)] = true
		}
	}
	heads := make([]string, len(out))
	for i, s := range out {
		s.restoreTrimmed()
		heads[i] = headsOf(s.Table)
	}
	for i, s := range out {
		s.Next = s.nextOf(out[i+1:], heads[i], heads[i+1:])
	}
	return out
}

// pagesBetween is how many pages further a table may go on: where pages are read in pairs, another table stands on the opposite one.
const pagesBetween = 2

// mostBetween is how many tables may stand between, so that pages of small tables are not looked through for each of them.
const mostBetween = 8

// nextOf is the first of the tables behind a table that has its heads, near enough to go on with its last list; heads are those of these.
func (s *Table) nextOf(behind []*Table, own string, heads []string) *Table {
	if own == "" {
		return nil
	}
	for i, t := range behind[:min(len(behind), mostBetween)] {
		if t.Document != s.Document || t.FirstPage > s.LastPage+pagesBetween {
			return nil
		}
		if t.FirstPage > s.LastPage && heads[i] == own {
			return t
		}
	}
	return nil
}

// headsOf are the head paths of the columns of figures, one in a line.
func headsOf(t *normalize.Table) string {
	var out []string
	for _, c := range t.Columns {
		if c.Role == normalize.FigureColumn {
			out = append(out, strings.Join(c.Path, "/"))
		}
	}
	return strings.Join(out, "\n")
}

func (s *Table) add(r *normalize.Record) {
	e := arithmetic.OfRecord(r)
	s.at[placeAt(r.Row, r.Column)] = e
	s.Figures = append(s.Figures, e)
}

// displayDigits is how many digits spreadsheets show of a number without a format: a figure that
// fills them may have been cut off there.
const displayDigits = 9

// restoreTrimmed gives figures of a table that prints no trailing zeros (12, 3.5, 7.25) the
// precision of its finest ones, if most have that. In a table that prints them a 0 alone is nothing, however many digits others have.
func (s *Table) restoreTrimmed() {
	finest, all, trailing := map[string]int32{}, map[string]int{}, false
	for _, e := range s.Figures {
		text := strings.TrimSpace(e.Record.Stated())
		trailing = trailing || strings.Contains(text, ".") && strings.HasSuffix(text, "0")
		if !e.Value.IsZero() {
			finest[e.Record.Unit] = max(finest[e.Record.Unit], e.Decimals)
			all[e.Record.Unit]++
		}
	}
	fine := map[string]int{}
	for _, e := range s.Figures {
		if e.Decimals == finest[e.Record.Unit] && !e.Value.IsZero() {
			fine[e.Record.Unit]++
		}
	}
	for _, e := range s.Figures {
		unit := e.Record.Unit
		trimmed := !trailing && arithmetic.Digits(e.Record.Stated()) < displayDigits
		if trailing && e.Value.IsZero() && e.Decimals == 0 || trimmed && 2*fine[unit] >= all[unit] {
			e.Decimals = max(e.Decimals, finest[unit])
			e.Quantum = e.Scale.Shift(-e.Decimals)
		}
	}
}

// MoneyColumns are the columns of one side that hold amounts of money.
func (s *Table) MoneyColumns(side int) []normalize.Column {
	holds := map[int]bool{}
	for _, e := range s.Figures {
		if e.Money {
			holds[e.Record.Column] = true
		}
	}
	var out []normalize.Column
	for _, c := range s.Columns {
		if c.Role == normalize.FigureColumn && c.Side == side && holds[c.Number] {
			out = append(out, c)
		}
	}
	return out
}

// FirstFigure is the first figure of a row on one side; nil if it has none.
func (s *Table) FirstFigure(row, side int) *arithmetic.Figure {
	for _, c := range s.Columns {
		if c.Side == side {
			if e := s.At(row, c.Number); e != nil {
				return e
			}
		}
	}
	return nil
}
