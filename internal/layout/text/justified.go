package text

import (
	"math"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/layout/figure"
	"github.com/mingxi/mingxi/internal/words"
)

// Names that are justified: their letters are spread over the whole width of their column (合　　　计), so that each may stand as far
// from the next as two columns do.
const (
	fewestAlike   = 3    // names from the same left to the same right edge that make a column of justified ones
	fewestLetters = 5    // different letters that make a name before a figure: narrow columns hold one of few words each
	fewestOdd     = 2    // of these in other steps
	leastBlank    = 0.02 // font sizes between the letters of a justified name at least
	sameBlank     = 0.15 // font sizes by which the blanks of one name differ at most
	sameEdge      = 0.5  // font sizes by which the edges of names of one column differ at most
	sameStep      = 0.1  // by which the steps of two names are multiples of each other at most, as are those of narrow columns of one letter each
	mostWords     = 0.4  // of a name's letters are words or numbers of other scripts
)

// A letter is an ideograph of a line, or a word or number of another script.
type letter struct {
	piece  int
	x0, x1 float64
	ideo   bool
}

// A spread is neighbouring letters of a line between which the same blank stands, and which make up whole pieces.
type spread struct {
	from, to          int     // pieces, the last included
	left, right, step float64 // step leads from one letter to the next
}

// joinJustified makes one piece of each justified name. They are told by what they say, as that of a total before its amounts, by many different
// letters before these, and by others that fill the same width with other blanks: letters of narrow columns stand as far apart in one row as in the next, or twice as far.
func (p *Page) joinJustified() {
	if !slices.ContainsFunc(p.Lines, func(l Line) bool { return l.hasLoneIdeographs() }) {
		return
	}
	spreads := make([][]spread, len(p.Lines))
	var all []spread
	for i := range p.Lines {
		spreads[i] = p.Lines[i].spreads()
		all = append(all, spreads[i]...)
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		for _, s := range slices.Backward(spreads[i]) {
			if s.from == s.to || l.holdsFigure(s) {
				continue
			}
			if l.leadsToFigure(s) && saysName(l.name(s)) || isJustified(s, all, sameEdge*l.Size) {
				l.join(s)
			}
		}
	}
}

// hasLoneIdeographs says whether two single ideographs stand apart on the line.
func (l *Line) hasLoneIdeographs() bool {
	lone := false
	for i := range l.Pieces {
		before := lone
		if lone = IsIdeograph(l.Pieces[i].Text); lone && before {
			return true
		}
	}
	return false
}

// letters are what the pieces of the line are made of.
func (l *Line) letters() []letter {
	var out []letter
	for i := range l.Pieces {
		x := &l.Pieces[i]
		inWord := false
		for k := range x.glyphs {
			g := &x.glyphs[k]
			if blank(g.Text) {
				continue
			}
			ideo := Ideographic(FirstRune(g.Text))
			if inWord && !ideo {
				out[len(out)-1].x1 = g.Box.X1
			} else {
				out = append(out, letter{i, g.Box.X0, g.Box.X1, ideo})
			}
			inWord = !ideo
		}
	}
	return out
}

// spreads are the stretches of letters of the line with the same blank, where they begin and end with pieces.
func (l *Line) spreads() []spread {
	var out []spread
	letters := l.letters()
	for i := 0; i+1 < len(letters); {
		to := i + 1
		gap := letters[to].x0 - letters[i].x1
		for to+1 < len(letters) && math.Abs(letters[to+1].x0-letters[to].x1-gap) <= sameBlank*l.Size && !l.isAmount(letters[to+1]) {
			to++
		}
		begins := i == 0 || letters[i-1].piece != letters[i].piece
		ends := to == len(letters)-1 || letters[to+1].piece != letters[to].piece
		if name := letters[i : to+1]; begins && ends && gap > leastBlank*l.Size && areIdeographs(name) {
			first, last := name[0], name[len(name)-1]
			out = append(out, spread{first.piece, last.piece, first.x0, last.x1, (last.x0 - first.x0) / float64(len(name)-1)})
		}
		i = to
	}
	return out
}

// isAmount says whether a letter begins an amount, which stands in a column of its own, as far from a name as its letters stand apart or not.
func (l *Line) isAmount(x letter) bool { return !x.ideo && figure.HasDecimals(l.Pieces[x.piece].Text) }

func areIdeographs(name []letter) bool {
	words := 0
	for _, x := range name {
		if !x.ideo {
			words++
		}
	}
	return float64(words) <= mostWords*float64(len(name))
}

// isJustified says whether enough others fill the width of a stretch, and some of them in steps that neither are multiples of the commonest
// one nor go into it: one alone may be a head over narrow columns, or a row that has a word over two of them.
func isJustified(s spread, all []spread, slack float64) bool {
	var steps []float64
	for _, o := range all {
		if math.Abs(o.left-s.left) <= slack && math.Abs(o.right-s.right) <= slack {
			steps = append(steps, o.step)
		}
	}
	if len(steps) < fewestAlike {
		return false
	}
	most, odd := 0, 0
	for _, common := range steps {
		alike, others := 0, 0
		for _, step := range steps {
			times := max(step, common) / min(step, common)
			switch nearest := math.Round(times); {
			case math.Abs(times-nearest) > sameStep:
				others++
			case nearest == 1:
				alike++
			}
		}
		if alike > most || alike == most && others > odd { // of several that are as common, any may be that of narrow columns
			most, odd = alike, others
		}
	}
	return odd >= fewestOdd
}

// holdsFigure says whether one of the pieces of a stretch is a figure, which stands in a column of its own.
func (l *Line) holdsFigure(s spread) bool {
	return slices.ContainsFunc(l.Pieces[s.from:s.to+1], func(p Piece) bool { return figure.Is(p.Text) })
}

// saysName says whether spread letters before a figure are a name by what they say: that of a total, or many different letters.
func saysName(letters string) bool {
	n := 0
	for i, c := range letters {
		if !strings.ContainsRune(letters[:i], c) {
			n++
		}
	}
	return n >= fewestLetters || words.IsTotalRow(letters)
}

// leadsToFigure says whether the piece behind a stretch is a figure: not so in a head, where what is spread may be two names beside each other.
func (l *Line) leadsToFigure(s spread) bool {
	return s.to+1 < len(l.Pieces) && figure.Is(l.Pieces[s.to+1].Text)
}

// name is what a stretch of the line says, without spaces.
func (l *Line) name(s spread) string {
	var name strings.Builder
	for i := s.from; i <= s.to; i++ {
		name.WriteString(strings.ReplaceAll(l.Pieces[i].Text, " ", ""))
	}
	return name.String()
}

// join makes one piece of a stretch of the line.
func (l *Line) join(s spread) {
	for i := s.from + 1; i <= s.to; i++ {
		l.Pieces[s.from].extend(&l.Pieces[i])
	}
	l.Pieces = slices.Delete(l.Pieces, s.from+1, s.to+1)
}
