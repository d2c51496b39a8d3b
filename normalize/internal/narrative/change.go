package narrative

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

// The words before a figure say whether it is a change. They are matched at the end of the clause that leads
// to it.
var (
	risesBefore = wordings.Pattern("rise.before")
	fallsBefore = wordings.Pattern("fall.before")
	stillBefore = wordings.Pattern("still.before")
	becomes     = wordings.Pattern("becomes")
	thingRose   = wordings.Pattern("rise.object")
	thingFell   = wordings.Pattern("fall.object")
	cameTo      = wordings.Pattern("object.not")
)

// direction is 1 after words of increase, -1 after words of decrease, 0 after neither.
func direction(near string) int {
	switch {
	case becomes.MatchString(near):
		return 0
	case stillBefore.MatchString(near):
		return 1
	case risesBefore.MatchString(near):
		return 1
	case fallsBefore.MatchString(near):
		return -1
	}
	return 0
}

// Falls says that the words of a sentence before a figure make it a decrease.
func Falls(before string) bool { return direction(clause(before)) < 0 }

// signed turns the statement's figure round where it is a decrease. A decrease printed with a sign of its own
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
	c.Of = n.referredTo(subject)
	if c.Whole = n.baseOf(c.Of, subject); c.Whole == 0 && c.Of == n.last {
		c.Whole = n.budgetCompared(near)
	}
	if c.Of > 0 {
		c.Subject = n.statement(c.Of).Subject
	}
	n.add(c, offset)
}

var withBudget = wordings.Pattern("base.budget")

// budgetCompared is the budgeted amount right before the last one with which a change compares that (支出预算为16.18万元，支出决算为14.58万元，
// 比预算减少1.60万元); 0 where it compares with nothing of the kind, where its sentence states several budgets that it may mean, or where
// the last amount is not called what was spent of that budget.
func (n *narrator) budgetCompared(near string) int {
	if n.last < 2 || n.statement(n.last).Sentence != n.sentence || !withBudget.MatchString(near) {
		return 0
	}
	budget := n.statement(n.last - 1)
	behind, named := strings.CutPrefix(n.statement(n.last).Subject, budgetEnd.ReplaceAllString(budget.Subject, ""))
	if !named || !spent.MatchString(behind) {
		return 0
	}
	stage, meant := completedStage.FindString(near), 0
	for i := len(n.said) - 1; i >= n.before && n.said[i].Sentence == n.sentence; i-- {
		c := n.said[i]
		if c.Kind != Amount || !budgetWords.MatchString(c.Subject) || !strings.Contains(c.Subject, stage) {
			continue
		}
		if meant > 0 {
			return 0
		}
		meant = c.Number
	}
	if meant != budget.Number {
		return 0
	}
	return budget.Number
}

// changedThing is what is named between a verb of change and the figure (工程款 in 较上年少支付工程款), and 1 where that is an increase or -1;
// empty where nothing is.
func changedThing(near string) (thing string, sign int) {
	if thing, ok := words.Taken(thingRose, near); ok {
		return thing, 1
	}
	thing, _ = words.Taken(thingFell, near)
	return thing, -1
}

// changeOfThing is a change of something that is named so (较上年少支付工程款5万元). It is of no amount that was spoken of before, unless
// that has its name.
func (n *narrator) changeOfThing(thing string, sign int, f figure, offset int) {
	c := n.stated(Change, f, trimSubject(thing), n.year).signed(sign)
	c.Of = n.amountCalled(c.Subject)
	n.add(c, offset)
}

// baseOf is the amount of another year that a change starts from: none where the change names another amount than the one that was
// compared with it (培训费较上年6.25万元下降20%，差旅费较上年减少0.5万元).
func (n *narrator) baseOf(of int, subject string) int {
	if of != n.last && !bareAmount.MatchString(subject) {
		return 0
	}
	return n.base
}
