package row

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of telling rows by texts that stand in the middle of them.
const (
	fewestAnchors = 3    // lines with figures in columns that hold hardly anything else
	anchorShare   = 0.8  // share of the texts of such a column that are figures
	offAnchor     = 0.3  // font sizes by which the middle of a text may stand off the figures of its row
	mostWrapped   = 12   // lines of a text
	unanchored    = 1.0  // price of a text beside which no figures stand, in font sizes that others stand off theirs
	mostLoose     = 0.1  // share of the texts that may be such, or stand on lines of two rows
	mostLonger    = 0.1  // share of the texts of a column that are longer than it is wide
	linesAround   = 30   // lines above and below that tell whether a text stands over several columns
	slimmer       = 0.75 // points by which texts of neighbouring columns may overlap: glyph boxes are wider than their ink
)

// An entry is a text and the line that it stands on.
type entry struct {
	text.Phrase
	line int
}

// centred is the rows of lines whose cells are set in the middle of their height: a text that wraps stands around the figures of its row,
// which are one line. So rows are told where lines of different rows stand as near as those of one text. It is nil where no text wraps
// around figures, with none of its lines beside them, and where not nearly all texts stand so.
func (r *Text) centred(first int) [][]int {
	columns := r.columnsFrom(first)
	rowOf, anchors := r.anchors(columns)
	if len(anchors) < fewestAnchors {
		return nil
	}
	var texts []centredText
	for _, c := range columns {
		if !isAmounts(c) {
			texts = append(texts, r.besideAnchors(c, anchors)...)
		}
	}
	slices.SortStableFunc(texts, func(a, b centredText) int { return cmp.Compare(a.off, b.off) })
	around, loose := 0, 0
	for _, t := range texts {
		other := func(e entry) bool { at, ok := rowOf[e.line]; return ok && at != t.anchor }
		if t.anchor < 0 || slices.ContainsFunc(t.lines, other) {
			if anchors[0] < t.lines[0].line && t.lines[len(t.lines)-1].line < anchors[len(anchors)-1] {
				loose++
			}
			continue
		}
		for _, e := range t.lines {
			rowOf[e.line] = t.anchor
		}
		if t.isAround(r.Lines[anchors[t.anchor]].Base) {
			around++
		}
	}
	if around == 0 || float64(loose) > mostLoose*float64(len(texts)) {
		return nil
	}
	return inOrder(rowOf, first, len(r.Lines))
}

// inOrder is the lines from one on by the rows that they are of; a line of none is of the row that others above and below it are of, or
// one of its own. It is nil if lines of one row stand above and below one of another.
func inOrder(rowOf map[int]int, first, end int) [][]int {
	lasts := make(map[int]int)
	for i, row := range rowOf {
		lasts[row] = max(lasts[row], i)
	}
	var out [][]int
	last, current := -1, -1 // the last line of the row that is open, and which one it is
	for i := first; i < end; i++ {
		row, ok := rowOf[i]
		switch {
		case i <= last && ok && row != current:
			return nil
		case i <= last:
			out[len(out)-1] = append(out[len(out)-1], i)
			continue
		case ok:
			last, current = lasts[row], row
		}
		out = append(out, []int{i})
	}
	return out
}

// columnsFrom is the texts from a line on by the columns that they stand in, from top to bottom, but for those over several. It is nil where
// two stand beside each other in one.
func (r *Text) columnsFrom(first int) [][]entry {
	var all []entry
	for i := first; i < len(r.Atoms); i++ {
		for _, p := range r.Atoms[i] {
			if !r.isWide(i, p, first) {
				all = append(all, entry{p, i})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(a.Box.X0, b.Box.X0) })
	var out [][]entry
	end := math.Inf(-1)
	for _, e := range all {
		if e.Box.X0 >= end-slimmer {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], e)
		end = math.Max(end, e.Box.X1)
	}
	for _, c := range out {
		slices.SortStableFunc(c, func(a, b entry) int { return cmp.Compare(a.line, b.line) })
		for k := 1; k < len(c); k++ {
			if c[k].line == c[k-1].line {
				return nil
			}
		}
	}
	return out
}

// isWide says whether a text of line i stands over or below two of another line near it.
func (r *Text) isWide(i int, p text.Phrase, first int) bool {
	for k := max(first, i-linesAround); k <= min(len(r.Atoms)-1, i+linesAround); k++ {
		n := 0
		for _, o := range r.Atoms[k] {
			if k != i && o.Box.X0 < p.Box.X1-slimmer && p.Box.X0 < o.Box.X1-slimmer {
				n++
			}
		}
		if n > 1 {
			return true
		}
	}
	return false
}

// isDataFigure says whether a text is a figure, and no year, alone or with a month.
func isDataFigure(p text.Phrase) bool { return p.Figure && !figure.IsYear(p.Text) }

// isAmounts says whether hardly anything but figures stands in a column.
func isAmounts(c []entry) bool {
	n := 0
	for _, e := range c {
		if isDataFigure(e.Phrase) {
			n++
		}
	}
	return n >= fewestAnchors && float64(n) >= anchorShare*float64(len(c))
}

// anchors is the lines on which figures stand in columns of figures, a row each; none where one of them wraps.
func (r *Text) anchors(columns [][]entry) (rowOf map[int]int, lines []int) {
	for _, c := range columns {
		if !isAmounts(c) {
			continue
		}
		for k, e := range c {
			if k > 0 && goesOnBelow(c[k-1].Phrase, e.Phrase) {
				return nil, nil
			}
			lines = append(lines, e.line)
		}
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	rowOf = make(map[int]int)
	for k, i := range lines {
		rowOf[i] = k
	}
	return rowOf, lines
}

// A centredText is the lines of a text and the anchor around which they stand; -1 if there is none.
type centredText struct {
	lines  []entry
	anchor int
	off    float64 // how far their middle stands off it, in font sizes
}

// isAround says whether no line of a text stands at a height.
func (t *centredText) isAround(base float64) bool {
	return !slices.ContainsFunc(t.lines, func(e entry) bool {
		return math.Abs(e.Pieces[0].Base-base) <= Reach*e.Pieces[0].Size
	})
}

// besideAnchors parts the lines of a column into the texts that stand best around anchors, of which each has one at most.
func (r *Text) besideAnchors(c []entry, anchors []int) []centredText {
	type step struct {
		off       float64
		last      int // the anchor of the last text that has one
		length    int // lines of the last text
		anchor    int
		alone     float64 // how far the last text stands off its anchor
		before    int     // the length of the text before
		reachable bool
	}
	in := roomOf(c)
	steps := make([][mostWrapped + 1]step, len(c)+1)
	steps[0][0] = step{last: -1, reachable: true}
	for i := range c {
		for length := 1; length <= mostWrapped && i+length <= len(c); length++ {
			if length > 1 && !r.goesOnIn(c[i+length-2], c[i+length-1], in) {
				break
			}
			anchor, off := r.nearest(c[i:i+length], anchors)
			to := &steps[i+length][length]
			for n := range steps[i] {
				from := steps[i][n]
				if !from.reachable || anchor >= 0 && anchor <= from.last {
					continue
				}
				if to.reachable && from.off+off >= to.off {
					continue
				}
				*to = step{off: from.off + off, last: max(anchor, from.last), length: length, anchor: anchor, alone: off, before: n, reachable: true}
			}
		}
	}
	best := -1
	for n := range steps[len(c)] {
		if s := steps[len(c)][n]; s.reachable && (best < 0 || s.off < steps[len(c)][best].off) {
			best = n
		}
	}
	var out []centredText
	for end := len(c); end > 0 && best >= 0; {
		s := steps[end][best]
		out = append(out, centredText{c[end-s.length : end], s.anchor, s.alone})
		end, best = end-s.length, s.before
	}
	return out
}

// A room is where nearly all texts of a column end at the right, and how wide they are: a few are longer than their column is wide.
type room struct{ end, width float64 }

// roomOf is the room of a column.
func roomOf(c []entry) room {
	var ends, widths []float64
	for _, e := range c {
		ends, widths = append(ends, e.Box.X1), append(widths, e.Box.Width())
	}
	slices.Sort(ends)
	slices.Sort(widths)
	n := len(c) - 1 - int(mostLonger*float64(len(c)))
	return room{ends[n], widths[n]}
}

// goesOnIn says whether a text of a column may go on in the next one below it: it left no room there for what that begins with.
func (r *Text) goesOnIn(a, b entry, in room) bool {
	size := a.Pieces[0].Size
	if b.Pieces[0].Base-a.Pieces[0].Base > MostLeading*size || r.apart(a.line, b.line) || words.Numbered(b.Text).Style != words.Unnumbered {
		return false
	}
	if b.Figure && !(isCode(a.Text) && words.IsDigits(b.Text)) && !(isMonth(a.Phrase) && isMonth(b.Phrase)) {
		return false
	}
	if r.Full != nil && r.Full(a.Phrase, b.Phrase) {
		return true
	}
	need := firstWord(b.Phrase) + fullSlack*size
	if b.Figure {
		need = b.Box.Width()
	}
	return a.Box.X1+need > in.end || a.Box.Width()+need > in.width
}

// isMonth says whether a text is a date of a year and more.
func isMonth(p text.Phrase) bool { return figure.IsYear(p.Text) && !figure.IsWhole(p.Text) }

// isCode says whether a text ends in a code that may wrap: one of many digits, or with a hyphen at its end.
func isCode(s string) bool {
	n := strings.LastIndexFunc(s, func(c rune) bool { return c < '0' || c > '9' })
	return len(s)-1-n >= longCode || strings.HasSuffix(s, "-")
}

// nearest is the anchor in whose height the middle of a text stands, and how far off; -1 at the price of a text without one.
func (r *Text) nearest(c []entry, anchors []int) (anchor int, off float64) {
	middle, size := (c[0].Pieces[0].Base+c[len(c)-1].Pieces[0].Base)/2, c[0].Pieces[0].Size
	anchor, off = -1, unanchored
	n, _ := slices.BinarySearchFunc(anchors, middle, func(line int, y float64) int { return cmp.Compare(r.Lines[line].Base, y) })
	for k := max(0, n-1); k <= min(n, len(anchors)-1); k++ {
		if d := math.Abs(r.Lines[anchors[k]].Base-middle) / size; d <= offAnchor && d < off {
			anchor, off = k, d
		}
	}
	return anchor, off
}

// without is how many of some rows hold no text of a kind.
func (r *Text) without(kind func(text.Phrase) bool, rows [][]int) int {
	n := 0
	for _, row := range rows {
		if !slices.ContainsFunc(row, func(i int) bool { return slices.ContainsFunc(r.Atoms[i], kind) }) {
			n++
		}
	}
	return n
}
