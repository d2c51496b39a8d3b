package meaning

import (
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

var (
	headYear  = words.Expression(`(20\d\d)年(度)?`)
	unitNote  = words.Expression(`[（(](单位[：:])?(万元|元|亿元)[)）]`)
	lastYears = words.Expression(`^(?:上年度?|上一年度?|去年)(预算|决算)(?:数|金额)?$`)
	stageOf   = map[string]string{"预算": Budget, "决算": Final}
)

var yearAlone = words.Expression(`^(20\d\d)年度?$`)

// YearAlone is the year that a name consists of: rows of some tables compare years.
func YearAlone(name string) (int, bool) {
	y := yearAlone.FindStringSubmatch(name)
	if y == nil {
		return 0, false
	}
	year, _ := strconv.Atoi(y[1])
	return year, true
}

// ReadHead adds what one head of a column says, from the outermost to the innermost: its words, its year, and
// the stage where it is another than the document's. It is false if the head is not understood.
func (q *Quantity) ReadHead(head string) bool {
	head = unitNote.ReplaceAllString(head, "")
	if y := headYear.FindStringSubmatch(head); y != nil {
		q.Year, _ = strconv.Atoi(y[1])
		head = headYear.ReplaceAllString(head, "")
	}
	if m := lastYears.FindStringSubmatch(head); m != nil && q.Year > 0 {
		q.Year--
		q.Stage = stageOf[m[1]]
		return true
	}
	switch carried := strings.Contains(head, "结转") || strings.Contains(head, "结余"); {
	case strings.Contains(head, "上年") && !carried:
		return false
	case q.Stage != Final && strings.HasPrefix(head, "决算"):
		q.Stage = Final
	case q.Stage == Final && strings.Contains(head, "预算数"):
		if strings.Contains(head, "调整") || strings.Contains(head, "全年") {
			q.Stage = Adjusted
		} else {
			q.Stage = Budget
		}
	}
	return q.Read(head)
}
