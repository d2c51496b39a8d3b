package meaning

import "testing"

func TestTitle(t *testing.T) {
	for title, want := range map[string]string{
		"2026年一般公共预算支出情况表":   "flow=out fund=general",
		"2026年一般公共预算基本支出表":   "flow=out fund=general use=basic",
		"部门收入总表":             "flow=in",
		"财政拨款“三公”经费支出决算表":    "flow=out fund=fiscal item=three-public",
		"财政拨款收入支出决算总表":       "fund=fiscal both",
		"项目支出表":              "untold",
		"国有资产使用情况表":          "untold",
		"部门整体绩效目标表":          "untold",
		"政府性基金预算财政拨款收入支出决算表": "fund=government-fund both",
	} {
		s, ok := Title(title)
		got := s.String()
		if s.Both {
			got += " both"
		}
		if !ok {
			got = "untold"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}

func TestTitleExamples(t *testing.T) {
	for _, w := range titleWords() {
		s, ok := Title(w.example)
		if ok == w.nothing || w.group == "kind" && s.Both != w.both || !w.nothing && !s.add(w.says) {
			t.Errorf("%s: %v %v", w.example, s, ok)
		}
	}
}
