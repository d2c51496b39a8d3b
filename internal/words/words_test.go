package words

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// Every entry finds its examples and none of what its concept may not find.
func TestExamples(t *testing.T) {
	for _, fault := range append(shared.Faults(), units.Faults()...) {
		t.Error(fault)
	}
}

// A unit's example prints it: behind a figure, in brackets or after a colon, and nothing longer.
func TestUnitExamples(t *testing.T) {
	for _, u := range unitList() {
		at := strings.LastIndex(u.example, u.name)
		before := u.example[:max(at, 0)]
		if at < 0 || !strings.HasSuffix(u.example, u.name) && !strings.HasSuffix(u.example, u.name+"）") ||
			before == "" || !strings.HasSuffix(before, "（") && !strings.HasSuffix(before, "：") && !IsDigits(before[len(before)-1:]) {
			t.Errorf("the example %q does not print the unit %s", u.example, u.name)
		}
		if (u.kind == "money") != !u.yuan.IsZero() {
			t.Errorf("%s is %s and worth %s元", u.name, u.kind, u.yuan)
		}
	}
}

func TestYuan(t *testing.T) {
	for unit, want := range map[string]string{"元": "1", "万元": "10000", "百万元": "1000000", "亿元": "100000000", "万亿元": "1000000000000"} {
		if got, ok := Yuan(unit); !ok || got.String() != want {
			t.Errorf("%s is %s元 (%v), want %s", unit, got, ok, want)
		}
	}
	for _, unit := range []string{"美元", "人", "", "新臺幣元"} {
		if got := InYuan(decimal.NewNullDecimal(decimal.New(5, 0)), unit); got.Valid {
			t.Errorf("5%s is %s元", unit, got.Decimal)
		}
	}
}

func TestLetters(t *testing.T) {
	for _, c := range []struct{ what, got, want string }{
		{"squeezed", Squeeze("合 \u200b　计\n"), "合计"},
		{"folded", Fold("（１） 支 出％"), "(1)支出%"},
		{"a sentence", Sentence("收 入(1．5万元)；占５%"), "收入（1.5万元）；占5%"},
		{"the usual letters", Usual("⼯资⻓︰a\u00a0b（１）"), "工资长：a b（１）"},
		{"unquoted", Unquote("“三公”经费"), "三公经费"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
}

// The letters of letters.txt are given one for one, and each once.
func TestLetterTables(t *testing.T) {
	seen := map[string]bool{}
	for _, line := range strings.Split(lettersText, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 || line[0] == '#' {
			continue
		}
		from, to := letters(f[1]), letters(f[2])
		if len(from) != len(to) {
			t.Errorf("%s: %d letters for %d", line, len(to), len(from))
		}
		for _, r := range from {
			if seen[f[0]+string(r)] {
				t.Errorf("%s %q (%U) comes twice", f[0], r, r)
			}
			seen[f[0]+string(r)] = true
		}
	}
}

func TestNumbered(t *testing.T) {
	for text, want := range map[string]Numbering{
		"第二部分2026年预算":  {Section, 2, len("第二部分")},
		"二十三、债务付息支出":   {Chinese, 23, len("二十三、")},
		"（十）其他":        {BracketedChinese, 10, len("（十）")},
		"3.办公费":        {Arabic, 3, len("3.")},
		"3.2025年结转":    {Arabic, 3, len("3.")},
		"12、":          {Arabic, 12, len("12、")},
		"(4)其他":        {BracketedArabic, 4, len("(4)")},
		"⑫其他":          {Circled, 12, len("⑫")},
		"12.50万元":      {},
		"一般公共服务支出":     {},
		"301工资福利支出":    {},
		"（2026）年度":     {},
		"2026.一般公共预算":  {},
		"":             {},
		"第三条":          {},
		"（款）行政运行（项）":   {},
		"（一二三四五）五个字以上": {},
	} {
		if got := Numbered(text); got != want {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
	if got := TrimNumber("（一）基本支出"); got != "基本支出" {
		t.Errorf("without its number it is %s", got)
	}
	if a, b := (Numbering{Style: Section}).Level(), (Numbering{Style: Circled}).Level(); a != 1 || b != 5 {
		t.Errorf("the levels are %d and %d, want 1 and 5", a, b)
	}
}

func TestNames(t *testing.T) {
	type is struct{ row, head, ends, grand, part, aside bool }
	for name, want := range map[string]is{
		"合 计":          {row: true, head: true, ends: true, grand: true},
		"本年收入合计":       {row: true, head: true, ends: true},
		"项目支出小计":       {row: true, head: true, ends: true},
		"收入总计":         {row: true, head: true, ends: true, grand: true},
		"工资总额控制":       {},
		"其中：小计":        {head: true, ends: true, part: true, aside: true},
		"其 中：政府采购":     {part: true, aside: true},
		"（其中：财政拨款）":    {part: true, aside: true},
		"事业收入（不含教育收费）": {},
		"单位资金（其中：事业收入不含代收款）": {},
		"不含教育收费":     {aside: true},
		"扣除基建项目后预算数": {aside: true},
		"项目支出":       {},
	} {
		got := is{IsTotalRow(name), IsTotalHead(name), EndsAsTotal(name), IsGrandTotal(name), IsPart(name), StandsAside(name)}
		if got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	for name, want := range map[string]string{"其中：政府采购": "政府采购", "其中政府采购": "政府采购", "项目支出": "项目支出"} {
		if got := TrimPart(name); got != want {
			t.Errorf("%s without 其中 is %s", name, got)
		}
	}
}

func TestYearIn(t *testing.T) {
	for text, want := range map[string]int{"二〇二六年部门预算": 2026, "2024年度": 2024, "二○一九年": 2019, "２０２３年": 2023, "2026": 0, "第三年": 0} {
		if got := YearIn(text); got != want {
			t.Errorf("%s is of %d, want %d", text, got, want)
		}
	}
}

// What a concept takes out of a text is found by whichever of its entries, so that a further one is a line.
func TestTaken(t *testing.T) {
	p := Read("test", "[unit] a unit\nfrom nowhere\n单位:(.元)\t单位:万元 => 万元\n^[(](.元)[)]$\t(亿元) => 亿元\n").Pattern("unit")
	for text, want := range map[string]string{"单位:万元": "万元", "(亿元)": "亿元"} {
		if got, ok := Taken(p, text); got != want || !ok {
			t.Errorf("of %s %q is taken", text, got)
		}
	}
	if got, ok := Taken(p, "亿元"); ok {
		t.Errorf("of 亿元 %q is taken", got)
	}
	if got := TakenAll(p, "单位:万元,单位:千元"); !slices.Equal(got, []string{"万元", "千元"}) {
		t.Errorf("of two units %q are taken", got)
	}
	g := Read("test", "[pair] two things\nfrom nowhere\n(.)和(.)\t甲和乙 => 甲\n(.)$\t甲 => 甲\n")
	if got := g.Faults(); len(got) != 1 {
		t.Errorf("entries that take out one thing and two: %q", got)
	}
}

// A glossary whose examples do not hold says so.
func TestFaults(t *testing.T) {
	g := Read("test", "[a] x\nfrom nowhere\n合计$\t小计\t!合计\n计(.)\t计划 => 计\n总\t!无\n")
	if got := g.Faults(); len(got) != 4 {
		t.Errorf("%d faults, want 4: %q", len(got), got)
	}
	for _, bad := range []string{"合计\t合计", "[a] x\n合计\t合计", "[a] x\nfrom y\n合计", "[a] x\n[a] y"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q was read", bad)
				}
			}()
			Read("test", bad).parsed()
		}()
	}
}

// In a text that is longer than any writing nothing is looked for, whatever is asked: a file that draws characters without
// end took minutes of hundreds of patterns. A paragraph of several pages is read.
func TestNothingIsFoundInTextsWithoutEnd(t *testing.T) {
	p := Expression(`(收入)[0-9]*`)
	page := strings.Repeat("支出", 5000) + "收入1"
	if !p.MatchString(page) || p.FindString(page) != "收入1" {
		t.Error("a long paragraph is not read")
	}
	endless := strings.Repeat("支出", 20000) + "收入1"
	if p.MatchString(endless) || p.FindString(endless) != "" || p.FindStringIndex(endless) != nil || p.FindStringSubmatch(endless) != nil ||
		p.FindStringSubmatchIndex(endless) != nil || p.FindAllString(endless, -1) != nil || p.FindAllStringIndex(endless, -1) != nil ||
		p.FindAllStringSubmatch(endless, -1) != nil || p.FindAllStringSubmatchIndex(endless, -1) != nil {
		t.Error("something is found in a text without end")
	}
	if p.ReplaceAllString(endless, "") != endless || p.ReplaceAllStringFunc(endless, strings.ToUpper) != endless || len(p.Split(endless, -1)) != 1 {
		t.Error("a text without end is changed")
	}
}

// A glossary is taken apart late, and a pattern at the top of a file whose concept it lacks is noticed then, whichever is asked first.
func TestMissingConcept(t *testing.T) {
	g := Read("test", "[a] x\nfrom nowhere\n合计\t合计\n")
	there := g.Pattern("a")
	g.Pattern("unit.money") // of the base
	g.Pattern("b")
	for range 2 {
		func() {
			defer func() {
				if told := recover(); told == nil || !strings.Contains(told.(string), "no concept b") {
					t.Errorf("told is %v", told)
				}
			}()
			there.MatchString("合计")
		}()
	}
	if got := g.Words("a"); !slices.Equal(got, []string{"合计"}) {
		t.Errorf("the words are %q", got)
	}
}
