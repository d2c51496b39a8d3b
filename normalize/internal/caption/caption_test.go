package caption

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

// at is a line of page 3 at a height.
func at(y float64, text string) layout.Line {
	return layout.Line{Text: text, Page: 3, Box: page.Box{X0: 90, X1: 500, Y0: y, Y1: y + 12}}
}

func TestCaption(t *testing.T) {
	tests := []struct {
		name                string
		title               string
		captions, text      []layout.Line
		inFrame             []string
		overNames           string
		wantTitle, wantUnit string
		wantAgency          string
		wantYear            int
	}{
		{name: "as the layout says", title: "2026年部门收支总表", captions: []layout.Line{at(160, "部门：东山市水利局"), at(160, "单位：万元")},
			wantTitle: "2026年部门收支总表", wantUnit: "万元", wantAgency: "东山市水利局", wantYear: 2026},
		{name: "in the frame", inFrame: []string{"部门收入总表", "金额单位：元"}, wantTitle: "部门收入总表", wantUnit: "元"},
		{name: "in text above", text: []layout.Line{at(20, "项目支出表"), at(140, "部门支出总表"), at(170, "单位：亿元")}, wantTitle: "部门支出总表", wantUnit: "亿元"},
		{name: "over two lines", title: "（按功能分类）支出总表）", captions: []layout.Line{at(140, "东山市（2025年")},
			wantTitle: "东山市（2025年（按功能分类）支出总表）", wantYear: 2025},
		{name: "with its unit behind it", title: "表7主要财务数据（单位：亿元）", overNames: "项目（万元）", wantTitle: "表7主要财务数据", wantUnit: "亿元"},
		{name: "in the head of the names", title: "主要财务数据表", overNames: "项目（单位：亿元）", wantTitle: "主要财务数据表", wantUnit: "亿元"},
		{name: "the end of a sentence", title: "，减少较多，主要见下表", captions: []layout.Line{at(140, "表3")}, wantTitle: ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table := layout.Table{Title: tt.title, Captions: tt.captions, FirstPage: 3, LastPage: 3, Box: page.Box{X0: 90, X1: 500, Y0: 200, Y1: 400}}
			doc := &extract.Document{Paragraphs: []layout.Paragraph{{Lines: tt.text}}, Tables: []layout.Table{table}}
			c := Of(doc, &table, tt.inFrame, tt.overNames)
			title := c.Title()
			if title != tt.wantTitle || c.Unit() != tt.wantUnit || c.Agency() != tt.wantAgency || c.Year(title) != tt.wantYear {
				t.Errorf("%q in %q of %q in %d", title, c.Unit(), c.Agency(), c.Year(title))
			}
		})
	}
}
