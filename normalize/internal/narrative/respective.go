package narrative

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
)

// 分别 pairs what follows with what was listed before: 局机关78.40万元，参公单位20.00万元，分别占79.67%和20.33%.
var (
	respectively = wordings.Pattern("respectively")
	joins        = wordings.Pattern("respectively.and")
	// nextPercent is a further percentage of such a list.
	nextPercent = words.Expression(`^(?:[、，和及与]|以及)\d+(?:\.\d+)?[%％]`)
	// nextChange is a further percentage of a list of changes, each of which may go its own way.
	nextChange  = wordings.Pattern("respectively.next-change")
	joinsChange = wordings.Pattern("respectively.change")
	bareChange  = wordings.Pattern("respectively.bare")
)

// pair makes the share of the first of the listed amounts, as many as there are percentages in a row, and leaves the others to
// those that follow; false where so many amounts were not listed in this sentence.
func (n *narrator) pair(of string, f figure, offset int) bool {
	count := n.percentsFrom(f, nextPercent)
	var amounts []int
	for i := len(n.said); i > n.before && len(amounts) < count && n.statement(i).Kind == Amount && n.statement(i).Sentence == n.sentence; i-- {
		amounts = append([]int{i}, amounts...)
	}
	if count < 2 || len(amounts) < count {
		return false
	}
	n.paired, n.pairedOf = amounts, of
	n.shareOfNext(f, offset)
	return true
}

// percentsFrom counts the percentages in a row that begin with this one.
func (n *narrator) percentsFrom(f figure, next *words.Pattern) int {
	rest, count := n.sentence[f.end:], 1
	for m := next.FindString(rest); m != ""; m = next.FindString(rest) {
		rest = rest[len(m):]
		count++
	}
	return count
}

// pairChanges makes the change of the first of the listed amounts, where as many amounts and counts were listed in this sentence
// as there are percentages in a row, and leaves the others to those that follow (收入100万元、支出90万元，分别增长3.1%、4.3%). Where
// there are more or fewer, or others are named for it (水费和电费分别增长3.1%、4.3%), it is not known whose change each is. False for a single
// percentage.
func (n *narrator) pairChanges(near string, sign int, f figure, offset int) bool {
	count := n.percentsFrom(f, nextChange)
	if count < 2 {
		return false
	}
	named, _, _ := strings.Cut(near, "分别")
	var listed []int
	for i := n.before + 1; i <= len(n.said); i++ {
		if s := n.statement(i); s.Sentence == n.sentence && (s.Kind == Amount || s.Kind == Count) {
			listed = append(listed, i)
		}
	}
	if len(listed) != count || !bareChange.MatchString(named) {
		listed = make([]int, count)
	}
	n.changed, n.changedBy = listed, sign
	n.changeOfNext("", f, offset)
	return true
}

// changeOfNext makes the change of the next of the listed amounts, or one of which it is not known what changed.
func (n *narrator) changeOfNext(near string, f figure, offset int) {
	of := n.changed[0]
	n.changed = n.changed[1:]
	if sign := direction(near); sign != 0 {
		n.changedBy = sign
	}
	c := n.stated(PercentChange, f, "", n.year).signed(n.changedBy)
	if of == 0 {
		n.add(c.alone(), offset)
		return
	}
	c.Of, c.Subject = of, n.statement(of).Subject
	n.add(c, offset)
}

// shareOfNext makes the share of the next of the paired amounts.
func (n *narrator) shareOfNext(f figure, offset int) {
	last := n.last
	n.last, n.paired = n.paired[0], n.paired[1:]
	n.share(n.pairedOf, false, f, offset)
	n.last = last
}

// severalChanges says that this sentence stated several changes, each of which a percentage behind 分别 restates one of.
func (n *narrator) severalChanges() bool {
	count := 0
	for _, s := range n.said[n.before:] {
		if s.Kind == Change && s.Sentence == n.sentence {
			count++
		}
	}
	return count > 1
}

// 分别为 gives several amounts to as many names or years: 2025年和2026年支出预算分别为1,186.40万元和1,286.40万元.
var (
	amountsOf    = wordings.Pattern("respectively.amounts")
	betweenNames = wordings.Pattern("respectively.names")
	yearsBetween = wordings.Pattern("respectively.years")
	anyYear      = words.Expression(`(20\d\d)年`)
	// nextAmount is a further amount of such a list.
	nextAmount = words.Expression(`^(?:[、，]?[和及与]?|以及)-?\d[\d,]*(?:\.\d+)?[千万亿]*元`)
)

// respective states an amount of a list behind 分别为; false where it is in none.
func (n *narrator) respective(lead string, f figure, offset int) bool {
	if len(n.listedAs) == 0 {
		if !amountsOf.MatchString(lead) {
			return false
		}
		count, rest := 1, n.sentence[f.end:]
		for m := nextAmount.FindString(rest); m != ""; m = nextAmount.FindString(rest) {
			rest = rest[len(m):]
			count++
		}
		if count < 2 {
			return false
		}
		n.listedAs = n.listAs(lead, count)
	}
	as := n.listedAs[0]
	n.listedAs = n.listedAs[1:]
	c := n.stated(Amount, f, as.subject, as.year)
	if as.year == n.year && n.fitsWhole(c.Subject) {
		c.Whole = n.whole
	}
	n.last = n.add(c, offset)
	n.base, n.budget, n.joined = 0, 0, strings.HasPrefix(lead, "、")
	return true
}

// listAs says what so many amounts are about: as many years or names as were listed, or else nothing that could be known.
func (n *narrator) listAs(lead string, count int) []listedAs {
	text := lead[:amountsOf.FindStringIndex(lead)[0]]
	if at := strings.LastIndexAny(text, "；。："); at >= 0 {
		text = text[at+len("；"):]
	}
	years := yearsIn(text)
	if len(years) > 1 {
		subject := n.subject(anyYear.ReplaceAllString(yearsBetween.ReplaceAllString(text, ""), ""))
		out := slices.Repeat([]listedAs{{subject: betweenNames.ReplaceAllString(subject, "")}}, count)
		for i := range out {
			if len(years) == count {
				out[i].year = years[i]
			}
		}
		return out
	}
	if at := strings.LastIndex(text, "，"); at >= 0 {
		text = text[at+len("，"):]
	}
	names := betweenNames.Split(text, -1)
	if len(names) != count {
		return slices.Repeat([]listedAs{{subject: text}}, count)
	}
	var out []listedAs
	for i, name := range names {
		as := listedAs{n.subject(name), n.year}
		if i > 0 && utf8.RuneCountInString(as.subject) < utf8.RuneCountInString(out[0].subject) {
			as.year = 0 // what the first begins with may be meant of all: 一般公共预算收入和支出
		}
		out = append(out, as)
	}
	return out
}

// yearsIn are the years that a text names, with those between the first and the last that it joins by a dash.
func yearsIn(text string) []int {
	var out []int
	if m := yearsBetween.FindStringSubmatch(text); m != nil {
		first, _ := strconv.Atoi(m[1])
		last, _ := strconv.Atoi(m[2])
		for y := first; y <= last && y-first < mostYears; y++ {
			out = append(out, y)
		}
		return out
	}
	for _, m := range anyYear.FindAllStringSubmatch(text, -1) {
		y, _ := strconv.Atoi(m[1])
		out = append(out, y)
	}
	return out
}

// mostYears is how many years a list of amounts goes over at most.
const mostYears = 30
