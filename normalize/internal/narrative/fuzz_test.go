package narrative

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"pgregory.net/rapid"
)

// narrativePieces are what sentences of narratives are made of.
var narrativePieces = []string{"收入", "支出", "预算", "决算", "总计", "287.43万元", "0万元", "-1,234.5元", "36.68%", "3辆", "，", "；", "。", "：", "、",
	"（", "）", "其中", "包括", "主要包括：", "占", "完成年初预算的", "比上年", "与2025年预算相比", "增加", "减少", "下降", "持平", "无", "政府性基金", "2026年", "一、",
	"（一）", "1.", "情况说明", "100万元以上", "\n", " ", "x"}

// TestOddSentences reads sentences put together at random: nothing may break, and statements only refer to
// statements that there are.
func TestOddSentences(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var paragraphs []layout.Paragraph
		for range rapid.IntRange(1, 6).Draw(rt, "paragraphs") {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(narrativePieces), 0, 40).Draw(rt, "pieces"), "")
			paragraphs = append(paragraphs, layout.Paragraph{Text: text, Heading: rapid.Bool().Draw(rt, "heading")})
		}
		all := Read(paragraphs, "", 2026)
		for i, c := range all {
			if c.Number != i+1 || c.Of > len(all) || c.Whole > len(all) || c.Of < 0 || c.Whole < 0 || c.Of == c.Number || c.Whole == c.Number {
				rt.Fatalf("claim %d of %d: of %d, whole %d", c.Number, len(all), c.Of, c.Whole)
			}
		}
	})
}

// FuzzRead reads any text as paragraphs: nothing may break, and statements only refer to statements that there are.
func FuzzRead(f *testing.F) {
	for _, p := range narrativePieces {
		f.Add(p + "，其中：" + p + "；" + p + "。")
	}
	f.Add("2023年支出年初预算为0万元，决算为1.5万元，完成年初预算的0%，比上年减少-3.2万元，增长13.95。")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			return
		}
		var paragraphs []layout.Paragraph
		for _, p := range strings.Split(text, "\n") {
			paragraphs = append(paragraphs, layout.Paragraph{Text: p})
		}
		all := Read(paragraphs, "局", 2026)
		for i, c := range all {
			if c.Number != i+1 || c.Of > len(all) || c.Whole > len(all) || c.Of < 0 || c.Whole < 0 || c.Of == c.Number || c.Whole == c.Number {
				t.Fatalf("claim %d of %d: of %d, whole %d", c.Number, len(all), c.Of, c.Whole)
			}
		}
	})
}
