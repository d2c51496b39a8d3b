package caption

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/figure"
)

const (
	// halfPages is how many pages the right half of a sheet too wide for its page can take.
	halfPages = 2
	// captionSlack is how far apart in height two ends of a caption line can begin, in points: they can
	// be set in two sizes.
	captionSlack = 4
	// longestBareUnit is how many characters a line has that states a unit and nothing else: 金额单位：人民币万元.
	longestBareUnit = 12
)

// Unit is the unit that is printed for the whole table: over it, at the end of its title, in the head of its names, or in a line of
// running text that directly precedes it on its page. It is empty if there is none.
func (c *Caption) Unit() string {
	if u := FirstUnit(c.lines); u != "" {
		return u
	}
	if u := figure.StatedUnit(strings.Join(c.lines, "")); u != "" {
		return u
	}
	if u := figure.TitledUnit(c.Title()); u != "" {
		return u
	}
	return cmp.Or(figure.StatedUnit(c.names), figure.TitledUnit(c.names), c.unitBefore(), c.unitOnOtherHalf())
}

// Things is the unit of things, or of shares, that a line over the table or the head of its names states for all of it; empty if there
// is none, or another states another.
func (c *Caption) Things() string {
	lines := append(slices.Clone(c.lines), c.names)
	for l := range c.linesAbove() {
		if c.standsOver(l) && !c.overAnother(l) {
			lines = append(lines, l.Text)
		}
	}
	unit := ""
	for _, l := range lines {
		u := figure.StatedThings(l)
		if u != "" && unit != "" && u != unit {
			return ""
		}
		unit = cmp.Or(unit, u)
	}
	return unit
}

// standsOver says that a line of running text ends right over the table.
func (c *Caption) standsOver(l layout.Line) bool {
	return l.Box.Y1 <= c.table.Box.Y0+lineSlack && l.Box.Y1 >= c.table.Box.Y0-reach
}

// overAnother says that another table stands between a line and this one, whose the line is then.
func (c *Caption) overAnother(l layout.Line) bool {
	for i := range c.doc.Tables {
		t := &c.doc.Tables[i]
		if t != c.table && t.FirstPage == l.Page && t.Box.Y0 >= l.Box.Y0 && t.Box.Y0 < c.table.Box.Y0 {
			return true
		}
	}
	return false
}

// FirstUnit is the unit that the first of the lines states which states one.
func FirstUnit(lines []string) string {
	for _, l := range lines {
		if u := figure.StatedUnit(l); u != "" {
			return u
		}
	}
	return ""
}

// unitBefore finds the unit in text over the table that the layout did not give it as a caption.
func (c *Caption) unitBefore() string {
	unit := ""
	for l := range c.linesAbove() {
		if !c.standsOver(l) {
			continue
		}
		if u := figure.StatedUnit(l.Text); u != "" && utf8.RuneCountInString(words.Squeeze(l.Text)) <= longestLine {
			unit = u
		}
	}
	return unit
}

// unitOnOtherHalf finds the unit of a sheet too wide for its page: it stands at the right end, which
// is printed on the pages that follow the table's left half and hold no other table.
func (c *Caption) unitOnOtherHalf() string {
	next := c.table.LastPage + halfPages + 1
	for i := range c.doc.Tables {
		if p := c.doc.Tables[i].FirstPage; p > c.table.LastPage && p < next {
			next = p
		}
	}
	for _, p := range c.doc.Paragraphs {
		for _, l := range p.Lines {
			if l.Page <= c.table.LastPage || l.Page >= next || utf8.RuneCountInString(words.Squeeze(l.Text)) > longestBareUnit {
				continue
			}
			if u := figure.StatedUnit(l.Text); u != "" && c.besideCaption(l) {
				return u
			}
		}
	}
	return ""
}

// besideCaption says whether a line stands at the height of one of the table's captions, as the
// right half of a line cut in two does.
func (c *Caption) besideCaption(l layout.Line) bool {
	return slices.ContainsFunc(c.table.Captions, func(own layout.Line) bool { return math.Abs(own.Box.Y0-l.Box.Y0) < captionSlack })
}
