package row

import (
	"reflect"
	"testing"
)

// TestRowsAtOneEdge parts rows that stand as near as the lines of their names, which are all set at the top of rows, or all at the bottom.
func TestRowsAtOneEdge(t *testing.T) {
	figures := []placed{{180, "287.43"}, {260, "287.43"}}
	names := [][]string{{"津贴补贴"}, {"职工基本医", "疗保险缴费"}, {"奖金"}, {"其他社会保", "障缴费"}, {"退休费"}}
	for _, atTop := range []bool{true, false} {
		r, y, want := &Text{}, 100.0, [][]int(nil)
		for _, name := range names {
			var row []int
			for i, s := range name {
				texts := []placed{{60, s}}
				if atTop && i == 0 || !atTop && i == len(name)-1 {
					texts = append(texts, figures...)
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
