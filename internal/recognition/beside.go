package recognition

import (
	"fmt"
	"strings"
)

// besideFigures tells of what was read with doubt beside a figure in its cell, as the stroke of a pen: both together are no figure, and no
// table would say that one is missing. It is empty if nothing stands so.
func besideFigures(lines []reading) string {
	figures := map[int][]reading{}
	for _, l := range lines {
		if l.line.Cell >= 0 && isFigures(l.Text()) && digitsIn(l.Text()) > 0 {
			figures[l.line.Cell] = append(figures[l.line.Cell], l)
		}
	}
	var all []string
	for _, l := range lines {
		if l.line.Cell < 0 || len(l.Symbols) == 0 || isFigures(l.Text()) || l.trust() >= unsureMean {
			continue
		}
		for _, f := range figures[l.line.Cell] {
			if a, b := l.line.Box, f.line.Box; a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y {
				all = append(all, fmt.Sprintf("%s (%s)", f.Text(), l.Text()))
			}
		}
	}
	if len(all) == 0 {
		return ""
	}
	return fmt.Sprintf("writing beside figures was recognised with doubt: %s; compare them with the picture", firstOf(all))
}

// doubtedNamed is the most of what is in doubt that a page's problem names.
const doubtedNamed = 5

// firstOf names the first of what is in doubt, and how many more there are.
func firstOf(all []string) string {
	text := strings.Join(all[:min(len(all), doubtedNamed)], ", ")
	if len(all) > doubtedNamed {
		text += fmt.Sprintf(" and %d more", len(all)-doubtedNamed)
	}
	return text
}
