package agency

import "testing"

// Every wording finds its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}

func TestSame(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"某市统计局", "某市统计局（本级）", true},
		{"某市统计局机关", "某市统计局", true},
		{"统计局", "某市统计局", true},
		{"中共某市委宣传部", "某市委宣传部", true},
		{"某市第一中学", "某市第二中学", false},
		{"某市教育局", "某市教育局机关服务中心", false},
		{"某市机关事务局", "事务局", false},
		{"", "某市统计局", false},
	} {
		if got := Same(tt.a, tt.b); got != tt.want {
			t.Errorf("%s and %s: %v", tt.a, tt.b, got)
		}
	}
}

func TestCutShort(t *testing.T) {
	for _, tt := range []struct{ text, name, want string }{
		{"东山水利局2026年支出", "东山市水利局", "东山水利局"},
		{"市水利局支出", "东山市水利局", "市水利局"},
		{"东山市水利局支出", "东山市水利局", "东山市水利局"},
		{"市场监管局支出", "东山市市场监督管理局", "市场监管局"},
		{"云岭镇2026年支出", "云岭镇人民政府", "云岭镇"},
		{"东山市支出", "东山市人民政府", ""},
		{"东山市人民政府支出", "东山市人民政府办公室", ""},
		{"东山市第二中学支出", "东山市第一中学", ""},
		{"县水利局支出", "东山市水利局", ""},
		{"水利支出", "东山市水利局", ""},
		{"局机关支出", "东山市水利局", ""},
		{"人大会议支出", "东山市人民代表大会常务委员会", ""},
		{"宣传部门支出", "中共东山市委宣传部", ""},
		{"消防队伍建设", "东山市消防救援支队", ""},
		{"支出", "", ""},
	} {
		if got := CutShort(tt.text, tt.name); got != tt.want {
			t.Errorf("%s of %s: %q, want %q", tt.text, tt.name, got, tt.want)
		}
	}
}

func TestPrinted(t *testing.T) {
	for _, c := range []struct{ what, got, want string }{
		{"behind a label", InLines([]string{"公开02表", "部门：国家信访局 金额单位：万元"}), "国家信访局"},
		{"behind a label, with its code", InLines([]string{"部门代码及名称：[315]东山市统计局"}), "东山市统计局"},
		{"a unit behind a label", InLines([]string{"单位：万元"}), ""},
		{"units of a list", InLines([]string{"单位：万立方米、万户、公里"}), ""},
		{"units in a bracket", InLines([]string{"服务情况（单位：人次、局次）"}), ""},
		{"in a title", InTitle("东山市审计局2024年收支总表"), "东山市审计局"},
		{"a region in a title", InTitle("东山市2024年收支总表"), ""},
		{"on a cover", OnCover("关于东山市民政局2025年部门预算的说明"), "东山市民政局"},
		{"spending on a cover", OnCover("2025年财政支出政策绩效自评"), ""},
		{"projects on a cover", OnCover("2026年财政项目支出预算绩效目标"), ""},
		{"below a title", OnCover("东山市2024年市级部门预算\n东山市档案馆\n"), "东山市档案馆"},
		{"in a heading", InHeading("第二部分 东山市第一中学2024年单位预算"), "东山市第一中学"},
		{"what a caption adds", Trim("东山市水利局（单位）（盖章）"), "东山市水利局"},
		{"部门 behind a name", Trim("东山市水利局部门"), "东山市水利局"},
		{"cut off", Longest("东山市人民政", []string{"东山市人民政府办公室", "东山市"}), "东山市人民政府办公室"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.what, c.got, c.want)
		}
	}
}

func TestRegion(t *testing.T) {
	for name, want := range map[string]string{
		"海平省东山市水利局": "海平省东山市", "东山市市场监督管理局": "东山市", "中共忠县县委宣传部": "忠县", "东山市城市管理局": "东山市", "海平省水利厅灌区管理局": "海平省",
		"水利局": "", "国家税务总局东山市税务局": "", "东山市西城区社区服务中心": "东山市西城区", "东山市": "东山市", "": "", "东山市政府投资交通市政项目中心": "东山市", "内蒙古自治区财政厅": "内蒙古自治区",
	} {
		if got := Region(name); got != want {
			t.Errorf("Region(%s) = %q, want %q", name, got, want)
		}
	}
}
