package meaning

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// A subject is what a table as a whole is about, read from its title.
type subject struct {
	Meaning
	TwoSided bool
	Known    bool
}

var (
	untold     = regexp.MustCompile(`绩效|目标|采购|购买|资产|债务|转移支付|结转|明细|类型|上年|项目|委托|专项|清单|目录`)
	titleFunds = []struct {
		pattern *regexp.Regexp
		fund    string
	}{
		{regexp.MustCompile(`政府性基金`), "govfund"},
		{regexp.MustCompile(`国有资本`), "capital"},
		{regexp.MustCompile(`一般公共预算`), "gpb"},
		{regexp.MustCompile(`财政拨款|财政补助`), "fiscal"},
	}
	incomeTitle  = regexp.MustCompile(`收入`)
	balanceTitle = regexp.MustCompile(`收支|收入支出`)
	spendTitle   = regexp.MustCompile(`支出`)
)

// OfTitle reads a table's title.
func OfTitle(title string, doc *normalize.Disclosure) subject {
	var s subject
	s.Year, s.Stage = doc.Year, string(doc.Kind)
	if strings.Contains(title, "三公") {
		s.Item, s.Known = "three-public", true
		return s
	}
	if untold.MatchString(title) {
		return s
	}
	for _, f := range titleFunds {
		if f.pattern.MatchString(title) {
			s.Fund = f.fund
			break
		}
	}
	if strings.Contains(title, "基本支出") {
		s.Use = "basic"
	}
	switch {
	case balanceTitle.MatchString(title):
		s.TwoSided, s.Known = true, true
	case incomeTitle.MatchString(title):
		s.Flow, s.Known = "in", true
	case spendTitle.MatchString(title):
		s.Flow, s.Known = "out", true
	}
	return s
}
