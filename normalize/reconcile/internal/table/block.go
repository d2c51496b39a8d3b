package table

import (
	"slices"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// Blocks are the parts of a table that each have heads of their own: forms about a project print the money that it has
// under other heads than its indicators, and what they print is judged block by block. A table whose figures all stand
// under its own heads is its only block.
func (s *Table) Blocks() []*Table {
	if s.underItsHeads() {
		return []*Table{s}
	}
	var out []*Table
	var b *block
	for i, row := range s.Rows {
		figures := s.inRow(row.Number)
		if b == nil || !b.takes(figures) && !s.goesBack(b, i) {
			b = &block{paths: map[int][]string{}}
			out = append(out, b.of(s))
		}
		b.add(row, figures)
	}
	for _, t := range out {
		t.Columns = slices.DeleteFunc(t.Columns, func(c normalize.Column) bool { return c.Role == normalize.FigureColumn && len(c.Path) == 0 })
	}
	return out
}

// underItsHeads says that all figures stand under the heads of the table.
func (s *Table) underItsHeads() bool {
	paths := make(map[int][]string, len(s.Columns))
	for _, c := range s.Columns {
		paths[c.Number] = c.Path
	}
	return !slices.ContainsFunc(s.Figures, func(e *arithmetic.Figure) bool { return !slices.Equal(e.Record.Path, paths[e.Record.Column]) })
}

func (s *Table) inRow(row int) []*arithmetic.Figure {
	var out []*arithmetic.Figure
	for _, c := range s.Columns {
		if e := s.At(row, c.Number); e != nil {
			out = append(out, e)
		}
	}
	return out
}

// A block is one that is being read.
type block struct {
	table *Table
	paths map[int][]string // by column
}

// of begins a block of a table, without rows.
func (b *block) of(s *Table) *Table {
	t := *s.Table
	t.Rows, t.Columns = nil, slices.Clone(s.Columns)
	for i := range t.Columns {
		if c := &t.Columns[i]; c.Role != normalize.LabelColumn {
			c.Role, c.Path, c.Mark, c.Part = normalize.FigureColumn, nil, "", false
		}
	}
	b.table = &Table{Table: &t, at: s.at}
	return b.table
}

// takes says that a row's figures stand under the heads that the block has in their columns, or some of them do: the others
// then stand under a name of the list that reads like a head.
func (b *block) takes(figures []*arithmetic.Figure) bool {
	conflict := false
	for _, e := range figures {
		path, known := b.paths[e.Record.Column]
		switch {
		case known && slices.Equal(path, e.Record.Path):
			return true
		case known:
			conflict = true
		}
	}
	return !conflict
}

// strays is how many rows of a block can stand under a name of its list that reads like a head.
const strays = 2

// goesBack says that of the rows behind the one of an index, the first few with figures stand under the heads of a block.
func (s *Table) goesBack(b *block, i int) bool {
	looked := 0
	for _, row := range s.Rows[i+1:] {
		figures := s.inRow(row.Number)
		if len(figures) == 0 {
			continue
		}
		if looked++; looked > strays {
			return false
		}
		if b.known(figures) && b.takes(figures) {
			return true
		}
	}
	return false
}

// known says that the block has heads for some of the figures.
func (b *block) known(figures []*arithmetic.Figure) bool {
	return slices.ContainsFunc(figures, func(e *arithmetic.Figure) bool { return b.paths[e.Record.Column] != nil })
}

func (b *block) add(row normalize.Row, figures []*arithmetic.Figure) {
	b.table.Rows = append(b.table.Rows, row)
	b.table.Figures = append(b.table.Figures, figures...)
	for _, e := range figures {
		if b.paths[e.Record.Column] != nil {
			continue
		}
		b.paths[e.Record.Column] = e.Record.Path
		for i := range b.table.Columns {
			if c := &b.table.Columns[i]; c.Number == e.Record.Column {
				c.Role, c.Path = normalize.FigureColumn, e.Record.Path
			}
		}
	}
}
