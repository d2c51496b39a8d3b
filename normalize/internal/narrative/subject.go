package narrative

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
)

var (
	comparisonStart = wordings.Pattern("comparison.start")
	innerYear       = wordings.Pattern("subject.year")
	comparison      = wordings.Pattern("comparison.end")
	timesOfYear     = wordings.Pattern("times")
	changeVerbs     = wordings.Pattern("change")
	leadingWord     = wordings.Pattern("subject.leading")
	trailing        = wordings.Pattern("subject.trailing")
	eachBehind      = wordings.Pattern("subject.each")
	statedAs        = wordings.Pattern("subject.stated")
	openWith        = wordings.Pattern("subject.with")
	expenditure     = wordings.Pattern("expenditure")
	spending        = wordings.Words("expenditure")[0]
	bareFlow        = wordings.Pattern("flow.bare")
	headingWords    = wordings.Pattern("subject.heading")
	bareAmount      = wordings.Pattern("subject.bare")
)

// trimSubject cuts from a clause what only leads to its figure: numbers of lists, years, the words
// 其中 and 为.
func trimSubject(text string) string {
	text = innerYear.ReplaceAllString(text, "")
	if i := strings.Index(text, "）"); i >= 0 && !strings.Contains(text[:i], "（") {
		text = text[i+len("）"):]
	}
	if all := openWith.FindAllStringIndex(text, -1); all != nil && !strings.Contains(text[all[len(all)-1][0]:], "）") {
		text = text[all[len(all)-1][1]:]
	}
	for {
		before := text
		text = words.TrimNumber(text)
		text = leadingWord.ReplaceAllString(text, "")
		text = eachBehind.ReplaceAllString(trailing.ReplaceAllString(text, ""), "$1")
		if text == before {
			return text
		}
	}
}

// subject is what an amount is about: the words of its own clause, or what its paragraph is about
// where these only say 预算数 or 支出决算.
func (n *narrator) subject(near string) string {
	own := trimSubject(n.withoutAgency(near))
	topic := headingWords.ReplaceAllString(n.topic, "")
	if short := trimSubject(n.withoutAgency(topic)); !bareAmount.MatchString(short) || expenditure.MatchString(short) {
		topic = short
	}
	if spent.MatchString(own) {
		if stem := n.budgetedBefore(); stem != "" {
			return joinedFlow(stem, own)
		}
		topic = budgetEnd.ReplaceAllString(topic, "")
	}
	switch {
	case !bareAmount.MatchString(own) || topic == "" || expenditure.MatchString(own) && n.topicLevel < 2 && !strings.HasSuffix(topic, own):
		return own
	case strings.HasSuffix(topic, own):
		return topic
	}
	return topic + own
}

var (
	spent     = wordings.Pattern("spent")
	budgetEnd = wordings.Pattern("budget.end")
)

// budgetedBefore is what the amount just before, of a budget, is about: 公务接待费支出 in 公务接待费支出年初预算为3.5万元，
// 决算为1.85万元. It is empty where there is none.
func (n *narrator) budgetedBefore() string {
	k := len(n.said)
	if k == n.before || n.said[k-1].Kind != Amount || n.said[k-1].Sentence != n.sentence || !budgetEnd.MatchString(n.said[k-1].Subject) {
		return ""
	}
	return budgetEnd.ReplaceAllString(n.said[k-1].Subject, "")
}

// joinedFlow puts 支出决算 behind a name that may end in 支出 itself.
func joinedFlow(name, own string) string {
	if strings.HasSuffix(name, spending) {
		own = strings.TrimPrefix(own, spending)
	}
	return name + own
}

// withoutAgency cuts the agency's name, in full or cut short, and the year where a clause begins with them.
func (n *narrator) withoutAgency(text string) string {
	if i := strings.Index(text, n.agency); n.agency != "" && i >= 0 {
		return text[i+len(n.agency):]
	}
	if begins := leadingWord.ReplaceAllString(text, ""); n.agency != "" {
		if short := agency.CutShort(begins, n.agency); short != "" {
			return begins[len(short):]
		}
	}
	return text
}

// changeSubject is what a change is said of, in the clause that leads to it; empty where that is
// left to what was before.
func (n *narrator) changeSubject(near string) string {
	near = timesOfYear.ReplaceAllString(near, "")
	near = changeVerbs.ReplaceAllString(near, "")
	near = comparisonStart.ReplaceAllString(near, "")
	near = comparison.ReplaceAllString(near, "")
	return trimSubject(n.withoutAgency(near))
}

// referredTo is the amount that a change is of: the one that its words name, or the last one where
// they name none.
func (n *narrator) referredTo(subject string) int {
	if of := n.amountCalled(subject); of > 0 || !bareAmount.MatchString(subject) {
		return of
	}
	return n.last
}

// farthestName is how many claims back a name may refer. The longest sections of published narratives have
// half as many.
const farthestName = 400

// amountCalled is the latest amount of this section whose subject is or holds what a change is said
// of; 0 if there is none. Of 收入 and 支出 alone, only an amount that is part of none.
func (n *narrator) amountCalled(subject string) int {
	subject = statedAs.ReplaceAllString(asOneFlow(subject), "")
	if subject == "" {
		return 0
	}
	bare := bareFlow.MatchString(subject)
	for i := len(n.said) - 1; i >= max(0, len(n.said)-farthestName); i-- {
		c := n.said[i]
		if c.Section != n.section {
			return 0
		}
		if c.Kind == Amount && c.Year == n.year && (!bare || c.Whole == 0) && strings.Contains(n.subjects[i], subject) {
			return c.Number
		}
	}
	return 0
}
