// Package words knows what Chinese budget print means letter by letter and word by word, before anything
// is known of the table or the sentence in which it stands: which letters are the same, how lists are
// numbered, what units are worth, which words say that an amount is a total or a part, how agencies'
// names end. The wordings stand in text files, each with what it means, which documents print it, and examples
// that a test runs. Packages that know wordings of their own keep them in files of the same form, see
// Glossary.
package words

import (
	"slices"
	"strings"
)

// What names say, by their wording alone.
var (
	// EndsAsAgency says whether a name ends as agencies' names do: 东山市水利局, 东山市第一中学（本级）.
	EndsAsAgency = shared.Says("agency.ends", AsPrinted)

	// IsTotalHead says whether a column of this name holds the totals of the columns beside it: 合计, 小计, 经费总额（万元）.
	IsTotalHead = shared.Says("total.head", Squeeze)

	// EndsAsTotal says whether a name ends with a word for totals: 工资福利支出小计.
	EndsAsTotal = shared.Says("total.ends", Squeeze)

	// IsGrandTotal says whether a name says only that it is the total of everything: 总计, 支出合计.
	IsGrandTotal = shared.Says("total.grand", Squeeze)

	// IsSubtotal says whether a name is that of the total of some rows among others: 工资福利支出小计.
	IsSubtotal = shared.Says("total.sub", Squeeze)

	// IsBalance says whether a row of this name holds the difference of others, which adds up to nothing beside them: 十、本年收支结余.
	IsBalance = shared.Says("balance", func(label string) string { return TrimNumber(Squeeze(label)) })

	// IsRatio says whether a row of this name holds ratios, which have no unit of money and add up to nothing: 财政自给率.
	IsRatio = shared.Says("ratio.row", Fold)

	// PassesOn says whether a row of this name holds what one level of government passes on to another, which counts once for
	// all levels together: 转移支付收入.
	PassesOn = shared.Says("between-levels", Fold)

	// IsPart says whether a name says that it is a part of what stands before it, which need not add up to that: 其中：政府采购.
	IsPart = shared.Says("part.start", Fold)

	// StandsAside says whether a column's head says that its amounts are not added to those of the columns beside it: they are
	// parts of one (其中：财政拨款), leave something out of one (扣除基建项目后预算数) or are a note. What stands in brackets behind
	// a name explains the column and says nothing of the kind: 事业收入（不含教育收费）.
	StandsAside = shared.Says("part.head", func(head string) string { return explanation.ReplaceAllString(Fold(head), "$1") })
)

var (
	totalRow    = shared.Pattern("total.row")
	noTotalRow  = shared.Pattern("total.row-not")
	partStart   = shared.Pattern("part.start")
	explanation = shared.Pattern("part.explanation")
)

// levels are the names of a classification's levels, outermost first.
var levels = shared.Words("level")

// ClassLevel is the level of a classification that a text names: 1 for 类, 2 for 款, 3 for 项; 0 for any other
// text.
func ClassLevel(text string) int { return slices.Index(levels, text) + 1 }

// IsTotalRow says whether a row of this name holds totals: 合计, 本年收入合计, 支出总计（万元）.
func IsTotalRow(label string) bool {
	s := Fold(label)
	return totalRow.MatchString(s) && !noTotalRow.MatchString(s)
}

// TrimPart takes 其中 and its colon off a name.
func TrimPart(name string) string {
	at := partStart.FindStringIndex(name)
	if at == nil {
		return name
	}
	return strings.TrimLeft(name[at[1]:], ":：")
}
