package recognition

import (
	"image"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
)

func TestMarksBesideChineseAreWide(t *testing.T) {
	for in, want := range map[string]string{
		"维修(护)费":    "维修（护）费",
		"维修〈护)费":    "维修（护）费",
		"单位:万元":     "单位：万元",
		"1,234.50":  "1,234.50",
		"(12.5)":    "(12.5)",
		"合计,其中":     "合计，其中",
		"〈说明〉":      "〈说明〉",
		"A(B),C:D":  "A(B),C:D",
		"支出(1+2)":   "支出（1+2）",
		"人员经费(类)支出": "人员经费（类）支出",
	} {
		if got := widened(spelt(in)).Text(); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// spelt is a reading of a text.
func spelt(text string) ocr.Reading {
	var r ocr.Reading
	for _, c := range text {
		r.Symbols = append(r.Symbols, ocr.Symbol{Text: string(c)})
	}
	return r
}

func TestNoughtsOfChineseYears(t *testing.T) {
	for in, want := range map[string]string{
		"二O二五年预算":       "二〇二五年预算",
		"二@〇二五年":        "二〇二五年",
		"二OO五年":         "二〇〇五年",
		"二0二四年与二O〇二五年比": "二〇二四年与二〇二五年比",
		"G〇二四年决算数":      "〇二四年决算数", // the line before ends with 二
		"二O五年":          "二O五年",    // one of the two is missing: left as it was read
		"CO二减排":         "CO二减排",
	} {
		if got := ringed(spelt(in)).Text(); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// A dash in front is 一 where it takes the room of a character.
func TestLeadingDashIsACharacterWhereItIsAsWide(t *testing.T) {
	line := image.Rect(0, 0, 200, 20)
	dash := sign{box: image.Rect(0, 9, 8, 11)}
	stroke := sign{box: image.Rect(0, 9, 18, 11)}
	after := func(x int) sign { return sign{box: image.Rect(x, 0, x+18, 20)} }
	for _, test := range []struct {
		in   string
		ink  []sign
		want string
	}{
		{"-般公共", []sign{stroke, after(22)}, "一般公共"},
		{"一-般公共", []sign{stroke, after(22)}, "一般公共"},
		{"-其中：", []sign{dash, after(12)}, "-其中："},
		{"-12.5", []sign{stroke, after(22)}, "-12.5"},
		{"一般公共", []sign{stroke, after(22)}, "一般公共"},
		{"般公共", []sign{stroke, after(22)}, "一般公共"},
		{"二般公共", []sign{after(0), after(22)}, "二般公共"},
		{"其中：", []sign{dash, after(12)}, "其中："},
	} {
		if got := leadingOne(spelt(test.in), test.ink, line).Text(); got != test.want {
			t.Errorf("%s: %s, want %s", test.in, got, test.want)
		}
	}
}

func TestStrokesBehindNamesGo(t *testing.T) {
	for in, want := range map[string]string{
		"科目编码—":   "科目编码",
		"宣传事务——":  "宣传事务",
		"2024—":   "2024—",
		"合计":      "合计",
		"—":       "—",
		"总－－计":    "总－－计",
		"元—":      "元—",
		"3.5万元--": "3.5万元",
	} {
		if got := withoutStrokes(spelt(in), 20).Text(); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	far := spelt("接待费-")
	far.Symbols[3].Box = image.Rect(30, 0, 40, 20)
	if got := withoutStrokes(far, 20).Text(); got != "接待费-" {
		t.Errorf("an amount became %s", got)
	}
}
