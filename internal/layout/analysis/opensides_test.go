package analysis

import (
	"fmt"
	"testing"
)

// TestOpenSides reads the names left of the first vertical edge of a table without outer sides, below whose head and above whose total a rule runs over the
// figures alone.
func TestOpenSides(t *testing.T) {
	s := newSketch(1).text(60, 78, "项目").text(190, 78, "2013年").text(290, 78, "2014年").down(160, 65, 160).down(260, 65, 160).across(138, 160, 340)
	for i, name := range []string{"教育支出", "农林水支出", "住房保障支出", "合计"} {
		y := 96 + 18*float64(i)
		s.text(60, y, name).right(240, y, fmt.Sprintf("%d.20", i+1)).right(335, y, fmt.Sprintf("%d.40", i+2))
	}
	check(t, one(t, s), `1 |1 项目 |2 2013年 |3 2014年
2 |1 教育支出 |2 1.20 |3 2.40
3 |1 农林水支出 |2 2.20 |3 3.40
4 |1 住房保障支出 |2 3.20 |3 4.40
5 |1 合计 |2 4.20 |3 5.40`)
}
