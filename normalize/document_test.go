package normalize

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// coverOf is a document that begins with the given lines.
func coverOf(lines string, titles ...string) *extract.Document {
	doc := &extract.Document{SHA256: strings.Repeat("0", 64), Pages: []page.Page{{Number: 1}}}
	for _, l := range strings.Split(lines, "/") {
		doc.Paragraphs = append(doc.Paragraphs, layout.Paragraph{Text: l, Lines: []layout.Line{{Text: l, Page: 1}}})
	}
	for _, t := range titles {
		doc.Tables = append(doc.Tables, layout.Table{FirstPage: 3, LastPage: 3, Title: t})
	}
	return doc
}

func TestCover(t *testing.T) {
	tests := []struct {
		cover  string
		agency string
		year   int
		kind   Kind
		level  Level
	}{
		{"上海市2026年市级单位预算/预算单位：上海市信访办公室/目 录", "上海市信访办公室", 2026, Budget, Unit},
		{"2026年/中国共产党广州市委员会宣传部部门预算/目录", "中国共产党广州市委员会宣传部", 2026, Budget, Department},
		{"西安市统计局（汇总）/2026年部门预算公开说明", "西安市统计局", 2026, Budget, Department},
		{"2026年度/泉州市人民政府办公室/部门预算", "泉州市人民政府办公室", 2026, Budget, Department},
		{"某某市教育局/二〇二三年度部门决算/二〇二四年八月", "某某市教育局", 2023, Final, Department},
		{"附件2/2019年部门综合预算公开报表/部门名称：西安市安全生产监督管理局/保密审查情况：不设密", "西安市安全生产监督管理局", 2019, Budget, Department},
		{"关于某县民政局2025年部门预算的说明", "某县民政局", 2025, Budget, Department},
		{"某县民政局关于2025年部门预算公开的说明", "某县民政局", 2025, Budget, Department},
		{"部门代码及名称：[315]烟台市统计局/2026年部门预算", "烟台市统计局", 2026, Budget, Department},
		{"2023年度云岭市生态环境局部门决算公开/目录", "云岭市生态环境局", 2023, Final, Department},
		{"云岭县人民法院/2024年部门预算公开/二〇二四年二月", "云岭县人民法院", 2024, Budget, Department},
		{"云岭市第一中学/二〇二四年度/单位预算", "云岭市第一中学", 2024, Budget, Unit},
		{"二〇二四年度云岭市人民医院部门预算", "云岭市人民医院", 2024, Budget, Department},
		{"云岭区人民政府东门街道办事处/2023年度部门决算", "云岭区人民政府东门街道办事处", 2023, Final, Department},
		{"云岭县大河乡人民政府/2023年度/部门决算公开报告", "云岭县大河乡人民政府", 2023, Final, Department},
		{"云岭市财政局（本级）2023年度决算公开", "云岭市财政局（本级）", 2023, Final, Department},
		{"云岭市水利局/部门预算/（2024年）", "云岭市水利局", 2024, Budget, Department},
		{"云岭市2024年市级部门预算/云岭市档案馆", "云岭市档案馆", 2024, Budget, Department},
		{"2024年度云岭县部门预算公开/云岭县农业农村局", "云岭县农业农村局", 2024, Budget, Department},
		{"2022年度/云岭市机关事务管理局（部门）决算公开", "云岭市机关事务管理局", 2022, Final, Department},
		{"云岭市审计局2024年度部门整体支出绩效自评报告", "云岭市审计局", 2024, Final, Department},
		{"国家税务总局云岭市税务局2024年部门预算", "国家税务总局云岭市税务局", 2024, Budget, Department},
		{"2022年海南省省级政府预算表", "海南省", 2022, Budget, Government},
		{"关于保定市2025年预算执行情况和2026年预算草案的报告", "保定市", 2026, Budget, Government},
	}
	for _, tt := range tests {
		d := Document(coverOf(tt.cover)).Disclosures[0]
		if d.Agency != tt.agency || d.Year != tt.year || d.Kind != tt.kind || d.Level != tt.level {
			t.Errorf("%s: %q %d %s %s, want %q %d %s %s", tt.cover, d.Agency, d.Year, d.Kind, d.Level, tt.agency, tt.year, tt.kind, tt.level)
		}
	}
}

// Without a cover the captions, titles and text tell.
func TestNoCover(t *testing.T) {
	doc := coverOf("附表")
	doc.Paragraphs = nil
	for _, title := range []string{"2024年度收入决算表", "2024年度支出决算表"} {
		doc.Tables = append(doc.Tables, layout.Table{FirstPage: 1, LastPage: 1, Title: title, Captions: []layout.Line{{Text: "公开02表"}, {Text: "部门：国家信访局 金额单位：万元"}}})
	}
	d := Document(doc).Disclosures[0]
	if d.Agency != "国家信访局" || d.Year != 2024 || d.Kind != Final || d.Level != Department {
		t.Errorf("%+v", d)
	}
}

// A province's tables speak of 全省; the name stands in a note, if anywhere. What only ends like a
// province's name is none.
func TestProvinceNamedInNote(t *testing.T) {
	tests := []struct{ note, agency string }{
		{"注：按财政部规定，在河南省范围内征缴的车船税收入先全部缴入省级国库，再由省财政结算。", "河南省"},
		{"注：车船税先全部缴入省级国库，再由省财政结算。", ""},
	}
	for _, tt := range tests {
		doc := coverOf("2024年全省一般公共预算收支决算总表/单位：万元", "2024年全省一般公共预算收支决算总表", "2024年全省政府性基金收入决算表")
		doc.Paragraphs = append(doc.Paragraphs, layout.Paragraph{Text: tt.note})
		d := Document(doc).Disclosures[0]
		if d.Agency != tt.agency || d.Level != Government {
			t.Errorf("%s: agency %q, level %s, want %q", tt.note, d.Agency, d.Level, tt.agency)
		}
	}
}
