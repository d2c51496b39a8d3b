package row

import (
	"reflect"
	"slices"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/text"
)

// A placed is a text and where it begins.
type placed struct {
	x    float64
	text string
}

// add sets texts of 10 points on a line.
func (r *Text) add(base float64, texts ...placed) {
	const size = 10
	l, atoms := text.Line{Base: base, Size: size}, []text.Phrase(nil)
	for _, t := range texts {
		w := 0.0
		for _, c := range t.text {
			if w += size / 2; text.Ideographic(c) {
				w += size / 2
			}
		}
		p := text.Piece{Text: t.text, Base: base, Size: size, Box: page.Box{X0: t.x, Y0: base - 8, X1: t.x + w, Y1: base + 2}}
		l.Pieces, atoms = append(l.Pieces, p), append(atoms, text.NewPhrase([]text.Piece{p}))
	}
	r.Lines, r.Atoms = append(r.Lines, l), append(r.Atoms, atoms)
}

// addRow sets the lines of a name, 13 points apart, around figures, and gives where the next row begins.
func (r *Text) addRow(y float64, figures []placed, name ...string) float64 {
	middle := y + 6.5*float64(len(name)-1)
	for i, s := range name {
		at := y + 13*float64(i)
		switch {
		case at == middle:
			r.add(at, append([]placed{{60, s}}, figures...)...)
			continue
		case at > middle && at-13 < middle:
			r.add(middle, figures...)
		}
		r.add(at, placed{60, s})
	}
	return y + 13*float64(len(name))
}

// TestRowsAroundFiguresBelowHeads parts rows of names of one to three lines without space between, under a head that stands as near, whose upper
// line is ruled off: no figure tells which of its lines are of one row, and two of them stand nearer than lines of a text.
func TestRowsAroundFiguresBelowHeads(t *testing.T) {
	r := &Text{Parted: func(a, _ int) bool { return a == 0 }}
	r.add(90, placed{180, "其中：财政拨款安排"})
	r.add(97, placed{60, "科目名称"}, placed{340, "上级补助收入"})
	r.add(104, placed{180, "事业收入"}, placed{260, "项目支出"})
	y, figures := 118.0, []placed{{180, "6,943.52"}, {260, "80,153.00"}, {340, "7,297.26"}}
	for _, name := range [][]string{{"公务用车运", "行维护费"}, {"住房公积金"}, {"一般公共服", "务支出"}, {"教育支出"}, {"灾害防治及", "应急管理支", "出"}, {"公务用车运", "行维护费"}} {
		y = r.addRow(y, figures, name...)
	}
	want := [][]int{{0}, {1, 2}, {3, 4, 5}, {6}, {7, 8, 9}, {10}, {11, 12, 13}, {14, 15, 16}}
	if got := r.Rows(0, 0); !reflect.DeepEqual(got, want) {
		t.Errorf("got rows %v, want %v", got, want)
	}
}

// TestRowsAroundDashes parts rows of names of which the only ones of two lines stand around a dash: names of three lines have their figures beside
// them, so that nothing else shows that any stands around figures.
func TestRowsAroundDashes(t *testing.T) {
	r := new(Text)
	figures := []placed{{180, "84,907.08"}, {260, "51,175.22"}}
	y := r.addRow(100, figures, "智慧城市运行", "管理平台建设", "项目")
	y = r.addRow(y, []placed{{180, "—"}}, "老旧小区改造", "项目")
	r.addRow(y, figures, "困难群众救助", "和流浪乞讨补", "助")
	want := [][]int{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}
	if got := r.Rows(0, 0); !reflect.DeepEqual(got, want) {
		t.Errorf("got rows %v, want %v", got, want)
	}
}

// TestAmountsAboveTheirName puts amounts at the top of tall rows to names that stand lower in them, and none to a heading in a row below, however near
// that is and far the next row.
func TestAmountsAboveTheirName(t *testing.T) {
	figures := []placed{{180, "287.43"}, {260, "287.43"}}
	for _, c := range []struct {
		name         string
		below, pitch float64
		want         [][]int
	}{
		{"合计", 9, 30, [][]int{{0}, {1, 2}, {3}, {4}}},
		{"合计", 9, 17, [][]int{{0}, {1}, {2}, {3}, {4}}},
		{"二、项目支出", 9, 30, [][]int{{0}, {1}, {2}, {3}, {4}}},
		{"二、项目支出", 11.5, 24, [][]int{{0}, {1}, {2}, {3}, {4}}},
		{"二、项目支出", 19, 24, [][]int{{0}, {1}, {2}, {3}, {4}}},
		{"其中：", 12, 30, [][]int{{0}, {1}, {2}, {3}, {4}}},
		{"填表人：王明", 17, 34, [][]int{{0}, {1}, {2}, {3}, {4}}},
	} {
		r := &Text{}
		r.add(100, append([]placed{{60, "教育"}}, figures...)...)
		y := 100 + c.pitch
		r.add(y, figures...)
		r.add(y+c.below, placed{60, c.name})
		r.add(y+c.below+c.pitch, append([]placed{{60, "科技"}}, figures...)...)
		r.add(y+c.below+2*c.pitch, append([]placed{{60, "农业"}}, figures...)...)
		if got := r.Rows(0, 0); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s %v below, rows %v apart: rows %v, want %v", c.name, c.below, c.pitch, got, c.want)
		}
	}
}

// TestNamesWrapInRowsFarApart puts the lines of a name together that stand as far apart as browsers set them, where all rows stand much further
// apart and figures on the middle line.
func TestNamesWrapInRowsFarApart(t *testing.T) {
	figures := []placed{{180, "287.43"}, {260, "287.43"}}
	r := &Text{}
	r.add(100, append([]placed{{60, "合计"}}, figures...)...)
	for _, y := range []float64{135, 200} {
		r.add(y, placed{60, "新乡市红旗"})
		r.add(y+15, append([]placed{{60, "区工业和信"}}, figures...)...)
		r.add(y+30, placed{60, "息化局"})
	}
	if got, want := r.Rows(0, 0), [][]int{{0}, {1, 2, 3}, {4, 5, 6}}; !reflect.DeepEqual(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}

// TestRowsAroundListsOfMonths parts rows without space between in which a code with letters, whose rest is digits, and a name wrap around the figures, as
// lists of two months and a year in brackets at the end of a name do.
func TestRowsAroundListsOfMonths(t *testing.T) {
	r := new(Text)
	amount := func(s string) []placed { return []placed{{300, s}} }
	r.add(100, placed{60, "东山河大路（学府街"}, placed{180, "ABXM3302000017"})
	r.add(106.5, append(amount("280.00"), placed{380, "2017-07"})...)
	r.add(113, placed{60, "）道路工程"}, placed{180, "55010203040"})
	r.add(126, append(append([]placed{{60, "城关镇供水工程"}, {180, "P33050101-0021"}}, amount("75.49")...), placed{380, "2016-06"})...)
	r.add(139, placed{60, "老城区十座公厕建设"}, placed{380, "2016-06"})
	r.add(145.5, append([]placed{{180, "P33050102-0034"}}, amount("108.81")...)...)
	r.add(152, placed{60, "（2020）"}, placed{380, "2017-07"})
	r.add(165, placed{60, "西关村垃圾无害化处"}, placed{180, "PROJ330501020-"})
	r.add(171.5, append(amount("170.00"), placed{380, "2018-06"})...)
	r.add(178, placed{60, "置项目"}, placed{180, "00000015"})
	want := [][]int{{0, 1, 2}, {3}, {4, 5, 6}, {7, 8, 9}}
	if got, _ := r.middleRows(0); !reflect.DeepEqual(got, want) {
		t.Errorf("got rows %v, want %v", got, want)
	}
}

// TestTwoRowsAroundFigures parts two rows of names of three lines, all as near as lines, of which the figures stand on the middle one.
func TestTwoRowsAroundFigures(t *testing.T) {
	r := new(Text)
	figures := []placed{{180, "287.43"}, {260, "287.43"}}
	y := r.addRow(100, figures, "合计")
	y = r.addRow(y, figures, "新乡市红旗区", "工业和信息化", "局")
	r.addRow(y, figures, "新乡市红旗区", "工业和信息化", "局本级")
	want := [][]int{{0}, {1, 2, 3}, {4, 5, 6}}
	if got := r.Rows(0, 0); !reflect.DeepEqual(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}

// TestCodesBrokenAroundAmounts puts the last digit of a code to those above it where the amount of the row stands between both, and no count to another
// that stands above it with an amount of its own.
func TestCodesBrokenAroundAmounts(t *testing.T) {
	broken, counts := new(Text), new(Text)
	for i, name := range []string{"津贴", "奖金", "绩效工资"} {
		y := 100 + 40*float64(i)
		broken.add(y, placed{60, "50"})
		broken.add(y+6, placed{100, name}, placed{200, "3.28"})
		broken.add(y+12, placed{60, "5"})
	}
	if got, want := broken.Rows(0, 0), [][]int{{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}; !reflect.DeepEqual(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
	for i, n := range []string{"50", "5", "50", "5"} {
		counts.add(100+12*float64(i), placed{60, n}, placed{200, "3.28"})
	}
	if got := counts.Rows(0, 0); len(got) != 4 {
		t.Errorf("%d rows of counts, want 4", len(got))
	}
}

// TestCountsBesideTotals leaves two counts that one total stands beside, in the middle of both, in rows of their own.
func TestCountsBesideTotals(t *testing.T) {
	r := new(Text)
	for i := range 3 {
		y := 120 + 26*float64(i)
		r.add(y, placed{60, "73"})
		r.add(y+6.5, placed{100, "危房改造"}, placed{200, "3.28"})
		r.add(y+13, placed{60, "4"})
	}
	for _, row := range r.Rows(0, 0) {
		if slices.Contains(row, 0) && slices.Contains(row, 2) {
			t.Errorf("73 and 4 stand in one row %v", row)
		}
	}
}
