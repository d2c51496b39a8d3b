package imprint

import (
	"slices"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
	"github.com/mingxi/mingxi/normalize/internal/caption"
)

const (
	// headingLength is how many characters a heading that names an agency's disclosure can have.
	headingLength = 50
	// contentsNames is how many agencies a page names that is a list of contents.
	contentsNames = 3
)

// A Spot is a page of a document and a height on it.
type Spot struct {
	Page int
	Y    float64 // points from the top
}

// Before says whether a spot comes before another one in reading.
func (s Spot) Before(o Spot) bool { return s.Page < o.Page || s.Page == o.Page && s.Y < o.Y }

// A Heading is a cover or heading that names an agency's budget or accounts.
type Heading struct {
	Spot
	Agency string
}

// Headings are the covers and headings of agencies' parts of a document, in its order.
func Headings(doc *extract.Document) []Heading {
	var out []Heading
	for _, p := range pagesOfText(doc) {
		found := p.headings()
		names := map[string]bool{}
		for _, h := range found {
			names[h.Agency] = true
		}
		if len(names) < contentsNames {
			out = append(out, found...)
		}
	}
	return out
}

// A textPage is the lines of running text of one page.
type textPage struct {
	number int
	lines  []layout.Line
	tables bool
}

// pagesOfText are the pages with text outside tables, in their order.
func pagesOfText(doc *extract.Document) []*textPage {
	byNumber := map[int]*textPage{}
	var out []*textPage
	for _, p := range doc.Paragraphs {
		for _, l := range p.Lines {
			if byNumber[l.Page] == nil {
				byNumber[l.Page] = &textPage{number: l.Page}
				out = append(out, byNumber[l.Page])
			}
			byNumber[l.Page].lines = append(byNumber[l.Page].lines, l)
		}
	}
	for i := range doc.Tables {
		for n := doc.Tables[i].FirstPage; n <= doc.Tables[i].LastPage; n++ {
			if p := byNumber[n]; p != nil {
				p.tables = true
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *textPage) int { return a.number - b.number })
	return out
}

// headings are those of a page: that of a cover, whose title runs over lines, or those that stand in
// one line each.
func (p *textPage) headings() []Heading {
	whole := ""
	for _, l := range p.lines {
		whole += words.Squeeze(l.Text) + "\n"
	}
	if !p.tables && utf8.RuneCountInString(whole) <= coverLength && !isContents(whole) {
		if a := agency.InHeading(words.ArabicYears(whole)); a != "" {
			return []Heading{{Spot{p.number, 0}, a}}
		}
		return nil
	}
	var out []Heading
	for _, l := range p.lines {
		s := words.ArabicYears(words.Squeeze(l.Text))
		if utf8.RuneCountInString(s) > headingLength || caption.IsRunningText(s) {
			continue
		}
		if a := agency.InHeading(s); a != "" {
			out = append(out, Heading{Spot{p.number, l.Box.Y0}, a})
		}
	}
	return out
}
