// Package row tells the rows of lines of text that no ruling parts: by what stands one above the other in each column.
package row

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of telling rows by what stands one above the other in each column.
const (
	MostLeading = 1.6  // font sizes from base line to base line of a text that wraps: browsers set lines of 5 to 7 points up to 1.57 sizes apart
	wideLeading = 1.5  // the same from which rows must stand clearly further apart: those of sheets stand as near
	codeDigits  = 5    // of a code that is broken at least, where nothing but their number tells it from a count
	clearlyMore = 1.15 // of the distance of lines from which that of rows is
	overLeast   = 1.12 // of the least distance of two lines up to which others are as near
	overRows    = 1.05 // of that distance up to which rows of figures are as near as lines
	closest     = 0.9  // font sizes from base line to base line of two texts of which one stands above the other
	fullSlack   = 0.3  // font sizes by which a full line may be shorter than the room for it
	longCode    = 8    // digits of a code that may wrap
	Reach       = 0.3  // font sizes by which a text may stand above or below those of its row
	HalfLine    = 0.85 // font sizes from base line to base line below which two lines are of one row: a name of two lines beside its figures
	leastIndent = 0.45 // font sizes by which the first line of a text is set in at least
	wholeLine   = 1.1  // font sizes from base line to base line that two rows stand apart at least
	SameStart   = 1.5  // points by which names of one list begin apart
)

// Text is lines from top to bottom and the texts of each, from left to right, which stand in columns.
type Text struct {
	Lines  []text.Line
	Atoms  [][]text.Phrase
	Parted func(a, b int) bool // says whether a ruling runs between two lines; nil if none does
	// Full says whether a text of a column whose width is known leaves no room for what the next begins with; nil where the
	// texts alone tell how wide columns are.
	Full func(above, next text.Phrase) bool
}

func (r *Text) apart(a, b int) bool { return r.Parted != nil && r.Parted(a, b) }

// A block is lines of one column that wrap: their base lines from top to bottom.
type block struct {
	last        text.Phrase
	lines       []int
	top, bottom float64
	size        float64
	full        bool // its lines but the last left no room in their column, so that one that does ends it
}

// byDistance is the rows that are told by what stands near below what.
func (r *Text) byDistance(head, first int) [][]int {
	var out [][]int
	for _, row := range r.gather(r.blocks(first, r.wrapLeading(head, first)), first) {
		if !r.stacksFigures(row) {
			out = append(out, row)
			continue
		}
		n := len(out)
		for _, i := range row {
			if len(out) > n && r.standsAmong(out[len(out)-1], i) {
				out[len(out)-1] = append(out[len(out)-1], i)
			} else {
				out = append(out, []int{i})
			}
		}
	}
	return out
}

// stacksFigures says whether a figure of a row stands above another with which it makes none.
func (r *Text) stacksFigures(row []int) bool {
	for n, i := range row {
		for _, k := range row[n+1:] {
			for _, a := range r.Atoms[i] {
				if a.Figure && slices.ContainsFunc(r.Atoms[k], func(b text.Phrase) bool {
					return b.Figure && a.Box.X0 < b.Box.X1 && b.Box.X0 < a.Box.X1 && !goesOnBelow(a, b) && !r.isAroundAmount(a, b)
				}) {
					return true
				}
			}
		}
	}
	return false
}

// blocks puts lines of the texts together that stand up to a distance of base lines below each other.
func (r *Text) blocks(first int, limit float64) []block {
	var blocks []block
	for i := first; i < len(r.Atoms); i++ {
		for _, p := range r.Atoms[i] {
			size := p.Pieces[0].Size
			at := slices.IndexFunc(blocks, func(b block) bool {
				d := p.Pieces[0].Base - b.bottom
				return d > Reach*size && (d <= limit || d <= wideLeading*size && (goesOnBelow(b.last, p) || r.overName(b, p, i) || limit == 0 && r.overflows(b, p, i))) && r.wraps(b, p, i) && !(b.full && !r.Full(b.last, p))
			})
			if at < 0 {
				blocks = append(blocks, block{last: p, lines: []int{i}, top: p.Pieces[0].Base, bottom: p.Pieces[0].Base, size: size})
				continue
			}
			b := &blocks[at]
			b.full = r.Full != nil && r.Full(b.last, p) && (b.full || len(b.lines) == 1)
			b.last, b.lines, b.bottom = p, append(b.lines, i), p.Pieces[0].Base
		}
	}
	return blocks
}

// overflows says whether a text that had no room in its column goes on in p, on line i: one line of a row holds its figures,
// be it the first, the last or one between.
func (r *Text) overflows(b block, p text.Phrase, i int) bool {
	holds := func(line int) bool {
		return slices.ContainsFunc(r.Atoms[line], func(o text.Phrase) bool { return o.Figure })
	}
	return r.Full != nil && r.Full(b.last, p) && !(holds(i) && slices.ContainsFunc(b.lines, holds))
}

// wrapLeading is up to which distance of base lines texts wrap: a little more than the least distance of two texts of
// which one stands above the other, in the head or the body. It is 0 where nothing shows that any text of the body
// wraps: figures stand as near, or all texts stand as far apart and none beside figures at half their height.
func (r *Text) wrapLeading(head, first int) float64 {
	var distances []float64
	most := 0.0
	for i := head; i < len(r.Atoms); i++ {
		for _, p := range r.Atoms[i] {
			d, wraps := r.toNext(i, p)
			if d == 0 || p.Figure {
				continue
			}
			if i >= first {
				most = math.Max(most, d)
			}
			if wraps && d <= 2*MostLeading*p.Pieces[0].Size {
				distances = append(distances, d)
			}
		}
	}
	least := leastUsual(distances)
	stride := math.Min(r.stride(first), r.listStride(first))
	limit := math.Min(least*overLeast, (least+stride)/2)
	switch {
	case math.IsInf(least, 1) || least > MostLeading*r.Lines[first].Size || stride <= least*overRows:
		return 0
	case least > wideLeading*r.Lines[first].Size && stride < least*clearlyMore:
		return 0
	case most <= limit && !r.betweenLines(first, limit):
		return 0
	}
	return limit
}

// leastUsual is the least of some distances that another is near to; the least of all if there is none, and infinite
// if there are no distances.
func leastUsual(ds []float64) float64 {
	if len(ds) == 0 {
		return math.Inf(1)
	}
	slices.Sort(ds)
	for i := 1; i < len(ds); i++ {
		if ds[i] <= ds[i-1]*overLeast {
			return ds[i-1]
		}
	}
	return ds[0]
}

// toNext is how far below a text the next stands, and whether both may be one that wraps; 0 if there is none.
func (r *Text) toNext(i int, p text.Phrase) (d float64, wraps bool) {
	for k := i + 1; k < len(r.Atoms); k++ {
		for _, o := range r.Atoms[k] {
			if d := o.Pieces[0].Base - p.Pieces[0].Base; o.Box.X0 < p.Box.X1 && p.Box.X0 < o.Box.X1 && d >= closest*p.Pieces[0].Size {
				return d, r.MayWrap(p, o)
			}
		}
	}
	return 0, false
}

// MayWrap says whether the first word of a text had no room on the line of another above it, and both stand at one
// edge or in one middle. Figures and texts that begin with the number of a list do not wrap.
func (r *Text) MayWrap(above, p text.Phrase) bool { return r.mayWrapBelow(above, p, 0) }

// mayWrapBelow says the same where lines from first on tell how much room there is.
func (r *Text) mayWrapBelow(above, p text.Phrase, first int) bool {
	return r.wrapsBelow(above, p, first, fullSlack)
}

// wrapsBelow says the same where the first word of p may be by so many font sizes narrower than the room behind the text above, or must be as much wider.
func (r *Text) wrapsBelow(above, p text.Phrase, first int, slack float64) bool {
	if above.Figure || p.Figure || words.Numbered(p.Text).Style != words.Unnumbered {
		return false
	}
	full := func() bool {
		return r.Full != nil && r.Full(above, p) || above.Box.Width()+firstWord(p)+slack*above.Pieces[0].Size > r.widestAlongside(above, first)
	}
	return Alongside(above.Box, p.Box) && full() || setIn(above, p) && r.isParagraphs(above, p, first, slack)
}

// setIn says whether a text stands right of where p below it begins, by as much as the first line of a text does.
func setIn(above, p text.Phrase) bool {
	d := (above.Box.X0 - p.Box.X0) / above.Pieces[0].Size
	return leastIndent <= d && d <= mostIndent
}

// isParagraphs says whether texts, from line first on, that begin where the first line of a text does or where p below it does are paragraphs: the first line
// ends where all of them do, and each that begins where p does follows one that ends where those do that begin like it. Names of which some are set in as
// parts of others do not.
func (r *Text) isParagraphs(firstLine, p text.Phrase, first int, slack float64) bool {
	var column []text.Phrase
	setIn, below := math.Inf(-1), math.Inf(-1) // where first lines end, and others
	for _, l := range r.Atoms[first:] {
		for _, o := range l {
			switch {
			case startsAt(o, firstLine):
				column, setIn = append(column, o), math.Max(setIn, o.Box.X1)
			case startsAt(o, p):
				column, below = append(column, o), math.Max(below, o.Box.X1)
			}
		}
	}
	if firstLine.Box.X1+firstWord(p)+slack*firstLine.Pieces[0].Size <= math.Max(setIn, below) {
		return false
	}
	for i, o := range column {
		if !startsAt(o, p) {
			continue
		}
		if i == 0 {
			return false
		}
		end := below
		if startsAt(column[i-1], firstLine) {
			end = setIn
		}
		if column[i-1].Box.X1+firstWord(o)+fullSlack*o.Pieces[0].Size <= end {
			return false
		}
	}
	return true
}

func startsAt(a, b text.Phrase) bool { return math.Abs(a.Box.X0-b.Box.X0) <= SameStart }

// widestAlongside is how wide the texts are, from line first on, that have an edge or their middle where one has.
func (r *Text) widestAlongside(p text.Phrase, first int) float64 {
	widest := 0.0
	for _, l := range r.Atoms[first:] {
		for _, o := range l {
			if Alongside(p.Box, o.Box) {
				widest = math.Max(widest, o.Box.Width())
			}
		}
	}
	return widest
}

// firstWord is how wide the first word of a text is, before which a line may end: the first character where it is no letter.
func firstWord(p text.Phrase) float64 {
	if !unicode.Is(unicode.Latin, text.FirstRune(p.Text)) {
		return p.Pieces[0].Size
	}
	if n := strings.IndexByte(p.Text, ' '); n > 0 {
		return p.Box.Width() * float64(n) / float64(len(p.Text))
	}
	return p.Box.Width()
}

// Alongside says whether two texts have one edge or one middle.
func Alongside(a, b page.Box) bool {
	return math.Abs(a.X0-b.X0) <= SameStart || math.Abs(a.X1-b.X1) <= SameStart || math.Abs(a.Center().X-b.Center().X) <= SameStart
}

// betweenLines says whether figures stand beside two lines of a text, at a height between them.
func (r *Text) betweenLines(first int, limit float64) bool {
	for i := first; i+2 < len(r.Lines); i++ {
		a, mid, b := r.Lines[i], r.Lines[i+1], r.Lines[i+2]
		if b.Base-a.Base <= limit && mid.Base-a.Base > Reach*a.Size && b.Base-mid.Base > Reach*a.Size && text.IsBody(r.Atoms[i+1]) {
			return true
		}
	}
	return false
}

// wraps says whether a phrase of line i goes on with the text above it in its column.
func (r *Text) wraps(b block, p text.Phrase, i int) bool {
	if p.Box.X0 >= b.last.Box.X1 || b.last.Box.X0 >= p.Box.X1 || r.apart(b.lines[len(b.lines)-1], i) {
		return false
	}
	return !b.last.Figure && !p.Figure && words.Numbered(p.Text).Style == words.Unnumbered || goesOnBelow(b.last, p) || r.overName(b, p, i)
}

// overName says whether a block is a long code that stands over the name p, on line i, and figures beside one of them at most:
// budgets of Taiwan print 0407010101 over 罰金罰鍰.
func (r *Text) overName(b block, p text.Phrase, i int) bool {
	code := words.Squeeze(b.last.Text)
	return len(b.lines) == 1 && words.IsDigits(code) && len(code) >= longCode && !p.Figure &&
		!(r.hasFigure(b.lines[0], b.last) && r.hasFigure(i, p))
}

// hasFigure says whether a line holds a figure beside a text.
func (r *Text) hasFigure(i int, beside text.Phrase) bool {
	return slices.ContainsFunc(r.Atoms[i], func(o text.Phrase) bool { return o.Figure && o.Box != beside.Box })
}

// goesOnBelow says whether a figure or a long code, which wraps, goes on in p, below it. One with letters, which no amount is, may stand in the middle
// of its column.
func goesOnBelow(a, p text.Phrase) bool {
	if words.IsDigits(p.Text) && len(p.Text) < len(a.Text) && len(a.Text) >= longCode {
		if words.IsDigits(a.Text) && math.Abs(a.Box.X0-p.Box.X0) <= SameStart || isLettered(a.Text) && Alongside(a.Box, p.Box) {
			return true
		}
	}
	return BrokenOver(a, p)
}

// isAroundAmount says whether a code goes on with fewer digits in p, below it, and an amount stands at the height in the middle of both. So does the
// total that stands beside two counts; but rows of counts stand all one distance below each other, and codes of rows farther apart than their lines,
// unless their names are no taller than they. Then a code has more digits than a count, and none beside it is wider.
func (r *Text) isAroundAmount(a, p text.Phrase) bool {
	if !words.IsDigits(a.Text) || !words.IsDigits(p.Text) || len(p.Text) >= len(a.Text) || !Alongside(a.Box, p.Box) {
		return false
	}
	middle, size := (a.Pieces[0].Base+p.Pieces[0].Base)/2, a.Pieces[0].Size
	if p.Pieces[0].Base-a.Pieces[0].Base > MostLeading*size {
		return false
	}
	for i := range r.Lines {
		if math.Abs(r.Lines[i].Base-middle) <= Reach*size && slices.ContainsFunc(r.Atoms[i], isAmount) {
			return r.standApart(a, p) || len(a.Text) >= codeDigits && r.widestAlongside(a, 0) <= a.Box.Width()+fullSlack*size
		}
	}
	return false
}

// standApart says whether two figures, one below the other, stand clearly nearer to each other than to the next ones above and below both.
func (r *Text) standApart(a, p text.Phrase) bool {
	top, bottom := a.Pieces[0].Base, p.Pieces[0].Base
	near := clearlyMore * (bottom - top)
	for _, l := range r.Atoms {
		for _, o := range l {
			at := o.Pieces[0].Base
			if o.Figure && o.Box.X0 < a.Box.X1 && a.Box.X0 < o.Box.X1 && (at < top && top-at < near || at > bottom && at-bottom < near) {
				return false
			}
		}
	}
	return true
}

// isLettered says whether a text is a code of digits behind a letter, with hyphens: P33050102-0034.
func isLettered(s string) bool { return letteredCode.MatchString(s) }

var letteredCode = words.Expression(`^[A-Z][0-9A-Z-]*\d[0-9A-Z-]*$`)

// gather makes rows of lines that hold blocks beside each other, and of a line that stands half a line below others and
// under none of their texts.
func (r *Text) gather(blocks []block, first int) [][]int {
	joined := make([]bool, len(r.Lines)) // by line, that it is of the row of the line above
	for _, b := range blocks {
		for i := first + 1; i < len(r.Lines); i++ {
			if y := r.Lines[i].Base; r.Lines[i-1].Base >= b.top-Reach*b.size && y <= b.bottom+Reach*b.size {
				joined[i] = true
			}
		}
	}
	var out [][]int
	for i := first; i < len(r.Lines); i++ {
		if n := len(out); n > 0 && (joined[i] || r.standsAmong(out[n-1], i)) {
			out[n-1] = append(out[n-1], i)
			continue
		}
		out = append(out, []int{i})
	}
	return out
}

// standsAmong says whether a line stands less than a line below the last of others and under no text of these.
func (r *Text) standsAmong(row []int, i int) bool {
	if r.Lines[i].Base-r.Lines[row[len(row)-1]].Base >= HalfLine*r.Lines[i].Size {
		return false
	}
	return !slices.ContainsFunc(row, func(k int) bool { return !ApartAcross(r.Atoms[k], r.Atoms[i]) })
}

// stride is the least usual distance of two figures of which one stands above the other; infinite where there are none. A row that a page break
// cuts may have its figures anywhere in what is left of it, so that one distance alone tells nothing if there are more.
func (r *Text) stride(first int) float64 {
	var ds []float64
	for i := first; i < len(r.Atoms); i++ {
		if k := r.figuresBelow(i); k > 0 {
			ds = append(ds, r.Lines[k].Base-r.Lines[i].Base)
		}
	}
	return leastUsual(ds)
}

// listStride is the least usual distance of two items of a list, one line each, of which one stands right below the other, as their numbers
// (一、 and 二、) say: where figures are rare they tell how near rows stand. It is infinite where there are none.
func (r *Text) listStride(first int) float64 {
	var ds []float64
	for i := first; i < len(r.Atoms); i++ {
		for _, p := range r.Atoms[i] {
			n := words.Numbered(p.Text)
			if n.Style != words.Chinese && n.Style != words.BracketedChinese {
				continue
			}
			for k := i + 1; k < len(r.Atoms) && r.Lines[k].Base-r.Lines[i].Base <= 2*MostLeading*r.Lines[i].Size; k++ {
				if slices.ContainsFunc(r.Atoms[k], func(o text.Phrase) bool {
					m := words.Numbered(o.Text)
					return m.Style == n.Style && m.Number == n.Number+1 && math.Abs(o.Box.X0-p.Box.X0) <= SameStart
				}) {
					ds = append(ds, r.Lines[k].Base-r.Lines[i].Base)
					break
				}
			}
		}
	}
	return leastUsual(ds)
}

// figuresBelow is the next line that holds a figure below one of line i, in which it does not go on; 0 if there is none.
func (r *Text) figuresBelow(i int) int {
	for k := i + 1; k < len(r.Atoms); k++ {
		for _, a := range r.Atoms[i] {
			if a.Figure && slices.ContainsFunc(r.Atoms[k], func(b text.Phrase) bool {
				return b.Figure && a.Box.X0 < b.Box.X1 && b.Box.X0 < a.Box.X1 && !goesOnBelow(a, b)
			}) {
				return k
			}
		}
	}
	return 0
}

// ApartAcross says whether no phrase of one line stands above one of another.
func ApartAcross(a, b []text.Phrase) bool {
	return !slices.ContainsFunc(a, func(x text.Phrase) bool {
		return slices.ContainsFunc(b, func(y text.Phrase) bool { return x.Box.X0 < y.Box.X1 && y.Box.X0 < x.Box.X1 })
	})
}

// BrokenOver says whether a figure goes on in b, which stands below.
func BrokenOver(a, b text.Phrase) bool {
	if b.Box.X0 > a.Box.X1 || b.Box.X1 < a.Box.X0 {
		return false
	}
	ls := []layout.Line{{Text: a.Text, Box: a.Box}, {Text: b.Text, Box: b.Box}}
	wrap := figure.WrapOf(ls, a.Box, figure.UsualDecimals)
	return wrap == figure.One || wrap == figure.LikelyOne && figure.Decimals(a.Text) > 0
}
