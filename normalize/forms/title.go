package forms

import (
	_ "embed"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed title.txt
var titleText string

var (
	wordings    = words.Read("title", titleText)
	titleNumber = wordings.Pattern("number")
	titleYear   = wordings.Pattern("year-of-title")
	brackets    = wordings.Pattern("bracket")
	classifying = wordings.Pattern("classifying")
	owner       = wordings.Pattern("owner")
	agencyHead  = wordings.Pattern("agency")
	ownerYear   = wordings.Pattern("owner-year")
	regionHead  = wordings.Pattern("region")
)

// bare is a title without what differs from one print of a form to the next: white space, quotation
// marks, numbers, the year, and brackets except those that say how the table is classified.
func bare(title string) string {
	s := titleYear.ReplaceAllString(plain(title), "")
	s = titleNumber.ReplaceAllString(s, "")
	s = titleYear.ReplaceAllString(s, "")
	for i := 0; i < 3; i++ {
		s = brackets.ReplaceAllStringFunc(s, keepClassifying)
	}
	return s
}

// plain is a title in narrow characters, without white space and quotation marks.
func plain(title string) string { return words.Fold(words.Unquote(title)) }

func keepClassifying(b string) string {
	inner := b[1 : len(b)-1]
	if !classifying.MatchString(inner) {
		return ""
	}
	classes, _, _ := strings.Cut(inner, "-")
	return classes
}

// variants are the readings of a title that are tried in turn: as printed, and without the words
// that only say whose it is.
func variants(title string) []string {
	s := bare(title)
	out := []string{s}
	add := func(v string) {
		if v != "" && v != out[len(out)-1] {
			out = append(out, v)
		}
	}
	add(owner.ReplaceAllString(s, ""))
	a := agencyHead.ReplaceAllString(s, "")
	add(a)
	add(owner.ReplaceAllString(a, ""))
	r := regionHead.ReplaceAllString(s, "")
	add(r)
	add(owner.ReplaceAllString(r, ""))
	y := bare(ownerYear.ReplaceAllString(plain(title), ""))
	add(y)
	add(owner.ReplaceAllString(y, ""))
	return out
}
