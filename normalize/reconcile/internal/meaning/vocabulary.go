package meaning

import "regexp"

// A word is an expression of headers, row names and sentences, and what it adds to a meaning.
type word struct {
	pattern *regexp.Regexp
	adds    func(*Meaning) bool // false if it contradicts what is already known
}

func w(pattern string, adds func(*Meaning) bool) word {
	return word{regexp.MustCompile(`^(` + pattern + `)`), adds}
}

// vocabulary is read from the longest expression to the shortest.
var vocabulary = []word{
	w(`收入、支出|收、支|收支|收入支出`, nothing),
	w(`一般公共预算(财政)?(当年)?(拨款|资金)?|一般公共财政拨款|财政拨款（补助）`, fund("gpb")),
	w(`政府性基金(预算)?(财政)?(拨款|资金)?`, fund("govfund")),
	w(`国有资本经营(预算)?(财政)?(拨款|资金)?`, fund("capital")),
	w(`财政专户(管理|核拨)?(资金|的?教育收费)?|财政专户管理事业`, fund("special")),
	w(`单位资金`, fund("unit")),
	w(`财政拨款|财政拨款（补助）资金|财政资金|公共财政拨款`, fund("fiscal")),
	w(`事业单位经营服务收入|事业单位经营收入(资金)?|事业单位经营资金|经营收入(资金)?`, source("business")),
	w(`事业收入(资金)?`, source("service")),
	w(`上级补助收入(资金)?`, source("superior")),
	w(`附属单位上缴收入(资金)?`, source("affiliates")),
	w(`其他收入(资金)?`, source("other")),
	w(`(上年|年初)结转(和|及|、)?(结余|和结余)?(收入|资金)?|上年结余、?结转`, reach(CarriedIn)),
	w(`(年末|年终|结转下年)(结转)?(和|及)?(结余)?(支出)?|结转下年`, reach(CarriedTo)),
	w(`基本支出`, use("basic")),
	w(`项目支出`, use("project")),
	w(`上缴上级支出`, use("remitted")),
	w(`(事业单位)?经营支出`, use("business")),
	w(`对附属单位补助支出`, use("subsidies")),
	w(`人员(经费(支出)?|支出)`, use("personnel")),
	w(`(日常)?公用(经费(支出)?|支出)`, use("public")),
	w(`行政单位机构运转经费|(行政)?机关运行经费(支出)?|机构运转经费|机构运行经费`, special("operating")),
	w(`机关工资福利支出`, func(m *Meaning) bool { return set(&m.Gov, "501") }),
	w(`工资福利支出`, economic("301")),
	w(`对个人和家庭的?补助(支出)?`, economic("303")),
	w(`商品和服务支出`, economic("302")),
	w(`资本性支出（基本建设）`, economic("309")),
	w(`资本性支出`, economic("310")),
	w(`通过|相应|各项|所属各预算单位|安排的?|用于|(部门|单位)(综合)?(?:预算|决算)|部门|单位|当年|年度|资金|财政(?:预算|决算)|本级`, nothing),
	w(`“?三公”?经费(合计|小计|支出)?`, special("three-public")),
	w(`因公出国（境）(费用?|经费|支出|费)?(支出)?`, special("abroad")),
	w(`公务用?车购置(费|费用)?(及|和|与|、)(公务用?车)?运(行维护|行维修|行|维)(费|费用|经费)?(支出)?`, special("vehicles")),
	w(`公务用?车购置(费|费用|经费|支出)?(支出)?`, special("vehicle-purchase")),
	w(`公务用?车运(行及维护|行维护|行维修|行|维)(费|费用|经费)?(支出)?`, special("vehicle-running")),
	w(`公务接待(费|费用|经费)?(支出)?`, special("reception")),
	w(`会议费(支出)?`, special("meetings")),
	w(`培训费(支出)?`, special("training")),
	w(`本年(度)?`, reach(ThisYear)),
	w(`(年初|全年)?预算数?|预算金额|预算数`, nothing),
	w(`支出决算数?`, flow("out")),
	w(`收入决算数?`, flow("in")),
	w(`预（决）算数?|决算数?|（财政拨款）`, nothing),
	w(`总收入`, func(m *Meaning) bool { return set(&m.Flow, "in") && reach(Total)(m) }),
	w(`总支出`, func(m *Meaning) bool { return set(&m.Flow, "out") && reach(Total)(m) }),
	w(`收入`, flow("in")),
	w(`支出|拨款支出`, flow("out")),
	w(`总计|总预算|总额|总额为`, reach(Total)),
	w(`合计|小计|金额|数|总|计|为|的|、|：|:`, nothing),
}

// Understand reads an expression word by word into a meaning. It is false if a word of it is
// unknown or contradicts another: then nothing is known.
func (m *Meaning) Understand(text string) bool {
	for text != "" {
		rest, ok := m.word(text)
		if !ok {
			return false
		}
		text = rest
	}
	return true
}

func (m *Meaning) word(text string) (string, bool) {
	for _, v := range vocabulary {
		if hit := v.pattern.FindString(text); hit != "" {
			return text[len(hit):], v.adds(m)
		}
	}
	return text, false
}
