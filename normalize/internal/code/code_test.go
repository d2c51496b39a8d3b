package code

import (
	"strings"
	"testing"
)

// Every wording finds its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}

func TestSplit(t *testing.T) {
	for text, want := range map[string]string{
		"2012505—台湾事务": "2012505 台湾事务", "[201]一般公共服务支出": "201 一般公共服务支出", "201 一般公共服务": "201 一般公共服务",
		"301个": "", "2026年辅助人员工资": "", "50101-工资奖金津补贴": "50101 工资奖金津补贴", "126001长沙市信访局": "", "一、教育支出": "",
	} {
		c, name := Split(text)
		if got := strings.TrimSpace(c.Text + " " + name); c.Text == "" && want != "" || c.Text != "" && got != want {
			t.Errorf("Split(%q) = %q, want %q", text, got, want)
		}
	}
	if c := OfAgency("126001东山市信访局"); c != (Code{Agency, "126001"}) {
		t.Errorf("the agency's code is %v", c)
	}
	if c, name := SplitProject("11000022T000000451978-企业法制法规建设项目"); c.Text != "11000022T000000451978" || name != "企业法制法规建设项目" {
		t.Errorf("the project is %v %s", c, name)
	}
}

func TestRead(t *testing.T) {
	for _, tt := range []struct {
		text, head, name string
		want             Code
	}{
		{"2130301", "科目编码", "行政运行", Code{Functional, "2130301"}},
		{"30101", "经济分类科目编码", "基本工资", Code{Economic, "30101"}},
		{"501", "编码", "机关工资福利支出", Code{Government, "501"}},
		{"10301", "科目编码", "政府性基金收入", Code{Revenue, "10301"}},
		{"103060120", "科目编码", "房地产企业利润收入", Code{Revenue, "103060120"}},
		{"315", "编码", "东山市统计局", Code{Agency, "315"}},
		{"301", "单位编码", "工资福利支出", Code{Agency, "301"}},
		{"201", "科目编码", "人大事务", Code{Functional, "201"}},
		{"11000022T000000451978", "项目编码", "水库除险加固", Code{Project, "11000022T000000451978"}},
		{"2130301", "债券编码", "", Code{}},
		{"行政运行", "科目编码", "", Code{}},
		{"", "科目编码", "", Code{}},
	} {
		if got := Read(tt.text, tt.head, tt.name); got != tt.want {
			t.Errorf("Read(%q, %q, %q) = %v, want %v", tt.text, tt.head, tt.name, got, tt.want)
		}
	}
}

func TestJoin(t *testing.T) {
	for _, tt := range []struct {
		parts []string
		above string
		want  string
	}{
		{[]string{"201", "13", "01"}, "", "2011301"},
		{[]string{"", "", "02"}, "2011301", "2011302"},
		{[]string{"", "14", ""}, "2011301", "20114"},
		{[]string{"201", "1", "1"}, "", "2010101"},
		{[]string{"201", "20113", "2011301"}, "", "2011301"},
		{[]string{"", "", "02"}, "201", ""},
		{[]string{"02"}, "30101", "30102"},
		{[]string{"", ""}, "2011301", ""},
	} {
		if got := Join(tt.parts, tt.above); got != tt.want {
			t.Errorf("Join(%q, %q) = %q, want %q", tt.parts, tt.above, got, tt.want)
		}
	}
}
