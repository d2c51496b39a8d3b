package row

import (
	"reflect"
	"testing"
)

// TestTextsThatGoOnLeftOfTheirFirstLine joins a name whose first line is set in with its last word, which stands left of it; but not a code with the name
// that begins above it, where other rows print both on one line, nor what goes on though the line above had room.
func TestTextsThatGoOnLeftOfTheirFirstLine(t *testing.T) {
	for _, c := range []struct {
		x           float64 // where the first line begins
		first, next string
		beside      []placed
		want        []int // texts on the two lines
	}{
		{70, "全市房屋应急抢险管理", "费", nil, []int{2, 0}},
		{70, "全市房屋应急抢险管理", "费", []placed{{50, "乙"}, {70, "全市房屋应急抢险管理"}}, []int{2, 1}},
		{70, "全市房屋应急", "费", nil, []int{2, 1}},
		{70, "全市房屋应急抢险管理", "20", nil, []int{2, 1}},
		{140, "宣", "传文化交流", nil, []int{2, 0}},
	} {
		r := &Text{}
		r.add(100, placed{70, "全市直管房管理工作经"}, placed{240, "287.43"})
		r.add(130, placed{c.x, c.first}, placed{240, "287.43"})
		r.add(143, placed{50, c.next})
		if c.beside != nil {
			r.add(170, c.beside...)
		}
		got := r.Indented([]int{1, 2})
		if n := []int{len(got[0]), len(got[1])}; !reflect.DeepEqual(n, c.want) {
			t.Errorf("%s and %s: texts on their lines %v, want %v", c.first, c.next, n, c.want)
		}
		if want := c.first + c.next; c.want[1] == 0 && got[0][0].Text != want {
			t.Errorf("got %s, want %s", got[0][0].Text, want)
		}
	}
}

// TestFirstLinesSetInWrap lets a line go on in one that begins half a character or two and a half left of it, if it ends where its column does.
func TestFirstLinesSetInWrap(t *testing.T) {
	for _, c := range []struct {
		x    float64
		text string
		want bool
	}{{65, "通过现场监督检查及时", true}, {85, "全市建设工程质量", true}, {65, "通过现场监督", false}, {62, "通过现场监督检查及时", false}} {
		r := &Text{}
		r.add(100, placed{c.x, c.text})
		r.add(115, placed{60, "发现和处理各类隐患问题"})
		if got := r.MayWrap(r.Atoms[0][0], r.Atoms[1][0]); got != c.want {
			t.Errorf("%s at %v: %v", c.text, c.x, got)
		}
	}
}

// TestPartsOfListsDoNotWrap leaves a name that is set in as a part of another by itself, however long it is: the names below that begin further left
// follow short ones too, as lines of paragraphs do not.
func TestPartsOfListsDoNotWrap(t *testing.T) {
	for _, names := range [][]placed{
		{{60, "教育支出"}, {70, "小学教育学校公用经费"}, {60, "农林水"}, {70, "水利工程建设运行维护"}, {60, "社会保障"}},
		{{70, "合计"}, {60, "一般公共服务"}, {70, "人大事务代表工作经费"}, {60, "国防"}},
	} {
		r := &Text{}
		for i, n := range names {
			r.add(100+12.5*float64(i), n)
		}
		for i := 1; i < len(names); i++ {
			if names[i-1].x > names[i].x && r.MayWrap(r.Atoms[i-1][0], r.Atoms[i][0]) {
				t.Errorf("%s goes on in %s", names[i-1].text, names[i].text)
			}
		}
	}
}
