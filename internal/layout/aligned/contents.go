package aligned

import (
	"slices"
	"strconv"

	"github.com/mingxi/mingxi/internal/layout/caption"
	"github.com/mingxi/mingxi/internal/layout/text"
	"github.com/mingxi/mingxi/internal/words"
)

// Tolerances of a table of contents without leaders.
const (
	fewestPages = 5 // entries
	longestPage = 4 // digits of the number of a page
)

// standsUnderContents says whether a line of the page, above the first figure of a candidate, names a table of contents, or its column of pages.
func (f *finder) standsUnderContents(r *candidate) bool {
	end := r.index[max(slices.IndexFunc(r.phrases, text.IsBody), 0)]
	return f.contents() < end
}

// firstContents is the first line of the page that names a table of contents, or its column of pages; all lines are above it if none does.
func (f *finder) firstContents() int {
	for n, l := range f.phrases {
		if slices.ContainsFunc(l, func(p text.Phrase) bool { return caption.NamesContents(p.Text) }) {
			return n
		}
	}
	return len(f.phrases)
}

// listsPages says whether the candidate holds a table of contents whose leaders are not drawn: what stands above it says so, and each entry is a name
// with a whole number at its end, which never falls, and rises in all. The numbers alone say nothing: ranks, years, and what is sorted or added up rise as well.
func (r *candidate) listsPages() bool {
	if !r.contents {
		return false
	}
	entries, first, last := 0, 0, 0
	for i, l := range r.phrases {
		if len(l) == 1 || i == 0 && len(l) == 2 && len(figuresOf(l)) == 0 { // a name that goes on in the next line; what stands above the numbers
			continue
		}
		end := l[len(l)-1].Text
		n, err := strconv.Atoi(end)
		if i == len(r.phrases)-1 && (err != nil || n < last) { // the foot of the page
			break
		}
		if len(l) > 2 && words.Numbered(l[0].Text).Style == words.Unnumbered || len(l) > 3 || l[len(l)-2].Figure || err != nil || !words.IsDigits(end) || len(end) > longestPage || n < last {
			return false
		}
		if entries++; entries == 1 {
			first = n
		}
		last = n
	}
	return entries >= fewestPages && last > first
}
