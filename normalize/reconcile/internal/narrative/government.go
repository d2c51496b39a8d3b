package narrative

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
)

// In documents of a whole government the same words name the amounts of the province or city, of its own
// level and of its districts, of last year and of this. A sentence is tied to a table only where level,
// fund, and whether it tells of what was done or of what is planned are the same in both, and the table
// has a row of that name with that amount. A difference says nothing: another scope may be meant.

// A governed figure is what a table of a government or a sentence on it measures.
type governed struct {
	level string // 全市, 市级, 市本级: as printed, since 市级 and 市本级 differ
	fund  string
	done  bool   // executed, not planned
	item  string // the row's name; 收入 or 支出 for the total
}

var (
	levelWord  = regexp.MustCompile(`全(自治区|省|市|区|县|州|旗|盟)|(自治区|省|市|区|县|州|旗|盟)本?级|本级`)
	fundWord   = regexp.MustCompile(`一般公共|政府性基金|国有资本经营|社会保险基金`)
	scopeTitle = regexp.MustCompile(`分地区|分市|分县|各市|各县|各区|转移|返还|债务|债券|平衡|经济分类|基本支出|补助|三公|明细|项目|调整`)
	doneHead   = regexp.MustCompile(`(执行|完成|决算)(数|情况)?|实际完成`)
	planHead   = regexp.MustCompile(`预算数?$|安排|计划`)
	notAmount  = regexp.MustCompile(`%|％|占|比|增|减|上年|同期|率`)
	planWords  = regexp.MustCompile(`安排|预计|计划|目标|拟|预期|草案`)
	totalRow   = regexp.MustCompile(`^(本年)?(一般公共预算|政府性基金预算?|国有资本经营预算|社会保险基金预算?)?(本年)?(收入|支出)?合计$|^(一般公共预算|政府性基金预算?|国有资本经营预算|社会保险基金预算?)(收入|支出)$`)
	governWord = regexp.MustCompile(`地方|完成|执行|实现|累计|预算|合计|^本年`)
)

// governedDigits is how many digits an amount has at least that no other row has by chance.
const governedDigits = 3

// governments index the tables of a government's document by what their figures measure.
func governments(l *ledger.Ledger) map[governed][]*arithmetic.Figure {
	out := map[governed][]*arithmetic.Figure{}
	for _, s := range l.Tables {
		g := governed{level: levelOf(l, s.Title), fund: fundWord.FindString(s.Title)}
		if g.level == "" || g.fund == "" || scopeTitle.MatchString(s.Title) {
			continue
		}
		for _, c := range s.Columns {
			done, ok := stageOfColumn(c)
			if !ok {
				continue
			}
			g.done = done
			for _, r := range s.Rows {
				for _, it := range r.Items {
					e := s.At(r.Number, c.Number)
					g.item = governedRow(it.Label, strings.Join(c.Path, ""), s.Title)
					if e != nil && c.Side == it.Side && e.Record.Yuan.Valid && !e.Value.IsZero() && g.item != "" {
						out[g] = append(out[g], e)
					}
				}
			}
		}
	}
	return out
}

// levelOf is the level that a title names; the name of the government itself is that of all of it.
func levelOf(l *ledger.Ledger, title string) string {
	if w := levelWord.FindString(title); w != "" {
		return w
	}
	if agency := []rune(l.Doc.Agency); len(agency) > 1 && strings.Contains(title, l.Doc.Agency) {
		return "全" + string(agency[len(agency)-1:])
	}
	return ""
}

// stageOfColumn says whether a column has what was done or what is planned; ok is false for neither.
func stageOfColumn(c normalize.Column) (done, ok bool) {
	head := strings.Join(c.Path, "/")
	if c.Role != normalize.FigureColumn || notAmount.MatchString(head) {
		return false, false
	}
	if doneHead.MatchString(head) {
		return true, true
	}
	return false, planHead.MatchString(head)
}

// governedRow is a row's name as sentences have it; for the total 收入 or 支出, whichever the row, its
// column or its table names alone, and empty where none does.
func governedRow(label, head, title string) string {
	name := words.TrimNumber(strings.TrimPrefix(label, "其中："))
	if name != "合计" && !totalRow.MatchString(name) {
		return name
	}
	for _, text := range []string{name, head, title} {
		in, out := strings.Contains(text, "收入"), strings.Contains(text, "支出")
		switch {
		case in && !out:
			return "收入"
		case out && !in:
			return "支出"
		}
	}
	return ""
}

// Govern ties the amounts of a government's narrative to the tables that print them.
func (s *Story) Govern() {
	tables := governments(s.ledger)
	var context governed
	at := ""
	for _, c := range s.claims {
		if place := c.Section + "/" + strings.Join(c.Headings, "/"); place != at {
			at = place
			context = governed{level: lastLevel(place), fund: fundWord.FindString(place)}
		}
		before, _, _ := strings.Cut(c.Sentence, c.Text)
		if level := lastLevel(before); level != "" {
			context.level = level
		}
		if fund := fundWord.FindString(c.Subject); fund != "" {
			context.fund = fund
		}
		if c.Kind == normalize.Amount && c.Yuan.Valid && c.Outcome != normalize.Pass {
			s.govern(c, context, tables)
		}
	}
}

func lastLevel(text string) string {
	all := levelWord.FindAllString(text, -1)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// govern ties one amount.
func (s *Story) govern(c *normalize.Claim, g governed, tables map[governed][]*arithmetic.Figure) {
	e := s.figures[c.Number]
	if g.level == "" || g.fund == "" || e == nil || len(strings.ReplaceAll(strings.TrimLeft(e.Digits(e.Value), "0."), ".", "")) < governedDigits {
		return
	}
	g.done = !planWords.MatchString(c.Sentence)
	name := fundWord.ReplaceAllString(levelWord.ReplaceAllString(c.Subject, ""), "")
	name = governWord.ReplaceAllString(name, "")
	if g.item = words.TrimNumber(name); g.item == "" {
		return
	}
	for _, r := range tables[g] {
		if k := arithmetic.Equality(codes.SameAmount, e, r); k != nil && k.Outcome != normalize.Fail {
			c.Records = append(c.Records, r.Record.Ref())
			c.Outcome = normalize.Pass
			return
		}
	}
}
