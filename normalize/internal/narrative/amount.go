package narrative

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

var (
	baseBefore = wordings.Pattern("base")
	noBase     = wordings.Pattern("base.not")
	budgeted   = wordings.Words("budget.word")[0]

	completes       = wordings.Pattern("completes")
	completesBeside = wordings.Pattern("completes.beside")
)

func (n *narrator) amount(near, lead string, f figure, offset int) {
	if n.statesAgain(lead, f) {
		n.add(n.stated(Amount, f, n.statement(n.last).Subject, n.statement(n.last).Year), offset)
		return
	}
	near = timesOfYear.ReplaceAllString(near, "")
	if sign := direction(near); sign != 0 {
		n.change(near, f, sign, offset)
		return
	}
	thing, sign := changedThing(near)
	came := cameTo.MatchString(thing) // 较上年压减公务接待费至3.10万元
	if thing != "" && !came {
		n.changeOfThing(thing, sign, f, offset)
		return
	}
	if f.value.IsNegative() && baseBefore.MatchString(near) && comparison.MatchString(near) { // 比上年预算数-0.90万元: no amount is less than nothing
		n.change(near, f, -1, offset)
		return
	}
	if n.statesBudget(near, lead) {
		n.budget = n.add(n.stated(Amount, f, n.statement(n.last).Subject+completedStage.FindString(near)+budgeted, n.year), offset)
		return
	}
	if before := n.yearBefore(near, lead); before || !came && baseBefore.MatchString(near) && !noBase.MatchString(near) {
		if own := n.ownSubject(near); own != "" {
			n.last = n.amountCalled(own)
			if n.last == 0 {
				n.base = n.add(n.stated(Amount, f, own, n.baseYear(near)), offset)
				n.from = n.base
				return
			}
		}
		n.base = n.add(n.stated(Amount, f, n.baseSubject(near), n.baseYear(near)), offset)
		if before {
			n.year = n.statement(n.last).Year
		}
		return
	}
	if at := fromBefore.FindStringIndex(near); at != nil && n.startsFrom(near[:at[0]], near[at[0]:], f, offset) {
		return
	}
	if became.MatchString(near) && strings.HasSuffix(near, strings.TrimPrefix(lead, "，")) && n.becomes(f, offset) {
		return
	}
	if lastYearsAmount.MatchString(near) {
		n.base = n.add(n.stated(Amount, f, n.lastYearsSubject(near), n.year-1), offset)
		return
	}
	c := n.stated(Amount, f, n.subject(near), n.year)
	if n.outgrows(&c) {
		n.whole = 0
	}
	if n.fitsWhole(c.Subject) {
		c.Whole = n.whole
	}
	n.last = n.add(c, offset)
	n.base, n.budget, n.joined = 0, 0, strings.HasPrefix(lead, "、")
}

var (
	fromBefore = wordings.Pattern("base.from")
	became     = wordings.Pattern("base.became")
)

// startsFrom takes what something was the year before as the base of what it became (公务接待费由上年的3.50万元减少到3.10万元), and says whether it is
// told which thing that is.
func (n *narrator) startsFrom(lead, near string, f figure, offset int) bool {
	subject, year := n.changeSubject(lead), n.baseYear(near)
	last := n.amountCalled(subject)
	if subject == "" && n.last > 0 && n.statement(n.last).Sentence == n.sentence {
		subject, last = n.statement(n.last).Subject, n.last
	}
	if subject == "" || year >= n.year {
		return false
	}
	n.last = last // what follows speaks of this, and of nothing before it
	n.base = n.add(n.stated(Amount, f, subject, year), offset)
	n.from = n.base
	return true
}

// becomes takes an amount for what that of the year before became, which stands right before it, or before the change alone (由上年的
// 5.00万元增加1.00万元至6.00万元), and says whether it is that. Such a change is of it.
func (n *narrator) becomes(f figure, offset int) bool {
	k := len(n.said)
	between := k > n.before && n.from == k-1 && n.said[k-1].Kind == Change && n.said[k-1].Whole == n.from
	if n.from == 0 || n.from < k && !between {
		return false
	}
	n.last = n.add(n.stated(Amount, f, n.statement(n.from).Subject, n.year), offset)
	if between {
		n.said[k-1].Of, n.said[k-1].Subject = n.last, n.statement(n.last).Subject
	}
	return true
}

var again = wordings.Pattern("amount.again")

// statesAgain says that a bracket right behind an amount gives it once more, in capitals or in figures.
func (n *narrator) statesAgain(lead string, f figure) bool {
	return n.last > 0 && n.last == len(n.said) && again.MatchString(lead) && inCapitals(f.text) != inCapitals(n.statement(n.last).Text)
}

// statesBudget says that an amount is what was budgeted for the one before it: 完成预算5万元的80%, or a clause that names a budget and
// nothing else right behind what was spent (会议费支出4万元，预算5万元).
func (n *narrator) statesBudget(near, lead string) bool {
	switch {
	case n.last == 0:
		return false
	case completes.MatchString(near):
		return true
	}
	spent := n.statement(n.last)
	return completesBeside.MatchString(near) && strings.HasPrefix(lead, "，") && spent.Sentence == n.sentence && !budgetWords.MatchString(spent.Subject)
}

// ownSubject is what is compared with an amount of another year, where its own words name it (本年收入比上年决算数…); empty where
// they speak of the amount before.
func (n *narrator) ownSubject(near string) string {
	at := baseBefore.FindStringIndex(near)
	if at == nil {
		return ""
	}
	own := trimSubject(n.withoutAgency(near[:at[0]]))
	if bareAmount.MatchString(own) {
		return ""
	}
	return own
}

// yearBefore says that a clause which names only the year before, or that and the same thing again, right behind an amount or its share,
// states what that amount was then: 公务接待费5万元，上年5.5万元，减少0.5万元; 收入合计420万元，2024年度收入合计400万元.
func (n *narrator) yearBefore(near, lead string) bool {
	return n.last > 0 && n.sharesSince(n.last) && n.statement(n.last).Sentence == n.sentence &&
		(strings.HasPrefix(lead, "，") || strings.HasPrefix(lead, "（")) && (lastYear.MatchString(near) || n.saysAgain(near)) && n.baseYear(near) < n.statement(n.last).Year
}

// saysAgain says that a clause names the year before that of the last amount and the very thing that it is of.
func (n *narrator) saysAgain(near string) bool {
	if own := trimSubject(n.withoutAgency(near)); own == "" || own != n.statement(n.last).Subject {
		return false
	}
	return (innerYear.MatchString(near) || yearBefore.MatchString(near)) && n.baseYear(near) == n.statement(n.last).Year-1
}

// sharesSince says that nothing but its shares was said since an amount.
func (n *narrator) sharesSince(amount int) bool {
	return !slices.ContainsFunc(n.said[amount:], func(s Statement) bool { return s.Kind != Share || s.Of != amount })
}

var (
	lastYear        = wordings.Pattern("base.year")
	lastYearsAmount = wordings.Pattern("last-year.amount")
)

// lastYearsSubject is what an amount is about that is told as last year's: what its own words name, or what the
// amount before it is about where they only say 去年预算数.
func (n *narrator) lastYearsSubject(near string) string {
	own := trimSubject(n.withoutAgency(yearBefore.ReplaceAllString(near, "")))
	if bareAmount.MatchString(own) {
		return n.baseSubject(near)
	}
	return own
}

// baseSubject is what an amount of another year is about: what the one before it is.
func (n *narrator) baseSubject(near string) string {
	if n.last > 0 {
		return n.statement(n.last).Subject
	}
	return n.subject(near)
}

// apart are what a whole and its part cannot be: income and expenditure either way, a plan and what was
// spent.
var apart = [][2]*words.Pattern{
	{wordings.Pattern("income"), wordings.Pattern("expenditure")},
	{wordings.Pattern("expenditure"), wordings.Pattern("income")},
	{wordings.Pattern("budget.word"), wordings.Pattern("final.word")},
}

// outgrows says that an amount is more than the one of another sentence that this one was taken to break down
// (按用途分类：基本支出882万元 behind 住房保障支出82万元): the breakdown is of something else.
func (n *narrator) outgrows(c *Statement) bool {
	if n.whole == 0 {
		return false
	}
	whole := n.statement(n.whole)
	return whole.Sentence != n.sentence && whole.Yuan.Valid && c.Yuan.Valid && c.Yuan.Decimal.GreaterThan(whole.Yuan.Decimal)
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
