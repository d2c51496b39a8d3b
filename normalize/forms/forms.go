// Package forms is the catalogue of the tables that Chinese budget disclosures are made of, and of
// what their columns measure. Both are data: catalogue.json and measures.json, which can be extended
// without code. A table is known by its title and its header, never by its number.
package forms

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed catalogue.json
var catalogueJSON []byte

// A Form is one known table.
type Form struct {
	ID       string   `json:"id"`      // stable, kebab-case
	Chinese  string   `json:"zh"`      // its usual title
	English  string   `json:"en"`      //
	Kind     string   `json:"kind"`    // budget, final, or empty for both
	Level    string   `json:"level"`   // government, department (which includes single units), or empty for both
	Titles   []string `json:"titles"`  // patterns (RE2) of its whole title as Bare leaves it
	Header   []string `json:"header"`  // words of its header, all of which must be there where no title tells
	Without  []string `json:"without"` // words that its header never holds
	Boxes    Boxes    `json:"boxes,omitempty"`
	Says     string   `json:"says"`      // what all its figures measure, as package meaning writes it; empty if its title does not tell
	Source   string   `json:"source"`    // where the form is laid down or was seen
	SourceZh string   `json:"source_zh"` // the same in Chinese

	titles []*words.Pattern
}

// Boxes says of whom a form is that can be printed as boxes on pages of its own, rather than as a list.
type Boxes string

const (
	NoBoxes   Boxes = ""
	OfProject Boxes = "project" // of one project, whose name its title may hold
	OfAgency  Boxes = "agency"  // of one agency
	OfEither  Boxes = "either"
)

// BoxesOf is what boxes the form of this id can be printed as.
func BoxesOf(id string) Boxes {
	for i := range catalogue() {
		if catalogue()[i].ID == id {
			return catalogue()[i].Boxes
		}
	}
	return NoBoxes
}

var catalogue = sync.OnceValue(func() []Form { return parseCatalogue(catalogueJSON) })

func parseCatalogue(data []byte) []Form {
	var forms []Form
	if err := json.Unmarshal(data, &forms); err != nil {
		panic(fmt.Sprintf("catalogue.json: %v", err))
	}
	for i := range forms {
		for _, p := range forms[i].Titles {
			forms[i].titles = append(forms[i].titles, words.NewPattern(func() string { return "^(?:" + p + ")$" }))
		}
	}
	return forms
}

// All lists the known forms in the catalogue's order.
func All() []Form { return append([]Form(nil), catalogue()...) }

// Find is the form with an id; false if there is none.
func Find(id string) (Form, bool) {
	for i := range catalogue() {
		if catalogue()[i].ID == id {
			return catalogue()[i], true
		}
	}
	return Form{}, false
}

// Match finds the form of a table by its title, or, where no title is printed, by its header. Kind
// and level are those of the disclosure, empty if unknown; header holds each column's path. Not ok
// means that the form is unknown, or that more than one fits a header alone.
func Match(kind, level, title string, header []string) (Form, bool) {
	if title != "" {
		for _, t := range variants(title) {
			if f, ok := matchTitle(kind, level, t); ok {
				return f, true
			}
		}
	}
	return matchHeader(kind, level, strings.Join(header, "|"))
}

func matchTitle(kind, level, bare string) (Form, bool) {
	for i := range catalogue() {
		f := &catalogue()[i]
		if !f.fits(kind, level) {
			continue
		}
		for _, p := range f.titles {
			if p.MatchString(bare) {
				return *f, true
			}
		}
	}
	return Form{}, false
}

func (f *Form) fits(kind, level string) bool {
	if f.Kind != "" && kind != "" && f.Kind != kind {
		return false
	}
	if level == "unit" {
		level = "department"
	}
	return f.Level == "" || level == "" || f.Level == level
}

// matchHeader finds the one form whose header words are all there; the one with the most of them
// where several fit, none where they draw.
func matchHeader(kind, level, header string) (Form, bool) {
	best, most, draw := Form{}, 0, false
	for i := range catalogue() {
		f := &catalogue()[i]
		if len(f.Header) == 0 || !f.fits(kind, level) || !holdsAll(header, f.Header) || holdsAny(header, f.Without) {
			continue
		}
		switch {
		case len(f.Header) > most:
			best, most, draw = *f, len(f.Header), false
		case len(f.Header) == most:
			draw = true
		}
	}
	return best, most > 0 && !draw
}

func holdsAll(s string, words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(s, w) })
}

func holdsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}
