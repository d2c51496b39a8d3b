package narrative

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

var (
	comparisonStart = regexp.MustCompile(`^(与|比|较|同|和)(上年|去年|上一年|\d{4}年|年初|本年|预算|全年|调整)[^，。；]*?(相比较|相比|对比|比较|同期)，?`)
	innerYear       = regexp.MustCompile(`20\d{2}年(度)?`)
	comparison      = regexp.MustCompile(`(与|比|较|同|和)(上年|去年|上一年|上一度|上一年度|\d{4}年|年初|本年|预算|全年|调整)(度)?[^，。；]*?(数)?(相比较|相比|对比|比较|增减)?(，)?$`)
	timesOfYear     = regexp.MustCompile(`(同比|环比)`)
	changeVerbs     = regexp.MustCompile(`(各|均|共|总体|分别)?(增减|增加（减少）|减少（增加）|增长（下降）|下降（增长）|增（减）|增加|增长|上升|提高|上涨|上调|净增|减少|下降|降低|压减|压缩|下调|核减|变化|变动|增幅|降幅|减幅|涨幅|增|减|多|少|降)(了|额|率|数|幅度|比例)?(约|为|达|是)?(：)?$`)
	leadingWord     = regexp.MustCompile(`^(——|其中|关于|因此|因而|主要原因是|主要是|原因是|主要包括|包括|共有|分别为|分别是|具体包括|其中包括|另外|此外|即|及|和|含|（|）|：|，|。|；|、|\d{4}年度?|当年|本部门|本单位|我部门|我单位|(我|本)(局|院|校|厅|委|办|会|馆|所|站|中心|镇|乡|街道|县|区|市|省)|学校|相应安排|全年|年度|共计|共有|\s)+`)
	trailing        = regexp.MustCompile(`(（|：|，|、|安排|共计|为|是|约|共|达|达到|共有|各|人民币)+$`)
	statedAs        = regexp.MustCompile(`(预算|决算)数?$`)
	headingWords    = regexp.MustCompile(`((总体|具体|结构)?情况)?(说明)?$`)
	bareAmount      = regexp.MustCompile(`^(支出)?(预算数?|决算数?|年初预算数?|全年预算数?|调整预算数?|预算金额|预算安排|预算支出|年初预算安排|年末预算数?|完成|实现)?$|^(金额|资金|支出|经费|数|费用)$`)
)

// trimSubject cuts from a clause what only leads to its figure: numbers of lists, years, the words
// 其中 and 为.
func trimSubject(text string) string {
	text = innerYear.ReplaceAllString(text, "")
	if i := strings.Index(text, "）"); i >= 0 && !strings.Contains(text[:i], "（") {
		text = text[i+len("）"):]
	}
	if i := strings.LastIndex(text, "（含"); i >= 0 && !strings.Contains(text[i:], "）") {
		text = text[i+len("（含"):]
	}
	for {
		before := text
		text = words.TrimNumber(text)
		text = leadingWord.ReplaceAllString(text, "")
		text = trailing.ReplaceAllString(text, "")
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
	if short := trimSubject(n.withoutAgency(topic)); !bareAmount.MatchString(short) || strings.Contains(short, "支出") {
		topic = short
	}
	if spent.MatchString(own) {
		if stem := n.budgetedBefore(); stem != "" {
			return joinedFlow(stem, own)
		}
		topic = budgetEnd.ReplaceAllString(topic, "")
	}
	switch {
	case !bareAmount.MatchString(own) || topic == "" || strings.Contains(own, "支出") && n.topicLevel < 2 && !strings.HasSuffix(topic, own):
		return own
	case strings.HasSuffix(topic, own):
		return topic
	}
	return topic + own
}

var (
	spent     = regexp.MustCompile(`^(支出)?(决算|执行)数?$`)
	budgetEnd = regexp.MustCompile(`(年初|全年|调整)?预算(数|安排)?$`)
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
	if strings.HasSuffix(name, "支出") {
		own = strings.TrimPrefix(own, "支出")
	}
	return name + own
}

// withoutAgency cuts the agency's name and the year where a clause begins with them.
func (n *narrator) withoutAgency(text string) string {
	if i := strings.Index(text, n.agency); n.agency != "" && i >= 0 {
		return text[i+len(n.agency):]
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
	subject = statedAs.ReplaceAllString(bothFlows.Replace(subject), "")
	if subject == "" {
		return 0
	}
	bare := subject == "收入" || subject == "支出"
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

var bothFlows = strings.NewReplacer("收入、支出", "收支", "收、支", "收支")
