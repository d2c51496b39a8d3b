package narrative

import (
	"strings"
	"testing"
	"time"

	"github.com/mingxi/mingxi/extract/layout"
)

// TestLongParagraphs keeps the cost of reading near linear: ten times the text of one sentence, of one
// paragraph or of one section may not take a hundred times as long.
func TestLongParagraphs(t *testing.T) {
	tests := []struct{ name, piece, end string }{
		{"one sentence", "；公务接待费支出1.85万元，比上年增加0.25万元，增长15.63%，占12.98%", "。"},
		{"many sentences", "公务接待费支出1.85万元，其中：国内接待0.25万元，占本年支出合计的15.63%。与上年相比，公务接待费减少3万元。", ""},
		{"brackets", "（其中：支出1万元", "。"},
		{"counts", "车辆3辆，其中：轿车3辆，", "。"},
		{"without figures", "收入、支出，", "。"},
		{"digits", "1,234", "万元。"},
	}
	cost := func(text string) time.Duration {
		best := time.Hour
		for range 3 {
			start := time.Now()
			Read([]layout.Paragraph{{Text: text}}, "", 2026)
			best = min(best, time.Since(start))
		}
		return best
	}
	for _, test := range tests {
		small := cost(strings.Repeat(test.piece, 100) + test.end)
		large := cost(strings.Repeat(test.piece, 1000) + test.end)
		t.Logf("%s: %v, %v", test.name, small, large)
		if large > 40*small+300*time.Millisecond {
			t.Errorf("%s: ten times the text took %v after %v", test.name, large, small)
		}
	}
}
