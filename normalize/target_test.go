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
	return strings.Join([]string{strconv.Itoa(x.Table), x.ProjectCode, x.Project, x.Level1, x.Level2, x.Level3, x.Operator, value, x.ValueUnit, squeeze(x.Text)}, "\t")
}

func TestReadTarget(t *testing.T) {
	tests := []struct{ text, operator, value, unit string }{
		{"≥95%", "≥", "95", "%"},
		{"＝ 100", "=", "100", ""},
		{"9391.9元", "", "9391.9", "元"},
		{"≤450 元/人", "≤", "450", "元/人"},
		{"不低于2次", "≥", "2", "次"},
		{"2,000家", "", "2000", "家"},
		{"2026年2月28日前", "", "", ""},
		{"显著", "", "", ""},
		{"7*24", "", "", ""},
		{"≥2次；≥2人；≥300个", "", "", ""},
	}
	for _, tt := range tests {
		op, v, unit := readTarget(tt.text)
		value := ""
		if v.Valid {
			value = v.Decimal.String()
		}
		if op != tt.operator || value != tt.value || unit != tt.unit {
			t.Errorf("readTarget(%q) = %q %q %q, want %q %q %q", tt.text, op, value, unit, tt.operator, tt.value, tt.unit)
		}
	}
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
