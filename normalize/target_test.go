package normalize

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
)

// TestKnownTargets reads the performance targets of the document that the project ships and compares
// each with what its pages print.
func TestKnownTargets(t *testing.T) {
	data, err := os.ReadFile("testdata/hongqi-2026-targets.tsv")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimRight(string(data), "\n"), "\n")
	doc, err := extract.Read(context.Background(), "../testdata/hongqi-2026/doc.pdf", extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range Document(doc).Targets {
		got = append(got, targetLine(&x))
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("missing: %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("not printed: %s", g)
		}
	}
}

func targetLine(x *Target) string {
	value := ""
	if x.Value.Valid {
		value = x.Value.Decimal.String()
	}
	return strings.Join([]string{strconv.Itoa(x.Table), x.ProjectCode, x.Project, x.Level1, x.Level2, x.Level3, x.Operator, value, x.ValueUnit, words.Squeeze(x.Text)}, "\t")
}

// A packed list prints all indicators of a project into one cell.
func TestPackedTargets(t *testing.T) {
	text := "1、1-产出指标；11-数量指标；会议活动保障次数；实施周期指标值:每年≥20场；年度指标值:≥20场。2、3-满意度指标；31-服务对象满意度；培训评价；实施周期指标值:≥4.5分；年度指标值:≥4.5分。"
	lt := layout.Table{FirstPage: 1, LastPage: 1, Title: "项目支出绩效目标表", HeaderRows: 1, Rows: 2, Columns: 3, Captions: []layout.Line{{Text: "单位：万元"}}}
	for i, s := range []string{"项目名称", "总计", "绩效指标", "运营服务项目", "1,391.47", text} {
		lt.Cells = append(lt.Cells, plainCell(1+i/3, 1+i%3, s))
	}
	ds := Document(&extract.Document{SHA256: strings.Repeat("0", 64), Pages: []page.Page{{Number: 1}}, Tables: []layout.Table{lt}})
	if len(ds.Targets) != 2 {
		t.Fatalf("%d targets, want 2", len(ds.Targets))
	}
	x := ds.Targets[0]
	if x.Project != "运营服务项目" || x.Level2 != "数量指标" || x.Operator != "≥" || x.ValueUnit != "场" || x.Amount.Decimal.String() != "1391.47" {
		t.Errorf("first target: %+v", x)
	}
}

// A list numbers its columns below its head and names a project in a row of its own; the indicators'
// operators and units name no project.
func TestProjectsOfList(t *testing.T) {
	ds := read(drawn("重点项目绩效目标表", "", `
		单位名称、项目名称|项目年度绩效目标|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|指标属性
		---
		1|2|3|4|5|6|7|8|9
		养老保险补助资金|完成发放||||||
		||产出指标|数量指标|获补对象数|＝|210000|人(人次、家)|定量指标
		||产出指标|质量指标|兑现准确率|≥|100|%|定性指标
		创业担保贷款贴息|扶持创业||||||
		||产出指标|数量指标|扶持人数|≥|500|人(户)|定量指标`))
	want := []string{"养老保险补助资金 获补对象数 = 人(人次、家)", "养老保险补助资金 兑现准确率 ≥ %", "创业担保贷款贴息 扶持人数 ≥ 人(户)"}
	var got []string
	for _, x := range ds.Targets {
		got = append(got, strings.Join([]string{x.Project, x.Level3, x.Operator, x.ValueUnit}, " "))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The figures of an indicator in a sheet are named by the indicator, not by its operator or unit.
func TestIndicatorNamesItsFigures(t *testing.T) {
	ds := read(drawn("整体绩效目标表", "万元", `
		部门名称|某某局|<|<|<|<
		年度预算|1,000.00|<|<|<|<
		绩效指标|指标名称|指标性质|指标值|计量单位|指标权重(%)
		^|监测覆盖面积|≥|8|万平方公里|15`))
	for _, r := range ds.Records {
		if r.Row == 4 && r.Label != "监测覆盖面积" {
			t.Errorf("%s is named %q", r.Text, r.Label)
		}
	}
	if len(ds.Targets) != 1 || ds.Targets[0].Operator != "≥" {
		t.Errorf("targets %+v", ds.Targets)
	}
}

// A code in a box is no figure, and its name heads nothing below it.
func TestCodeInBox(t *testing.T) {
	ds := read(drawn("部门整体支出绩效目标表", "万元", `
		部门名称|某某局|部门预算编码|103
		年度预算安排|资金总额|8200.95|<
		一级指标|二级指标|三级指标|目标值
		产出指标|时效指标|支付及时率|≥90%`))
	for _, r := range ds.Records {
		if r.Text == "103" || len(r.Path) > 0 && r.Path[0] == "部门预算编码" {
			t.Errorf("%s %v", r.Text, r.Path)
		}
	}
}

// TestSheetGoesOnInOtherBoxes reads the second page of a sheet whose boxes are parted otherwise there.
func TestSheetGoesOnInOtherBoxes(t *testing.T) {
	a := drawn("某局部门整体支出绩效自评表", "", `
		任务名称 | 全年预算数（万元） | 全年执行数（万元） | 得分
		---
		保障运转 | 56 | 50 | 1
		金额合计 | 56 | 50 | 1`)
	b := drawn("", "", `
		年度总体目标完成情况 | 预期目标 | 目标实际完成情况 | < | <
		^ | 全面加强 | 已完成 | < | <
		年度绩效指标完成情况 | 一级指标 | 指标内容 | 年度指标值 | 得分
		^ | 产出指标 | 覆盖单位数量 | 28个 | 2`)
	b.FirstPage, b.LastPage = 2, 2
	ds := read(a, b)
	if len(ds.Targets) != 1 || ds.Targets[0].Project != "" || ds.Targets[0].Level1 != "产出指标" {
		t.Errorf("targets: %+v", ds.Targets)
	}
	for _, r := range ds.Records {
		if r.Table == 2 && (len(r.Path) == 0 || r.Form != ds.Tables[0].Form || r.Label != "覆盖单位数量") {
			t.Errorf("%s under %v, form %q: %s", r.Label, r.Path, r.Form, r.Text)
		}
	}
	if ds.Tables[0].Form != "self-evaluation" {
		t.Errorf("the first page's form is %q", ds.Tables[0].Form)
	}
}
