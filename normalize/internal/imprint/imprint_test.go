package imprint

import (
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// Every wording finds its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}

func TestTitleOfReport(t *testing.T) {
	for want, lines := range map[string][]string{
		"东山城投公司2026年跟踪评级报告":  {"东山城投公司2026年跟踪评级报", "告", "东海资信评估公司"},
		"2025年度预算绩效评价报告":     {"2025年度预算绩效", "评价报告"},
		"2025年国民经济和社会发展统计公报": {"2025年国民经济和社会发展统计公报"},
		"": {"东山市水利局2024年部门决算", "绩效评价报告"},
	} {
		if got := titleOfReport(lines); got != want {
			t.Errorf("%q of %q", got, lines)
		}
	}
	if got := titleOfReport([]string{"关于东山市2025年预算执行情况和", "2026年预算草案的报告"}); got != "" {
		t.Errorf("a government's budget is %q", got)
	}
}

// A title ends where the first sentence begins.
func TestTitleLines(t *testing.T) {
	if got := titleLines("东山市\n2026年预算\n按照市委、市政府的部署，\n全市\n"); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

func TestSpotsInOrder(t *testing.T) {
	a, b, c := Spot{2, 300}, Spot{2, 400}, Spot{3, 10}
	if !a.Before(b) || !b.Before(c) || c.Before(a) || a.Before(a) {
		t.Error("spots are not in the order of reading")
	}
}

// A document in another script is a report of whom and which year its first pages name.
func TestForeign(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []string
		want  Imprint
	}{
		{"English", []string{"SUPPORTING DETAIL FOR FISCAL YEAR 2027", "THE CITY OF NEW HARBOR", "Adopted in June 2026 by the City of New Harbor"}, Imprint{Kind: Report, Year: 2027, Agency: "The City of New Harbor", Region: "New Harbor"}},
		{"Taiwan", []string{"中華民國116年度", "海平市總預算案", "海平市政府主計處編"}, Imprint{Kind: Report, Year: 2027, Agency: "海平市政府主計處", Region: "海平市"}},
		{"Japan", []string{"令和６年度", "海平市一般会計予算に関する説明書"}, Imprint{Kind: Report, Year: 2024, Agency: "海平市", Region: "海平市"}},
		{"Thailand", []string{"งบประมาณรายจ่าย", "ประจําปีงบประมาณ พ.ศ. ๒๕๖๕", "ส\ufffdานักงบประมาณ"}, Imprint{Kind: Report, Year: 2022, Agency: "สำนักงบประมาณ"}},
		{"Chinese", []string{"海平市水利局2026年部门预算"}, Imprint{Kind: Budget, Level: Department, Year: 2026, Agency: "海平市水利局", Region: "海平市"}},
	} {
		doc := &extract.Document{Pages: []page.Page{{Number: 1}}}
		for _, l := range tt.lines {
			doc.Paragraphs = append(doc.Paragraphs, layout.Paragraph{Text: l, Lines: []layout.Line{{Text: l, Page: 1}}})
		}
		if got := Of(doc); got != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.name, got, tt.want)
		}
		doc.Pages[0].Problem = "the page is a picture"
		if got := Of(doc); tt.want.Kind == Report && got.Kind != "" {
			t.Errorf("%s, not read: %+v", tt.name, got)
		}
	}
}

// A year of the cover that nothing else names was misread.
func TestYearMisread(t *testing.T) {
	e := evidence{cover: "海平市水利局2020年度部门预算", prose: []string{"海平市水利局2020年度部门预算", "2026年收入预算8万元。", "2026年支出预算8万元。"}}
	if y := e.year(); y != 2026 {
		t.Errorf("got %d", y)
	}
	e.titles = []string{"2020年收支预算总表"}
	if y := e.year(); y != 2020 {
		t.Errorf("got %d where a title confirms it", y)
	}
}

// A letter without a head is that of the agency that signs it; a firm that signs a report has written it.
func TestSignature(t *testing.T) {
	for want, lines := range map[string][]string{
		"海平市气象局": {"关于2025年气象服务情况的通报", "海平市气象局2026年1月8日", "抄送：市政府办公室。"},
		"":       {"海平城投2026年跟踪评级报告", "东海资信评估有限公司", "2026年1月8日"},
	} {
		doc := &extract.Document{Pages: []page.Page{{Number: 1}}}
		for _, l := range lines {
			doc.Paragraphs = append(doc.Paragraphs, layout.Paragraph{Text: l, Lines: []layout.Line{{Text: l, Page: 1}}})
		}
		if got := Of(doc); got.Agency != want || got.Kind != Report {
			t.Errorf("%+v, want %q", got, want)
		}
	}
}

// A report without an agency is about the region that its title names, if it is one; a table by regions begins with the widest.
func TestRegionOfReport(t *testing.T) {
	for want, lines := range map[string][]string{
		"海平市": {"2025年海平市物流业运行情况报告"},
		"云岭县": {"2026年1—2月云岭县国民经济主要指标"},
		"":    {"老旧小区改造项目绩效评价报告"},
	} {
		doc := &extract.Document{Pages: []page.Page{{Number: 1}}}
		for _, l := range lines {
			doc.Paragraphs = append(doc.Paragraphs, layout.Paragraph{Text: l, Lines: []layout.Line{{Text: l, Page: 1}}})
		}
		if got := Of(doc); got.Region != want || got.Agency != "" || got.Kind != Report {
			t.Errorf("%q: %+v", lines, got)
		}
	}
	titled := &extract.Document{Pages: []page.Page{{Number: 1}}, Tables: []layout.Table{{Title: "2026年1—2月云岭县国民经济主要指标", Rows: 1, Columns: 1,
		Cells: []layout.Cell{{Row: 1, Column: 1, RowSpan: 1, ColSpan: 1, Text: "一般公共预算收入"}}}}}
	if got := Of(titled); got.Kind != Report || got.Region != "云岭县" || got.Year != 2026 {
		t.Errorf("a page that is one table: %+v", got)
	}
	table := layout.Table{Rows: 3, Columns: 1, Cells: []layout.Cell{
		{Row: 1, Column: 1, RowSpan: 1, ColSpan: 1, Text: "海平市"}, {Row: 2, Column: 1, RowSpan: 1, ColSpan: 1, Text: "海平市本级"}, {Row: 3, Column: 1, RowSpan: 1, ColSpan: 1, Text: "云岭县本级"}}}
	if got := ownLevel(&extract.Document{Tables: []layout.Table{table}}); got != "海平市" {
		t.Errorf("the first region with a level of its own is %q", got)
	}
}
