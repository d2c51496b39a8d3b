package continuation

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// row is the cells of a row, one of a column, parted by "|".
func row(number int, texts string) []layout.Cell {
	var out []layout.Cell
	for i, s := range strings.Split(texts, "|") {
		c := layout.Cell{Row: number, Column: i + 1, RowSpan: 1, ColSpan: 1, Text: s, Confidence: 1, Box: page.Box{X1: 90}}
		if s != "" {
			c.Lines = []layout.Line{{Text: s, Box: page.Box{X1: 5 * float64(len([]rune(s)))}}}
		}
		out = append(out, c)
	}
	return out
}

// TestCutRow puts the halves of a row that a page break cuts together where the rests of its amounts complete
// them, and leaves rows of their own as they are.
func TestCutRow(t *testing.T) {
	even := []string{"甲|1,240.00|340.00", "乙|2,060.50|1,060.50", "丙|1,100.00|1.25"}
	for _, tt := range []struct {
		name        string
		above       []string
		last, below string
		want        string // the row put together; none if both stay
	}{
		{"amounts cut in their decimals", even, "河道|8,305.4|8,000.4", "管理所|1|1", "河道管理所|8,305.41|8,000.41"},
		{"one amount cut", even, "河道|8,305.4|305.00", "|1|", "河道|8,305.41|305.00"},
		{"an amount that is whole", even, "河道|8,305.41|8,000.4", "管理所|1|1", ""},
		{"a row of its own", even, "河道|8,305.4|8,000.4", "管理所|1.00|1.00", ""},
		{"a rest that is too long", even, "河道|8,305.4|8,000.4", "管理所|12|1", ""},
		{"a rest below a blank", even, "河道|8,305.4|", "管理所|1|1", ""},
		{"amounts of one decimal around", []string{"甲|1,240.5|340.2", "乙|2,060.50|60.5", "丙|1.00|1.25"}, "河道|8,305.4|8,000.4", "管理所|1|1", ""},
		{"nothing around", nil, "河道|8,305.4|8,000.4", "管理所|1|1", ""},
		{"names alone", even, "河道|8,305.41|8,000.41", "管理所||", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := stack{Table: layout.Table{HeaderRows: 1, Columns: 3}}
			for _, r := range append(append([]string{"单位|合计|项目支出"}, tt.above...), tt.last) {
				s.Rows++
				s.Cells = append(s.Cells, row(s.Rows, r)...)
			}
			for i := len(s.Cells) - 3; i < len(s.Cells); i++ {
				s.last = append(s.last, i)
			}
			added := append(row(s.Rows+1, tt.below), row(s.Rows+2, "合计|11,605.91|9,400.91")...)
			rest, ok := s.finishRow(added, &cutRow{stack: &s, added: added})
			if ok != (tt.want != "") {
				t.Fatalf("put together: %v", ok)
			}
			if !ok {
				return
			}
			var got []string
			for _, i := range s.last {
				got = append(got, s.Cells[i].Text)
			}
			if strings.Join(got, "|") != tt.want || len(rest) != 3 || rest[0].Row != s.Rows+1 {
				t.Errorf("got %q and %v, want %q", got, rest, tt.want)
			}
		})
	}
}
