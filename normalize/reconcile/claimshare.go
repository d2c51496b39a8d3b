package reconcile

import (
	"regexp"
	"sort"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// shares compare percentages with their parts and wholes. What one share of a sentence is of is what
// the others of its sentence are of too.
func (s *story) shares() []*check {
	var out []*check
	wholes := map[string]*entry{}
	var left, unsure []*normalize.Claim
	peers := map[string][]*check{}
	for _, c := range s.claims {
		if c.Kind != normalize.Share || s.entries[c.Of] == nil {
			continue
		}
		if k := s.share(c, s.wholesFor(c)); k != nil && k.outcome == normalize.Pass {
			out = append(out, k)
			if !k.actual.value.IsZero() && !completed.MatchString(c.Against) { // 0% is so of any whole
				wholes[c.Sentence] = k.base[0].entry
				peers[listOf(c)] = append(peers[listOf(c)], k)
			}
		} else if s.sure(c) {
			left = append(left, c)
		} else {
			unsure = append(unsure, c)
		}
	}
	for _, c := range left {
		all := s.wholesFor(c)
		if w := wholes[c.Sentence]; w != nil && !completed.MatchString(c.Against) {
			all = append([]*entry{w}, all...)
		}
		out = appendCheck(out, s.share(c, all))
	}
	for _, c := range unsure {
		if w := commonWhole(peers[listOf(c)]); w != nil {
			out = appendCheck(out, s.share(c, append([]*entry{w}, s.wholesFor(c)...)))
		}
	}
	return out
}

// listOf names the list that a share stands in: those of one section that say the same of what they are of.
func listOf(c *normalize.Claim) string {
	return c.Section + "/" + strings.Join(c.Headings, "/") + "/" + c.Against
}

// enoughPeers is how many shares of a list must be of one amount before another of the list is
// taken to be of that amount too. Two may agree by being parts of one pair.
const enoughPeers = 2

// commonWhole is the amount that all shares of a list which hold are of; nil if they are of several or there are
// too few.
func commonWhole(held []*check) *entry {
	if len(held) < enoughPeers {
		return nil
	}
	whole := held[0].base[0].entry
	for _, k := range held[1:] {
		if !k.base[0].entry.value.Equal(whole.value) {
			return nil
		}
	}
	return whole
}

// share is the comparison with the whole that fits, or else with the first.
func (s *story) share(c *normalize.Claim, wholes []*entry) *check {
	return heldIfBare(c, s.shareOf(c, wholes))
}

func (s *story) shareOf(c *normalize.Claim, wholes []*entry) *check {
	var first *check
	for _, whole := range wholes {
		k := &check{code: codes.ClaimShare, actual: s.entries[c.Number], parts: []term{{entry: s.entries[c.Of]}}, base: []term{{entry: whole}}}
		k.evaluate()
		if k.outcome == normalize.Pass {
			return k
		}
		if first == nil {
			first = k
		}
	}
	return first
}

// sure says that a share's sentence itself opened the breakdown that it belongs to, and does not
// name another whole. A share that names nothing and stands in another sentence than its part may be
// of an amount that was not read.
func (s *story) sure(c *normalize.Claim) bool {
	part := s.claims[c.Of-1]
	if completed.MatchString(c.Against) {
		return s.beside(c.Of, c.Number) && (c.Whole > 0 || plainBudget.MatchString(c.Against) && len(s.budgeted(c)) == 1)
	}
	if _, clear := s.namedWholes(c); clear && s.beside(c.Of, c.Number) {
		return true
	}
	if s.calledSo(c) != nil || s.publicTotal(c) != nil {
		return s.beside(c.Of, c.Number)
	}
	if c.Whole == 0 || part.Whole != c.Whole {
		return false
	}
	named := strings.TrimSuffix(c.Against, "的")
	if named == "" {
		return c.Sentence == part.Sentence
	}
	return strings.Contains(s.claims[c.Whole-1].Subject, named) || wholeWords.MatchString(named)
}

var completed = regexp.MustCompile(`^完成(年初|全年|调整)?预算数?的?$`)

// plainBudget names the budget as the column 预算数 does, not one of its stages.
var plainBudget = regexp.MustCompile(`^完成预算数?的?$`)

var wholeWords = regexp.MustCompile(`^(总支出|总收入|支出总额|收入总额|总额|比重)$`)

// wholesFor are the amounts that a share may be of: the one that was broken down, the one whose
// name it gives, and, where it gives none that is known, the amounts of its section so far.
func (s *story) wholesFor(c *normalize.Claim) []*entry {
	var out []*entry
	if e := s.entries[c.Whole]; e != nil {
		out = append(out, e)
	}
	if completed.MatchString(c.Against) {
		if len(out) > 0 && s.beside(c.Whole, c.Of) {
			return out
		}
		if len(out) == 0 {
			return s.budgeted(c)
		}
	}
	if e := s.calledSo(c); e != nil {
		return append(out, e)
	}
	if e := s.publicTotal(c); e != nil {
		out = append(out, e)
	}
	named, clear := s.namedWholes(c)
	out = append(out, named...)
	if clear {
		return out
	}
	for n := c.Of - 1; n > 0 && s.claims[n-1].Section == c.Section && n > c.Of-40; n-- {
		if s.claims[n-1].Kind == normalize.Amount && s.entries[n] != nil && n != c.Whole && s.mayBeWhole(c, s.claims[n-1]) {
			out = append(out, s.entries[n])
		}
	}
	return out
}

// calledSo is the only amount of a share's paragraph whose words end in the name that the share gives its whole
// (政府采购支出总额…，占政府采购支出总额的); nil if there is none or tables print what the name means.
func (s *story) calledSo(c *normalize.Claim) *entry {
	own := meaning{}
	name := strings.TrimSuffix(c.Against, "的")
	if len([]rune(name)) < longName || own.understand(quotes.Replace(name)) {
		return nil
	}
	var found *entry
	for n := c.Of - 1; n > 0 && n > c.Of-40 && s.claims[n-1].Section == c.Section; n-- {
		k := s.claims[n-1]
		if k.Kind != normalize.Amount || s.entries[n] == nil || !strings.HasSuffix(k.Subject, name) || k.Year != c.Year {
			continue
		}
		if found != nil && !found.value.Equal(s.entries[n].value) {
			return nil
		}
		found = s.entries[n]
	}
	return found
}

// longName is how many characters the name of a whole has at least that no other amount ends in by chance.
const longName = 6

// publicTotal is the total of the three public expenses, of which an item of theirs is a share in the
// section on them.
func (s *story) publicTotal(c *normalize.Claim) *entry {
	m, ok := s.means[c.Of]
	if !ok || c.Against != "" || m.item == "" || m.item == "three-public" || !strings.Contains(c.Section+strings.Join(c.Headings, ""), "三公") {
		return nil
	}
	m.item = "three-public"
	if e := reference(s.ledger.places[m.settled().quantity]); e != nil && e.record != nil {
		return e
	}
	return nil
}

// budgeted are the budgeted amounts that tables print of what a rate of completion is of.
func (s *story) budgeted(c *normalize.Claim) []*entry {
	m, ok := s.means[c.Of]
	if !ok || m.stage != string(normalize.Final) {
		return nil
	}
	m.stage = string(normalize.Budget)
	var out []*entry
	for _, p := range s.ledger.places[m.settled().quantity] {
		if p.record != nil {
			out = append(out, p.entry)
		}
	}
	return out
}

// beside says that two claims stand next to each other in one sentence.
func (s *story) beside(a, b int) bool {
	return a > 0 && b > 0 && (a-b == 1 || b-a == 1) && s.claims[a-1].Sentence == s.claims[b-1].Sentence
}

// mayBeWhole says that a share can be of an amount that it was not read as a share of. One of
// another sentence must have the name that the share gives; nothing is 0% of anything.
func (s *story) mayBeWhole(c, whole *normalize.Claim) bool {
	if whole.Sentence == c.Sentence {
		return true
	}
	named := strings.TrimSuffix(c.Against, "的")
	if named == "" || wholeWords.MatchString(named) && !s.entries[c.Of].value.IsZero() {
		return true
	}
	return strings.Contains(whole.Subject, named)
}

// namedWholes are the amounts that have the name which a share gives its whole (占本年支出合计的),
// read within its section and on its own; clear says that tables print it and that nothing else can be
// meant, as can by 总支出, which some say of the year and some of all.
func (s *story) namedWholes(c *normalize.Claim) (out []*entry, clear bool) {
	own := meaning{}
	if c.Against == "" || !own.understand(quotes.Replace(c.Against)) {
		return nil, false
	}
	within, ok := s.frame(c).narrowed(own)
	if !ok {
		return nil, false
	}
	alone := within
	alone.fund, alone.use = own.fund, own.use
	out, clear = s.printedIn(alone)
	if alone.settled().quantity != within.settled().quantity {
		more, _ := s.printedIn(within)
		out = append(out, more...)
	}
	s.nearestFirst(c, out)
	exact := own.scope == thisYear || own.fund != "" && own.use != "" || own.item != ""
	return out, clear && exact
}

// nearestFirst sorts wholes by how near they come to making the share what it says.
func (s *story) nearestFirst(c *normalize.Claim, wholes []*entry) {
	off := func(whole *entry) decimal.Decimal {
		return s.entries[c.Number].value.Mul(whole.value).Sub(s.entries[c.Of].value.Mul(hundred)).Abs()
	}
	sort.SliceStable(wholes, func(i, j int) bool { return off(wholes[i]).LessThan(off(wholes[j])) })
}

// printedIn are the amounts of a meaning, and whether tables print one.
func (s *story) printedIn(m meaning) (out []*entry, table bool) {
	m = m.settled()
	for _, p := range s.ledger.places[m.quantity] {
		if p.scope == m.scope || p.scope == unsaid || m.scope == unsaid {
			out = append(out, p.entry)
			table = table || p.record != nil
		}
	}
	return out, table
}
