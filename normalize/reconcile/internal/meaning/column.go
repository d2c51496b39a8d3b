package meaning

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// PrintsMeetings says that a table of the three public expenses also has those for meetings or
// training, which its 合计 takes in.
func PrintsMeetings(t *normalize.Table) bool {
	for _, c := range t.Columns {
		if BesideThePublic.MatchString(strings.Join(c.Path, "")) {
			return true
		}
	}
	return false
}

// DropGeneralTotals forgets the columns that only say 合计.
func DropGeneralTotals(t *normalize.Table, columns map[int]Meaning) {
	for _, c := range t.Columns {
		if !ThreePublicHead.MatchString(strings.Join(c.Path, "")) && columns[c.Number].Item == "three-public" {
			delete(columns, c.Number)
		}
	}
}

var headerYear = regexp.MustCompile(`(20\d\d)年(度)?`)

// ColumnMeanings are what the figure columns of a table measure; a column whose header is not
// wholly understood has none.
func ColumnMeanings(t *normalize.Table, sub subject) map[int]Meaning {
	out := map[int]Meaning{}
	carries := carriesOver(t)
	for _, c := range t.Columns {
		if c.Role != normalize.FigureColumn || sub.Item == "" && (c.Part || slices.ContainsFunc(c.Path, words.StandsAside)) {
			continue
		}
		m := sub.Meaning
		if m.readPath(c.Path) && (!sub.TwoSided || m.Flow != "" || c.Side > 0) {
			if !carries && !sub.TwoSided && m.Scope == Total {
				m.Scope = Unsaid // 总计 of 基本支出 and 项目支出 alone may be the year's
			}
			out[c.Number] = m
		}
	}
	return out
}

// carriesOver says that a table has a column or a row for what is carried over from or to another year.
func carriesOver(t *normalize.Table) bool {
	for _, c := range t.Columns {
		if carriedOverName.MatchString(strings.Join(c.Path, "/")) {
			return true
		}
	}
	for _, r := range t.Rows {
		if slices.ContainsFunc(r.Items, func(it normalize.Item) bool { return carriedOverName.MatchString(it.Label) }) {
			return true
		}
	}
	return false
}

var carriedOverName = regexp.MustCompile(`结转|结余`)

func (m *Meaning) readPath(path []string) bool {
	final := m.Stage == string(normalize.Final)
	for _, p := range path {
		if y := headerYear.FindStringSubmatch(p); y != nil {
			m.Year, _ = strconv.Atoi(y[1])
			p = headerYear.ReplaceAllString(p, "")
		}
		if stage := lastYearHead(p); stage != "" && m.Year > 0 {
			m.Year--
			m.Stage = stage
			continue
		}
		switch {
		case strings.Contains(p, "上年") && !strings.Contains(p, "结转") && !strings.Contains(p, "结余"):
			return false
		case !final && strings.HasPrefix(p, "决算"):
			m.Stage = string(normalize.Final)
		case final && strings.Contains(p, "预算数"):
			m.Stage = string(normalize.Budget)
			if strings.Contains(p, "调整") || strings.Contains(p, "全年") {
				return false
			}
		}
		p = strings.NewReplacer("（", "（", "(", "（", ")", "）").Replace(unitNote.ReplaceAllString(p, ""))
		if m.Item == "three-public" {
			m.Item = threePublic(p)
			if m.Item == "" {
				return false
			}
			continue
		}
		if m.Item != "" && threePublic(p) == "three-public" {
			continue
		}
		if m.Item != "" {
			if v := threePublic(p); v != "" {
				m.Item = v
				continue
			}
		}
		if !m.Understand(p) {
			return false
		}
	}
	return true
}

var lastYears = regexp.MustCompile(`^(?:上年度?|上一年度?|去年)(预算|决算)(?:数|金额)?$`)

// lastYearHead is the stage of last year's figures under a head; empty if it does not name them.
func lastYearHead(head string) string {
	m := lastYears.FindStringSubmatch(unitNote.ReplaceAllString(head, ""))
	if m == nil {
		return ""
	}
	return map[string]string{"预算": string(normalize.Budget), "决算": string(normalize.Final)}[m[1]]
}

var unitNote = regexp.MustCompile(`[（(](单位[：:])?(万元|元|亿元)[)）]`)

// threePublic is the item of the three public expenses that a header or row names; the total where
// it only says 合计; empty if it is none of them.
func threePublic(text string) string {
	text = listNumber.ReplaceAllString(text, "")
	text = listNumber.ReplaceAllString(strings.TrimPrefix(text, "其中："), "")
	var m Meaning
	if !m.Understand(text) {
		return ""
	}
	switch {
	case m.Item != "":
		return m.Item
	case m.Flow == "" && m.Fund == "" || m.Fund == "gpb" || m.Fund == "fiscal":
		return "three-public"
	}
	return ""
}

var (
	ThreePublicHead = regexp.MustCompile(`三公`)
	BesideThePublic = regexp.MustCompile(`会议费|培训费|运行经费`)
)
