package meaning

import (
	"regexp"
	"strings"
	"testing"
)

func TestClassification(t *testing.T) {
	digits := map[string]*regexp.Regexp{Functional: regexp.MustCompile(`^2\d\d(\d\d){0,2}$`), Economic: regexp.MustCompile(`^3\d\d(\d\d)?$`), GovEconomic: regexp.MustCompile(`^5\d\d(\d\d)?$`)}
	seen := map[string]bool{}
	last := ""
	for _, c := range classification() {
		if digits[c.Scheme] == nil || !digits[c.Scheme].MatchString(c.Code) || c.Name == "" || c.Source == "" || c.First > c.Last {
			t.Errorf("%+v is no code of a classification", c)
		}
		if key := c.Code + c.Name; seen[key] {
			t.Errorf("%s %s stands twice", c.Code, c.Name)
		} else {
			seen[key] = true
		}
		if c.Code < last {
			t.Errorf("%s stands behind %s", c.Code, last)
		}
		last = c.Code
		if strings.TrimSpace(c.Name) != c.Name {
			t.Errorf("%q has a blank at its end", c.Name)
		}
	}
	for code, want := range map[[2]string]string{{Functional, "2130301"}: "行政运行", {Economic, "30113"}: "住房公积金", {GovEconomic, "50101"}: "工资奖金津补贴", {Functional, "2999999"}: ""} {
		if got := CodeName(code[0], code[1]); got != want {
			t.Errorf("%v is called %q, want %q", code, got, want)
		}
	}
}

func TestNamedAs(t *testing.T) {
	for label, want := range map[string]string{
		"2130301行政运行": "行政运行", "一、一般公共服务支出": "一般公共服务支出", "[301]工资福利支出": "工资福利支出", "维修(护)费": "维修（护）费", "合计": "", "其中：政府采购": "", "2026": "",
	} {
		if got := NamedAs(label); got != want {
			t.Errorf("NamedAs(%s) = %q, want %q", label, got, want)
		}
	}
}
