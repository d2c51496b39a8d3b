package normalize

import (
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// Names that were read with doubt become known ones; what was read surely, and what is like no known name, stays.
func TestNamesReadWithDoubt(t *testing.T) {
	for _, test := range []struct {
		why, code, text, want string
		confidence            float64
		others                []string
	}{
		{"the code's name", "2010102", "-般行政管理事务", "一般行政管理事务", 0.9, nil},
		{"with its number", "2010102", "（一）-般行政管理事务", "（一）一般行政管理事务", 0.9, nil},
		{"read surely", "2010102", "一般行政管理亊务", "一般行政管理亊务", 0.99, nil},
		{"read surely but for a stroke", "", "-般行政管理事务", "一般行政管理事务", 0.99, nil},
		{"a stroke that is lost", "", "般公共服务支出", "一般公共服务支出", 0.99, nil},
		{"a stroke that is lost before what begins no name", "", "般公共预算", "一般公共预算", 0.99, nil},
		{"and in two lines", "", "—般公共\n预算", "一般公共\n预算", 0.99, nil},
		{"a stroke that is a dash there", "", "—般债务", "一般债务", 0.99, nil},
		{"a place", "", "般阳路街道办事处", "般阳路街道办事处", 0.99, nil},
		{"a name with a number in front", "", "（一）般公共服务支出", "（一）般公共服务支出", 0.99, nil},
		{"another name", "2010102", "大学生就业补助", "大学生就业补助", 0.9, nil},
		{"a known name", "2010102", "行政运行", "行政运行", 0.9, nil},
		{"another reading that is known", "", "东山乡财致所", "东山乡财政所", 0.9, []string{"东山乡财敌所", "东山乡财政所"}},
		{"a 一 that is read as a dash", "", "—般公共服务支出", "一般公共服务支出", 0.9, nil},
		{"a dash", "", "-其中：教育", "-其中：教育", 0.9, nil},
		{"another reading that is not", "", "东山乡第一小学", "东山乡第一小学", 0.9, []string{"东山乡第二小学"}},
	} {
		cell := func(row, column int, text string, confidence float64) layout.Cell {
			return layout.Cell{Row: row, Column: column, RowSpan: 1, ColSpan: 1, Text: text, Source: page.OCR, Confidence: confidence, Page: 1}
		}
		doc := &extract.Document{Pages: []page.Page{{Number: 1, Source: page.OCR}}}
		doc.Tables = []layout.Table{{HeaderRows: 1, Rows: 3, Columns: 2, Cells: []layout.Cell{cell(1, 1, "科目编码", 0.99), cell(1, 2, "科目名称", 0.99),
			cell(2, 1, test.code, 0.99), cell(2, 2, test.text, test.confidence), cell(3, 2, "东山乡财政所", 0.99)}}}
		doc.Tables[0].Cells[3].Others = test.others
		out, findings := spelled(doc, "d")
		got := out.Tables[0].Cells[3]
		if got.Text != test.want || doc.Tables[0].Cells[3].Text != test.text {
			t.Errorf("%s: %q, want %q; what was given is %q", test.why, got.Text, test.want, doc.Tables[0].Cells[3].Text)
		}
		if told := len(findings) == 1 && got.Others[0] == test.text; told != (test.want != test.text) {
			t.Errorf("%s: findings %v, others %v", test.why, findings, got.Others)
		}
	}
}

// Of the three levels of a code the two that were read tell the third.
func TestLevelsOfCodes(t *testing.T) {
	for _, heads := range [][3]string{{"米天", "款", "项"}, {"类", "歌", "项"}, {"类", "款", "顶"}, {"甲", "款", "乙"}} {
		table := layout.Table{HeaderRows: 1}
		for i, h := range heads {
			table.Cells = append(table.Cells, layout.Cell{Row: 1, Column: 2 + i, Text: h})
		}
		right := 0
		for i := range heads {
			if levelName(&table, &table.Cells[i]) == levels[i] {
				right++
			}
		}
		if want := map[bool]int{true: 1, false: 0}[heads[0] != "甲"]; right != want {
			t.Errorf("%q: %d levels told by the others, want %d", heads, right, want)
		}
	}
}
