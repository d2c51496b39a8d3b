package caption

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Limits of telling captions from running text.
const (
	mostCaptions  = 8    // lines above a table that are looked at
	mostTitles    = 3    // lines of a title
	captionGap    = 3.5  // font sizes of blank between lines of captions above a title
	largerTitle   = 1.12 // size of a title against that of the page's text
	sameTitleSize = 0.1  // share of the size by which lines of one title differ at most
)

// captionsOf climbs from the top of a table over the lines that belong to it.
func (s *surroundings) captionsOf(p *Part, taken map[int]bool) {
	b := p.Box()
	top, floor := b.Y0, s.bottomAbove(p)
	var picked []int
	var titles []text.Line // from the lowest up
	for n := len(s.Lines) - 1; n >= 0 && len(picked) < mostCaptions; n-- {
		l := &s.Lines[n]
		if taken[n] || l.Box.Center().Y > b.Y0 || l.Box.X1 < b.X0-overTable || l.Box.X0 > b.X1+overTable {
			continue
		}
		kind := s.kind(l, p, titles)
		if l.Box.Y1 < floor-overTable || top-l.Box.Y1 > reach(titles)*l.Size || kind == notCaption {
			break
		}
		if kind == isTitle {
			titles = append(titles, *l)
		}
		picked, top = append(picked, n), l.Box.Y0
	}
	for _, n := range slices.Backward(picked) {
		taken[n] = true
		for _, x := range s.Lines[n].Segments() {
			p.Captions = append(p.Captions, s.Printed(&x))
		}
	}
	for _, l := range slices.Backward(titles) {
		p.Title += titleText(plainTitle(l.String()))
	}
}

// reach is how far above a line may stand, in font sizes, for it to belong to the table still.
func reach(titles []text.Line) float64 {
	if len(titles) > 0 {
		return captionGap
	}
	return titleGap
}

// bottomAbove is the bottom of the lowest table above a part, or zero.
func (s *surroundings) bottomAbove(p *Part) float64 {
	bottom := 0.0
	for _, o := range s.grids {
		if y := o.Box().Y1; o != p.Grid && y <= p.Box().Y0+overTable {
			bottom = math.Max(bottom, y)
		}
	}
	return bottom
}

// A kind tells what a line above a table is to it.
type kind int

const (
	notCaption kind = iota
	isCaption
	isTitle
)

// kind tells what a line is, above which lines of a title were found already.
func (s *surroundings) kind(l *text.Line, p *Part, titles []text.Line) kind {
	said := strings.TrimSpace(l.String())
	var segments []string
	for _, x := range l.Segments() {
		segments = append(segments, x.String())
	}
	begins := len(titles) == 0 && s.beginsTitle(l, said, p)
	switch {
	case allCaptions(segments) && !(begins && unitBehind.MatchString(words.Squeeze(said))):
		return isCaption
	case noteStart.MatchString(said) || utf8.RuneCountInString(said) > longestTitle || sentenceEnd.MatchString(said):
		return notCaption
	case begins, len(titles) > 0 && s.goesOn(l, titles, p):
		return isTitle
	case len(titles) == 0 && slices.ContainsFunc(segments, func(x string) bool { return isCaptionText(strings.TrimSpace(x)) }):
		return isCaption
	}
	return notCaption
}

// beginsTitle says whether a line is the lowest of a title: named as tables are, in the middle, or
// larger than the text of the page.
func (s *surroundings) beginsTitle(l *text.Line, said string, p *Part) bool {
	return NamesTable(words.Squeeze(said)) || !EndsLikeProse(said) && (s.centred(l, p) || s.larger(l))
}

// goesOn says whether a title, of which some lines were found, has a line above them.
func (s *surroundings) goesOn(l *text.Line, titles []text.Line, p *Part) bool {
	last := &titles[len(titles)-1]
	if len(titles) >= mostTitles || math.Abs(last.Size-l.Size) > sameTitleSize*last.Size || last.Box.Y0-l.Box.Y1 >= last.Size {
		return false
	}
	return s.centred(l, p) && s.centred(last, p) || unbalanced(last.String()) || s.isLonger(l, last)
}

// isLonger says whether a line is longer than the one below it, and set apart from running text.
func (s *surroundings) isLonger(l, below *text.Line) bool {
	said := l.String()
	return (l.Bold() && below.Bold() || s.larger(l)) && l.Box.Width() > below.Box.Width() && !sentenceEnd.MatchString(said) && !EndsLikeProse(said)
}

func (s *surroundings) larger(l *text.Line) bool { return l.Size > largerTitle*s.BodySize }
