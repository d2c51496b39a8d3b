package narrative

import "github.com/mingxi/mingxi/internal/words"

// 分别 pairs what follows with what was listed before: 局机关78.40万元，参公单位20.00万元，分别占79.67%和20.33%.
var (
	respectively = wordings.Pattern("respectively")
	joins        = wordings.Pattern("respectively.and")
	// nextPercent is a further percentage of such a list.
	nextPercent = words.Expression(`^(?:[、，和及与]|以及)\d+(?:\.\d+)?[%％]`)
)

// pair makes the share of the first of the listed amounts, as many as there are percentages in a row, and leaves the others to
// those that follow; false where so many amounts were not listed in this sentence.
func (n *narrator) pair(of string, f figure, offset int) bool {
	rest, count := n.sentence[f.end:], 1
	for m := nextPercent.FindString(rest); m != ""; m = nextPercent.FindString(rest) {
		rest = rest[len(m):]
		count++
	}
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
