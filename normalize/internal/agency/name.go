// Package agency finds the names of agencies where disclosures print whose they are, and tells which names
// are those of one agency.
package agency

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed agency.txt
var agencyText string

var (
	wordings   = words.Read("agency", agencyText)
	variant    = wordings.Pattern("variant")
	regionEnd  = wordings.Pattern("region-end")
	region     = wordings.Pattern("region")
	regionStep = wordings.Pattern("region.step")
	noStep     = wordings.Pattern("region.no-step")
	party      = wordings.Pattern("party")
	noName     = wordings.Pattern("no-name")
	added      = wordings.Pattern("added")
	township   = wordings.Pattern("township")
	goesOn     = wordings.Pattern("goes-on")
)

// The lengths of agencies' names, in characters. Shorter ones are words of a title, longer ones sentences.
const (
	shortestName = 4
	longestName  = 40
)

// Same says that two names can be variants of one: with and without 本级 or 机关, what stands in
// brackets, or the region.
func Same(a, b string) bool {
	a, b = variant.ReplaceAllString(a, ""), variant.ReplaceAllString(b, "")
	if len(a) < len(b) {
		a, b = b, a
	}
	before, ok := strings.CutSuffix(a, b)
	return a == b || ok && utf8.RuneCountInString(b) >= 3 && regionEnd.MatchString(before)
}

// InOrder says that all characters of one name stand in another, in their order: 市政府办公室 in 东山市人民政府办公室.
func InOrder(short, long string) bool {
	for _, r := range short {
		at := strings.IndexRune(long, r)
		if at < 0 {
			return false
		}
		long = long[at+utf8.RuneLen(r):]
	}
	return true
}

// fewestOfShort is how many characters a name that is cut short has at least: 水利局.
const fewestOfShort = 3

// CutShort is the name of an agency, in full or cut short, with which a text begins: 东山水利局 or 市水利局 of 东山市水利局, 云岭镇 of
// 云岭镇人民政府. It ends as the agency's name does, so that it is not 东山市人民政府 of 东山市人民政府办公室. Empty where the text begins with none.
func CutShort(text, name string) string {
	last, _ := utf8.DecodeLastRuneInString(name)
	found, count := "", 0
	for i, r := range text {
		short := text[:i+utf8.RuneLen(r)]
		if !InOrder(short, name) {
			break
		}
		if count++; count >= fewestOfShort && !goesOn.MatchString(text[i:]) && (r == last || township.MatchString(short) && strings.HasPrefix(name, short)) {
			found = short
		}
	}
	return found
}

// Trim takes off what a caption adds to a name: （汇总）, （盖章）.
func Trim(s string) string {
	return strings.Trim(added.ReplaceAllString(s, ""), " ,，.。")
}

// isName says whether a text can be an agency's name: long enough, and more than a region.
func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= shortestName && n <= longestName && words.HasHan(s) && !noName.MatchString(s) && region.ReplaceAllString(s, "") != ""
}

// Region is the region that a name begins with, the wider one before the narrower: 海平省东山市. It is empty where the
// name begins with none.
func Region(name string) string {
	name = party.ReplaceAllString(name, "")
	rest := name
	for {
		at := regionStep.FindStringIndex(rest)
		if at == nil || noStep.MatchString(rest[:at[1]]) {
			return name[:len(name)-len(rest)]
		}
		rest = rest[at[1]:]
	}
}

// Commonest is the name that comes most often, the first in the order of letters among equals, in its longest
// form.
func Commonest(names []string) string {
	count := map[string]int{}
	for _, n := range names {
		count[n]++
	}
	best := ""
	for _, n := range slices.Sorted(slices.Values(names)) {
		if best == "" || count[n] > count[best] {
			best = n
		}
	}
	return Longest(best, names)
}

// Longest is the longest of the names that begin with name: a shorter one was cut off at the edge of
// its cell. What follows in brackets is not part of a name cut off.
func Longest(name string, names []string) string {
	for _, n := range names {
		if name != "" && strings.HasPrefix(n, name) && !strings.ContainsAny(n[len(name):], "（(") {
			name = n
		}
	}
	return name
}
