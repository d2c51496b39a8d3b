package narrative

import "strings"

var listOver = wordings.Pattern("list.over")

// endList goes back from the last item of a list to what it broke down where a comparison follows that is not the
// item's own: behind items that 、 joins (其中：甲1万元、乙2万元，比上年增加…), or behind the semicolon that ends a list
// of bare amounts.
func (n *narrator) endList(lead string) {
	if n.last == 0 || n.last != len(n.said) || !listOver.MatchString(lead) {
		return
	}
	last := n.statement(n.last)
	whole := last.Whole
	if whole <= n.before || last.Sentence != n.sentence || n.last-whole < 2 {
		return
	}
	for _, c := range n.said[whole:] {
		if c.Kind != Amount || c.Whole != whole {
			return
		}
	}
	if strings.HasPrefix(lead, "；") || n.joined {
		n.last = whole
	}
}
