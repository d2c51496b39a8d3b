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

// unmapped notes that the page's text cannot be read because its fonts do not tell which
// characters their glyphs are. Ornament fonts do not count.
func (p *painter) unmapped() {
	total, lost := 0, 0
	var fonts []string
	for i := range p.page.Runs {
		total += len(p.page.Runs[i].Glyphs)
	}
	for f, n := range p.unknown {
		if !ornamental(f) {
			lost += n
			fonts = append(fonts, f)
		}
	}
	if lost == 0 || float64(lost) < unmappedShare*float64(total) {
		return
	}
	sort.Strings(fonts)
	p.page.Unread = true
	p.problems[fmt.Sprintf("%d of %d characters cannot be read: %s which characters they are",
		lost, total, blame(fonts))] = true
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
	for _, s := range []string{"Wingdings", "Webdings", "Dingbats", "Symbol"} {
		if strings.Contains(font, s) {
			return true
		}
	}
	return false
}
