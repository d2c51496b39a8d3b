package review

import (
	"slices"

	"github.com/mingxi/mingxi/normalize"
)

// A summary is one line of the list of documents.
type summary struct {
	*normalize.Disclosure
	Open, Judged int
	Codes        []string // of its findings that are open
}

// mostOpen is how many bundles of documents are kept in memory.
const mostOpen = 3

// count counts a finding of the document.
func (s *summary) count(f *normalize.Finding) {
	switch {
	case f.Judged != "":
		s.Judged++
	default:
		s.Open++
		if !slices.Contains(s.Codes, f.Code) {
			s.Codes = append(s.Codes, f.Code)
		}
	}
}
