package verdict

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// A Print is what tables and sentences print, whose names tell which figures are alike.
type Print struct {
	tables []*table.Table
	said   []*arithmetic.Figure
	once   func() *names // asked for where something fails
}

// NewPrint is the print of tables and of the amounts in sentences, which do not change while it is asked.
func NewPrint(tables []*table.Table, said []*arithmetic.Figure) Print {
	p := Print{tables: tables, said: said}
	p.once = sync.OnceValue(p.read)
	return p
}

// names are where the print's names stand; nil if it is of nothing.
func (p Print) names() *names {
	if p.once == nil {
		return nil
	}
	return p.once()
}

// read gives the amounts that are printed under each name.
func (p Print) read() *names {
	out := &names{map[printed][]place{}, map[string]standing{}, map[*arithmetic.Figure][]string{}}
	for _, s := range p.tables {
		for _, e := range s.Figures {
			out.add(e, place{table: s.ID()})
		}
	}
	for _, e := range p.said {
		out.add(e, place{said: e})
	}
	return out
}

// names are where a name is printed with an amount, and what each figure is called.
type names struct {
	at     map[printed][]place
	stands map[string]standing // by name
	called map[*arithmetic.Figure][]string
}

// A standing is where a name is printed with any amount.
type standing struct {
	first   place
	several bool // and elsewhere, too
}

// A printed amount stands under a name.
type printed struct {
	name string
	amount
}

// An amount is a value without the zeros at its end, so that what is equal is the same.
type amount struct {
	digits   int64
	exponent int32
	long     string // in place of both, what has more digits
}

func amountOf(v decimal.Decimal) amount {
	if v.NumDigits() > 18 {
		return amount{long: v.String()}
	}
	a := amount{digits: v.CoefficientInt64(), exponent: v.Exponent()}
	if a.digits == 0 {
		return amount{}
	}
	for a.digits%10 == 0 {
		a.digits, a.exponent = a.digits/10, a.exponent+1
	}
	return a
}

// A place is a table, or an amount of a sentence.
type place struct {
	table arithmetic.TableID
	said  *arithmetic.Figure
}

func (n *names) add(e *arithmetic.Figure, at place) {
	called := namesOf(e)
	n.called[e] = called
	value := amountOf(e.Value)
	for _, name := range called {
		if s, known := n.stands[name]; !known {
			n.stands[name] = standing{first: at}
		} else if s.first != at {
			n.stands[name] = standing{first: s.first, several: true}
		}
		key := printed{name, value}
		if seen := n.at[key]; len(seen) == 0 || seen[len(seen)-1] != at {
			n.at[key] = append(seen, at)
		}
	}
}

// elsewhere is the amount nearest to a value, within a room of it, that another table or a sentence prints under the name of a figure
// of a check; false if none does. What the check itself compares is no witness of it.
func (n *names) elsewhere(c *arithmetic.Check, e *arithmetic.Figure, v, room decimal.Decimal) (decimal.Decimal, bool) {
	if e.Record == nil {
		return v, false
	}
	called, known := n.called[e]
	if !known {
		called = namesOf(e)
	}
	if !slices.ContainsFunc(called, func(name string) bool { return n.standsOutside(name, e.Table()) }) {
		return v, false
	}
	if n.print(c, e, called, v) {
		return v, true
	}
	farthest := decimal.Min(room, e.Quantum.Mul(mostSteps))
	for off := e.Quantum; off.LessThanOrEqual(farthest); off = off.Add(e.Quantum) {
		for _, near := range []decimal.Decimal{v.Add(off), v.Sub(off)} {
			if n.print(c, e, called, near) {
				return near, true
			}
		}
	}
	return v, false
}

// standsOutside says that a name is printed outside a table: most names of rows are printed in one alone.
func (n *names) standsOutside(name string, t arithmetic.TableID) bool {
	s, known := n.stands[name]
	return known && (s.several || s.first.said != nil || s.first.table != t)
}

// mostSteps is how many of its last digits an amount is looked for from where it should be.
var mostSteps = decimal.NewFromInt(2)

// print says that a value stands elsewhere under one of the names that a figure of a check has.
func (n *names) print(c *arithmetic.Check, e *arithmetic.Figure, called []string, v decimal.Decimal) bool {
	value := amountOf(v)
	for _, name := range called {
		for _, at := range n.at[printed{name, value}] {
			if at.said == nil && at.table != e.Table() || at.said != nil && !slices.Contains(c.Figures(), at.said) {
				return true
			}
		}
	}
	return false
}

// tellOf says that failing sums of rows would come out with what another table or a sentence prints under the name of a figure that
// all of them have. Where that figure is all that the total is made of, the other table prints no more than the total again, and totals have
// one name in all tables.
func (n *names) tellOf(failing []*arithmetic.Check) bool {
	first := failing[0]
	if n == nil || !OfRows(first) || filled(first.Parts) < 2 || len(failing) > 1 && !haveCommonFigure(failing) {
		return false
	}
	for e, v := range first.AllNeeds {
		if v.IsZero() || words.EndsAsTotal(e.Record.Label) {
			continue
		}
		v, told := n.elsewhere(first, e, v, first.Tolerance)
		if told && !slices.ContainsFunc(failing, func(c *arithmetic.Check) bool { holds, _, _ := c.If(e, v); return !holds }) {
			return true
		}
	}
	return false
}

// namesOf are what a figure may be looked up by elsewhere: its row's name with the codes, or what its sentence is about, and
// the bare name alone, since some items have one name as an economic class and as a function; nothing where there is no name.
func namesOf(e *arithmetic.Figure) []string {
	label, codes := "", ""
	if r := e.Record; r != nil {
		label, codes = r.Label, r.FunctionCode+r.EconomicCode+r.GovEconomicCode
	} else {
		label = e.Claim.Subject
	}
	if label == "" && codes == "" {
		return nil
	}
	out := []string{label + "|" + codes}
	if name := itemName(label); utf8.RuneCountInString(name) >= telltaleName {
		out = append(out, name)
	}
	return out
}

// telltaleName is how many characters a name has at least that means one thing in all tables.
const telltaleName = 5

// itemName is a row's name without its code, its number and 支出 at the end.
func itemName(label string) string {
	label = leadingCode.ReplaceAllString(words.TrimNumber(label), "")
	return strings.TrimSuffix(label, "支出")
}

var leadingCode = words.Expression(`^[\[【（(]?\d{3,7}[\]】）)]?[-—]?`)
