package text

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// Tolerances of forming lines, in parts of the font size unless said otherwise.
const (
	sameBase   = 0.30 // of the font size: base lines of one line differ by less, those of two lines by at least 0.8
	superShare = 0.80 // size of a superscript against the text it follows
	superLift  = 0.60 // of the font size: how far a superscript's or subscript's base line may be off
	superNear  = 0.50 // of the font size: how near it stands to the text before it
	decimalGap = 0.10 // the same behind the decimals of an amount: columns set tight leave no more
	segmentGap = 2.0  // font sizes of blank that parts two captions of one line
)

// A Line is the pieces of one line, left to right.
type Line struct {
	Pieces []Piece
	Base   float64
	Size   float64
	Box    page.Box
}

// Lines gathers pieces that stand on one base line, from top to bottom.
func Lines(ps []Piece) []Line {
	ps = slices.Clone(ps)
	slices.SortStableFunc(ps, func(a, b Piece) int {
		return cmp.Or(cmp.Compare(a.Base, b.Base), cmp.Compare(a.Box.X0, b.Box.X0), cmp.Compare(a.order, b.order))
	})
	var rows []Line
	for _, p := range ps {
		if n := len(rows) - 1; n >= 0 && onLine(&rows[n], p) {
			rows[n].add(p)
			continue
		}
		rows = append(rows, Line{Pieces: []Piece{p}, Base: p.Base, Size: p.Size, Box: p.Box})
	}
	rows = attachScripts(rows)
	for i := range rows {
		slices.SortStableFunc(rows[i].Pieces, func(a, b Piece) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
	}
	return rows
}

func onLine(r *Line, p Piece) bool {
	return math.Abs(p.Base-r.Base) <= sameBase*math.Max(r.Size, p.Size)
}

func (r *Line) add(p Piece) {
	if p.Size > r.Size {
		r.Size, r.Base = p.Size, p.Base
	}
	r.Pieces, r.Box = append(r.Pieces, p), r.Box.Union(p.Box)
}

// attachScripts moves superscripts and subscripts, which have base lines of their own, to the line
// of the text they stand at.
func attachScripts(rows []Line) []Line {
	var out []Line
	for i := range rows {
		if n := scriptOf(rows, i); n >= 0 {
			for _, p := range rows[i].Pieces {
				rows[n].add(p)
			}
			if n < i {
				out[len(out)-1] = rows[n]
			}
			continue
		}
		out = append(out, rows[i])
	}
	return out
}

// scriptOf is the neighbouring row to whose text all pieces of row i are small marks, or -1.
func scriptOf(rows []Line, i int) int {
	for _, n := range []int{i + 1, i - 1} {
		if n < 0 || n >= len(rows) || rows[i].Size > superShare*rows[n].Size || math.Abs(rows[i].Base-rows[n].Base) > superLift*rows[n].Size {
			continue
		}
		if !slices.ContainsFunc(rows[i].Pieces, func(p Piece) bool { return !follows(rows[n], p) }) {
			return n
		}
	}
	return -1
}

// follows says whether p stands right behind or before a piece of r.
func follows(r Line, p Piece) bool {
	return slices.ContainsFunc(r.Pieces, func(o Piece) bool {
		return math.Abs(p.Box.X0-o.Box.X1) <= superNear*r.Size || math.Abs(o.Box.X0-p.Box.X1) <= superNear*r.Size
	})
}

// Text is the row's pieces with a space between two that are apart.
func (r *Line) Text() string {
	var b strings.Builder
	for i, p := range r.Pieces {
		if i > 0 && apart(r.Pieces[i-1], p) && !decimals(r.Pieces[i-1].Text, p.Text) {
			b.WriteByte(' ')
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

func (r *Line) Bold() bool {
	for i := range r.Pieces {
		if !r.Pieces[i].Run.Bold {
			return false
		}
	}
	return len(r.Pieces) > 0
}

// apart says whether a space stands between two pieces of a line.
func apart(a, b Piece) bool {
	gap := b.Box.X0 - a.Box.X1
	if endsAmount(a.Text, b.Text) && (gap > decimalGap*math.Max(a.Size, b.Size) || b.Size <= superShare*a.Size) {
		return true
	}
	if Ideographic(LastRune(a.Text)) || Ideographic(FirstRune(b.Text)) {
		return gap > cjkGap*math.Max(a.Size, b.Size)
	}
	if isFigureRune(LastRune(a.Text)) && isFigureRune(FirstRune(b.Text)) && !a.spaceAfter {
		return gap > figureGap*math.Max(a.Size, b.Size)
	}
	return gap > wordGap*math.Max(a.Size, b.Size) || a.spaceAfter && gap > minGlyph
}

// Segments parts a line at its wide blanks.
func Segments(r *Line, number int) []layout.Line {
	var out []layout.Line
	var cur Line
	flush := func() {
		if len(cur.Pieces) > 0 {
			out = append(out, layout.Line{Text: cur.Text(), Page: number, Box: cur.Box})
		}
		cur = Line{}
	}
	for i, p := range r.Pieces {
		if i > 0 && p.Box.X0-r.Pieces[i-1].Box.X1 > segmentGap*p.Size {
			flush()
		}
		cur.Pieces, cur.Box = append(cur.Pieces, p), cur.Box.Union(p.Box)
	}
	flush()
	return out
}
