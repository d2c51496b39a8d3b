package prose

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
)

// PageLabels are the numbers that pages print of themselves, by page, of what DropFurniture gave. A number counts where
// another page prints one that runs on with it: a figure left over in a margin looks like one, but keeps no step with the
// pages. Roman numbers of a preface are kept as printed, where two pages have one.
func PageLabels(dropped []layout.Line) map[int]string {
	labels, unclear := map[int]string{}, map[int]bool{}
	for _, l := range dropped {
		label := labelIn(l.Text)
		if label == "" {
			continue
		}
		if other, known := labels[l.Page]; known && other != label {
			unclear[l.Page] = true
		}
		labels[l.Page] = label
	}
	pages := map[int]int{} // that are in step, by how far their labels are ahead
	for page, label := range labels {
		if !unclear[page] {
			pages[ahead(page, label)]++
		}
	}
	for page, label := range labels {
		if unclear[page] || pages[ahead(page, label)] < 2 {
			delete(labels, page)
		}
	}
	return labels
}

// roman stands for how far Roman numbers are ahead.
const roman = 1 << 20

func ahead(page int, label string) int {
	if n, err := strconv.Atoi(label); err == nil {
		return n - page
	}
	return roman
}

// labelIn is the page number that a line holds and nothing else: of 3/48, the 3; its digits may be set apart (— 1 8 —).
// Empty if it holds none.
func labelIn(line string) string {
	if !pageNumber.MatchString(line) {
		return ""
	}
	if digits := strings.FieldsFunc(words.Squeeze(line), func(r rune) bool { return !unicode.IsDigit(r) }); len(digits) > 0 {
		return strings.TrimLeft(digits[0], "0")
	}
	return strings.Trim(line, "-–—―－·•~～. 　\t第页頁")
}
