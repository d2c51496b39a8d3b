package narrative

import (
	"strings"
)

// share is a part of a whole, in per cent; of says what the whole is called, if it says so. What was
// completed of a budget is no share of the amount that is being broken down, nor of one of the year before.
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
	case n.base > 0 && !(completed && n.statement(n.base).Year < n.yearOfLast()):
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

// yearOfLast is the year of the last amount.
func (n *narrator) yearOfLast() int {
	if n.last == 0 {
		return n.year
	}
	return n.statement(n.last).Year
}

// shareOfLastYear is how much an amount is of what it was the year before (为上年的120%; 为上年8万元的120%), where its sentence prints that. It
// is of nothing that is known where no words say that it is so much of that (比上年8万元的50%少1万元).
func (n *narrator) shareOfLastYear(of string, f figure, offset int) {
	c := n.stated(Share, f, "", n.year)
	c.Against = trimSubject(of)
	if of != "" && n.last > 0 && n.statement(n.last).Sentence == n.sentence {
		c.Of, c.Subject = n.last, n.statement(n.last).Subject
		if n.base > 0 && n.statement(n.base).Year == n.statement(n.last).Year-1 {
			c.Whole = n.base
		}
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

// budgetBefore is the budgeted amount of its year just before the one that was spent: 年初预算为…，支出决算为….
func (n *narrator) budgetBefore() int {
	for i := n.last - 2; i >= n.before && i >= n.last-3; i-- {
		if c := n.said[i]; c.Kind == Amount && c.Year >= n.yearOfLast() && budgetWords.MatchString(c.Subject) {
			return c.Number
		}
	}
	return 0
}
