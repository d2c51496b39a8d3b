package narrative

import (
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
)

var (
	comparisonEnd = wordings.Pattern("comparison.last")
	breaksDown    = wordings.Pattern("breaks-down")
)

// read turns one sentence into statements.
func (n *narrator) read(s span) {
	text := n.here.text[s.start:s.end]
	n.sentence, n.began = text, s.start
	n.base, n.budget, n.outer, n.whole, n.opened = 0, 0, 0, n.listed, false
	n.paired, n.changed, n.listedAs = nil, nil, nil
	n.last = n.brokenDown(n.last)
	if n.undated > 0 {
		n.year, n.undated = n.undated, 0
	}
	n.endReason()
	pos := 0
	for _, f := range readFigures(text) {
		lead := text[pos:f.start]
		n.lead = lead
		n.endList(lead)
		n.inWords(lead, s.start+pos)
		n.endReach(lead)
		n.follow(lead)
		n.figure(lead, f, s.start+f.start)
		pos = f.end
	}
	n.endList(text[pos:])
	n.inWords(text[pos:], s.start+pos)
	n.follow(text[pos:])
	if n.topicEnds(text, pos) {
		n.topic = trimSubject(strings.TrimRight(text, "。"))
		if functionLevel.MatchString(n.topic) {
			n.topicLevel = words.DeepestLevel
		}
	}
}

var unreadAmount = wordings.Pattern("amount.unread")

// endReach forgets the amount of a sentence before where this one has an amount that is not read: what follows is said of that.
func (n *narrator) endReach(lead string) {
	if n.last > 0 && n.statement(n.last).Sentence != n.sentence && unreadAmount.MatchString(lead) {
		n.last, n.base = 0, 0
	}
}

// functionLevel is how a functional class, division or item is marked (类款项).
var functionLevel = wordings.Pattern("level")

// longestNaming is how many characters a sentence has at most that only names what the next one is about.
const longestNaming = 24

// topicEnds says that a sentence without figures only names what the next one is about.
func (n *narrator) topicEnds(text string, pos int) bool {
	return pos == 0 && utf8.RuneCountInString(text) <= longestNaming && !strings.ContainsAny(text, "，；：")
}

// follow keeps what the next figure refers to: brackets come back to what was before them, a
// semicolon ends a breakdown inside a breakdown, and 其中 opens one.
func (n *narrator) follow(lead string) {
	from := 0
	for i, r := range lead {
		switch r {
		case '（':
			n.dateFrom(lead[from:i])
			from = i
			n.open = append(n.open, enclosure{n.last, n.whole, n.year, len(n.said)})
		case '）':
			if k := len(n.open); k > 0 {
				n.last, n.whole = n.open[k-1].last, n.open[k-1].whole
				n.dateFrom(lead[from:i])
				if from = i; len(n.said) > n.open[k-1].said {
					n.year = n.open[k-1].year
				}
				n.open = n.open[:k-1]
			}
		}
	}
	n.dateFrom(lead[from:])
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
		n.whole, n.opened = n.divided(lead), true
	case ends >= 0 && n.outer > 0:
		n.whole, n.outer = n.outer, 0
	}
}

var dividedBy = wordings.Pattern("breaks-down.by")

// divided is the amount that a breakdown opens at: the last one. A paragraph that begins with how something is divided
// (按用途分类：) behind one that lists amounts divides what these are parts of, once more.
func (n *narrator) divided(lead string) int {
	if n.last > n.before || n.last < 2 || !dividedBy.MatchString(lead) {
		return n.last
	}
	if before := n.statement(n.last - 1); before.Kind == Amount && before.Sentence == n.statement(n.last).Sentence {
		return n.statement(n.last).Whole
	}
	return n.last
}

// figure makes the statement that a figure states.
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
		if !n.respective(lead, f, offset) {
			n.amount(near, lead, f, offset)
		}
	case percentage:
		n.percent(near, f, offset)
	default:
		n.count(near, n.sentence[f.end:], f, offset)
	}
}
