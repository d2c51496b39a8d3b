// Package caption reads what stands over a table and below it: its title, its unit, its year and whose it is.
package caption

import (
	_ "embed"
	"iter"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
)

//go:embed caption.txt
var captionText string

var (
	wordings    = words.Read("caption", captionText)
	titleEnd    = wordings.Pattern("title-end")
	titleUnit   = wordings.Pattern("title-unit")
	tableNumber = wordings.Pattern("number")

	// IsTitle says whether a text is a title by its wording, not a piece of running text that stands over a
	// table's next page.
	IsTitle = wordings.Says("title", words.AsPrinted)

	// IsRunningText says whether a text over a table is a piece of a sentence.
	IsRunningText = wordings.Says("running-text", words.AsPrinted)
)

const (
	// lineSlack is how far two edges can be apart that are meant to be one, in points.
	lineSlack = 3
	// reach is how far over a table its title and unit are looked for in running text, in points: title,
	// number, agency and unit take up to five lines of 15 points and their leading.
	reach = 120
	// longestLine is how many characters a line can have that states a unit: an agency's name and the unit.
	longestLine = 60
)

// A Caption is what stands over one table.
type Caption struct {
	doc   *extract.Document
	table *layout.Table
	lines []string // the layout's title, its captions, and those inside the frame
	names string   // what the head says over the names of the rows
}

// Of gathers the lines over a table; inFrame are those that are drawn into its frame, and overNames is
// the head of the column of names: both can state the unit.
func Of(doc *extract.Document, t *layout.Table, inFrame []string, overNames string) *Caption {
	c := &Caption{doc: doc, table: t, lines: []string{t.Title}, names: overNames}
	for _, l := range t.Captions {
		c.lines = append(c.lines, words.Squeeze(l.Text))
	}
	c.lines = append(c.lines, inFrame...)
	return c
}

// Agency is the agency that a line over the table names; empty if none does.
func (c *Caption) Agency() string { return agency.InLines(c.lines) }

// Year is the year printed over a table of this title; 0 if there is none.
func (c *Caption) Year(title string) int {
	for _, line := range append([]string{title}, c.lines...) {
		if year := words.YearIn(words.Squeeze(line)); year > 0 {
			return year
		}
	}
	return 0
}

// linesAbove are the lines of running text on the page on which the table begins.
func (c *Caption) linesAbove() iter.Seq[layout.Line] {
	return func(yield func(layout.Line) bool) {
		for _, p := range c.doc.Paragraphs {
			for _, l := range p.Lines {
				if l.Page == c.table.FirstPage && !yield(l) {
					return
				}
			}
		}
	}
}
