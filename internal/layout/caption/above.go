package caption

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/grid"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// Limits of telling captions from running text.
const (
	mostCaptions  = 8   // lines above a table that are looked at
	captionGap    = 3.5 // font sizes of blank above which lines no longer belong to the table
	longestTitle  = 90  // characters
	largerTitle   = 1.12
	proseShare    = 0.8 // of the page's text width that a line of running text fills
	sameTitleSize = 0.1
)

// captionsOf climbs from the top of a table over the lines that belong to it.
func (s *surroundings) captionsOf(p *Part, used map[int]bool) {
	b := p.Box()
	top, floor := b.Y0, s.bottomAbove(p.Grid)
	var picked []int
	var titles []text.Line
	for n := len(s.Lines) - 1; n >= 0 && len(picked) < mostCaptions; n-- {
		r := &s.Lines[n]
		if used[n] || r.Box.Center().Y > b.Y0 || r.Box.X1 < b.X0-overTableBy || r.Box.X0 > b.X1+overTableBy {
			continue
		}
		if r.Box.Y1 < floor-overTableBy || top-r.Box.Y1 > s.reach(r, titles) {
			break
		}
		kind := s.captionKind(r, p, titles)
		if kind == notCaption {
			break
		}
		if kind == titleLine {
			titles = append(titles, *r)
		}
		picked, top = append(picked, n), r.Box.Y0
	}
	slices.Reverse(picked)
	for _, n := range picked {
		used[n] = true
		p.Captions = append(p.Captions, text.Segments(&s.Lines[n], s.Number)...)
	}
	for _, r := range slices.Backward(titles) {
		p.Title += titleText(plainTitle(r.Text()))
	}
}

// reach is how far above a line may stand for it to belong to the table still.
func (s *surroundings) reach(r *text.Line, titles []text.Line) float64 {
	if len(titles) > 0 {
		return captionGap * r.Size
	}
	return titleGap * r.Size
}

// bottomAbove is the bottom of the lowest table above a grid, or zero.
func (s *surroundings) bottomAbove(g *grid.Grid) float64 {
	bottom := 0.0
	for _, o := range s.grids {
		if y := o.Box().Y1; o != g && y <= g.Box().Y0+overTableBy {
			bottom = math.Max(bottom, y)
		}
	}
	return bottom
}

const (
	notCaption captionKind = iota
	captionLine
	titleLine
)

type captionKind int

// captionKind tells what a line above a table is.
func (s *surroundings) captionKind(r *text.Line, p *Part, titles []text.Line) captionKind {
	words := strings.TrimSpace(r.Text())
	segs := text.Segments(r, s.Number)
	if allCaptions(segs) {
		return captionLine
	}
	if noteText.MatchString(words) || utf8.RuneCountInString(words) > longestTitle || sentence.MatchString(words) {
		return notCaption
	}
	if len(titles) > 0 {
		last := titles[len(titles)-1]
		alike := math.Abs(last.Size-r.Size) <= sameTitleSize*last.Size && last.Box.Y0-r.Box.Y1 < last.Size && len(titles) < 3
		if alike && (s.centred(r, p) && s.centred(&last, p) || unbalanced(last.Text()) || s.continuesTitle(&last, r)) {
			return titleLine
		}
		return notCaption
	}
	named := NamesTable(text.Squeeze(words))
	if named || s.centred(r, p) && !text.EndsLikeProse(words) || r.Size > largerTitle*s.BodySize && !text.EndsLikeProse(words) {
		return titleLine
	}
	if slices.ContainsFunc(segs, func(l layout.Line) bool { return captionText.MatchString(strings.TrimSpace(l.Text)) }) {
		return captionLine
	}
	return notCaption
}

// continuesTitle says whether a title goes on from a line to a shorter one, which is larger or
// bolder than running text.
func (s *surroundings) continuesTitle(last, r *text.Line) bool {
	setApart := r.Bold() && last.Bold() || r.Size > largerTitle*s.BodySize
	return setApart && r.Box.Width() > last.Box.Width() && !sentence.MatchString(r.Text()) && !text.EndsLikeProse(r.Text())
}
