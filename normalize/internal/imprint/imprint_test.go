package imprint

import "testing"

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
