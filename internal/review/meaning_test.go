package review

import (
	"testing"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/normalize"
)

// What a figure measures is said in the language of the page; codes, and values that have no text, are as they are.
func TestMeaning(t *testing.T) {
	q := normalize.Quantity{Flow: "out", Fund: "general", Item: "unheard-of", Function: "2080505", Year: 2026}
	for lang, want := range map[bilingual.Language]string{
		bilingual.Chinese: "收支 支出 · 资金 一般公共预算 · 事项 unheard-of · 功能科目 2080505 · 年度 2026",
		bilingual.English: "flow expenditure · fund general public budget · item unheard-of · functional code 2080505 · year 2026",
	} {
		if got := (&writer{lang: lang}).meaning(&q); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
