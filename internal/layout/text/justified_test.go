package text

import (
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// spreadOver are the runs of the letters of a name, each 10 points wide, from the left edge to the right.
func spreadOver(name string, left, right, base float64) []page.Run {
	letters := []rune(name)
	step := (right - left - 10) / float64(len(letters)-1)
	var runs []page.Run
	for i, c := range letters {
		x := left + float64(i)*step
		b := page.Box{X0: x, Y0: base - 9, X1: x + 10, Y1: base + 1}
		runs = append(runs, page.Run{Text: string(c), Size: 10, Confidence: 1, Box: b, Origin: page.Point{X: x, Y: base}, Glyphs: []page.Glyph{{Text: string(c), Box: b}}})
	}
	return runs
}

// Letters that fill one width in steps of several lengths are names; letters in narrow columns are not.
func TestJustifiedNames(t *testing.T) {
	for name, tt := range map[string]struct {
		rows []string
		want []string // the first pieces of the lines
	}{
		"names":          {[]string{"基本支出", "项目支出预算", "上年结转资金", "住房保障", "外交"}, []string{"基本支出", "项目支出预算", "上年结转资金", "住房保障", "外交"}},
		"other steps":    {[]string{"合计", "住房公积金", "行政运行", "项目支出预算"}, []string{"合计", "住房公积金", "行政运行", "项目支出预算"}},
		"narrow columns": {[]string{"类款项目节", "类款项目节", "甲乙丙", "甲乙"}, []string{"类", "类", "甲", "甲"}},
		"a head above":   {[]string{"政府采购情况", "是否是否", "是否是否", "否是否是"}, []string{"政", "是", "是", "否"}},
		"two heads":      {[]string{"科目名称总计"}, []string{"科"}},
		"two names":      {[]string{"基本支出", "人员经费支出"}, []string{"基", "人"}},
	} {
		var runs []page.Run
		for i, row := range tt.rows {
			runs = append(runs, spreadOver(row, 50, 250, 100+20*float64(i))...)
		}
		p := NewPage(&page.Page{Number: 1, Width: 600, Height: 800, Runs: runs})
		var got []string
		for i := range p.Lines {
			got = append(got, strings.ReplaceAll(p.Lines[i].Pieces[0].Text, " ", ""))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// The name of a total before its amount is one, and so is one of many letters; in a head it may be two names.
func TestSpreadTotal(t *testing.T) {
	for _, tt := range []struct{ name, behind, want string }{
		{"合计", "1,234.50", "合计"}, {"收入总计", "1,234.50", "收入总计"}, {"合计", "预算数", "合"}, {"科目名称总计", "基本支出", "科"}, {"甲乙", "1,234.50", "甲"},
		{"政府性基金支出", "1,234.50", "政府性基金支出"}, {"政府性基金支出", "预算数", "政"}, {"是否是否是否", "1,234.50", "是"},
	} {
		amount := glyphPiece(300, tt.behind)
		p := NewPage(&page.Page{Number: 1, Width: 600, Height: 800, Runs: append(spreadOver(tt.name, 50, 250, 100),
			page.Run{Text: tt.behind, Size: 10, Confidence: 1, Box: amount.Box, Origin: page.Point{X: 300, Y: 100}, Glyphs: amount.glyphs})})
		if got := strings.ReplaceAll(p.Lines[0].Pieces[0].Text, " ", ""); got != tt.want {
			t.Errorf("%s before %s: %q", tt.name, tt.behind, got)
		}
	}
}

// An amount that stands as far behind a justified name as its letters stand apart is no letter of it.
func TestAmountBehindJustifiedName(t *testing.T) {
	var runs []page.Run
	for i, name := range []string{"基本支出", "项目支出预算", "上年结转资金", "住房保障"} {
		runs = append(runs, spreadOver(name, 50, 250, 100+20*float64(i))...)
	}
	amount := glyphPiece(278, "90.14")
	runs = append(runs, page.Run{Text: "90.14", Size: 10, Confidence: 1, Box: amount.Box, Origin: page.Point{X: 278, Y: 120}, Glyphs: amount.glyphs})
	for i := range runs[len(runs)-1].Glyphs {
		b := &runs[len(runs)-1].Glyphs[i].Box
		b.Y0, b.Y1 = 111, 121
	}
	p := NewPage(&page.Page{Number: 1, Width: 600, Height: 800, Runs: runs})
	if got := strings.ReplaceAll(p.Lines[1].Pieces[0].Text, " ", ""); got != "项目支出预算" {
		t.Errorf("got %q, want the name", got)
	}
}

// A figure between letters stands in a column of its own, also below names that are spread as wide.
func TestFigureBetweenLetters(t *testing.T) {
	var runs []page.Run
	for i, name := range []string{"考核情况", "项目支出预算", "住房保障", "上年结转资金"} {
		runs = append(runs, spreadOver(name, 50, 250, 100+20*float64(i))...)
	}
	figure := spreadOver("优二良", 50, 250, 200)
	figure[1].Text, figure[1].Glyphs[0].Text = "2", "2"
	p := NewPage(&page.Page{Number: 1, Width: 600, Height: 800, Runs: append(runs, figure...)})
	if got := len(p.Lines[len(p.Lines)-1].Pieces); got != 3 {
		t.Errorf("%d pieces, want 3", got)
	}
}
