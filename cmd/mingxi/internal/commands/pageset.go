package commands

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
)

// A pageSet is a choice of pages; an empty one is all.
type pageSet []pageRange

// A pageRange is the pages from First to Last; Last is 0 where it is open.
type pageRange struct{ First, Last int }

// parsePages reads page ranges such as 3-5,7,9-.
func parsePages(s string) (pageSet, error) {
	var set pageSet
	if s == "" {
		return nil, nil
	}
	for _, part := range strings.Split(s, ",") {
		r, ok := parseRange(strings.TrimSpace(part))
		if !ok {
			return nil, fmt.Errorf("cannot understand the pages %q: write them like 3-5,7 or 9-", s)
		}
		set = append(set, r)
	}
	return set, nil
}

func parseRange(s string) (pageRange, bool) {
	from, to, isRange := strings.Cut(s, "-")
	first, err := strconv.Atoi(from)
	if err != nil || first < 1 {
		return pageRange{}, false
	}
	if !isRange {
		return pageRange{first, first}, true
	}
	if to == "" {
		return pageRange{first, 0}, true
	}
	last, err := strconv.Atoi(to)
	return pageRange{first, last}, err == nil && last >= first
}

// meet says whether a document of n pages has one of the pages.
func (p pageSet) meet(n int) bool {
	return len(p) == 0 || slices.ContainsFunc(p, func(r pageRange) bool { return r.First <= n })
}

// has says whether a page is one of the set.
func (p pageSet) has(n int) bool {
	return len(p) == 0 || slices.ContainsFunc(p, func(r pageRange) bool { return r.First <= n && (r.Last == 0 || n <= r.Last) })
}

// of gives the tables that stand on one of the pages.
func (p pageSet) of(tables []layout.Table) []layout.Table {
	if len(p) == 0 {
		return tables
	}
	return slices.DeleteFunc(slices.Clone(tables), func(t layout.Table) bool {
		return !slices.ContainsFunc(p, func(r pageRange) bool {
			return t.LastPage >= r.First && (r.Last == 0 || t.FirstPage <= r.Last)
		})
	})
}
