package analysis

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// TestLeadersToAmounts reads names that rows of dots lead from to their figures, as one string with them or by themselves, some behind long
// names too short for a leader, without the dots.
func TestLeadersToAmounts(t *testing.T) {
	for what, put := range map[string]func(s *sketch, y float64, name, dots string){
		"behind the name": func(s *sketch, y float64, name, dots string) { s.text(50, y, name+dots) },
		"by themselves": func(s *sketch, y float64, name, dots string) {
			s.text(50, y, name).text(52+textSize*float64(len([]rune(name))), y, dots)
		},
	} {
		for _, dot := range []string{".", "·", "…", ". "} {
			s := newSketch(1).centre(250, 40, "支出总表").right(440, 55, "单位：万元").text(70, 75, "项目").text(300, 75, "预算数").text(390, 75, "执行数")
			for i, name := range []string{"教育支出", "一般公共服务支出", "机关事业单位基本养老保险缴费支出", "农林水支出"} {
				n := (250 - 50 - int(textSize)*len([]rune(name))) / 5
				y := 95 + 18*float64(i)
				put(s, y, name, strings.Repeat(dot, max(n/len([]rune(dot)), 2)))
				s.right(340, y, fmt.Sprintf("1%d.40", i)).right(430, y, "9.00")
			}
			t.Run(what+" "+dot, func(t *testing.T) {
				check(t, one(t, s), `1 |1 项目 |2 预算数 |3 执行数
2 |1 教育支出 |2 10.40 |3 9.00
3 |1 一般公共服务支出 |2 11.40 |3 9.00
4 |1 机关事业单位基本养老保险缴费支出 |2 12.40 |3 9.00
5 |1 农林水支出 |2 13.40 |3 9.00`)
			})
		}
	}
}

// TestLeadersToPages leaves the lines of a table of contents as they are: no table, and its dots in the text.
func TestLeadersToPages(t *testing.T) {
	s := newSketch(1)
	for i, name := range []string{"第一部分 概况", "第二部分 预算表", "第三部分 说明", "第四部分 名词解释"} {
		y := 95 + 18*float64(i)
		s.text(50, y, name+strings.Repeat(".", 20)).right(340, y, fmt.Sprint(1+4*i)).right(430, y, fmt.Sprint(1+4*i))
	}
	tables, paragraphs := Pages([]page.Page{s.Page})
	if len(tables) != 0 || len(paragraphs) == 0 || !strings.Contains(paragraphs[0].Text, "概况.....") {
		t.Errorf("%d tables, and text %v", len(tables), paragraphs)
	}
}

// TestLeaderBehindAWrappedName takes the one leader of a page away that stands at the end of a name of two lines, beside whose middle its amounts stand.
func TestLeaderBehindAWrappedName(t *testing.T) {
	s := newSketch(1).right(440, 55, "单位：万元").text(70, 75, "项目单位").text(300, 75, "预算数").text(390, 75, "执行数")
	s.text(50, 95, "某市某区工业和信息化").right(340, 101, "91.08").right(430, 101, "91.08").text(50, 107, "局........")
	for i, name := range []string{"某市某区教育局", "某市某区民政局"} {
		s.text(50, 130+20*float64(i), name).right(340, 130+20*float64(i), "10.00").right(430, 130+20*float64(i), "9.00")
	}
	check(t, one(t, s), `1 |1 项目单位 |2 预算数 |3 执行数
2 |1 某市某区工业和信息化局 |2 91.08 |3 91.08
3 |1 某市某区教育局 |2 10.00 |3 9.00
4 |1 某市某区民政局 |2 10.00 |3 9.00`)
}

// TestLeadersToMarks takes leaders away that lead to words as well, where others of the page lead to amounts: a mark for what is not disclosed, the unit of
// a row, several figures of few digits that no table of contents has.
func TestLeadersToMarks(t *testing.T) {
	dots := strings.Repeat(".", 24)
	s := newSketch(1).text(50, 75, "Item").text(220, 75, "Unit").text(300, 75, "2021").text(360, 75, "2022")
	for i, r := range [][4]string{{"Lead", "mg/kg", "15", "8"}, {"Zinc", "%", "(D)", "11"}, {"Iron", "mg/kg", "40", "(D)"}, {"Tin", "mg/kg", "31", "9"}} {
		y := 95 + 18*float64(i)
		s.text(50, y, r[0]+dots[:24-len(r[0])]).text(220, y, r[1]).right(320, y, r[2]).right(380, y, r[3])
	}
	check(t, one(t, s), `1 |1 Item |2 Unit |3 2021 |4 2022
2 |1 Lead |2 mg/kg |3 15 |4 8
3 |1 Zinc |2 % |3 (D) |4 11
4 |1 Iron |2 mg/kg |3 40 |4 (D)
5 |1 Tin |2 mg/kg |3 31 |4 9`)
}
