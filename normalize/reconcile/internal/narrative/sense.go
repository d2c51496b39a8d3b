package narrative

import (
	"strconv"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// Amounts ask of each amount of the narrative whether it is what the tables print of its quantity. What its words
// leave unsaid is asked of the tables: agreement with any figure that it may be will do; a difference
// counts where all of these print one value, and else only as a slip.
func (s *Story) Amounts() []verdict.Question {
	var out []verdict.Question
	unknown := s.listsUnknown()
	for _, c := range s.claims {
		if c.Kind != normalize.Amount || !c.Yuan.Valid || c.Quantity == (normalize.Quantity{}) {
			continue
		}
		q, e := meaning.Quantity(c.Quantity), s.figures[c.Number]
		if blank := s.ledger.Blank(q); c.Unit == "" || e.Value.IsZero() && blank {
			if blank || s.ledger.PrintsZero(q) {
				c.Outcome = normalize.Pass
			}
			continue
		}
		check, told := s.asPrinted(q, e)
		if check == nil {
			s.ledger.File(q, 0, e)
			continue
		}
		if check.Outcome == normalize.Fail && s.partOfUnknown(c) {
			continue
		}
		if unknown[listOf(c)] {
			told = min(told, verdict.ByFigures)
		}
		kind := "sentence"
		if told < verdict.ByForm {
			kind += strconv.Itoa(c.Number) // what other sentences repeat does not say that this one was understood
		}
		out = append(out, verdict.Question{{Kind: kind, Told: told, Checks: []*arithmetic.Check{check}}})
	}
	return out
}

// A list is the amounts of a sentence that are parts of one.
type list struct {
	sentence string
	whole    int
}

func listOf(c *normalize.Claim) list { return list{c.Sentence, c.Whole} }

// listsUnknown are the lists with an amount of which it is not known what it measures: all of them may be parts of
// something that the sentence does not name again.
func (s *Story) listsUnknown() map[list]bool {
	out := map[list]bool{}
	for _, c := range s.claims {
		if c.Kind == normalize.Amount && c.Quantity == (normalize.Quantity{}) {
			out[listOf(c)] = true
		}
	}
	return out
}

// partOfUnknown says that an amount is a part of one of which it is not known what it measures (全口径“三公”经费（含其他资金）9.60万元，其中
// 公务接待费3.60万元): what it is more or less than tables print, its whole may be as well.
func (s *Story) partOfUnknown(c *normalize.Claim) bool {
	if c.Whole == 0 {
		return false
	}
	_, known := s.quantity(c.Whole)
	return !known
}

// asPrinted compares an amount with the figure of a table that it is, and says how sure that is; nil where the
// tables print none that it may be.
func (s *Story) asPrinted(q meaning.Quantity, e *arithmetic.Figure) (*arithmetic.Check, float64) {
	all, loose := s.ledger.Fitting(q)
	if q.Scope == meaning.Total { // some call the year's income 收入总计
		year := q
		year.Scope = meaning.ThisYear
		more, _ := s.ledger.Fitting(year)
		all = append(all, more...)
	}
	values := map[string]bool{}
	var whole []ledger.Placed
	for _, p := range all {
		if c := arithmetic.Equality(codes.SameAmount, e, p.Figure); c.Outcome != normalize.Fail {
			return c, verdict.ByForm
		}
		if q.Use == p.Record.Quantity.Use || p.Record.Quantity.Use == meaning.All {
			whole = append(whole, p)
			values[p.Value.String()] = true
		}
	}
	all = whole // a sentence that does not say 基本支出 need not mean this part
	told := verdict.ByWords
	switch {
	case loose:
		told = verdict.ByPlace
	case q.Said():
		told = verdict.ByForm
	}
	if len(all) == 0 || e.Value.IsZero() {
		return nil, 0 // no slip of a digit makes nothing of something: the sentence means another part of it
	}
	ref := ledger.Reference(all)
	if len(values) == 1 {
		return arithmetic.Equality(codes.SameAmount, e, ref), told
	}
	for _, p := range all {
		if arithmetic.Misprint(e, arithmetic.InUnitOf(e, p.Figure)) {
			ref = p.Figure
			break
		}
	}
	return arithmetic.Equality(codes.SameAmount, e, ref), verdict.ByPlace
}
