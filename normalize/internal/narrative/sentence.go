package narrative

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/shopspring/decimal"
)

// The words before a figure say what it is. They are matched at the end of the clause that leads to it.
var (
	risesBefore   = wordings.Pattern("rise.before")
	fallsBefore   = wordings.Pattern("fall.before")
	stillBefore   = wordings.Pattern("still.before")
	unchosen      = wordings.Pattern("unchosen")
	shareBefore   = wordings.Pattern("share")
	rateBefore    = wordings.Pattern("completion")
	baseBefore    = wordings.Pattern("base")
	incomeBefore  = wordings.Pattern("income-and")
	completes     = wordings.Pattern("completes")
	comparisonEnd = wordings.Pattern("comparison.last")
	breaksDown    = wordings.Pattern("breaks-down")
	partBefore    = wordings.Pattern("part")
	amountAndOf   = wordings.Pattern("of")
	ratioBefore   = wordings.Pattern("ratio")
	noBase        = wordings.Pattern("base.not")
	yearBefore    = wordings.Pattern("last-year")

	andExpenditure = wordings.Pattern("and-expenditure")
	completed      = wordings.Words("completion.bare")[0]
	budgeted       = wordings.Words("budget.word")[0]
)

// read turns one sentence into claims.
func (n *narrator) read(s span) {
	text := n.here.text[s.start:s.end]
	n.sentence = text
	n.base, n.outer, n.whole, n.opened = 0, 0, n.listed, false
	n.last = n.brokenDown(n.last)
	pos := 0
	for _, f := range readFigures(text) {
		lead := text[pos:f.start]
		n.lead = lead
		n.inWords(lead, s.start+pos)
		n.follow(lead)
		n.figure(lead, f, s.start+f.start)
		pos = f.end
	}
	n.inWords(text[pos:], s.start+pos)
	n.follow(text[pos:])
	if n.topicEnds(text, pos) {
		n.topic = trimSubject(strings.TrimRight(text, "。"))
		if functionLevel.MatchString(n.topic) {
			n.topicLevel = words.DeepestLevel
		}
	}
}

// brokenDown is the amount of this paragraph that the last one of the sentence before was a part of, or
// that one itself: what the next sentence says without naming it, it says of the whole.
func (n *narrator) brokenDown(last int) int {
	for last > n.before && n.statement(last).Whole > n.before {
		last = n.statement(last).Whole
	}
	return last
}

// functionLevel is how a functional class, division or item is marked (类款项).
var functionLevel = wordings.Pattern("level")

// topicEnds says that a sentence without figures only names what the next one is about.
func (n *narrator) topicEnds(text string, pos int) bool {
	return pos == 0 && len([]rune(text)) <= 24 && !strings.ContainsAny(text, "，；：")
}

// follow keeps what the next figure refers to: brackets come back to what was before them, a
// semicolon ends a breakdown inside a breakdown, and 其中 opens one.
func (n *narrator) follow(lead string) {
	for _, r := range lead {
		switch r {
		case '（':
			n.open = append(n.open, enclosure{n.last, n.whole})
		case '）':
			if k := len(n.open); k > 0 {
				n.last, n.whole = n.open[k-1].last, n.open[k-1].whole
				n.open = n.open[:k-1]
			}
		}
	}
	if years := yearPattern.FindAllStringSubmatch(lead, -1); years != nil {
		n.year = n.yearOf(years)
	}
	n.nest(lead)
}

// nest opens a breakdown at 其中, at a colon or at a bracket behind an amount, and goes back to the
// outer one of the same sentence at the next semicolon.
func (n *narrator) nest(lead string) {
	opens, ends := -1, strings.LastIndex(lead, "；")
	if all := breaksDown.FindAllStringIndex(lead, -1); all != nil {
		opens = all[len(all)-1][0]
	}
	switch {
	case n.last == 0 || strings.HasPrefix(lead, "；") && partBefore.MatchString(lead) && n.whole > 0:
	case strings.HasPrefix(lead, "（") && !strings.Contains(lead, "）"):
		if n.said[len(n.said)-1].Number == n.last {
			n.whole = n.last
		}
	case opens > ends || strings.HasPrefix(lead, "："):
		if n.opened {
			n.outer = n.whole
		}
		n.whole, n.opened = n.last, true
	case ends >= 0 && n.outer > 0:
		n.whole, n.outer = n.outer, 0
	}
}

var yearPattern = wordings.Pattern("year.named")

// yearOf is the year that the figures after a lead which names years are of: the last one that is no
// base of a comparison.
func (n *narrator) yearOf(years [][]string) int {
	year := n.year
	for _, m := range years {
		if m[1] == "" {
			year, _ = strconv.Atoi(m[2])
		}
	}
	return year
}

// clause is the part of a lead after its last comma, semicolon, colon or bracket.
func clause(lead string) string {
	i := strings.LastIndexAny(lead, "，；：。、")
	for i >= 0 && incomeBefore.MatchString(lead[:i]) && andExpenditure.MatchString(lead[i:]) {
		i = strings.LastIndexAny(lead[:i], "，；：。、")
	}
	if i < 0 {
		return lead
	}
	_, size := utf8.DecodeRuneInString(lead[i:])
	return lead[i+size:]
}

// figure makes the claim that a figure states.
func (n *narrator) figure(lead string, f figure, offset int) {
	near := clause(lead)
	if m := unchosen.FindString(lead); m != "" {
		near = clause(strings.TrimSuffix(lead, m)) + m
	}
	if rest := strings.TrimSuffix(strings.TrimSuffix(lead, near), "，"); comparisonEnd.MatchString(rest) && direction(near) != 0 && n.changeSubject(near) == "" {
		near = clause(rest) + near
	}
	if strings.HasSuffix(lead, "：") {
		near = clause(strings.TrimSuffix(lead, "："))
	}
	switch f.measure {
	case money:
		n.amount(near, lead, f, offset)
	case percentage:
		n.percent(near, f, offset)
	default:
		n.count(near, n.sentence[f.end:], f, offset)
	}
}

// direction is 1 after words of increase, -1 after words of decrease, 0 after neither.
func direction(near string) int {
	switch {
	case stillBefore.MatchString(near):
		return 1
	case risesBefore.MatchString(near):
		return 1
	case fallsBefore.MatchString(near):
		return -1
	}
	return 0
}

func (n *narrator) amount(near, lead string, f figure, offset int) {
	near = timesOfYear.ReplaceAllString(near, "")
	if sign := direction(near); sign != 0 {
		n.change(near, f, sign, offset)
		return
	}
	if completes.MatchString(near) && n.last > 0 {
		n.base = n.add(n.stated(Amount, f, n.statement(n.last).Subject+budgeted, n.year), offset)
		return
	}
	if before := n.yearBefore(near, lead); before || baseBefore.MatchString(near) && !noBase.MatchString(near) {
		n.base = n.add(n.stated(Amount, f, n.baseSubject(near), n.baseYear(near)), offset)
		if before {
			n.year = n.statement(n.last).Year
		}
		return
	}
	c := n.stated(Amount, f, n.subject(near), n.year)
	if n.fitsWhole(c.Subject) {
		c.Whole = n.whole
	}
	n.last = n.add(c, offset)
	n.base = 0
}

// yearBefore says that a clause which names only the year before, right behind an amount, states
// what that amount was then: 公务接待费5万元，上年5.5万元，减少0.5万元.
func (n *narrator) yearBefore(near, lead string) bool {
	return n.last > 0 && n.last == len(n.said) && n.statement(n.last).Sentence == n.sentence &&
		strings.HasPrefix(lead, "，") && lastYear.MatchString(near) && n.baseYear(near) < n.statement(n.last).Year
}

var lastYear = wordings.Pattern("base.year")

// baseSubject is what an amount of another year is about: what the one before it is.
func (n *narrator) baseSubject(near string) string {
	if n.last > 0 {
		return n.statement(n.last).Subject
	}
	return n.subject(near)
}

// apart are what a whole and its part cannot be: income and expenditure either way, a plan and what was
// spent.
var apart = [][2]*regexp.Regexp{
	{wordings.Pattern("income"), wordings.Pattern("expenditure")},
	{wordings.Pattern("expenditure"), wordings.Pattern("income")},
	{wordings.Pattern("budget.word"), wordings.Pattern("final.word")},
}

// fitsWhole says that an amount can be a part of the one that is being broken down: income is no
// part of expenditure, and what was spent none of what was planned.
func (n *narrator) fitsWhole(subject string) bool {
	if n.whole == 0 {
		return true
	}
	whole := n.statement(n.whole).Subject
	for _, pair := range apart {
		if pair[0].MatchString(whole) && !pair[1].MatchString(whole) && pair[1].MatchString(subject) && !pair[0].MatchString(subject) {
			return false
		}
	}
	return true
}

// stated is the claim of a figure as printed.
func (n *narrator) stated(kind Kind, f figure, subject string, year int) Statement {
	return Statement{Kind: kind, Subject: subject, Year: year, Text: f.text,
		Value: decimal.NewNullDecimal(f.value), Unit: f.unit, Yuan: f.yuan()}
}

// signed turns the claim's figure round where it is a decrease. A decrease printed with a sign of its own
// (减少-3.2万元) is that decrease.
func (c Statement) signed(sign int) Statement {
	if sign < 0 && !c.Value.Decimal.IsNegative() {
		c.Value.Decimal = c.Value.Decimal.Neg()
		c.Yuan.Decimal = c.Yuan.Decimal.Neg()
	}
	return c
}

// change is an increase or decrease of the amount that is being talked about.
func (n *narrator) change(near string, f figure, sign, offset int) {
	subject := n.changeSubject(near)
	c := n.stated(Change, f, subject, n.year).signed(sign)
	c.Of, c.Whole = n.referredTo(subject), n.base
	if c.Of > 0 {
		c.Subject = n.statement(c.Of).Subject
	}
	n.add(c, offset)
}

// percent is a change in per cent, a share, or a rate of completion.
func (n *narrator) percent(near string, f figure, offset int) {
	sign := direction(near)
	if unchosen.MatchString(near) && len(n.said) > n.before && n.said[len(n.said)-1].Kind == Change {
		sign = n.lastSign()
	}
	switch {
	case shareBefore.MatchString(near):
		n.share(shareBefore.FindStringSubmatch(near)[1], false, f, offset)
	case sign != 0:
		n.percentChange(near, f, sign, offset)
	case amountAndOf.MatchString(near) && n.base > 0:
		n.share(completed, true, f, offset)
	case rateBefore.MatchString(near):
		n.share(rateBefore.FindString(near), true, f, offset)
	case n.followsChange(near):
		n.percentChange(near, f, n.lastSign(), offset)
	case ratioBefore.MatchString(near):
		n.add(n.stated(Share, f, trimSubject(near), n.year), offset)
	}
}

// followsChange says that a bare percentage stands right behind a change: 增加3万元（5%）.
func (n *narrator) followsChange(near string) bool {
	return strings.Trim(near, "（，") == "" && len(n.said) > n.before && n.said[len(n.said)-1].Kind == Change
}

func (n *narrator) lastSign() int {
	if n.said[len(n.said)-1].Value.Decimal.IsNegative() {
		return -1
	}
	return 1
}

func (n *narrator) percentChange(near string, f figure, sign, offset int) {
	subject := n.changeSubject(near)
	c := n.stated(PercentChange, f, subject, n.year).signed(sign)
	c.Of, c.Whole = n.referredTo(subject), n.base
	if k := len(n.said); subject == "" && k > n.before && n.said[k-1].Kind == Change {
		c.Of = n.said[k-1].Of
	}
	if c.Of > 0 {
		c.Subject = n.statement(c.Of).Subject
	}
	n.add(c, offset)
}

// share is a part of a whole, in per cent; of says what the whole is called, if it says so. What was
// completed of a budget is no share of the amount that is being broken down.
func (n *narrator) share(of string, completed bool, f figure, offset int) {
	c := n.stated(Share, f, "", n.year)
	c.Against = wholeName(of)
	if n.lostItsPart(&c) {
		n.add(c, offset)
		return
	}
	c.Of, c.Whole = n.last, n.whole
	switch {
	case n.base > 0:
		c.Whole = n.base
	case completed:
		c.Whole = n.budgetBefore()
	}
	if c.Of > 0 {
		if c.Whole == 0 && !completed {
			c.Whole = n.statement(c.Of).Whole
		}
		c.Subject = n.statement(c.Of).Subject
	}
	n.add(c, offset)
}

// lostItsPart says that a share that names no whole stands in a sentence without an amount, or follows
// another one of the same amount: its own amount was cut off, as at the edge of a spreadsheet's cell.
func (n *narrator) lostItsPart(c *Statement) bool {
	if c.Against == "" && n.last > 0 && n.statement(n.last).Sentence != n.sentence {
		return true
	}
	k := len(n.said)
	return k > n.before && n.said[k-1].Kind == Share && n.said[k-1].Of == n.last && n.said[k-1].Against == c.Against
}

var shareWords = wordings.Pattern("share.bare")

// wholeName is what a share is said to be of; empty where the words only say that it is one.
func wholeName(of string) string {
	if shareWords.MatchString(of) {
		return ""
	}
	return trimSubject(of)
}

var budgetWords = wordings.Pattern("budget.name")

// budgetBefore is the budgeted amount just before the one that was spent: 年初预算为…，支出决算为….
func (n *narrator) budgetBefore() int {
	for i := n.last - 2; i >= n.before && i >= n.last-3; i-- {
		if c := n.said[i]; c.Kind == Amount && budgetWords.MatchString(c.Subject) {
			return c.Number
		}
	}
	return 0
}

var (
	countedAfter = wordings.Pattern("count.leads")
	thingCounted = wordings.Pattern("count.thing")
	thingEnd     = wordings.Pattern("count.thing-end")
)

// counted is what a count is about: the words before it, or the ones behind it where those before only
// lead to it (组织对7个项目开展评价).
func counted(before, after string) string {
	if !countedAfter.MatchString(before) {
		return before
	}
	if name := thingEnd.ReplaceAllString(thingCounted.FindString(after), ""); name != "" {
		return name
	}
	return before
}

func (n *narrator) count(near, after string, f figure, offset int) {
	subject := trimSubject(n.withoutAgency(near))
	if subject != "" {
		subject = counted(subject, after)
	}
	if k := len(n.said); subject == "" && k > n.before && n.said[k-1].Kind == Count && n.said[k-1].Sentence == n.sentence {
		subject = n.said[k-1].Subject
	}
	if subject == "" {
		subject = n.topic
	}
	c := n.stated(Count, f, subject, n.year)
	if k := len(n.said); k > n.before && n.said[k-1].Kind == Count {
		c.Whole = n.countWhole(f.unit)
	}
	n.add(c, offset)
}

// countWhole is the count that a following one is a part of: 共有车辆3辆，其中：机要通信用车1辆.
func (n *narrator) countWhole(unit string) int {
	previous := n.said[len(n.said)-1]
	if previous.Sentence != n.sentence || previous.Unit != unit {
		return 0
	}
	if previous.Whole > 0 && previous.Unit == n.statement(previous.Whole).Unit {
		return previous.Whole
	}
	if partBefore.MatchString(n.lead) {
		return previous.Number
	}
	return 0
}

// baseYear is the year that a comparison starts from.
func (n *narrator) baseYear(near string) int {
	if m := yearPattern.FindStringSubmatch(near); m != nil {
		year, _ := strconv.Atoi(m[2])
		return year
	}
	if yearBefore.MatchString(near) {
		return n.year - 1
	}
	return n.year
}
