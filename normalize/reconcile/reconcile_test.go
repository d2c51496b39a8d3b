package reconcile

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

const spending = "合计 基本支出 项目支出"

func TestOutcomes(t *testing.T) {
	tests := []struct {
		name string
		page *page
		want string // code:outcome that must be there
		not  string // code:outcome that must not
	}{
		{"a total column that holds", budget().table("支出总表", "万元", spending, "合计 30.00 10.00 20.00"), "column-total:pass", "column-total:fail"},
		{"a sum within rounding", budget().table("支出总表", "万元", spending, "合计 30.01 10.00 20.00"), "column-total:rounding", "column-total:fail"},
		{"a sum beyond rounding", budget().table("支出总表", "万元", spending, "合计 30.02 10.00 20.00"), "column-total:fail", "column-total:pass"},
		{"one part is the same figure printed twice", budget().table("支出总表", "万元", spending, "合计 30.01 30.00 ."), "column-total:fail", "column-total:rounding"},
		{"what a bracket leaves out makes its column no part", budget().table("收入总体情况表", "万元", "合计 财政拨款收入 事业收入（不含教育收费） 其他收入", "合计 30.00 10.00 15.00 5.00"), "column-total:pass", "column-total:fail"},
		{"nor does 其中 in a bracket", budget().table("收入总体情况表", "万元", "合计 财政拨款收入 单位资金（其中：事业收入不含代收款）", "合计 30.00 10.00 20.00"), "column-total:pass", "column-total:fail"},
		{"a column that leaves out something stands aside", budget().table("支出总表", "万元", "合计 基本支出 项目支出 扣除基建项目后预算数", "合计 30.00 10.00 20.00 15.00"), "column-total:pass", "column-total:fail"},
		{"a blank cell is no part", budget().table("支出总表", "万元", spending, "合计 30.00 . 30.00"), "column-total:pass", "column-total:fail"},
		{"a total row", budget().table("支出总表", "万元", "合计", "合计 5.00", "201甲 2.00", "202乙 3.00"), "row-total:pass", "row-total:fail"},
		{"a parent code", budget().table("支出总表", "万元", "合计", "201甲 5.00", "20101乙 2.00", "20102丙 3.00"), "parent-children:pass", "parent-children:fail"},
		{"其中 may be less", budget().table("支出总表", "万元", "合计 其中：工资", "甲 5.00 2.00"), "part-within:pass", "part-within:fail"},
		{"a column of change", budget().table("三公经费支出表", "万元", "上年预算数 本年预算数 增减额", "合计 5.00 7.00 2.00"), "column-change:pass", "column-change:fail"},
		{"the same total in two tables", budget().table("收支总表", "万元", "支出/金额", "支出总计 5.00").table("支出总表", "万元", "合计", "合计 5.00"), "same-amount:pass", "same-amount:fail"},
		{"the same total in two units", budget().table("收支总表", "元", "支出/金额", "支出总计 50123").table("支出总表", "万元", "合计", "合计 5.01"), "same-amount:rounding", "same-amount:fail"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := outcomes(test.page.checked())
			if got[test.want] == 0 {
				t.Errorf("no %s in %v", test.want, got)
			}
			if got[test.not] > 0 {
				t.Errorf("%s in %v", test.not, got)
			}
		})
	}
}

// TestNothingIsAccused keeps the rule that a table which was misread says nothing.
func TestNothingIsAccused(t *testing.T) {
	tests := []struct {
		name string
		page *page
	}{
		{"a column named 合计 that sums nothing", budget().table("情况表", "万元", "合计 甲 乙", "一 5.00 1.00 1.00", "二 7.00 2.00 2.00", "三 9.00 1.00 4.00")},
		{"a row that stands on another page", budget().table("支出总表", "万元", spending, "合计 60.00 30.00 30.00", "201甲 10.00 5.00 5.00", "202乙 20.00 10.00 10.00")},
		{"a class and its only item, with a total of other lists", budget().table("基本支出决算表", "万元", "决算数", "310资本性支出 6.84", ">31002办公设备购置 6.84", "公用经费合计 69.68")},
		{"总计 of a table without what is carried over", budget().table("部门收支总体情况表", "万元", "收入/预算数 支出/预算数", "本年合计 649.48 649.48", "结转 3.75 3.75", "总计 653.23 653.23").
			table("部门支出总体情况表", "万元", "总计 基本支出 项目支出", "合计 649.48 488.00 161.48")},
		{"amounts of a government's levels", budget().table("2026年全省一般公共预算支出表", "万元", "预算数", "支出合计 50.00").table("2026年省本级一般公共预算支出表", "万元", "预算数", "支出合计 20.00")},
		{"会议费 is no part of the three public expenses", budget().table("一般公共预算三公经费、会议费、培训费支出表", "万元", "“三公”经费合计 因公出国（境）费 公务接待费 会议费 培训费", "甲 3.00 1.00 2.00 7.00 8.00")},
		{"a share whose whole is not said", budget().claim(normalize.Amount, "一、甲", "基本支出", "10.00万元", 0, 0).claim(normalize.Share, "一、甲", "基本支出", "33%", 1, 0)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for _, f := range test.page.checked().Findings {
				t.Errorf("%s: %s", f.Code, f.Message)
			}
		})
	}
}

func TestNarrativeAgainstTables(t *testing.T) {
	ds := budget().
		table("支出总表", "万元", spending, "合计 287.43 196.35 91.08").
		claim(normalize.Amount, "三、支出预算总体情况说明", "支出合计", "287.43万元", 0, 0).
		claim(normalize.Amount, "三、支出预算总体情况说明", "基本支出", "196.25万元", 0, 1).
		claim(normalize.Share, "三、支出预算总体情况说明", "基本支出", "68.31%", 2, 1).
		checked()
	if ds.Claims[0].Outcome != normalize.Pass || len(ds.Claims[0].Records) == 0 {
		t.Errorf("total: %s %v", ds.Claims[0].Outcome, ds.Claims[0].Records)
	}
	if ds.Claims[1].Outcome != normalize.Fail {
		t.Errorf("wrong amount: %s", ds.Claims[1].Outcome)
	}
	if len(ds.Findings) != 1 || !strings.HasPrefix(ds.Findings[0].Message, "196.25万元 ") {
		t.Fatalf("findings: %v", ds.Findings)
	}
	if !strings.Contains(ds.Findings[0].Message, "196.35万元") {
		t.Errorf("no suggestion in %q", ds.Findings[0].Message)
	}
}

// TestNudgedShare keeps what a share is called that was set up so that all add up to 100%: a warning
// that gives both figures.
func TestNudgedShare(t *testing.T) {
	ds := budget().
		claim(normalize.Amount, "五、支出", "支出", "287.43万元", 0, 0).
		claim(normalize.Amount, "五、支出", "住房保障（类）支出", "14.32万元", 0, 1).
		claim(normalize.Share, "五、支出", "住房保障（类）支出", "4.99%", 2, 1).
		checked()
	if got := outcomes(ds); got["claim-share:fail"] != 1 {
		t.Fatalf("outcomes: %v", got)
	}
	f := ds.Findings[0]
	if f.Severity != normalize.Warning || !strings.Contains(f.Message, "4.98%") || !strings.Contains(f.Message, "100%") {
		t.Errorf("%s: %s", f.Severity, f.Message)
	}
}

func TestPercentChange(t *testing.T) {
	tests := []struct {
		percent string
		want    normalize.Outcome
	}{
		{"-36.68%", normalize.Pass},
		{"-36.69%", normalize.Fail},
		{"-37%", normalize.Pass},
	}
	for _, test := range tests {
		ds := budget().
			claim(normalize.Amount, "一、总体", "收入总计", "287.43万元", 0, 0).
			claim(normalize.Change, "一、总体", "收入总计", "-166.52万元", 1, 0).
			claim(normalize.PercentChange, "一、总体", "收入总计", test.percent, 1, 0).
			checked()
		if got := ds.Claims[2].Outcome; got != test.want {
			t.Errorf("%s: %s, want %s", test.percent, got, test.want)
		}
	}
}

// TestCulprit keeps who is blamed: the figure whose change heals all that fails and breaks nothing.
func TestCulprit(t *testing.T) {
	ds := budget().table("支出总表", "万元", spending,
		"合计 100.00 60.00 40.00", "201甲 52.00 33.00 19.00", "202乙 48.00 27.00 26.00").checked()
	if len(ds.Findings) != 1 {
		t.Fatalf("findings: %v", ds.Findings)
	}
	if f := ds.Findings[0]; f.Row != 3 || f.Column != 4 || !strings.Contains(f.Message, "21.00万元") {
		t.Errorf("row %d column %d: %s", f.Row, f.Column, f.Message)
	}
	for _, r := range ds.Records {
		wrong := r.Row == 3 && r.Column == 4
		if (r.Status == normalize.Contradicted) != wrong {
			t.Errorf("row %d column %d is %s", r.Row, r.Column, r.Status)
		}
	}
}

func TestRunsTwiceAlike(t *testing.T) {
	ds := truthDataset(t)
	normalize.Measure(ds)
	Check(ds, Options{})
	first, findings := len(ds.Checks), len(ds.Findings)
	normalize.Measure(ds)
	Check(ds, Options{})
	if len(ds.Checks) != first || len(ds.Findings) != findings {
		t.Errorf("%d checks and %d findings, then %d and %d", first, findings, len(ds.Checks), len(ds.Findings))
	}
}

// TestTruth reconciles what the shipped document says: nothing in its tables is wrong, and nearly all
// of it is verified.
func TestTruth(t *testing.T) {
	ds := truthDataset(t)
	normalize.Measure(ds)
	Check(ds, Options{})
	for _, f := range ds.Findings {
		t.Errorf("%s: %s", f.Code, f.Message)
	}
	if d := ds.Disclosures[0]; d.Verified < 273 || d.Failed != 0 {
		t.Errorf("%d of %d figures verified, %d checks failed", d.Verified, len(ds.Records), d.Failed)
	}
}

// TestShareOfAnotherSentence keeps that a share which lost the amount before it, as where a line of the
// page was cut off, is not held against the amount of the sentence before.
func TestShareOfAnotherSentence(t *testing.T) {
	p := budget().
		claim(normalize.Amount, "六、三公", "支出", "10.03万元", 0, 0).
		claim(normalize.Amount, "六、三公", "公务用车购置及运行维护费支出", "4.90万元", 0, 1).
		claim(normalize.Share, "六、三公", "公务用车购置及运行维护费支出", "51.15%", 2, 1)
	p.ds.Claims[2].Sentence = "元，占51.15%。"
	if got := outcomes(p.checked()); got["claim-share:fail"] != 0 {
		t.Errorf("outcomes: %v", got)
	}
}
