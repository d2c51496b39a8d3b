package text

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of forming lines, in parts of the font size unless said otherwise.
const (
	sameBase   = 0.30 // by which base lines of one line differ at most; those of two lines differ by at least 0.8
	superLift  = 0.60 // how far a superscript's or subscript's base line may be off
	decimalGap = 0.10 // blank that parts two figures behind the decimals of an amount: columns set tight leave no more
	mostMarks  = 100  // superscripts or subscripts on one line
	segmentGap = 2.0  // blank that parts two captions of one line
)

// A Line is the pieces of one line, left to right.
type Line struct {
	Pieces []Piece
	Base   float64 // y of the base line of its largest text
	Size   float64 // font size of its largest text
	Box    page.Box
}

// Lines gathers pieces that stand on one base line, from top to bottom.
func Lines(ps []Piece) []Line {
	ps = byBase(ps)
	var lines []Line
	start := 0 // of the pieces of the last line, which follow each other
	for i := range ps {
		p := &ps[i]
		if n := len(lines) - 1; n >= 0 && lines[n].takes(p) {
			lines[n].enlarge(p)
			lines[n].Pieces = ps[start : i+1 : i+1]
			continue
		}
		start = i
		lines = append(lines, Line{Pieces: ps[i : i+1 : i+1], Base: p.Base, Size: p.Size, Box: p.Box})
	}
	lines = attachScripts(lines)
	for i := range lines {
		slices.SortStableFunc(lines[i].Pieces, func(a, b Piece) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
		lines[i].markNotes()
	}
	return lines
}

// byBase is pieces from top to bottom, and on one base line from left to right. Pieces are large, so what is sorted are their
// places.
func byBase(ps []Piece) []Piece {
	places := make([]*Piece, len(ps))
	for i := range ps {
		places[i] = &ps[i]
	}
	slices.SortStableFunc(places, func(a, b *Piece) int {
		return cmp.Or(cmp.Compare(a.Base, b.Base), cmp.Compare(a.Box.X0, b.Box.X0), cmp.Compare(a.order, b.order))
	})
	sorted := make([]Piece, len(ps))
	for i, p := range places {
		sorted[i] = *p
	}
	return sorted
}

// takes says whether a piece stands on the line's base line.
func (l *Line) takes(p *Piece) bool {
	return math.Abs(p.Base-l.Base) <= sameBase*math.Max(l.Size, p.Size)
}

func (l *Line) add(p *Piece) {
	l.enlarge(p)
	l.Pieces = append(l.Pieces, *p)
}

// enlarge takes the size and the box of a piece into those of the line.
func (l *Line) enlarge(p *Piece) {
	if p.Size > l.Size {
		l.Size, l.Base = p.Size, p.Base
	}
	l.Box = l.Box.Union(p.Box)
}

// attachScripts moves superscripts and subscripts, which have base lines of their own, to the line
// of the text they stand at.
func attachScripts(lines []Line) []Line {
	if len(lines) < 2 {
		return lines
	}
	movedTo := make([]int, len(lines))
	for i := range lines {
		movedTo[i] = i
		n := scriptOf(lines, i)
		if n < 0 {
			continue
		}
		if n < i {
			n = movedTo[n] // the mark of a mark stands on the line of the text
		}
		for k := range lines[i].Pieces {
			lines[n].add(&lines[i].Pieces[k])
		}
		movedTo[i] = n
	}
	out := lines[:0]
	for i := range lines {
		if movedTo[i] == i {
			out = append(out, lines[i])
		}
	}
	return out
}

// scriptOf is the neighbouring line to whose text all pieces of line i are small marks, or -1.
func scriptOf(lines []Line, i int) int {
	if i+1 < len(lines) && hangsOver(&lines[i], &lines[i+1]) {
		return i + 1
	}
	for _, n := range []int{i + 1, i - 1} {
		if n < 0 || n >= len(lines) || len(lines[i].Pieces) > mostMarks || lines[i].Size > superShare*lines[n].Size || math.Abs(lines[i].Base-lines[n].Base) > superLift*lines[n].Size {
			continue
		}
		if !slices.ContainsFunc(lines[i].Pieces, func(p Piece) bool { return !lines[n].touches(p) }) {
			return n
		}
	}
	return -1
}

// touches says whether p stands right behind or before a piece of the line.
func (l *Line) touches(p Piece) bool {
	return slices.ContainsFunc(l.Pieces, func(o Piece) bool {
		return math.Abs(p.Box.X0-o.Box.X1) <= superNear*l.Size || math.Abs(o.Box.X0-p.Box.X1) <= superNear*l.Size
	})
}

// String is the line's text, with a space between two pieces that are apart.
func (l *Line) String() string {
	if len(l.Pieces) == 1 {
		return l.Pieces[0].Text
	}
	var b strings.Builder
	for i := range l.Pieces {
		p := &l.Pieces[i]
		if i > 0 && apart(&l.Pieces[i-1], p) && !decimals(l.Pieces[i-1].Text, p.Text) {
			b.WriteByte(' ')
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// Bold says whether the whole line is bold.
func (l *Line) Bold() bool {
	return len(l.Pieces) > 0 && !slices.ContainsFunc(l.Pieces, func(p Piece) bool { return !p.Run.Bold })
}

// apart says whether a space stands between two pieces of a line.
func apart(a, b *Piece) bool {
	gap, size := b.Box.X0-a.Box.X1, math.Max(a.Size, b.Size)
	last, first := LastRune(a.Text), FirstRune(b.Text)
	switch {
	case words.IsNoteMark(b.Text):
		return false
	case endsAmount(a.Text, b.Text) && (gap > decimalGap*size || b.Size <= superShare*a.Size):
		return true
	case Ideographic(last) || Ideographic(first):
		return gap > cjkGap*size
	case isFigureRune(last) && isFigureRune(first) && !a.spaceAfter:
		return gap > figureGap*size
	}
	return gap > wordGap*size || a.spaceAfter && gap > minGlyph
}

// Segments parts a line at its wide blanks, each a line of its own.
func (l *Line) Segments() []Line {
	var out []Line
	wide := func(a, b *Piece) bool { return b.Box.X0-a.Box.X1 > segmentGap*b.Size }
	for _, ps := range partPieces(l.Pieces, wide) {
		out = append(out, Line{Pieces: ps, Base: l.Base, Size: l.Size, Box: boxOfPieces(ps)})
	}
	return out
}

// markNotes writes small raised digits right behind a figure as such: they are the number of a note, and no digits of it.
func (l *Line) markNotes() {
	for i := 1; i < len(l.Pieces); i++ {
		if a, b := &l.Pieces[i-1], &l.Pieces[i]; isNoteOf(a, b) {
			b.Text = words.Raised(b.Text)
		}
	}
}
