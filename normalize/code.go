package normalize

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

// A scheme is a classification that codes belong to.
type scheme int

const (
	noScheme   scheme = iota
	functional        // 支出功能分类: 类 201-234, 款 5 digits, 项 7 digits
	economic          // 部门预算支出经济分类: 类 301-399, 款 5 digits
	government        // 政府预算支出经济分类: 类 501-599, 款 5 digits
	unitScheme        // 预算单位
	project           // 项目
	revenue           // 收入分类: 类 101-110, 款 5, 项 7 digits
)

// A code is a code of some scheme; a code of several levels (类 款 项) is joined.
type code struct {
	scheme scheme
	text   string
}

// minProjectCode is how long a project code is at least: the budget system numbers projects with 21
// characters, older systems with 12 or more.
const minProjectCode = 11

var (
	codeDigits  = regexp.MustCompile(`^\d{3}(\d{2}){0,2}$`)
	unitDigits  = regexp.MustCompile(`^\d{3}(\d{3}){0,2}$`)
	codeAndName = regexp.MustCompile(`^[(\[【]?(\d{3,})[)\]】]?[-_—\s]*(\D.*)$`)
	projectCode = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z-]+$`)
	unitWords   = regexp.MustCompile(`(局|委|委员会|办公室|中心|院|馆|校|学校|所|站|厅|队|会|部|处|本级|（本级）|\(本级\)|机关|大学|学院|医院|公司|团|社|台|政府|街道|街道办事处|小组|署|园|场)$`)
)

// schemeOf tells a classification code's scheme by its first digit.
func schemeOf(digits string) scheme {
	switch digits[0] {
	case '1':
		return revenue
	case '2':
		return functional
	case '3':
		return economic
	case '5':
		return government
	}
	return noScheme
}

// readCode tells what a code in a code column is. The header decides between a unit and a
// classification where the digits allow both; name is the name that stands beside it.
func readCode(text, header, name string) code {
	s := words.Fold(text)
	if s == "" || words.HasHan(s) {
		return code{}
	}
	if otherCode.MatchString(words.Fold(header)) {
		return code{}
	}
	unitHead := containsAny(header, "单位", "部门代", "部门编", "部门（", "部门(")
	switch {
	case strings.Contains(header, "项目") && !strings.Contains(header, "科目") && projectCode.MatchString(s) && len(s) >= minProjectCode:
		return code{project, s}
	case !words.IsDigits(s):
		return code{}
	case unitHead && !strings.Contains(header, "科目") && unitDigits.MatchString(s):
		return code{unitScheme, s}
	case codeDigits.MatchString(s) && schemeOf(s) != noScheme && !unitNamed(s, name):
		return code{schemeOf(s), s}
	case unitDigits.MatchString(s):
		return code{unitScheme, s}
	}
	return code{}
}

// otherCode heads a column of codes that are of no budget classification: of bonds, goods, documents,
// regions.
var otherCode = regexp.MustCompile(`债|证券|资产|品目|采购|合同|文号|信用|身份|账号|区划|邮政|发票|设备`)

// unitNamed says whether a code that may be of either kind stands beside a unit's name.
func unitNamed(digits, name string) bool {
	if name == "" || strings.HasSuffix(name, "支出") || strings.HasSuffix(name, "事务") || strings.HasSuffix(name, "费") {
		return false
	}
	return len(digits) == 3 && unitWords.MatchString(name)
}

// splitCode takes a classification code off the name it is printed with: 2010301 行政运行,
// [301]工资福利支出, 50101-工资奖金津补贴.
func splitCode(text string) (code, string) {
	m := codeAndName.FindStringSubmatch(words.Fold(text))
	if m == nil || !words.HasHan(m[2]) || !codeDigits.MatchString(m[1]) {
		return code{}, text
	}
	if s := schemeOf(m[1]); s != noScheme && (len(m[1]) > 3 || startsName(m[2])) {
		return code{s, m[1]}, m[2]
	}
	return code{}, text
}

// projectAndName is a project printed with its code: 11000022T000000451978-企业法制法规建设项目.
var projectAndName = regexp.MustCompile(`^([0-9A-Z]{11,})[-_—](.*\p{Han}.*)$`)

// splitProject takes a project's code off its name; the code is empty where none is printed.
func splitProject(text string) (code, name string) {
	if m := projectAndName.FindStringSubmatch(words.Fold(text)); m != nil {
		return m[1], m[2]
	}
	return "", text
}

// unitColumn heads a column of agencies' names, in which a code before the name is the agency's.
var unitColumn = regexp.MustCompile(`^(预算)?(单位|部门)(名称)?$|^预算单位`)

// splitUnit takes an agency's code off its name: [315]某市统计局, 126001某市信访局.
func splitUnit(text string) code {
	if m := codeAndName.FindStringSubmatch(words.Fold(text)); m != nil && unitDigits.MatchString(m[1]) && unitWords.MatchString(m[2]) {
		return code{unitScheme, m[1]}
	}
	return code{}
}

// startsName says whether what follows three digits is a name, not a unit of measure: 301工资福利支出
// but not 301个.
func startsName(s string) bool {
	r := []rune(s)
	return len(r) >= 2 && !strings.ContainsRune("年月日个人辆台件项名户家元万亿次份所", r[0])
}

// parentCodes are the codes above a classification or unit code, nearest first.
func parentCodes(c code) []code {
	step := 2
	if c.scheme == unitScheme {
		step = 3
	}
	var out []code
	for n := len(c.text) - step; n >= 3; n -= step {
		out = append(out, code{c.scheme, c.text[:n]})
	}
	return out
}
