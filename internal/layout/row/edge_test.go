package row

import (
	"reflect"
	"testing"
)

// checkEdge parts names that stand as near as their lines, whose figures are all at the top of rows, or all at the bottom.
func checkEdge(t *testing.T, names [][]string) {
	t.Helper()
	for _, atTop := range []bool{true, false} {
		r, y, want := &Text{}, 100.0, [][]int(nil)
		for _, name := range names {
			var row []int
			for i, s := range name {
				texts := []placed{{60, s}}
				if atTop && i == 0 || !atTop && i == len(name)-1 {
					texts = append(texts, placed{180, "287.43"}, placed{260, "287.43"})
				}
				row = append(row, len(r.Lines))
				r.add(y, texts...)
				y += 12
			}
			want = append(want, row)
		}
		if got := r.Rows(0, 0); !reflect.DeepEqual(got, want) {
			t.Errorf("at top %v: rows %v, want %v", atTop, got, want)
		}
	}
}

// TestRowsAtOneEdge parts rows that stand as near as the lines of their names, which are all set at the top of rows, or all at the bottom.
func TestRowsAtOneEdge(t *testing.T) {
	checkEdge(t, [][]string{{"津贴补贴"}, {"职工基本医", "疗保险缴费"}, {"奖金"}, {"其他社会保", "障缴费"}, {"退休费"}})
}

// TestRowsWithoutFiguresStayRows leaves names without figures rows of their own, though they stand below names as long as any: those with figures are
// as long and go on nowhere.
func TestRowsWithoutFiguresStayRows(t *testing.T) {
	figures := []placed{{180, "287.43"}, {260, "287.43"}}
	r, want := &Text{}, [][]int(nil)
	for i, name := range []string{"基本工资", "津贴补贴", "绩效工资", "伙食补助", "住房补贴", "医疗补助", "其他支出"} {
		texts := []placed{{60, name}}
		if i%3 != 1 {
			texts = append(texts, figures...)
		}
		r.add(100+12*float64(i), texts...)
		want = append(want, []int{i})
	}
	if got := r.Rows(0, 0); !reflect.DeepEqual(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}

// TestSingleLettersAreRests joins letters that stand alone to the names above, or these to the rows in which they end, though others are as long and
// end there.
func TestSingleLettersAreRests(t *testing.T) {
	checkEdge(t, [][]string{{"工资福利支出"}, {"工资奖金津补", "贴"}, {"社会保障缴费"}, {"商品和服务支", "出"}, {"其他社会保障"}, {"其他交通费用"}})
}

// TestNumbersTellRowsOfOneLine keeps totals below a numbered list rows of their own: its items stand as near, one line each, and figures are rare.
func TestNumbersTellRowsOfOneLine(t *testing.T) {
	r := &Text{}
	r.add(80, placed{60, "支出"}, placed{180, "金额"})
	r.add(98, placed{60, "一、一般公共服务"}, placed{180, "168.07"})
	for i, name := range []string{"二、外交", "三、国防", "四、教育", "五、抗疫特别国债安排的支出"} {
		r.add(122+12*float64(i), placed{60, name})
	}
	r.add(170, placed{60, "本年支出合计"}, placed{180, "287.43"})
	r.add(182, placed{60, "年终结转结余"})
	r.add(200, placed{60, "支出总计"}, placed{180, "287.43"})
	if got, want := r.Rows(0, 1), [][]int{{1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}}; !reflect.DeepEqual(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}

// TestOneRowCutByThePage tells by the usual distance of rows how names wrap: of one that the page cuts, the figures stand nearer to those above.
func TestOneRowCutByThePage(t *testing.T) {
	figures := []placed{{180, "287.43"}, {260, "287.43"}}
	r, y, want := &Text{}, 100.0, [][]int(nil)
	for range 4 {
		n := len(r.Lines)
		r.add(y, placed{60, "职工基本医"})
		r.add(y+15, append([]placed{{60, "疗保险缴费"}}, figures...)...)
		r.add(y+36, append([]placed{{60, "奖金"}}, figures...)...)
		want, y = append(want, []int{n, n + 1}, []int{n + 2}), y+57
	}
	n := len(r.Lines)
	r.add(y-4, figures...)
	r.add(y, placed{60, "机关事业单"})
	r.add(y+15, placed{60, "位基本养老"})
	got := r.Rows(0, 0)
	if len(got) < len(want) || !reflect.DeepEqual(got[:len(want)], want) {
		t.Errorf("rows %v of %d lines, want %v first", got, n+3, want)
	}
}

// TestLongestNamesDoNotWrap leaves a name below a long one a row of its own where its first letter had room behind that one, as the longest shows.
func TestLongestNamesDoNotWrap(t *testing.T) {
	r, want := &Text{}, [][]int(nil)
	for i, name := range []string{"机关服务", "因公出国费用支", "公务接待费", "公务用车购置费用", "会议费", "培训费"} {
		texts := []placed{{60, name}}
		if i != 1 && i != 3 {
			texts = append(texts, placed{180, "12.00"})
		}
		r.add(100+13*float64(i), texts...)
		want = append(want, []int{i})
	}
	if got := r.Rows(0, 0); !reflect.DeepEqual(got, want) {
		t.Errorf("rows %v, want %v", got, want)
	}
}
