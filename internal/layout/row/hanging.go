package row

import (
	"math"
	"slices"

	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// mostIndent is by how many font sizes the first line of a text is set in at most.
const mostIndent = 12.0

// Indented joins the texts of a row that go on on the next line left of where they begin, and under none of it, as the last word of a name whose
// first line is set in: by themselves both look like neighbours in two columns. Each text is from a line, and the lines from top to bottom.
func (r *Text) Indented(row []int) [][]text.Phrase {
	if len(row) == 1 {
		return r.Atoms[row[0] : row[0]+1]
	}
	out := make([][]text.Phrase, len(row))
	for n, i := range row {
		out[n] = r.Atoms[i]
	}
	for n := 1; n < len(row); n++ {
		for k, p := range out[n] {
			above, at := n-1, -1
			for ; above >= 0; above-- {
				at = slices.IndexFunc(out[above], func(a text.Phrase) bool { return r.goesOnIndented(a, p, row[above], row[n]) })
				if at >= 0 {
					break
				}
			}
			if at < 0 {
				continue
			}
			a := out[above][at]
			out[above] = slices.Clone(out[above])
			out[above][at] = text.Phrase{Pieces: slices.Concat(a.Pieces, p.Pieces), Text: a.Text + p.Text, Box: a.Box.Union(p.Box)}
			out[n] = slices.Delete(slices.Clone(out[n]), k, k+1)
			break
		}
	}
	return out
}

// goesOnIndented says whether a text of line i, which left no room for the first word of p on the next line k, goes on there: p stands left of it, nothing
// above p or below the text, and no line holds texts in both places beside each other.
func (r *Text) goesOnIndented(a, p text.Phrase, i, k int) bool {
	size := a.Pieces[0].Size
	d := r.Lines[k].Base - r.Lines[i].Base
	if a.Figure || p.Figure || p.Box.X1 > a.Box.X0 || a.Box.X0-p.Box.X0 > mostIndent*size || d < HalfLine*size || d > MostLeading*size ||
		math.Abs(p.Pieces[0].Size-size) > SameStart || words.Numbered(p.Text).Style != words.Unnumbered || words.IsDigits(p.Text) {
		return false
	}
	end := a.Box.X1
	for _, l := range r.Atoms {
		left, right := false, false
		for _, o := range l {
			left = left || o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1 && o.Box.X1 <= a.Box.X0
			right = right || o.Box.X0 < a.Box.X1 && a.Box.X0 < o.Box.X1 && o.Box.X0 >= p.Box.X1
			if math.Abs(o.Box.X0-a.Box.X0) <= SameStart && !o.Figure {
				end = math.Max(end, o.Box.X1)
			}
		}
		if left && right {
			return false
		}
	}
	return a.Box.X1+firstWord(p)+fullSlack*size > end
}
