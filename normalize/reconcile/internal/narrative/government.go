package narrative

import (
	"strconv"
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
	levelWord  = wordings.Pattern("government.level")
	fundWord   = wordings.Pattern("government.fund")
	scopeTitle = wordings.Pattern("government.part")
	doneHead   = wordings.Pattern("government.done")
	planHead   = wordings.Pattern("government.planned")
	notAmount  = wordings.Pattern("government.other")
	planWords  = wordings.Pattern("government.plans")
	totalRow   = wordings.Pattern("government.total")
	governWord = wordings.Pattern("government.beside")
	doneWords  = wordings.Pattern("government.carried-out")
	yearWord   = wordings.Pattern("government.year")
	bareHead   = wordings.Pattern("government.bare")
	grownHead  = wordings.Pattern("government.grown")
	ofBudget   = wordings.Pattern("government.completed")
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

// Govern compares the amounts of a government's narrative with the tables that print them.
func (s *Story) Govern() []*arithmetic.Check {
	tables, rows, rates := governments(s.ledger), s.governedRows(), s.governedRates()
	var out []*arithmetic.Check
	var context governed
	at := ""
	for _, c := range s.claims {
		if place := c.Section + "/" + strings.Join(c.Headings, "/"); place != at {
			at = place
			context = governed{level: lastLevel(place), fund: fundWord.FindString(place)}
		}
		if level := lastLevel(c.Before); level != "" {
			context.level = level
		}
		if fund := fundWord.FindString(c.Subject); fund != "" {
			context.fund = fund
		}
		switch {
		case c.Kind == normalize.Amount && c.Yuan.Valid:
			out = append(out, s.govern(c, context, tables, rows)...)
		case (c.Kind == normalize.PercentChange || c.Kind == normalize.Share) && c.Of > 0 && c.Unit != "":
			out = append(out, s.governRate(c, context, rates)...)
		}
	}
	return out
}

func lastLevel(text string) string {
	all := levelWord.FindAllString(text, -1)
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}

// govern compares one amount.
func (s *Story) govern(c *normalize.Claim, g governed, tables map[governed][]*arithmetic.Figure, rows map[string][]governedFigure) []*arithmetic.Check {
	e := s.figures[c.Number]
	if e == nil || len(strings.ReplaceAll(strings.TrimLeft(e.Digits(e.Value), "0."), ".", "")) < governedDigits {
		return nil
	}
	g.done = !planWords.MatchString(c.Sentence)
	if g.item = governedName(c.Subject); g.item == "" {
		return nil
	}
	if g.level != "" && g.fund != "" {
		for _, r := range tables[g] {
			if k := arithmetic.Equality(codes.SameAmount, e, r); k != nil && k.Holds() {
				return []*arithmetic.Check{k}
			}
		}
	}
	said := saidOf(c, g)
	for _, name := range []string{g.item, strings.TrimPrefix(g.item, addedWord), strings.TrimPrefix(g.item, addedWords)} {
		if len([]rune(name)) < shortestName && significant(e) <= governedDigits {
			continue
		}
		if out := saidMost(e, said, rows[name]); out != nil {
			return out
		}
	}
	return nil
}

// saidMost compares a figure with those that are the same as far as both tell, and keeps the ones that tell most: an
// amount of the state capital is no row of a table that names no fund where one that does has it.
func saidMost(e *arithmetic.Figure, said governedFigure, all []governedFigure) []*arithmetic.Check {
	var out []*arithmetic.Check
	most := 0
	for _, r := range all {
		k := arithmetic.Equality(codes.SameAmount, e, r.figure)
		if !k.Holds() || e.Claim.Kind != normalize.Amount && k.Outcome != normalize.Pass || !r.agrees(said) {
			continue
		}
		told := 0
		if r.level != "" && r.level == said.level {
			told++
		}
		if r.fund != "" && r.fund == said.fund {
			told++
		}
		if told > most {
			out, most = nil, told
		}
		if told == most {
			out = append(out, k)
		}
	}
	return out
}

// governRate compares how much an amount grew, or how much of a budget it is, with the percentages that tables print beside
// it: the row must have its name, and the column say the same of it.
func (s *Story) governRate(c *normalize.Claim, g governed, rates map[string][]governedFigure) []*arithmetic.Check {
	e := s.figures[c.Number]
	if e == nil || significant(e) < fewestRateDigits {
		return nil
	}
	of := completedOf
	if c.Kind == normalize.PercentChange {
		of = grown
	} else if !ofBudget.MatchString(c.Against) {
		return nil
	}
	return saidMost(e, saidOf(s.claims[c.Of-1], g), rates[of+governedName(c.Subject)])
}

// fewestRateDigits is how many digits a percentage has at least that no other row has by chance.
const fewestRateDigits = 2

// governedRates are the percentages of a government's tables by what they say of their row, and its name.
func (s *Story) governedRates() map[string][]governedFigure {
	out := map[string][]governedFigure{}
	for f, c := range s.governedFigures {
		if f.figure.Record.Unit != percent {
			continue
		}
		head, of := strings.Join(c.Path, "/"), ""
		switch {
		case grownHead.MatchString(head):
			of = grown
		case ofBudget.MatchString(head):
			of = completedOf
		default:
			continue
		}
		name := of + governedName(f.figure.Record.Label)
		out[name] = append(out[name], f)
	}
	return out
}

const (
	// percent is the unit of rates.
	percent = "%"
	// What rates say of their row: how much it grew, how much of its budget was carried out.
	grown       = "grown "
	completedOf = "completed "
)

// What a sum goes on with: 加上级补助收入 is 加 and 上级补助收入, 加上债务转贷收入 is 加上 and 债务转贷收入.
var (
	addedWord  = wordings.Words("government.added")[0]
	addedWords = wordings.Words("government.added")[1]
)

// A governedFigure is a figure of a named row, with what its table and its column say of it; or what a sentence says of an
// amount, which has no figure.
type governedFigure struct {
	governed
	staged bool // it says whether it was done or is planned
	year   int  // 0 if it does not say
	figure *arithmetic.Figure
}

// governedFigures gives the figures of a government's tables with what their titles say of them, and the column of each.
func (s *Story) governedFigures(yield func(governedFigure, normalize.Column) bool) {
	for _, t := range s.ledger.Tables {
		of := governed{level: levelOf(s.ledger, t.Title), fund: fundWord.FindString(t.Title)}
		columns := map[int]normalize.Column{}
		for _, c := range t.Columns {
			columns[c.Number] = c
		}
		for _, e := range t.Figures {
			if !yield(governedFigure{governed: of, figure: e}, columns[e.Record.Column]) {
				return
			}
		}
	}
}

// agrees says that nothing that both say differs.
func (f *governedFigure) agrees(said governedFigure) bool {
	differ := func(a, b string) bool { return a != "" && b != "" && a != b }
	return !(differ(f.level, said.level) || differ(f.fund, said.fund) || f.staged && said.staged && f.done != said.done ||
		f.year > 0 && said.year > 0 && f.year != said.year)
}

// saidOf is what a sentence and its headings say of an amount. A year is said where they print one, or else is not.
func saidOf(c *normalize.Claim, g governed) governedFigure {
	place := c.Section + "/" + strings.Join(c.Headings, "/")
	said := governedFigure{governed: g}
	switch {
	case planWords.MatchString(c.Sentence):
		said.done, said.staged = false, true
	case doneWords.MatchString(c.Before):
		said.done, said.staged = true, true
	}
	if all := words.TakenAll(yearWord, place+c.Before); len(all) > 0 {
		said.year, _ = strconv.Atoi(all[len(all)-1])
	}
	return said
}

// governedRows are the figures of a government's tables by the name of their row, or by that of their column in the row of
// all regions.
func (s *Story) governedRows() map[string][]governedFigure {
	out := map[string][]governedFigure{}
	for f, c := range s.governedFigures {
		e := f.figure
		if !e.Record.Yuan.Valid || e.Value.IsZero() || len(c.Path) == 0 || notAmount.MatchString(strings.Join(c.Path, "/")) {
			continue
		}
		f.year = c.Year
		f.done, f.staged = stageOfColumn(c)
		name, leaf := e.Record.Label, c.Path[len(c.Path)-1]
		switch {
		case words.IsGrandTotal(name):
			name = leaf
		case f.staged || words.IsTotalHead(leaf) || bareHead.MatchString(leaf):
		case levelWord.FindString(leaf) == leaf:
			f.level = leaf
		default:
			continue // the column tells a dimension that is not known
		}
		if name = governedName(name); name != "" {
			out[name] = append(out[name], f)
		}
	}
	return out
}

// governedName is the name of a row or of a sentence's amount without levels, funds and words that say nothing.
func governedName(name string) string {
	name = fundWord.ReplaceAllString(levelWord.ReplaceAllString(words.Sentence(name), ""), "")
	return words.TrimNumber(governWord.ReplaceAllString(words.TrimPart(words.TrimNumber(name)), ""))
}
