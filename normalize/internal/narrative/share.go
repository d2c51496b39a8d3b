package narrative

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

var (
	shareBefore = wordings.Pattern("share")
	rateBefore  = wordings.Pattern("completion")
	amountAndOf = wordings.Pattern("of")
	ratioBefore = wordings.Pattern("ratio")
	completed   = wordings.Words("completion.bare")[0]
)

// percent is a change in per cent, a share, or a rate of completion.
func (n *narrator) percent(near string, f figure, offset int) {
	sign := direction(near)
	if unchosen.MatchString(near) && len(n.said) > n.before && n.said[len(n.said)-1].Kind == Change {
		sign = n.lastSign()
	}
	switch {
	case len(n.paired) > 0 && joins.MatchString(near):
		n.shareOfNext(f, offset)
	case len(n.changed) > 0 && joinsChange.MatchString(near):
		n.changeOfNext(near, f, offset)
	case shareBefore.MatchString(near):
		of, _ := words.Taken(shareBefore, near)
		if n.paired = nil; !respectively.MatchString(near) || !n.pair(of, f, offset) {
			n.share(of, false, f, offset)
		}
	case sign != 0:
		n.percentChange(near, f, sign, offset)
	case amountAndOf.MatchString(near) && max(n.base, n.budget) > 0:
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
	if n.changed = nil; respectively.MatchString(near) && n.pairChanges(near, sign, f, offset) {
		return
	}
	subject := n.changeSubject(near)
	c := n.stated(PercentChange, f, subject, n.year).signed(sign)
	c.Of = n.referredTo(subject)
	c.Whole = n.baseOf(c.Of, subject)
	if respectively.MatchString(near) && n.severalChanges() {
		c.Subject = ""
		n.add(c.alone(), offset)
		return
	}
	if k := len(n.said); subject == "" && k > n.before && n.said[k-1].Kind == Change {
		c.Of, c.Whole = n.said[k-1].Of, n.said[k-1].Whole
	}
	if c.Of > 0 {
		c.Subject = n.statement(c.Of).Subject
	}
	n.add(c, offset)
}

// alone is a statement of which it is not known what it is of.
func (c Statement) alone() Statement {
	c.Of, c.Whole = 0, 0
	return c
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
	case completed && n.budget > 0:
		c.Whole = n.budgetCalled(of)
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

var completedStage = wordings.Pattern("completion.stage")

// budgetCalled is the one of the budgets beside the last amount of which a share says that it was completed (完成调整预算的): the last one
// where it does not say which.
func (n *narrator) budgetCalled(of string) int {
	stage := completedStage.FindString(of)
	for i := len(n.said) - 1; stage != "" && i > n.last-1; i-- {
		if c := n.said[i]; c.Kind == Amount && strings.Contains(c.Subject, stage) {
			return c.Number
		}
	}
	return n.budget
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
