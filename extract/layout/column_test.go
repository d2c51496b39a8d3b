package layout

import "testing"

func TestNamesColumns(t *testing.T) {
	line := func(texts ...string) []phrase {
		var out []phrase
		for _, s := range texts {
			out = append(out, phrase{text: s})
		}
		return out
	}
	lines := [][]phrase{line("支出预算总表"), line("一段文字"), line("基本支出", "项目支出"), line("对个人和家庭的"), line("补助")}
	for i, want := range []bool{false, false, true, true, true} {
		if got := namesColumns(lines, i); got != want {
			t.Errorf("line %d: %v, want %v", i, got, want)
		}
	}
}
