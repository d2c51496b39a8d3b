package pdf

import (
	"fmt"
	"slices"
	"sort"
	"strings"
)

// unmappedShare is the share of characters without Unicode from which a page must be recognised
// from its picture: a single bullet of an ornament font does no harm, a lost digit does.
const unmappedShare = 0.02

// privateShare is the same for characters of private use: a few are signs that Unicode has not, such as
// the parts of a footnote mark; a page full of them is a font that was numbered by its producer.
const privateShare = 0.2

// fewMarks is how many glyphs without Unicode are marks and no writing where each stands by itself, however often:
// bullets, ticks, ornaments. Writing has more.
// And at most marksShare of a page's characters are marks.
const (
	fewMarks   = 2
	marksShare = 0.1
)

// unmapped notes that the page's text cannot be read because its fonts do not tell which
// characters their glyphs are. Ornament fonts do not count.
func (p *painter) unmapped() {
	total := 0
	for i := range p.page.Runs {
		total += len(p.page.Runs[i].Glyphs)
	}
	marks := 0
	for _, o := range p.ornaments {
		marks += o.times
	}
	if len(p.ornaments) > fewMarks || float64(marks) > marksShare*float64(total) {
		for _, o := range p.ornaments {
			p.unknown[o.font] += o.times
		}
	}
	lost, fonts := lostIn(p.unknown)
	private, more := lostIn(p.private)
	if float64(private) >= privateShare*float64(total) {
		lost, fonts = lost+private, append(fonts, more...)
	}
	if lost == 0 || float64(lost) < unmappedShare*float64(total) {
		return
	}
	sort.Strings(fonts)
	p.page.Unread = true
	p.problems[fmt.Sprintf("%d of %d characters cannot be read: %s which characters they are",
		lost, total, blame(slices.Compact(fonts)))] = true
}

// lostIn adds up the glyphs of fonts that should have told their characters.
func lostIn(byFont map[string]int) (glyphs int, fonts []string) {
	for f, n := range byFont {
		if !ornamental(f) {
			glyphs += n
			fonts = append(fonts, f)
		}
	}
	return glyphs, fonts
}

// blame says which fonts do not tell their characters.
func blame(fonts []string) string {
	named := strings.Join(slices.DeleteFunc(fonts, func(s string) bool { return s == "" }), ", ")
	if named == "" {
		return "the file has lost the fonts that tell"
	}
	return "the font " + named + " does not tell"
}

// ornamental says whether a font holds signs that have no Unicode in practice.
func ornamental(font string) bool {
	return slices.ContainsFunc([]string{"Wingdings", "Webdings", "Dingbats", "Symbol"}, func(s string) bool { return strings.Contains(font, s) })
}
