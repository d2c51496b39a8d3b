package reconcile

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// A quantity says what a figure measures, in the dimensions that budgets are drawn up by. Two
// figures of one quantity are the same amount, wherever they are printed. An empty dimension means
// the whole of it.
type quantity struct {
	flow     string // in, out
	fund     string // fiscal, gpb, govfund, capital, special
	use      string // basic, project, personnel, public, ...
	source   string // of income, as named in the vocabulary
	function string // code
	economic string // code, department scheme
	gov      string // code, government scheme
	item     string // of a subject of its own: the three public expenses, procurement, ...
	stage    string // budget, final
	year     int
	set      int // which set of tables, where one document holds those of several agencies
}

// A scope says whether an amount takes in what was carried over.
type scope string

const (
	unsaid    scope = ""
	total     scope = "total"     // with what was carried over (总计)
	thisYear  scope = "this-year" // without (本年合计)
	carriedIn scope = "carried-in"
	carriedTo scope = "carried-to"
)

// A meaning is a quantity with its scope.
type meaning struct {
	quantity
	scope scope
}

// A word is an expression of headers, row names and sentences, and what it adds to a meaning.
type word struct {
	pattern *regexp.Regexp
	adds    func(*meaning) bool // false if it contradicts what is already known
}

func w(pattern string, adds func(*meaning) bool) word {
	return word{regexp.MustCompile(`^(` + pattern + `)`), adds}
}

func flow(v string) func(*meaning) bool {
	return func(m *meaning) bool { return set(&m.flow, v) }
}
func use(v string) func(*meaning) bool {
	return func(m *meaning) bool { return refine(&m.use, v, uses) && set(&m.flow, "out") }
}
func fund(v string) func(*meaning) bool {
	return func(m *meaning) bool { return refine(&m.fund, v, funds) }
}
func source(v string) func(*meaning) bool {
	return func(m *meaning) bool { return set(&m.source, v) && set(&m.flow, "in") }
}
func economic(v string) func(*meaning) bool {
	return func(m *meaning) bool { return set(&m.economic, v) && set(&m.flow, "out") }
}
func special(v string) func(*meaning) bool {
	return func(m *meaning) bool { m.flow = ""; return set(&m.item, v) }
}
func reach(v scope) func(*meaning) bool {
	return func(m *meaning) bool {
		if m.scope == v || m.scope == unsaid || m.scope == thisYear && v != thisYear {
			m.scope = v
			return true
		}
		return m.scope == total && v == thisYear
	}
}
func nothing(*meaning) bool { return true }

// set fills a dimension; a second, different value contradicts the first.
func set(dim *string, v string) bool {
	if *dim != "" && *dim != v {
		return false
	}
	*dim = v
	return true
}

// funds and uses: each with the wider one that it is a part of.
var funds = map[string]string{"gpb": "fiscal", "govfund": "fiscal", "capital": "fiscal", "fiscal": "", "special": "", "unit": ""}
var uses = map[string]string{"personnel": "basic", "public": "basic", "basic": "", "project": "",
	"remitted": "", "business": "", "subsidies": "", "operating": ""}

// refine narrows a dimension to a part of what it was; something wider is no contradiction.
func refine(dim *string, v string, wider map[string]string) bool {
	switch {
	case *dim == "" || *dim == v || wider[v] == *dim:
		*dim = v
	case wider[*dim] != v:
		return false
	}
	return true
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
	w(`(上年|年初)结转(和|及|、)?(结余|和结余)?(收入|资金)?|上年结余、?结转`, reach(carriedIn)),
	w(`(年末|年终|结转下年)(结转)?(和|及)?(结余)?(支出)?|结转下年`, reach(carriedTo)),
	w(`基本支出`, use("basic")),
	w(`项目支出`, use("project")),
	w(`上缴上级支出`, use("remitted")),
	w(`(事业单位)?经营支出`, use("business")),
	w(`对附属单位补助支出`, use("subsidies")),
	w(`人员(经费(支出)?|支出)`, use("personnel")),
	w(`(日常)?公用(经费(支出)?|支出)`, use("public")),
	w(`行政单位机构运转经费|(行政)?机关运行经费(支出)?|机构运转经费|机构运行经费`, special("operating")),
	w(`机关工资福利支出`, func(m *meaning) bool { return set(&m.gov, "501") }),
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
	w(`本年(度)?`, reach(thisYear)),
	w(`(年初|全年)?预算数?|预算金额|预算数`, nothing),
	w(`支出决算数?`, flow("out")),
	w(`收入决算数?`, flow("in")),
	w(`预（决）算数?|决算数?|（财政拨款）`, nothing),
	w(`总收入`, func(m *meaning) bool { return set(&m.flow, "in") && reach(total)(m) }),
	w(`总支出`, func(m *meaning) bool { return set(&m.flow, "out") && reach(total)(m) }),
	w(`收入`, flow("in")),
	w(`支出|拨款支出`, flow("out")),
	w(`总计|总预算|总额|总额为`, reach(total)),
	w(`合计|小计|金额|数|总|计|为|的|、|：|:`, nothing),
}

// understand reads an expression word by word into a meaning. It is false if a word of it is
// unknown or contradicts another: then nothing is known.
func (m *meaning) understand(text string) bool {
	for text != "" {
		rest, ok := m.word(text)
		if !ok {
			return false
		}
		text = rest
	}
	return true
}

func (m *meaning) word(text string) (string, bool) {
	for _, v := range vocabulary {
		if hit := v.pattern.FindString(text); hit != "" {
			return text[len(hit):], v.adds(m)
		}
	}
	return text, false
}

// settled brings a meaning to the form in which equal ones are equal: an economic class says more
// than 人员经费 does.
func (m meaning) settled() meaning {
	if m.economic != "" && (m.use == "personnel" || m.use == "public") {
		m.use = "basic"
	}
	if m.item != "" {
		m.flow, m.fund, m.use = "", "", ""
	}
	return m
}

// A subject is what a table as a whole is about, read from its title.
type subject struct {
	meaning
	twoSided bool
	ok       bool
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

// subjectOf reads a table's title.
func subjectOf(title string, doc *normalize.Disclosure) subject {
	var s subject
	s.year, s.stage = doc.Year, string(doc.Kind)
	if strings.Contains(title, "三公") {
		s.item, s.ok = "three-public", true
		return s
	}
	if untold.MatchString(title) {
		return s
	}
	for _, f := range titleFunds {
		if f.pattern.MatchString(title) {
			s.fund = f.fund
			break
		}
	}
	if strings.Contains(title, "基本支出") {
		s.use = "basic"
	}
	switch {
	case balanceTitle.MatchString(title):
		s.twoSided, s.ok = true, true
	case incomeTitle.MatchString(title):
		s.flow, s.ok = "in", true
	case spendTitle.MatchString(title):
		s.flow, s.ok = "out", true
	}
	return s
}

// functionClasses are the names of the functional classes (功能分类类级科目), former names included.
var functionClasses = map[string]string{
	"一般公共服务": "201", "外交": "202", "国防": "203", "公共安全": "204", "教育": "205", "科学技术": "206",
	"文化旅游体育与传媒": "207", "文化体育与传媒": "207", "文化体育旅游与传媒": "207",
	"社会保障和就业": "208", "社会保障与就业": "208", "社会保险基金": "209",
	"卫生健康": "210", "医疗卫生与计划生育": "210", "医疗卫生": "210",
	"节能环保": "211", "城乡社区": "212", "城乡社区事务": "212", "农林水": "213", "农林水事务": "213", "交通运输": "214",
	"资源勘探工业信息等": "215", "资源勘探信息等": "215", "资源勘探电力信息等": "215",
	"商业服务业等": "216", "金融": "217", "援助其他地区": "219", "自然资源海洋气象等": "220", "国土海洋气象等": "220",
	"住房保障": "221", "粮油物资储备": "222", "灾害防治及应急管理": "224",
}

var (
	listNumber  = regexp.MustCompile(`^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+[、.]|\d+[、.]|（\d+）)`)
	classSuffix = regexp.MustCompile(`(（类）)?(支出)?(（类）|类)?$`)
)

// functionClass is the code of the functional class that a row or a sentence names.
func functionClass(label string) string {
	label = listNumber.ReplaceAllString(label, "")
	label = strings.TrimPrefix(label, "其中：")
	return functionClasses[classSuffix.ReplaceAllString(label, "")]
}
