// Package code reads the codes that tables print, alone, in levels, and before names: those of the budget
// classifications, of agencies and of projects.
package code

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/words"
)

// A Scheme is a classification that codes belong to.
type Scheme int

const (
	None       Scheme = iota
	Functional        // 支出功能分类: 类 201-234, 款 5 digits, 项 7 digits
	Economic          // 部门预算支出经济分类: 类 301-399, 款 5 digits
	Government        // 政府预算支出经济分类: 类 501-599, 款 5 digits
	Agency            // 预算单位
	Project           // 项目
	Revenue           // 收入分类: 类 101-110, 款 5, 项 7 digits
)

// A Code is a code of some scheme; one of several levels (类 款 项) is joined.
type Code struct {
	Scheme Scheme
	Text   string
}

// Classifies says whether the code is of one of the budget classifications.
func (c Code) Classifies() bool {
	return c.Scheme == Functional || c.Scheme == Economic || c.Scheme == Government || c.Scheme == Revenue
}

// Above are the codes of the levels above, nearest first.
func (c Code) Above() []Code {
	step := 2
	if c.Scheme == Agency {
		step = 3
	}
	var out []Code
	for n := len(c.Text) - step; n >= 3; n -= step {
		out = append(out, Code{c.Scheme, c.Text[:n]})
	}
	return out
}

// leastProject is how long a project's code is at least: the budget system numbers projects with 21
// characters, older systems with 12 or more.
const leastProject = 11

var (
	classDigits    = words.Expression(`^\d{3}(\d{2}){0,2}$`)
	agencyDigits   = words.Expression(`^\d{3}(\d{3}){0,2}$`)
	projectDigits  = words.Expression(`^[0-9A-Za-z][0-9A-Za-z-]+$`)
	codeAndName    = words.Expression(`^[(\[【]?(\d{3,})[)\]】]?[-_—\s]*(\D.*)$`)
	projectAndName = words.Expression(`^([0-9A-Z]{11,})[-_—](.*\p{Han}.*)$`)
)

//go:embed code.txt
var codeText string

var (
	wordings    = words.Read("code", codeText)
	agencyHead  = wordings.Pattern("head.agency")
	subjectHead = wordings.Pattern("head.subject")
	otherHead   = wordings.Pattern("head.other")
	className   = wordings.Pattern("class-name")
	counted     = wordings.Pattern("counted")

	// NamesAgencies says whether a head is of agencies' names, before which their codes can stand.
	NamesAgencies = wordings.Says("head.agency-names", words.AsPrinted)

	// NumbersProjects says whether a head is of projects, whose codes hold letters too.
	NumbersProjects = wordings.Says("head.project", words.AsPrinted)
)

// schemeOf tells a classification code's scheme by its first digit.
func schemeOf(digits string) Scheme {
	switch digits[0] {
	case '1':
		return Revenue
	case '2':
		return Functional
	case '3':
		return Economic
	case '5':
		return Government
	}
	return None
}

// Read tells what a code in a column of codes is. The column's head decides between an agency and a
// classification where the digits allow both; name is the name that stands beside it.
func Read(text, head, name string) Code {
	s := words.Fold(text)
	if s == "" || words.HasHan(s) || otherHead.MatchString(words.Fold(head)) {
		return Code{}
	}
	ofSubjects := subjectHead.MatchString(head)
	switch {
	case NumbersProjects(head) && !ofSubjects && projectDigits.MatchString(s) && len(s) >= leastProject:
		return Code{Project, s}
	case !words.IsDigits(s):
		return Code{}
	case agencyHead.MatchString(head) && !ofSubjects && agencyDigits.MatchString(s):
		return Code{Agency, s}
	case classDigits.MatchString(s) && schemeOf(s) != None && !namesAgency(s, name):
		return Code{schemeOf(s), s}
	case ofSubjects && schemeOf(s) == Revenue && len(s) == longestRevenue:
		return Code{Revenue, s}
	case agencyDigits.MatchString(s):
		return Code{Agency, s}
	}
	return Code{}
}

// longestRevenue is how many digits the code of the deepest revenue item (目) has.
const longestRevenue = 9

// namesAgency says whether a code that may be of either kind stands beside an agency's name.
func namesAgency(digits, name string) bool {
	return len(digits) == 3 && name != "" && !className.MatchString(name) && words.EndsAsAgency(name)
}

// IsPart says whether a text can be a code or one level of it; of projects, under their head, also with
// letters.
func IsPart(text, head string) bool {
	return words.IsDigits(text) || NumbersProjects(head) && projectDigits.MatchString(text)
}

// IsLong says whether digits are too many for anything but a code.
func IsLong(text string) bool {
	s := words.Fold(text)
	return words.IsDigits(s) && len(s) >= leastProject
}

// Split takes a classification code off the name it is printed with: 2010301 行政运行,
// [301]工资福利支出, 50101-工资奖金津补贴. Without one the name is the text.
func Split(text string) (c Code, name string) {
	m := codeAndName.FindStringSubmatch(words.Fold(text))
	if m == nil || !words.HasHan(m[2]) || !classDigits.MatchString(m[1]) {
		return Code{}, text
	}
	if s := schemeOf(m[1]); s != None && (len(m[1]) > 3 || !counted.MatchString(m[2])) {
		return Code{s, m[1]}, m[2]
	}
	return Code{}, text
}

// SplitProject takes a project's code off its name: 11000022T000000451978-企业法制法规建设项目. Its scheme is
// None, and the name the text, where none is printed.
func SplitProject(text string) (c Code, name string) {
	if m := projectAndName.FindStringSubmatch(words.Fold(text)); m != nil {
		return Code{Project, m[1]}, m[2]
	}
	return Code{}, text
}

// OfAgency is an agency's code that stands before its name: [315]某市统计局, 126001某市信访局.
func OfAgency(text string) Code {
	if m := codeAndName.FindStringSubmatch(words.Fold(text)); m != nil && agencyDigits.MatchString(m[1]) && words.EndsAsAgency(m[2]) {
		return Code{Agency, m[1]}
	}
	return Code{}
}
