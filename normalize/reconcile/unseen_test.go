package reconcile

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// An invented department spends amounts to the cent; its disclosure prints each figure rounded by itself, as
// spreadsheets do.
type invented struct {
	*page
	rnd    *rand.Rand
	items  []inventedItem
	print  printing
	second printing // of every other table
	tables int
}

type inventedItem struct {
	code, name string
	parts      map[string]decimal.Decimal // 元, by what they are for
}

// A printing is how a table prints its amounts.
type printing struct {
	unit   string
	places int32
}

var printings = []printing{{"万元", 2}, {"万元", 0}, {"元", 2}, {"元", 0}, {"万元", 6}, {"万元", 4}}

var inventedFunctions = []string{"2010301 行政运行", "2010302 一般行政管理事务", "2010350 事业运行", "2013101 专项业务", "2080501 行政单位离退休",
	"2080505 机关事业单位基本养老保险缴费支出", "2081199 其他残疾人事业支出", "2101101 行政单位医疗", "2101103 公务员医疗补助", "2120899 其他国有土地使用权出让收入安排的支出",
	"2210201 住房公积金", "2210203 购房补贴"}

var uses3 = []string{"personnel", "public", "project", "fund", "own"}

func invent(seed uint64) *invented {
	rnd := rand.New(rand.NewPCG(seed, 7))
	v := &invented{page: budget(), rnd: rnd, print: printings[rnd.IntN(len(printings))]}
	v.second = v.print
	if rnd.IntN(3) == 0 {
		v.second = printings[rnd.IntN(len(printings))]
	}
	if rnd.IntN(2) == 0 {
		v.ds.Disclosures[0].Kind = normalize.Final
	}
	for _, f := range inventedFunctions {
		if rnd.IntN(4) == 0 {
			continue
		}
		code, name, _ := strings.Cut(f, " ")
		it := inventedItem{code, name, map[string]decimal.Decimal{}}
		for _, u := range uses3 {
			if rnd.IntN(3) > 0 {
				it.parts[u] = decimal.New(1+rnd.Int64N(int64(1)<<(10+rnd.IntN(25))), -2)
			}
		}
		v.items = append(v.items, it)
	}
	return v
}

// sum is what items whose code begins with a prefix spend for uses.
func (v *invented) sum(prefix string, uses ...string) decimal.Decimal {
	var out decimal.Decimal
	for _, it := range v.items {
		for _, u := range uses {
			if strings.HasPrefix(it.code, prefix) {
				out = out.Add(it.parts[u])
			}
		}
	}
	return out
}

// text is an amount as the table at hand prints it; nothing is a dot, or a zero in tables that print zeros.
func (v *invented) text(yuanValue decimal.Decimal, zeros bool) string {
	p := v.printing()
	if yuanValue.IsZero() && !zeros {
		return "."
	}
	one, _ := words.Yuan(p.unit)
	return yuanValue.Div(one).StringFixed(p.places)
}

func (v *invented) printing() printing {
	if v.tables%2 == 1 {
		return v.second
	}
	return v.print
}

// byFunction adds a table by function whose columns are sums of uses.
func (v *invented) byFunction(title, heads string, columns ...[]string) {
	zeros := v.rnd.IntN(3) == 0
	rows := []string{"合计" + v.line("", zeros, columns)}
	seen := map[string]bool{}
	for _, it := range v.items {
		for _, n := range []int{3, 5, 7} {
			code := it.code[:n]
			if seen[code] {
				continue
			}
			seen[code] = true
			name := map[int]string{3: "类" + code, 5: "款" + code, 7: it.name}[n]
			rows = append(rows, code+name+v.line(code, zeros, columns))
		}
	}
	v.table(title, v.printing().unit, heads, rows...)
	v.tables++
}

func (v *invented) line(prefix string, zeros bool, columns [][]string) string {
	var b strings.Builder
	for _, uses := range columns {
		b.WriteString(" " + v.text(v.sum(prefix, uses...), zeros))
	}
	return b.String()
}

// changes adds a table with last year's amounts, the difference and its percentage, each rounded by itself.
func (v *invented) changes() {
	p := v.printing()
	var rows []string
	add := func(name, prefix string) {
		this := v.sum(prefix, "personnel", "public", "project")
		last := this.Mul(decimal.New(50+v.rnd.Int64N(100), -2)).Round(2)
		if last.IsZero() {
			return
		}
		percent := this.Sub(last).Mul(decimal.New(100, 0)).DivRound(last, 2).StringFixed(2)
		rows = append(rows, fmt.Sprintf("%s %s %s %s %s", name, v.text(last, true), v.text(this, true), v.text(this.Sub(last), true), percent))
	}
	for _, it := range v.items {
		add(it.code+it.name, it.code)
	}
	v.table("一般公共预算支出表", p.unit, "上年预算数 本年预算数 增减额 增减%", rows...)
	v.percent(5)
	v.tables++
}

// balances adds final accounts of each function: what was left of last year, received, given back and left.
func (v *invented) balances() {
	rows := []string{""}
	var gotAll, backAll decimal.Decimal
	for _, it := range v.items {
		got := v.sum(it.code, "fund", "project")
		if got.IsZero() {
			continue
		}
		back := got.Mul(decimal.New(v.rnd.Int64N(30), -2)).Round(2).Neg()
		rows = append(rows, fmt.Sprintf("%s%s %s %s %s", it.code, it.name, v.text(got, true), v.text(back, true), v.text(got.Add(back), true)))
		gotAll, backAll = gotAll.Add(got), backAll.Add(back)
	}
	rows[0] = fmt.Sprintf("合计 %s %s %s", v.text(gotAll, true), v.text(backAll, true), v.text(gotAll.Add(backAll), true))
	v.table("政府性基金预算财政拨款收入支出决算表", v.printing().unit, "年初预算数 预算调整数 合计", rows...)
	v.tables++
}

// byClass adds basic expenditure by economic class, with zeros where nothing was spent.
func (v *invented) byClass() {
	personnel, public := v.sum("", "personnel"), v.sum("", "public")
	share := func(of decimal.Decimal, percent int64) decimal.Decimal {
		return of.Mul(decimal.New(percent, -2)).Round(2)
	}
	wages, goods := share(personnel, 83), share(public, 91)
	line := func(name string, a, b decimal.Decimal) string {
		return fmt.Sprintf("%s %s %s %s", name, v.text(a.Add(b), true), v.text(a, true), v.text(b, true))
	}
	var none decimal.Decimal
	basicPay, office := share(wages, 37), share(goods, 12)
	v.table("一般公共预算基本支出表", v.printing().unit, "合计 人员经费 公用经费",
		line("合计", personnel, public),
		line("301工资福利支出", wages, none), line("30101基本工资", basicPay, none), line("30102津贴补贴", wages.Sub(basicPay), none),
		line("302商品和服务支出", none, goods), line("30201办公费", none, office), line("30299其他商品和服务支出", none, goods.Sub(office)),
		line("303对个人和家庭的补助", personnel.Sub(wages), none), line("30305生活补助", personnel.Sub(wages), none),
		line("310资本性支出", none, public.Sub(goods)), line("31002办公设备购置", none, public.Sub(goods))).economic()
	v.tables++
}

// threePublic adds the three public expenses of two years.
func (v *invented) threePublic() {
	var cells []string
	for range 2 {
		abroad, buy, run, host := v.some(), v.some(), v.some(), v.some()
		cars := buy.Add(run)
		for _, amount := range []decimal.Decimal{abroad.Add(cars).Add(host), abroad, cars, buy, run, host} {
			cells = append(cells, v.text(amount, true))
		}
	}
	v.table("一般公共预算“三公”经费支出表", v.printing().unit,
		"上年预算数/“三公”经费合计 上年预算数/因公出国（境）费 上年预算数/公务用车购置及运行费/小计 上年预算数/公务用车购置及运行费/公务用车购置费 上年预算数/公务用车购置及运行费/公务用车运行费 上年预算数/公务接待费 "+
			"本年预算数/“三公”经费合计 本年预算数/因公出国（境）费 本年预算数/公务用车购置及运行费/小计 本年预算数/公务用车购置及运行费/公务用车购置费 本年预算数/公务用车购置及运行费/公务用车运行费 本年预算数/公务接待费",
		"某局 "+strings.Join(cells, " "))
	v.tables++
}

// some is an amount, or nothing.
func (v *invented) some() decimal.Decimal {
	if v.rnd.IntN(3) == 0 {
		return decimal.Zero
	}
	return decimal.New(1+v.rnd.Int64N(100_000_000), -2)
}

// document adds all tables.
func (v *invented) document() *normalize.Dataset {
	gpb := []string{"personnel", "public", "project"}
	all := append([]string{"fund", "own"}, gpb...)
	v.byFunction("部门支出总表", "合计 基本支出 项目支出", all, []string{"personnel", "public"}, []string{"project", "fund", "own"})
	v.byFunction("部门收入总表", "合计 本年收入/小计 本年收入/一般公共预算 本年收入/政府性基金预算 本年收入/国有资本经营预算 本年收入/单位资金 上年结转结余",
		all, all, gpb, []string{"fund"}, nil, []string{"own"}, nil)
	v.byFunction("财政拨款支出表", "合计 一般公共预算 政府性基金预算 国有资本经营预算", append([]string{"fund"}, gpb...), gpb, []string{"fund"}, nil)
	v.changes()
	v.byFunction("一般公共预算支出明细表", "合计 基本支出/小计 基本支出/人员经费 基本支出/公用经费 项目支出",
		gpb, []string{"personnel", "public"}, []string{"personnel"}, []string{"public"}, []string{"project"})
	v.byFunction("政府性基金预算支出表", "合计 基本支出 项目支出", []string{"fund"}, nil, []string{"fund"})
	v.byFunction("项目支出表", "合计 一般公共预算 政府性基金预算 单位资金 其中：政府采购", []string{"project", "fund", "own"}, []string{"project"}, []string{"fund"}, []string{"own"}, []string{"fund"})
	v.balances()
	v.byClass()
	v.threePublic()
	return v.checked()
}

const inventedDocuments = 300

// TestInventedDocuments keeps documents of departments that there are not, whose figures were all rounded by themselves, free of
// errors, and then puts a wrong digit into every third of them.
func TestInventedDocuments(t *testing.T) {
	figures, verified := 0, 0
	var all score
	for seed := range uint64(inventedDocuments) {
		v := invent(seed)
		ds := v.document()
		for _, f := range ds.Findings {
			if f.Severity == normalize.Error {
				t.Errorf("document %d (%v, %v): %s: %s", seed, v.print, v.second, f.Code, f.Message)
			}
		}
		figures += len(ds.Records)
		verified += ds.Disclosures[0].Verified
		if seed%3 > 0 {
			continue
		}
		records, _ := checkedFigures(ds)
		rnd := rand.New(rand.NewPCG(seed, 11))
		one, _ := seedEach(ds, []fault{recordFault(ds, records[rnd.IntN(len(records))], rnd)})
		all = all.plus(one)
	}
	t.Logf("%d documents, %d of %d figures verified", inventedDocuments, verified, figures)
	all.hold(t, "a wrong digit: "+strings.Join(all.missed, "; "), 99, 90)
}
