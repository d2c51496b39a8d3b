package analysis

import (
	"fmt"
	"strings"
	"testing"
)

// spanned is two lists side by side under a head of two levels, of which the upper cells are set by a function.
func spanned(upper, lower func(s *sketch, from, to, y float64, name string)) *sketch {
	s := newSketch(1).centre(300, 30, "收支总体情况表").right(548, 45, "单位：万元")
	upper(s, 50, 250, 62, "收入")
	upper(s, 250, 550, 62, "支出")
	for i, name := range []string{"项目", "金额", "项目", "金额"} {
		xs := []float64{50, 200, 250, 450, 550}
		lower(s, xs[i], xs[i+1], 76, name)
	}
	for i, name := range []string{"一般公共预算", "政府性基金", "事业收入", "其他收入"} {
		y := 94 + 14*float64(i)
		s.text(52, y, name).right(246, y, "9.00").text(252, y, fmt.Sprintf("第%d类支出", i)).right(546, y, "9.00")
	}
	return s
}

const spannedRows = `1 |1 收入 <1x2> |3 支出 <1x2>
2 |1 项目 |2 金额 |3 项目 |4 金额
3 |1 一般公共预算 |2 9.00 |3 第0类支出 |4 9.00
4 |1 政府性基金 |2 9.00 |3 第1类支出 |4 9.00
5 |1 事业收入 |2 9.00 |3 第2类支出 |4 9.00
6 |1 其他收入 |2 9.00 |3 第3类支出 |4 9.00`

func inCell(s *sketch, from, to, y float64, name string) { s.centre((from+to)/2, y, name) }

func atStart(s *sketch, from, _, y float64, name string) { s.text(from+2, y, name) }

// TestSidesThatHangInAHead reads a head under which lines between columns begin where nothing is ruled: what they begin below spans them.
func TestSidesThatHangInAHead(t *testing.T) {
	s := spanned(inCell, inCell).across(81, 50, 550).down(200, 66, 140).down(250, 50, 140).down(450, 66, 140)
	check(t, one(t, s), spannedRows)
}

// TestHeadsSetLeft reads heads that are set where the columns begin that they span; no line of theirs is full, so that none goes on below.
func TestHeadsSetLeft(t *testing.T) {
	check(t, one(t, spanned(atStart, atStart).across(81, 50, 550)), spannedRows)
}

func atEnd(s *sketch, _, to, y float64, name string) { s.right(to-4, y, name) }

// TestHeadsAtTheOtherEnd reads heads that are set at one end of columns, while their texts stand at the other.
func TestHeadsAtTheOtherEnd(t *testing.T) {
	for name, set := range map[string]func(s *sketch, from, to, y float64, name string){"left": atStart, "right": atEnd} {
		s := newSketch(1).centre(300, 30, "支出表").right(548, 45, "单位：万元")
		xs := []float64{30, 110, 250, 340, 480, 560}
		for i, n := range []string{"编码", "名称", "编码", "名称"} {
			set(s, xs[i], xs[i+1], 76, n)
		}
		set(s, xs[4], xs[5], 69, "金额")
		set(s, xs[0], xs[2], 62, "部门分类")
		set(s, xs[2], xs[4], 62, "政府分类")
		for i, n := range []string{"津贴", "奖金", "工资", "公积金"} {
			y := 94 + 14*float64(i)
			s.text(32, y, fmt.Sprintf("3010%d", i)).text(112, y, n).text(252, y, fmt.Sprintf("5010%d", i)).text(342, y, n+"支出").right(556, y, "9.00")
		}
		t.Run(name, func(t *testing.T) {
			check(t, one(t, s.across(81, 30, 560)), `1 |1 部门分类 <1x2> |3 政府分类 <1x2> |5 金额 <2x1>
2 |1 编码 |2 名称 |3 编码 |4 名称
3 |1 30100 |2 津贴 |3 50100 |4 津贴支出 |5 9.00
4 |1 30101 |2 奖金 |3 50101 |4 奖金支出 |5 9.00
5 |1 30102 |2 工资 |3 50102 |4 工资支出 |5 9.00
6 |1 30103 |2 公积金 |3 50103 |4 公积金支出 |5 9.00`)
		})
	}
}

// TestLongerListSetRight reads on where the longer of two lists goes on alone, whose names are set right.
func TestLongerListSetRight(t *testing.T) {
	s := spanned(inCell, inCell).across(81, 50, 550)
	s.Runs = s.Runs[:8]
	for i, n := range []string{"一、公共服务", "二、外交", "三、国防支出", "四、公共安全", "五、教育", "六、科学技术", "七、文化旅游", "八、就业"} {
		y := 94 + 14*float64(i)
		s.right(446, y, n)
		if i < 2 || i == 5 {
			s.right(546, y, "9.00")
		}
		if i < 2 {
			s.right(196, y, n+"收入").right(246, y, "9.00")
		}
	}
	if got := one(t, s); got.Rows != 10 || got.Columns != 4 {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}

// TestSpanOverANameInItsMiddle keeps a head apart from the name below it in whose middle it stands, which has sides that the head has not.
func TestSpanOverANameInItsMiddle(t *testing.T) {
	s := newSketch(1).centre(300, 30, "收入表").right(448, 45, "单位：万元")
	s.centre(200, 62, "本年收入").centre(100, 74, "合计").centre(200, 74, "一般预算").centre(300, 74, "专户").centre(400, 68, "其他")
	for i := range 5 {
		y := 94 + 14*float64(i)
		s.right(146, y, "9.00").right(246, y, "9.00").right(346, y, "9.00").right(446, y, "9.00")
	}
	s.down(50, 52, 155).down(150, 66, 155).down(250, 66, 155).down(350, 52, 155).down(450, 52, 155)
	if got := show(one(t, s)); !strings.HasPrefix(got, "1 |1 本年收入 <1x3> |4 其他 <2x1>\n2 |1 合计 |2 一般预算 |3 专户\n") {
		t.Error(got)
	}
}

// TestNextPageBetweenSides reads rows of a next page on which lines run between columns alone, and names without figures stand one below
// the other.
func TestNextPageBetweenSides(t *testing.T) {
	a := spanned(inCell, inCell).down(50, 52, 145).down(200, 66, 145).down(250, 52, 145).down(450, 66, 145).down(550, 52, 145)
	b := newSketch(2)
	for i, n := range []string{"粮油物资储备", "国有资本经营", "灾害防治管理", "预备费", "其他支出", "转移性支出"} {
		b.text(252, 60+14*float64(i), n)
	}
	b.text(52, 144, "收入合计").right(246, 144, "36.00").text(252, 144, "支出合计").right(546, 144, "36.00")
	for _, x := range []float64{50, 200, 250, 450, 550} {
		b.down(x, 50, 150)
	}
	got := one(t, a, b)
	if got.Rows != 13 || !strings.HasSuffix(show(got), "12 |3 转移性支出\n13 |1 收入合计 |2 36.00 |3 支出合计 |4 36.00") {
		t.Errorf("%d rows:\n%s", got.Rows, show(got))
	}
}

// TestHeadInATallRow reads a head that stands far above its body, in the middle of a tall row, over figures of which short ones stand beside it; and
// leaves a line of names alone that stands as far above and over no figure.
func TestHeadInATallRow(t *testing.T) {
	const body = `2 |1 教育支出 |2 7 |3 149 |4 2028.6
3 |1 科学技术 |2 3557 |3 3348 |4 -5.9
4 |1 卫生健康 |2 26843 |3 31240 |4 16.4`
	for _, c := range []struct {
		heads [4]string
		first string
	}{
		{[4]string{"支出项目", "上年决算数", "本年执行数", "增减"}, "1 |1 支出项目 |2 上年决算数 |3 本年执行数 |4 增减\n"},
		{[4]string{"东山", "水利", "", ""}, ""},
	} {
		s := newSketch(1).centre(250, 40, "支出执行情况表").right(440, 60, "单位：万元")
		for i, h := range c.heads {
			if h != "" {
				s.centre(70+100*float64(i), 90, h)
			}
		}
		for i, r := range [][]string{{"教育支出", "7", "149", "2028.6"}, {"科学技术", "3557", "3348", "-5.9"}, {"卫生健康", "26843", "31240", "16.4"}} {
			y := 140 + 18*float64(i)
			s.text(50, y, r[0]).right(200, y, r[1]).right(300, y, r[2]).right(390, y, r[3])
		}
		want := c.first + body
		if c.first == "" {
			want = strings.NewReplacer("\n3", "\n2", "\n4", "\n3").Replace("1" + body[1:])
		}
		check(t, one(t, s), want)
	}
}
