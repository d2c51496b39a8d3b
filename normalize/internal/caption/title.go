package caption

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
)

// shortestTitle is how many characters a title has at least: 收入总表 is one.
const shortestTitle = 4

// Title is the table's title: the layout's, the line over it that reads as one, or one in running text
// over it. It is empty if there is none.
func (c *Caption) Title() string {
	t := c.printedTitle()
	if t == "" || openBrackets(t) < 0 {
		return c.titleBefore(t)
	}
	return t
}

func (c *Caption) printedTitle() string {
	if t := titleUnit.ReplaceAllString(strings.TrimSpace(c.table.Title), ""); t != "" && !IsRunningText(words.Squeeze(t)) {
		return c.completed(t)
	}
	for _, s := range slices.Backward(c.lines[1:]) {
		if titleEnd.MatchString(s) && utf8.RuneCountInString(s) >= shortestTitle && !tableNumber.MatchString(words.Fold(s)) {
			return s
		}
	}
	return ""
}

// openBrackets is how many brackets a text opens and does not close; below 0 if it closes more.
func openBrackets(s string) int {
	s = words.Fold(s)
	return strings.Count(s, "(") - strings.Count(s, ")")
}

// completed puts the first line before a title of which only the second is known: it closes a
// bracket that it does not open.
func (c *Caption) completed(title string) string {
	if openBrackets(title) >= 0 {
		return title
	}
	for _, l := range slices.Backward(c.table.Captions) {
		if s := words.Squeeze(l.Text); openBrackets(s) > 0 {
			return s + title
		}
	}
	return title
}

// titleBefore finds a title, or the first line of one whose rest is known, in running text over the table.
func (c *Caption) titleBefore(rest string) string {
	best, at := rest, 0.0
	for l := range c.linesAbove() {
		if l.Box.Y0 >= c.table.Box.Y0 || l.Box.Y1 < c.table.Box.Y0-reach || l.Box.Y0 < at {
			continue
		}
		if s := words.Squeeze(l.Text); opensTitle(s, rest) {
			best, at = s+rest, l.Box.Y0
		}
	}
	return best
}

// opensTitle says whether a line is a title, or, where the rest of one is known, its beginning.
func opensTitle(s, rest string) bool {
	if IsRunningText(s) || utf8.RuneCountInString(s) < shortestTitle || tableNumber.MatchString(words.Fold(s)) {
		return false
	}
	if rest != "" {
		return openBrackets(s) > 0
	}
	return titleEnd.MatchString(s) && utf8.RuneCountInString(s) <= longestLine
}

// LongTitle is a title with the line directly over it, which may be its beginning; empty if there is
// none.
func (c *Caption) LongTitle(title string) string {
	if title == "" {
		return ""
	}
	lines := slices.Clone(c.table.Captions)
	for l := range c.linesAbove() {
		if l.Box.Y0 < c.table.Box.Y0 {
			lines = append(lines, l)
		}
	}
	last, above := layout.Line{}, layout.Line{}
	for _, l := range lines {
		if words.Squeeze(l.Text) == words.Squeeze(title) {
			last = l
		}
	}
	for _, l := range lines {
		if l.Page == last.Page && l.Box.Y1 <= last.Box.Y0+lineSlack && last.Box.Y0-l.Box.Y1 < last.Box.Height() && l.Box.Y1 > above.Box.Y1 {
			above = l
		}
	}
	if above.Text == "" || IsRunningText(words.Squeeze(above.Text)) {
		return ""
	}
	return words.Squeeze(above.Text) + title
}
