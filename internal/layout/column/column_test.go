package column

import (
	"testing"

	"github.com/mingxi/mingxi/internal/layout/text"
)

func TestNamesColumns(t *testing.T) {
	line := func(texts ...string) []text.Phrase {
		var out []text.Phrase
		for _, s := range texts {
			out = append(out, text.Phrase{Text: s})
		}
		return out
	}
	lines := [][]text.Phrase{line("支出预算总表"), line("一段文字"), line("基本支出", "项目支出"), line("对个人和家庭的"), line("补助")}
	for i, want := range []bool{false, false, true, true, true} {
		if got := namesColumns(lines, i); got != want {
			t.Errorf("line %d: %v, want %v", i, got, want)
		}
	}
}
