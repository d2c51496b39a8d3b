package across

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/groups"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/ledger"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/verdict"
)

// nestedFunds compare the figures of a fund with those of the funds that hold it: where both have the
// same total, each of their rows must be the same, because no part of the wider one is outside.
func nestedFunds(l *ledger.Ledger) []verdict.Question {
	f := newFamilies("nested fund ", verdict.ByWords)
	for _, at := range l.Order {
		if at.Function == "" && at.Economic == "" {
			continue
		}
		for fund := meaning.Wider(at.Fund); fund != ""; fund = meaning.Wider(fund) {
			wider := at
			wider.Fund = fund
			if !totalsAgree(l, at, wider) {
				continue
			}
			if c := arithmetic.Equality(codes.NestedFund, ledger.Reference(l.At(at)), ledger.Reference(l.At(wider))); c != nil {
				f.add(c)
				break
			}
		}
	}
	return f.questions()
}

// totalsAgree says that two funds have the same total of what a and b are rows of.
func totalsAgree(l *ledger.Ledger, a, b ledger.Place) bool {
	for _, p := range []*ledger.Place{&a, &b} {
		p.Function, p.Economic, p.GovEconomic = "", "", ""
	}
	x, y := ledger.Reference(l.At(a)), ledger.Reference(l.At(b))
	return x != nil && y != nil && x.Value.Equal(y.Value)
}

// digits of a functional code: of a class and of an item.
const (
	classDigits = 3
	itemDigits  = 7
)

// classItems compare the functional classes of summary tables with the rows of their items (项) in
// each table that lists items only.
func classItems(l *ledger.Ledger) []verdict.Question {
	type listed struct {
		class ledger.Place
		table arithmetic.TableID
	}
	several := severalLevels(l)
	var items groups.Groups[listed, arithmetic.Term]
	for _, at := range l.Order {
		if len(at.Function) != itemDigits {
			continue
		}
		class := at
		class.Function = at.Function[:classDigits]
		for _, p := range l.At(at) {
			if p.Record == nil || several[p.Table()] || len(l.At(class)) == 0 {
				continue
			}
			items.Add(listed{class, p.Table()}, arithmetic.Term{Figure: p.Figure})
		}
	}
	f := newFamilies("class of items ", verdict.ByForm)
	for key, terms := range items.All() {
		c := &arithmetic.Check{Code: codes.ClassItems, Actual: ledger.Reference(l.At(key.class)), Parts: terms}
		c.Evaluate()
		f.add(c)
	}
	return f.questions()
}

// severalLevels are the tables whose figures are placed at several levels of the functional classification.
func severalLevels(l *ledger.Ledger) map[arithmetic.TableID]bool {
	digits, out := map[arithmetic.TableID]int{}, map[arithmetic.TableID]bool{}
	for _, t := range l.Tables {
		for _, r := range t.Rows {
			for _, it := range r.Items {
				n := len(it.FunctionCode)
				if n == 0 {
					continue
				}
				if was := digits[t.ID()]; was > 0 && was != n {
					out[t.ID()] = true
				}
				digits[t.ID()] = n
			}
		}
	}
	return out
}

//go:embed identities.tsv
var identitiesTSV string

// An identity is an equation between quantities that disclosures keep (勾稽关系): a whole, and what its parts
// say otherwise.
type identity struct {
	code  string
	told  float64
	whole meaning.Quantity
	parts []override
	need  int // how many of the parts must be printed
}

// An override is what a part says otherwise than its whole; "-" for what it leaves unsaid.
type override []string

var identities = readIdentities(identitiesTSV)

var strengths = map[string]float64{"form": verdict.ByForm, "words": verdict.ByWords, "place": verdict.ByPlace}

func readIdentities(data string) []identity {
	var out []identity
	for _, fields := range meaning.Rows(data) {
		id := identity{code: fields[0], told: strengths[fields[1]], whole: meaning.Must(fields[3])}
		id.need, _ = strconv.Atoi(fields[2])
		for _, part := range strings.Split(fields[4], " + ") {
			id.parts = append(id.parts, strings.Fields(part))
		}
		if id.told == 0 || id.need == 0 {
			panic(fmt.Sprintf("identities.tsv: %q", fields))
		}
		out = append(out, id)
	}
	return out
}

// identityQuestions ask whether the document keeps the identities, for each place that is the whole of one.
func identityQuestions(l *ledger.Ledger) []verdict.Question {
	var out []verdict.Question
	for _, id := range identities {
		f := verdict.Family{Kind: "identity " + id.code, Told: id.told}
		for _, at := range l.Order {
			if c := id.check(l, at); c != nil {
				f.Checks = append(f.Checks, c)
			}
		}
		if len(f.Checks) > 0 {
			out = append(out, verdict.Question{f})
		}
	}
	return out
}

// check is the comparison at one place; nil where it is not the whole, or too few of the parts are printed.
func (id *identity) check(l *ledger.Ledger, at ledger.Place) *arithmetic.Check {
	q := at.Quantity
	q.Scope = id.whole.Scope
	if !id.is(q) {
		return nil
	}
	whole := l.Find(q, at.Set)
	if whole == nil || whole.Value.IsZero() && id.told == verdict.ByPlace {
		return nil // who says that it has none of this has parts of another kind
	}
	c := &arithmetic.Check{Code: id.code, Actual: whole}
	for _, part := range id.parts {
		if e := l.Find(part.of(q), at.Set); e != nil && !slices.ContainsFunc(c.Parts, func(t arithmetic.Term) bool { return t.Figure == e }) {
			c.Parts = append(c.Parts, arithmetic.Term{Figure: e})
		}
	}
	if len(c.Parts) < id.need {
		return nil
	}
	c.Evaluate()
	return c
}

// is says that a quantity is the whole of the identity: all that this says, it says too, and it is not divided
// by a code that this does not name.
func (id *identity) is(q meaning.Quantity) bool {
	return q.Narrower(id.whole) && q.Function == id.whole.Function && q.Economic == id.whole.Economic && q.GovEconomic == id.whole.GovEconomic
}

// of is the part's quantity.
func (o override) of(q meaning.Quantity) meaning.Quantity {
	for _, pair := range o {
		name, value, _ := strings.Cut(pair, "=")
		q.Set(name, strings.TrimPrefix(value, "-"))
	}
	return q
}
