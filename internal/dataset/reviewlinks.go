package dataset

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
)

// link says of findings where the published review shows them: they are counted there by document, in the order in which they stand.
func (a About) link(list []normalize.Finding) {
	number := map[string]int{}
	for i := range list {
		f := &list[i]
		number[f.Document]++
		if f.Review = ""; a.Review != "" {
			f.Review = fmt.Sprintf("%s%s%s-f%d", reviewBase(a.Review), contract.Chooser, f.Document, number[f.Document])
		}
	}
}

// reviewBase is what the names of a review's files follow: its address or its folder as one.
func reviewBase(review string) string {
	if isAddress(review) {
		return strings.TrimSuffix(review, "/") + "/"
	}
	folder := path.Clean(filepath.ToSlash(review))
	return strings.TrimPrefix((&url.URL{Path: folder + "/"}).String(), "./")
}

// movedReview is where the pages of a review are for a dataset that is copied to another folder: the same address, and the same folder
// as seen from there; nowhere if there is no way to it.
func movedReview(review, from, to string) string {
	if review == "" || isAddress(review) {
		return review
	}
	from, errFrom := filepath.Abs(from)
	to, errTo := filepath.Abs(to)
	way, err := filepath.Rel(to, filepath.Join(from, filepath.FromSlash(review)))
	if errors.Join(errFrom, errTo, err) != nil {
		return ""
	}
	return filepath.ToSlash(way)
}

// relink makes a finding's row lead to the review where it is now.
func relink(row []string, before, now string) {
	at := slices.IndexFunc(contract.Findings().Fields, func(f contract.Field) bool { return f.Name == "review" })
	page, linked := strings.CutPrefix(row[at], reviewBase(before))
	switch {
	case now == "":
		row[at] = ""
	case linked:
		row[at] = reviewBase(now) + page
	}
}
