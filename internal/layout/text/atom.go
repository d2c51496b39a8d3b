package text

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// Blanks that may part two columns set as near as print sets them, in font sizes. Words of one cell stand nearer,
// but for spread ones, so that columns need more evidence than these.
const (
	mixedGap    = 0.28 // between a figure and words, or between words of two runs: what stands between 2026 and 年 is up to 0.25
	seamGap     = 0.09 // between ideographs of two strings, beyond what those of one leave
	apartGap    = 0.05 // the same where something else was drawn between both
	sameStart   = 0.3  // points by which texts that begin at one place begin apart
	startsShown = 2    // texts that show it
	meetsShown  = 3    // codes that show where columns of them meet
	digitsGap   = 0.35 // between two figures: blanks that group digits are up to 0.3
	groupGap    = 0.20 // between two figures of which the second is no group of three digits: narrow fonts leave blanks within figures
)

// edges are where texts of the lines of a table stand, as far as they show where columns of others begin that leave no blank.
type edges struct {
	begin    places // of texts with a blank before them, amounts aside, which are set right
	met      places // where a code begins right at the end of another, each drawn by itself
	from, to places // of all texts, those parted that hold a figure and words
}

// A places is where texts stand on the x axis, in order.
type places []float64

func (s places) upTo(x float64) int { n, _ := slices.BinarySearch(s, x); return n }

// around is how many of them are at one place.
func (s places) around(x float64) int { return s.upTo(x+sameStart) - s.upTo(x-sameStart) }

// across is how many texts run over a place.
func (e *edges) across(x float64) int { return e.from.upTo(x-sameStart) - e.to.upTo(x+sameStart) }

// starts says whether texts begin at a place, and few run over it.
func (e *edges) starts(x float64) bool {
	here := e.begin.around(x)
	return here >= startsShown && 2*e.across(x) <= here
}

// partsCodes says whether codes meet at a place in several lines, and few texts run over it.
func (e *edges) partsCodes(x float64) bool {
	here := e.met.around(x)
	return here >= meetsShown && 2*e.across(x) <= here
}

// edgesOf looks for where the texts of lines stand.
func edgesOf(lines []Line) *edges {
	var e edges
	for _, l := range atoms(lines, nil) {
		for _, p := range l {
			if !p.Figure || words.IsDigits(p.Text) {
				e.begin = append(e.begin, p.Box.X0)
			}
			for k := range p.Pieces {
				e.add(p.Pieces, k)
			}
		}
	}
	for _, s := range []places{e.begin, e.met, e.from, e.to} {
		slices.Sort(s)
	}
	return &e
}

// add takes in one of the pieces of a text.
func (e *edges) add(ps []Piece, k int) {
	p := &ps[k]
	if k > 0 && meet(&ps[k-1], p) {
		e.met = append(e.met, p.Box.X0)
	}
	first, last := 0, -1
	for g := range p.glyphs {
		if blank(p.glyphs[g].Text) {
			continue
		}
		if last >= 0 && p.isMixed(last, g) {
			e.from, e.to = append(e.from, p.glyphs[first].Box.X0), append(e.to, inkEnd(&p.glyphs[last], p.Size))
			first = g
		}
		last = g
	}
	if last >= 0 {
		e.from, e.to = append(e.from, p.glyphs[first].Box.X0), append(e.to, p.Box.X1)
	}
}

// meet says whether a code follows right behind another, each drawn as one: it is no group of digits of the other by its form.
func meet(a, b *Piece) bool {
	return words.IsDigits(a.Text) && words.IsDigits(b.Text) && len(a.glyphs) > 1 && len(b.glyphs) > 1 && !isGroup(b.Text)
}

// Atoms parts lines at every blank that may part columns, however narrow, and where what another string begins with
// stands where texts of two other lines begin and few run on.
func Atoms(lines []Line) [][]Phrase { return atoms(lines, edgesOf(lines)) }

// atoms parts lines; without edges at blanks alone.
func atoms(lines []Line, at *edges) [][]Phrase {
	out := make([][]Phrase, len(lines))
	for i := range lines {
		var ps []Piece
		for k := range lines[i].Pieces {
			ps = append(ps, lines[i].Pieces[k].atoms(at)...)
		}
		for _, part := range partPieces(ps, func(a, b *Piece) bool { return mayPart(a, b, at) }) {
			out[i] = append(out[i], NewPhrase(part))
		}
	}
	return out
}

// mayPart says whether two neighbouring pieces may stand in two columns.
func mayPart(a, b *Piece, at *edges) bool {
	gap := (b.Box.X0 - a.Box.X1) / math.Max(a.Size, b.Size)
	last, first := LastRune(a.Text), FirstRune(b.Text)
	switch {
	case words.IsNoteMark(b.Text):
		return false
	case b.parted || partsColumns(a, b):
		return true
	case unicode.Is(unicode.Latin, last) || unicode.Is(unicode.Latin, first):
		return false
	case figure.Is(a.Text) && figure.Is(b.Text):
		return gap > digitsGap || !isGroup(b.Text) && (gap > groupGap || gap > apartGap && a.isUnspaced() && b.isUnspaced()) ||
			twoAmounts(a.Text, b.Text) || at != nil && meet(a, b) && at.partsCodes(b.Box.X0)
	case counts(a.Text, b.Text):
		return gap > mixedGap && at != nil && at.starts(b.Box.X0)
	}
	if gap > mixedGap || gap > apartGap && a.order != b.begin && a.order+1 != b.begin {
		return true
	}
	return at != nil && areMixed(last, first) && at.starts(b.Box.X0)
}

// areMixed says whether of two characters one is a digit and the other an ideograph.
func areMixed(x, y rune) bool {
	return figure.IsDigit(x) && unicode.Is(unicode.Han, y) || unicode.Is(unicode.Han, x) && figure.IsDigit(y)
}

// isUnspaced says whether a piece has several glyphs, and no blank between any.
func (p *Piece) isUnspaced() bool {
	for g := 1; g < len(p.glyphs); g++ {
		if p.glyphs[g].Box.X0-inkEnd(&p.glyphs[g-1], p.Size) > apartGap*p.Size {
			return false
		}
	}
	return len(p.glyphs) > 1
}

// isGroup says whether a figure may be the end of one that a blank cuts: digits are grouped by three.
func isGroup(s string) bool {
	n := strings.IndexFunc(s, func(c rune) bool { return !figure.IsDigit(c) })
	return n == 3 || n < 0 && len(s) == 3
}

// atoms cuts a piece where a blank stands between a digit and an ideograph, or before another string that stands apart
// or begins where texts of other lines do.
func (p Piece) atoms(at *edges) []Piece {
	ends := p.amountEnds()
	return p.cutWhere(func(last, g int) bool { return slices.Contains(ends, g) || p.cutBefore(last, g, at) })
}

// cutWhere cuts a piece between two glyphs with nothing but blanks between them where a function says so.
func (p Piece) cutWhere(apart func(last, g int) bool) []Piece {
	first, last := 0, -1
	var out []Piece
	for g := range p.glyphs {
		if blank(p.glyphs[g].Text) {
			continue
		}
		if last >= 0 && apart(last, g) {
			out, first = append(out, p.atom(first, last+1)), g
		}
		last = g
	}
	if first == 0 || p.angled {
		return []Piece{p}
	}
	return append(out, p.atom(first, last+1))
}

// atom is some glyphs of a piece that was cut before all but the first of them.
func (p Piece) atom(from, to int) Piece {
	a := p.cut(p.glyphs[from:to])
	a.parted = from > 0
	return a
}

// cutBefore says whether a piece is cut between two glyphs with nothing but blanks between them.
func (p Piece) cutBefore(last, g int, at *edges) bool {
	x, y := LastRune(p.glyphs[last].Text), FirstRune(p.glyphs[g].Text)
	gap := p.glyphs[g].Box.X0 - inkEnd(&p.glyphs[last], p.Size)
	_, seam := slices.BinarySearch(p.seams, g)
	mixed := p.isMixed(last, g)
	both := unicode.Is(unicode.Han, x) && unicode.Is(unicode.Han, y)
	switch {
	case gap > mixedGap*p.Size && mixed || both && seam && last+1 == g && gap > seamGap*p.Size && gap > p.letterGap()+seamGap*p.Size:
		return true
	case at == nil:
		return false
	case mixed && seam:
		return at.starts(p.glyphs[g].Box.X0)
	case last+1 < g || !seam && gap <= apartGap*p.Size || unicode.Is(unicode.Latin, y) || isFigureRune(x) && isFigureRune(y):
		return false
	case 2*len(p.seams) >= len(p.glyphs) && gap <= apartGap*p.Size:
		return false // drawn character by character, so that the seam shows nothing
	case both && p.letterGap() > apartGap*p.Size && gap <= p.letterGap()+apartGap*p.Size:
		return false
	}
	return at.starts(p.glyphs[g].Box.X0)
}

// isMixed says whether a figure and words stand beside each other in a piece: no figure and what it counts.
func (p Piece) isMixed(last, g int) bool {
	return areMixed(LastRune(p.glyphs[last].Text), FirstRune(p.glyphs[g].Text)) && !counts(glyphText(p.glyphs[:last+1]), glyphText(p.glyphs[g:]))
}

// counts says whether a figure and one character that says what it counts stand beside each other (2026 年, 12 人), or
// the mark of an ordinal number before a figure (第 1 页).
func counts(a, b string) bool {
	return a == "第" || figure.IsDigit(LastRune(a)) && unicode.Is(unicode.Han, FirstRune(b)) && utf8.RuneCountInString(b) == 1
}

// letterGap is the blank that most ideographs of a piece leave behind them at least: that of a name whose letters are spread evenly.
func (p Piece) letterGap() float64 {
	var gaps []float64
	for g := 1; g < len(p.glyphs); g++ {
		if unicode.Is(unicode.Han, FirstRune(p.glyphs[g-1].Text)) && unicode.Is(unicode.Han, FirstRune(p.glyphs[g].Text)) {
			gaps = append(gaps, p.glyphs[g].Box.X0-inkEnd(&p.glyphs[g-1], p.Size))
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/2]
}

// Parted says whether what two neighbouring phrases are shows that they stand in two columns: two figures, or an
// amount and a name.
func Parted(a, b Phrase) bool {
	return a.Figure && b.Figure || partsColumns(&a.Pieces[len(a.Pieces)-1], &b.Pieces[0])
}

// CutAtSeams cuts a piece before those of its runs that begin something else, as a function says of what stands before one and of what follows it
// up to the next cut, in characters without blanks.
func (p Piece) CutAtSeams(apart func(before, rest string) bool) []Piece {
	end := len(p.glyphs)
	var out []Piece
	for _, g := range slices.Backward(p.seams) {
		if g > 0 && g < end && apart(glyphText(p.glyphs[:g]), glyphText(p.glyphs[g:end])) {
			out, end = append(out, p.atom(g, end)), g
		}
	}
	if end == len(p.glyphs) || p.angled {
		return []Piece{p}
	}
	out = append(out, p.atom(0, end))
	slices.Reverse(out)
	return out
}

// AtBlanks is lines whose pieces are cut before words behind wider blanks, in font sizes. Characters of one name may be spread as widely: they are no words.
func AtBlanks(lines [][]Phrase, wider float64) [][]Phrase {
	out := make([][]Phrase, len(lines))
	for i, l := range lines {
		for _, p := range l {
			var ps []Piece
			for _, one := range p.Pieces {
				ps = append(ps, one.cutWhere(func(last, g int) bool {
					gap := one.glyphs[g].Box.X0 - inkEnd(&one.glyphs[last], one.Size)
					return gap > wider*one.Size && unicode.Is(unicode.Latin, FirstRune(one.glyphs[g].Text))
				})...)
			}
			if len(ps) > len(p.Pieces) {
				p.Pieces = ps
			}
			out[i] = append(out[i], p)
		}
	}
	return out
}

// Letters is the characters of a phrase, each by itself.
func (p Phrase) Letters() []Phrase {
	var out []Phrase
	for _, one := range p.Pieces {
		for _, part := range one.cutWhere(func(_, _ int) bool { return true }) {
			out = append(out, NewPhrase([]Piece{part}))
		}
	}
	return out
}
