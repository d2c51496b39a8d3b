package narrative

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
)

// Named compares amounts that no quantity leads to a figure with the rows that their words name: projects, units, purchases,
// items without a code. The name must be the row's, what is said beside it must be understood, and what is said and
// where it stands (headings, whole, year, budget or final) must agree with the heads of the column. Then the amount is the figure's if it is
// that amount; a difference says nothing, since rows of one name can be several.
func (s *Story) Named() []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, c := range s.claims {
		e := s.figures[c.Number]
		if e == nil || c.Kind != normalize.Amount || !e.Money || led(e) {
			continue
		}
		out = append(out, asOneCheck(e, ofUnit(c.Frame.Unit, s.called(c)))...)
	}
	return out
}

// ofUnit leaves of figures those that are not another unit's, where a unit heads the section of an amount.
func ofUnit(unit string, all []*arithmetic.Figure) []*arithmetic.Figure {
	if unit == "" {
		return all
	}
	others := func(k normalize.Key) bool {
		return words.EndsAsAgency(k.Text) && words.Fold(k.Text) != words.Fold(unit)
	}
	return slices.DeleteFunc(all, func(f *arithmetic.Figure) bool {
		named := slices.ContainsFunc(f.Record.Keys, func(k normalize.Key) bool { return words.Fold(k.Text) == words.Fold(unit) })
		return !named && slices.ContainsFunc(f.Record.Keys, others)
	})
}

// led says that a figure of a sentence has been compared with one of a table.
func led(e *arithmetic.Figure) bool {
	for _, k := range e.Checks {
		for _, o := range k.Figures() {
			if o.Record != nil && k.Code == codes.ClaimSameAmount {
				return true
			}
		}
	}
	return false
}

// asOneCheck compares an amount with the figures that it may be, and keeps what agrees; figures of other columns of
// the row are others. A short amount that only some of them are may be so by chance, and proves none.
func asOneCheck(e *arithmetic.Figure, all []*arithmetic.Figure) []*arithmetic.Check {
	var out []*arithmetic.Check
	others := false
	for _, r := range all {
		k := arithmetic.Equality(codes.SameAmount, e, r)
		if !k.Holds() {
			others = others || !r.Value.IsZero()
			continue
		}
		out = append(out, k)
	}
	if e.Value.IsZero() && others {
		return nil
	}
	for _, k := range out {
		k.Weak = others && significant(e) < fewestDigits
	}
	return out
}

// fewestDigits is how many digits an amount has at least that no other figure of its row has by chance.
const fewestDigits = 3

// significant counts the digits of an amount without zeros at its ends.
func significant(e *arithmetic.Figure) int {
	return len(strings.Trim(strings.ReplaceAll(e.Digits(e.Value.Abs()), ".", ""), "0"))
}

// called are the figures of tables whose row has the name that an amount's words give, and whose column says nothing
// else than they do.
func (s *Story) called(c *normalize.Claim) []*arithmetic.Figure {
	frame := meaning.Quantity(c.Frame)
	if q := meaning.Quantity(c.Quantity); q != (meaning.Quantity{}) && q.Function+q.Economic+q.GovEconomic+q.Item == "" {
		return s.ofFund(q.Fund, s.ofRow(nameOf(cmp.Or(frame.Unit, s.ledger.Doc.Agency)), q))
	}
	if code, coded := words.Taken(itemCode, words.Sentence(c.Subject)); coded {
		return s.inColumns(s.coded[code], frame)
	}
	if kind, ok := purchased(c); ok {
		return s.ofRow(kind, frame)
	}
	for _, of := range chains {
		if m := of.FindStringSubmatch(meaning.Unquoted(words.Sentence(c.Subject))); m != nil {
			return s.below(nameOf(m[1]), s.ofRow(nameOf(m[2]), frame))
		}
	}
	runes := []rune(nameOf(c.Subject))
	for size := len(runes); size > 1; size-- {
		for at := 0; at+size <= len(runes); at++ {
			name := string(runes[at : at+size])
			if s.named[name] == nil || size < shortestName && size < len(runes) {
				continue
			}
			var own meaning.Quantity
			if !own.Read(beside(string(runes[:at]))) || !own.Read(beside(string(runes[at+size:]))) {
				continue
			}
			if q, fits := inFrame(frame, own); fits {
				return s.ofFund(own.Fund, s.ofRow(name, q))
			}
		}
	}
	return nil
}

// chains are chains of names, 类 before 款 before 项: the last but one and the last.
var chains = []*words.Pattern{wordings.Pattern("chain"), wordings.Pattern("chain.hyphens")}

// below leaves of figures those whose row stands below one of a name, as far as their table tells what they stand below.
func (s *Story) below(name string, all []*arithmetic.Figure) []*arithmetic.Figure {
	var out []*arithmetic.Figure
	for _, f := range all {
		if above := s.above[f]; above == "" || above == name {
			out = append(out, f)
		}
	}
	return out
}

// shortestName is how many characters the name of a row has at least that is looked for among other words.
const shortestName = 3

// inFrame joins what an amount's headings say with what stands beside its name; false if they contradict.
func inFrame(frame, own meaning.Quantity) (meaning.Quantity, bool) {
	for _, d := range [][2]*string{{&frame.Flow, &own.Flow}, {&frame.Fund, &own.Fund}, {&frame.Use, &own.Use}, {&frame.Item, &own.Item}} {
		if *d[1] != "" {
			*d[0] = *d[1]
		}
	}
	return frame, frame.Year > 0 && own.Scope != meaning.CarriedIn && own.Scope != meaning.CarriedOut
}

// ofRow are the figures of all rows of a name in columns that a quantity does not contradict.
func (s *Story) ofRow(name string, q meaning.Quantity) []*arithmetic.Figure {
	return s.inColumns(s.named[name], q)
}

// inColumns leaves of figures those in columns that a quantity does not contradict.
func (s *Story) inColumns(all []*arithmetic.Figure, q meaning.Quantity) []*arithmetic.Figure {
	var out []*arithmetic.Figure
	for _, f := range all {
		if columnAgrees(meaning.Quantity(s.columns[f]), q) {
			out = append(out, f)
		}
	}
	return out
}

// ofFund leaves of figures those whose column is of the fund that a sentence names, if it names one: a column that names none
// may be of several.
func (s *Story) ofFund(fund string, all []*arithmetic.Figure) []*arithmetic.Figure {
	if fund == "" {
		return all
	}
	return slices.DeleteFunc(all, func(f *arithmetic.Figure) bool {
		of := s.columns[f].Fund
		return of != fund && !(fund == meaning.Fiscal && of == meaning.General)
	})
}

// columnAgrees says that what a column measures and what a sentence says can be one amount: every dimension that the sentence
// states is the column's, and of those that it leaves unsaid the column is no year's or stage's but its own.
func columnAgrees(col, said meaning.Quantity) bool {
	agree := func(a, b string) bool { return a == "" || b == "" || a == b }
	if col.Year != said.Year || !agree(col.Stage, said.Stage) || !agree(col.Flow, said.Flow) || !agree(col.Item, said.Item) {
		return false
	}
	if col.Scope == meaning.CarriedIn || col.Scope == meaning.CarriedOut {
		return false
	}
	use := agree(col.Use, said.Use) || col.Use == meaning.Basic && meaning.Within(said.Use, meaning.Basic)
	return use && (agree(col.Fund, said.Fund) || said.Fund == meaning.Fiscal && col.Fund == meaning.General)
}

var (
	besides  = wordings.Pattern("beside")
	itemCode = wordings.Pattern("code.item")
)

// beside is what stands before or behind a name without the words that say nothing of it.
func beside(text string) string { return besides.ReplaceAllString(text, "") }
