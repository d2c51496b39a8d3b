package analysis

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/page"
)

// proseLines sets lines of running text, the first one of a paragraph set in by two characters where the
// line begins with a blank.
func proseLines(number int, ls ...string) *sketch {
	s := newSketch(number)
	for i, l := range ls {
		x := 100.0
		if l[0] == ' ' {
			x, l = 120, l[1:]
		}
		s.text(x, 100+20*float64(i), l)
	}
	return s
}

func texts(s ...*sketch) []string {
	var pages []page.Page
	for _, x := range s {
		pages = append(pages, x.Page)
	}
	_, ps := Pages(pages)
	var out []string
	for _, p := range ps {
		out = append(out, p.Text)
	}
	return out
}

func TestSentenceOverPages(t *testing.T) {
	a := proseLines(1, " 本部门二〇二六年收入预算为二百八十七万元，与上年", "相比减少一百六十六万元，支出预算比上年同期将增长").text(297, 780, "3")
	b := proseLines(2, "17.31%，主要原因是项目增加。", " 支出预算没有变化。").text(297, 780, "4")
	want := []string{
		"本部门二〇二六年收入预算为二百八十七万元，与上年相比减少一百六十六万元，支出预算比上年同期将增长17.31%，主要原因是项目增加。",
		"支出预算没有变化。",
	}
	if d := cmp.Diff(want, texts(a, b)); d != "" {
		t.Error(d)
	}
}

func TestHeadingsStandAlone(t *testing.T) {
	s := proseLines(1, " 一、收入预算情况", " 本部门二〇二六年收入预算为二百八十七万元，与上年", "相比减少。")
	_, ps := Pages([]page.Page{s.Page})
	if len(ps) != 2 || !ps[0].Heading || ps[1].Heading {
		t.Errorf("got %+v", ps)
	}
}

func TestRunningHeadIsLeftOut(t *testing.T) {
	var ss []*sketch
	for n := 1; n <= 4; n++ {
		ss = append(ss, proseLines(n, " 第一句话到此为止。").text(250, 40, "某局二〇二六年部门预算"))
	}
	for _, text := range texts(ss...) {
		if text != "第一句话到此为止。" {
			t.Errorf("got %q", text)
		}
	}
}

// TestRaisedNumbersInSentences sets numbers of notes behind the figures of a sentence, which does not hold them.
func TestRaisedNumbersInSentences(t *testing.T) {
	s := newSketch(1).text(50, 100, "省本级收入3062.63").sized(135, 96.5, 6, "1").text(138, 100, "亿元，下降4.1%").sized(208, 96.5, 6, "2").text(211, 100, "。")
	_, got := Pages([]page.Page{s.Page})
	if len(got) != 1 || got[0].Text != "省本级收入3062.63亿元，下降4.1%。" {
		t.Errorf("%+v", got)
	}
}
