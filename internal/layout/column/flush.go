package column

import (
	"cmp"
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/text"
)

// flushSlack is by how many points texts may reach over the end at which the head of their column is set.
const flushSlack = 2.0

// Flush is the columns of rows below leaves of a head that are all set where their columns begin, or end: names and amounts stand at
// the other end and show no column with them. It is nil unless all texts keep between the heads, one of a row in each.
func Flush(rows [][]text.Phrase, leaves []text.Phrase, atLeft bool) []Span {
	if len(leaves) < 2 {
		return nil
	}
	heads := slices.Clone(leaves)
	slices.SortFunc(heads, func(a, b text.Phrase) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
	out := make([]Span, len(heads))
	for i, h := range heads {
		if out[i] = (Span{h.Box.X0, h.Box.X1}); i > 0 && out[i-1].X1 > h.Box.X0 {
			return nil
		}
	}
	for _, row := range rows {
		last := -1
		for i, p := range row {
			n := slotOf(p, heads, atLeft)
			if n < 0 || n == last && (p.Figure || row[i-1].Figure || text.Parted(row[i-1], p)) {
				return nil
			}
			out[n], last = Span{math.Min(out[n].X0, p.Box.X0), math.Max(out[n].X1, p.Box.X1)}, n
		}
	}
	return out
}

// slotOf is the head whose column a text stands in, or -1 if it reaches into two.
func slotOf(p text.Phrase, heads []text.Phrase, atLeft bool) int {
	if atLeft {
		n := len(heads) - 1
		for n >= 0 && p.Box.X0 < heads[n].Box.X0-flushSlack {
			n--
		}
		if n >= 0 && n+1 < len(heads) && p.Box.X1 > heads[n+1].Box.X0+flushSlack {
			return -1
		}
		return n
	}
	n := slices.IndexFunc(heads, func(h text.Phrase) bool { return p.Box.X1 <= h.Box.X1+flushSlack })
	if n > 0 && p.Box.X0 < heads[n-1].Box.X1-flushSlack {
		return -1
	}
	return n
}
