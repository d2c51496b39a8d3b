package bilingual_test

import (
	"testing"

	"github.com/mingxi/mingxi/internal/bilingual"
)

func TestSay(t *testing.T) {
	phrases := bilingual.Read("# a comment\n\nof\n\t{text} of {file}: {text}\n\t{file}的{text}\nno {file}\n\t没有{file}\n")
	if got := phrases.Say("of", 3, phrases.Say("no {file}", "a\tb")); got != (bilingual.Sentence{Message: `3 of no a\tb: 3`, MessageZh: `没有a\tb的3`}) {
		t.Errorf("%q", got)
	}
}

// An error is told by its parts, and what nobody has told stays as it is.
func TestOfError(t *testing.T) {
	for english, chinese := range map[string]string{
		"its picture cannot be had: it takes too long to draw":                                       "无法取得本页图像：绘制用时过长",
		"it has more lines than this program reads; the rest is left out; it takes too long to draw": "本页线条数超过本程序的上限，其余略去；绘制用时过长",
		"something else: it takes too long to draw":                                                  "something else：绘制用时过长",
		"something else": "something else",
	} {
		if got := bilingual.OfError(english); got.Message != english || got.MessageZh != chinese {
			t.Errorf("%q: %q", english, got)
		}
	}
}
