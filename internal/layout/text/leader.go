package text

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// Leaders: rows of dots between a name and its figure.
const (
	leaderDots  = 7 // dots that make a leader; an ellipsis of ideographs has six
	leaderRest  = 2 // the same behind a long name where others of the page have leaders
	fewestFalls = 2 // figures smaller than the one above that show these to be no page numbers
	mostPages   = 4 // digits of a page number at most
	firstPages  = 3 // numbers of pages at most on which the first heading of a part can stand that counts its pages anew
)

// dropLeaders takes the leaders out of a page's lines if some lead to amounts, so that they are no part of names and stand in no column: those
// that lead to words as well, as (D) for what is not disclosed. Those of a table of contents, each of which leads to one page number, stay: they
// tell it.
func (p *Page) dropLeaders() {
	var behind [][]string
	for i := range p.Lines {
		if l := &p.Lines[i]; l.hasLeader() {
			_, led := l.withoutLeaders(leaderDots)
			if led == nil {
				led = p.besideEnd(i)
			}
			behind = append(behind, led)
		}
	}
	if !areAmounts(behind) {
		return
	}
	var rest []Piece
	for i := range p.Lines {
		ps, _ := p.Lines[i].withoutLeaders(leaderRest)
		rest = append(rest, ps...)
	}
	p.SetRest(append(rest, p.angled...))
}

// besideEnd is the first figure right of the end of a line on the one above or below it, less than a line away: a leader at the end of a name
// that wraps leads to it. It is none if words stand before it.
func (p *Page) besideEnd(i int) []string {
	l := &p.Lines[i]
	for n := max(0, i-1); n < min(i+2, len(p.Lines)); n++ {
		if o := &p.Lines[n]; n != i && math.Abs(o.Base-l.Base) < l.Size {
			at := slices.IndexFunc(o.Pieces, func(x Piece) bool { return x.Box.X0 >= l.Box.X1 })
			if at < 0 {
				continue
			}
			if led := o.figuresFrom(at, 0); led != nil {
				return led
			}
		}
	}
	return nil
}

// dots is how many dots of a leader a character is.
func dots(c rune) int {
	switch c {
	case '.', '·', '．', '・', '•', '‧', '∙', '⋅':
		return 1
	case '‥':
		return 2
	case '…', '⋯':
		return 3
	}
	return 0
}

// HasLeader says whether a text holds a leader.
func HasLeader(s string) bool {
	_, leads := countDots(0, s)
	return leads
}

// hasLeader says whether a line holds one, which may be in several pieces.
func (l *Line) hasLeader() bool {
	n, leads := 0, false
	for i := range l.Pieces {
		if n, leads = countDots(n, l.Pieces[i].Text); leads {
			return true
		}
	}
	return false
}

// countDots counts on how many dots stand in a row at the end of a text, until they make a leader.
func countDots(n int, s string) (dotsInRow int, leads bool) {
	for _, c := range s {
		switch d := dots(c); {
		case d > 0:
			if n += d; n >= leaderDots {
				return n, true
			}
		case c != ' ':
			n = 0
		}
	}
	return n, false
}

// withoutLeaders is the pieces of a line without leaders of so many dots behind a text, and the figures behind the last; none
// if something else stands there.
func (l *Line) withoutLeaders(least int) (ps []Piece, led []string) {
	type glyph struct{ piece, at, dots int }
	var gs []glyph
	for i := range l.Pieces {
		for g := range l.Pieces[i].glyphs {
			if t := l.Pieces[i].glyphs[g].Text; !blank(t) {
				gs = append(gs, glyph{i, g, dots(FirstRune(t))})
			}
		}
	}
	drop := make([][]bool, len(l.Pieces))
	for from := 0; from < len(gs); from++ {
		to, n := from, 0
		for to < len(gs) && gs[to].dots > 0 {
			n, to = n+gs[to].dots, to+1
		}
		behind := n >= least && from > 0 && gs[from-1].piece == gs[from].piece
		if n >= leaderDots || behind && (to == len(gs) || l.figureAt(gs[to].piece, gs[to].at) != "") {
			if to < len(gs) {
				led = l.figuresFrom(gs[to].piece, gs[to].at)
			}
			for _, g := range gs[from:to] {
				if drop[g.piece] == nil {
					drop[g.piece] = make([]bool, len(l.Pieces[g.piece].glyphs))
				}
				drop[g.piece][g.at] = true
			}
		}
		from = max(from, to-1)
	}
	for i := range l.Pieces {
		ps = append(ps, l.Pieces[i].without(drop[i])...)
	}
	return ps, led
}

// figureAt is the figure that begins at a glyph of a piece and ends with it; none if something else stands there.
func (l *Line) figureAt(piece, at int) string {
	p := &l.Pieces[piece]
	if s := glyphText(p.glyphs[at:]); figure.Is(s) && !figure.IsDash(s) {
		return s
	}
	return ""
}

// figuresFrom is the figure at a glyph of a piece and those behind it on the line, or two and more behind other text there, as behind the unit of a row.
func (l *Line) figuresFrom(piece, at int) []string {
	var out []string
	first := l.figureAt(piece, at)
	if first != "" {
		out = append(out, first)
	}
	for n := piece + 1; n < len(l.Pieces) && !HasLeader(l.Pieces[n].Text); n++ {
		if s := l.figureAt(n, 0); s != "" {
			out = append(out, s)
		}
	}
	if first == "" && len(out) < 2 {
		return nil
	}
	return out
}

// without is the parts of a piece that are left without some of its glyphs; the piece itself if none are dropped.
func (p Piece) without(drop []bool) []Piece {
	if drop == nil {
		return []Piece{p}
	}
	var out []Piece
	for from := 0; from < len(drop); {
		to := from
		for to < len(drop) && !drop[to] {
			to++
		}
		if slices.ContainsFunc(p.glyphs[from:to], func(g page.Glyph) bool { return !blank(g.Text) }) {
			part := p.cut(p.glyphs[from:to])
			part.parted, part.spaceAfter = p.parted || from > 0, p.spaceAfter && to == len(drop)
			out = append(out, part)
		}
		from = to + 1
	}
	return out
}

// areAmounts says whether figures behind leaders, by line, are those of a table, and no page numbers: one has decimals or groups of digits, or is
// larger than any page number, or they fall, from one line to the next or along a line, as these never do but to the first pages of another part.
func areAmounts(behind [][]string) bool {
	falls := 0
	var above []int
	for _, led := range behind {
		var row []int
		for k, s := range led {
			if figure.Decimals(s) > 0 || strings.ContainsAny(s, ",，%") || len(figure.Digits(s)) > mostPages {
				return true
			}
			n, err := strconv.Atoi(s)
			if err != nil {
				continue
			}
			if n > firstPages && (k < len(above) && n < above[k] || len(row) > 0 && n < row[len(row)-1]) {
				falls++
			}
			row = append(row, n)
		}
		if len(row) > 0 {
			above = row
		}
	}
	return falls >= fewestFalls
}
