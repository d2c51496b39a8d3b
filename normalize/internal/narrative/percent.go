package narrative

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

var (
	shareBefore = wordings.Pattern("share")
	ofLastYear  = wordings.Pattern("of-last-year")
	rateBefore  = wordings.Pattern("completion")
	amountAndOf = wordings.Pattern("of")
	ratioBefore = wordings.Pattern("ratio")
	completed   = wordings.Words("completion.bare")[0]
)

// percent is a change in per cent, a share, or a rate of completion.
func (n *narrator) percent(near string, f figure, offset int) {
	sign := direction(near)
	if stillBefore.MatchString(near) && n.behindChange() && !strings.HasPrefix(n.said[len(n.said)-1].Text, "-") {
		sign = n.lastSign() // the change said which way
	}
	switch {
	case len(n.paired) > 0 && joins.MatchString(near):
		n.shareOfNext(f, offset)
	case len(n.changed) > 0 && joinsChange.MatchString(near):
		n.changeOfNext(near, f, offset)
	case ofLastYear.MatchString(near):
		n.shareOfLastYear(ofLastYear.FindString(near), f, offset)
	case shareBefore.MatchString(near):
		of, _ := words.Taken(shareBefore, near)
		if n.paired = nil; !respectively.MatchString(near) || !n.pair(of, f, offset) {
			n.share(of, false, f, offset)
		}
	case sign != 0:
		n.percentChange(near, f, sign, offset)
	case amountAndOf.MatchString(near) && n.base > 0 && n.budget == 0 && n.base == len(n.said) && n.statement(n.base).Year < n.year:
		n.shareOfLastYear(ofLastYear.FindString(n.statement(n.base).Before+near), f, offset)
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
	return strings.Trim(near, "（，") == "" && n.behindChange()
}

// behindChange says that the last figure of the paragraph is a change in money.
func (n *narrator) behindChange() bool {
	return len(n.said) > n.before && n.said[len(n.said)-1].Kind == Change
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
	if k := len(n.said); subject == "" && k > n.before && n.saysOn(n.said[k-1]) {
		c.Of, c.Whole = n.said[k-1].Of, n.said[k-1].Whole
		if n.said[k-1].Kind == PercentChange {
			c.Subject = n.said[k-1].Subject
		}
	}
	if c.Of > 0 {
		c.Subject = n.statement(c.Of).Subject
	}
	n.add(c, offset)
}

// saysOn says that a percentage which names nothing goes on with what stands right before it: a change, or in its own sentence one in per cent
// of what no amount was told of (培训费增长20%，同比增长25%).
func (n *narrator) saysOn(before Statement) bool {
	return before.Kind == Change || before.Kind == PercentChange && before.Of == 0 && before.Sentence == n.sentence
}
