package normalize

import (
	"slices"

	"github.com/mingxi/mingxi/normalize/internal/figure"
	"github.com/mingxi/mingxi/normalize/internal/outline"
	"github.com/shopspring/decimal"
)

// withoutSerials are the rows of a list that is not nested yet, as if no column numbered them; none where none does.
func withoutSerials(list []outline.Row) []outline.Row {
	if !slices.ContainsFunc(list, func(r outline.Row) bool { return r.Serial != "" }) {
		return nil
	}
	out := slices.Clone(list)
	for i := range out {
		out[i].Serial = ""
	}
	return out
}

// onlyCounted says that a column of numbers counts the rows of a list and does not tell how they stand below each other (1, 2, 3, 3-1, 4): the total of
// a column of figures is the sum of the outermost rows without these numbers and not of those with them. As headings without figures have no share in
// either sum, a row must print a figure there and one that the numbers put below it, too. No column may tell the other way: some add up by chance.
func (rd *itemReader) onlyCounted(nested, counted []outline.Row) bool {
	total := 0
	for i := range counted {
		if counted[i].Kind == outline.Total {
			if total > 0 {
				return false
			}
			total = counted[i].Number
		}
	}
	if total == 0 || !slices.ContainsFunc(nested, func(r outline.Row) bool { return r.Serial != "" && r.Parent > 0 }) {
		return false
	}
	counts := false
	for i, c := range rd.cols {
		if c.Side != rd.side || c.Role != FigureColumn {
			continue
		}
		all, outer := rd.addsUp(i, total, nested, counted)
		if outer {
			return false
		}
		counts = counts || all
	}
	return counts
}

// addsUp says of one column, by its index, whether its total is the sum of all rows and not of the outermost, or the other way round.
func (rd *itemReader) addsUp(column, total int, nested, counted []outline.Row) (all, outer bool) {
	filled, both := map[int]bool{}, false
	var ofAll, ofOuter decimal.Decimal
	for i, r := range counted {
		v := rd.value(r.Number, column)
		if r.Kind == outline.Total || r.Kind == outline.Part || v.IsZero() {
			continue
		}
		filled[r.Number] = true
		both = both || nested[i].Parent != r.Parent && filled[nested[i].Parent]
		if r.Parent == 0 {
			ofAll = ofAll.Add(v)
		}
		if nested[i].Parent == 0 {
			ofOuter = ofOuter.Add(v)
		}
	}
	sum := rd.value(total, column)
	if !both || ofAll.Equal(ofOuter) {
		return false, false
	}
	return sum.Equal(ofAll), sum.Equal(ofOuter)
}

// value is the number that a row of the body prints in a column, by its index; zero where it prints none.
func (rd *itemReader) value(row, column int) decimal.Decimal {
	if c := rd.g.Own(rd.head+row, column+1); c != nil {
		if f := figure.Read(c.Text); f.Kind == figure.Number {
			return f.Value
		}
	}
	return decimal.Zero
}
