package prose

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/layout"
)

func TestPageLabels(t *testing.T) {
	lines := func(at ...layout.Line) []layout.Line { return at }
	line := func(page int, text string) layout.Line { return layout.Line{Page: page, Text: text} }
	for _, c := range []struct {
		name  string
		lines []layout.Line
		want  map[int]string
	}{
		{"after a cover", lines(line(3, "— 1 —"), line(4, "— 2 —"), line(5, "第3页，共48页")), map[int]string{3: "1", 4: "2", 5: "3"}},
		{"a running head is none", lines(line(2, "某局2026年部门预算"), line(2, "1"), line(3, "2")), map[int]string{2: "1", 3: "2"}},
		{"digits set apart", lines(line(19, "— 1 9 —"), line(20, "— 2 0 —")), map[int]string{19: "19", 20: "20"}},
		{"a figure out of step", lines(line(2, "1"), line(3, "2"), line(4, "860")), map[int]string{2: "1", 3: "2"}},
		{"one page alone", lines(line(7, "12")), map[int]string{}},
		{"two numbers on a page", lines(line(2, "1"), line(3, "2"), line(4, "3"), line(4, "9")), map[int]string{2: "1", 3: "2"}},
		{"a preface", lines(line(2, "ii"), line(3, "iii"), line(4, "1"), line(5, "2")), map[int]string{2: "ii", 3: "iii", 4: "1", 5: "2"}},
	} {
		if diff := cmp.Diff(c.want, PageLabels(c.lines)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}
