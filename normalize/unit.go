package normalize

import (
	"regexp"

	"github.com/mingxi/mingxi/internal/words"
)

const moneyPattern = `(?:人民币)?(亿元|千万元|百万元|万元|千元|元)`

var (
	// A table's unit as it stands over it: 单位：万元, 金额单位:元, （单位：亿元）, 金额：万元.
	statedUnit = regexp.MustCompile(`(?:单位[:：为]?|(?:金额|货币|币种|计量)[:：])[(（]?(?:[人辆个户台次项%][、,/])*` + moneyPattern + `(?:[^\p{Han}]|$|[人辆个台年])`)
	// The same wrapped inside the unit: 单位：万⏎元.
	brokenUnit = regexp.MustCompile(`单位[:：][(（]?(亿|千万|百万|万)$`)
	// The unit of money elsewhere, which is worth no 元: 単位：千円, 單位：新臺幣千元.
	foreignUnit = regexp.MustCompile(`(?:單位[:：]?((?:新[臺台]幣)?(?:千|萬|百萬|億)?元)|[単單单]位[:：]?((?:千|万|百万|億)?円))`)
	// The unit in a name's or a header's brackets: 项目金额（万元）, 总成本[元].
	bracketUnit = regexp.MustCompile(`[(（\[【][^()（）]*?` + moneyPattern + `[)）\]】]`)
	// A unit that is no money in brackets: 车辆数（辆）, 增长（%）.
	bracketCount = regexp.MustCompile(`[(（\[]([%％‰]|[\p{Han}]{1,3})[)）\]]$`)
	bareUnit     = regexp.MustCompile(`^[(（]?` + moneyPattern + `[)）]?$`)
)

// unitStated is the unit of money that a line over a table states, or "".
func unitStated(line string) string {
	s := words.Fold(line)
	if m := statedUnit.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if m := bareUnit.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if m := foreignUnit.FindStringSubmatch(s); m != nil {
		return foreignName(m[1] + m[2])
	}
	if m := brokenUnit.FindStringSubmatch(s); m != nil {
		return m[1] + "元"
	}
	return ""
}

// foreignName names a unit of other money so that it is not taken for 元.
func foreignName(unit string) string {
	if _, same := words.Yuan(unit); same {
		return "新臺幣" + unit
	}
	return unit
}

// unitInName is the unit that a header or a row's name carries in brackets, or "".
func unitInName(name string) string {
	s := words.Fold(name)
	if m := bracketUnit.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	if m := bracketCount.FindStringSubmatch(s); m != nil && words.IsUnit(m[1]) {
		return m[1]
	}
	return ""
}

// budgetLevel is a name of an item of the classification that says at which level it stands, as the
// texts of laws and budgets write them: 武装警察部队(项), 教育支出（类）.
var budgetLevel = regexp.MustCompile(`[(（\[【][类款项目][)）\]】]$`)

// unitOfRow is the unit that a row's name carries in brackets, or "". 项 there is the level of an item
// of the classification unless the name counts something: 行政许可事项数量（项）.
func unitOfRow(name string) string {
	s := words.Fold(name)
	if budgetLevel.MatchString(s) && !countOf.MatchString(s) {
		return ""
	}
	return unitInName(s)
}

// countOf is how names of things counted end before their unit.
var countOf = regexp.MustCompile(`(数|数量|个数|总量)[(（\[【]`)
