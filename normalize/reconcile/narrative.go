package reconcile

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// A story is the narrative of one document as checks see it.
type story struct {
	ledger  *ledger
	claims  []*normalize.Claim
	entries map[int]*entry // by claim number; those without a value have none
	means   map[int]meaning
	names   map[string][]string // function codes by the names that tables give them
	values  map[string][]*entry // tables' figures by value in 元
}

func newStory(l *ledger) *story {
	s := &story{ledger: l, claims: l.claims, entries: map[int]*entry{}, means: map[int]meaning{},
		names: map[string][]string{}, values: map[string][]*entry{}}
	for _, c := range l.claims {
		if c.Value.Valid {
			e := newEntry(c.Value.Decimal, c.Unit, c.Text)
			e.claim = c
			s.entries[c.Number] = e
		}
	}
	for _, sh := range l.sheets {
		s.index(sh)
	}
	return s
}

// index notes a table's function names and its amounts.
func (s *story) index(sh *sheet) {
	for _, r := range sh.table.Rows {
		for _, it := range r.Items {
			if name := bareName(it.Label); it.FunctionCode != "" && name != "" && !contains(s.names[name], it.FunctionCode) {
				s.names[name] = append(s.names[name], it.FunctionCode)
			}
		}
	}
	for _, e := range sh.list {
		if e.record.Yuan.Valid && !e.value.IsZero() {
			key := e.value.String()
			s.values[key] = append(s.values[key], e)
		}
	}
}

func contains(list []string, v string) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// file puts the amounts of the narrative beside those of the tables.
func (s *story) file() {
	for _, c := range s.claims {
		if c.Kind != normalize.Amount || !c.Yuan.Valid {
			continue
		}
		m, ok := s.meaningOf(c)
		if !ok {
			continue
		}
		s.means[c.Number] = m
		e := s.entries[c.Number]
		if c.Unit == "" || e.value.IsZero() && s.ledger.blank(m) {
			c.Outcome = s.nothingPrinted(m)
			continue
		}
		if m, ok := s.printedAs(m, e); ok {
			s.ledger.file(m, e)
		}
	}
}

// nothingPrinted is the outcome of a sentence that says there is none of something: it holds where
// the tables print none of it.
func (s *story) nothingPrinted(m meaning) normalize.Outcome {
	if s.ledger.blank(m) {
		return normalize.Pass
	}
	return normalize.Insufficient
}

// blank says that a table has a place for a quantity, and prints nothing there.
func (l *ledger) blank(m meaning) bool {
	for _, r := range m.readings() {
		if len(l.places[r.settled().quantity]) > 0 {
			return false
		}
	}
	for _, r := range m.readings() {
		if l.blanks[r.settled().quantity] {
			return true
		}
	}
	return m.fund != "" && m.function == "" && l.emptyFunds[m.fund]
}

// readings are what an amount may be where its words leave the fund or the flow to the reader,
// likeliest first.
func (m meaning) readings() []meaning {
	out := []meaning{m}
	add := func(change func(*meaning)) {
		for _, r := range out[:len(out):len(out)] {
			change(&r)
			out = append(out, r)
		}
	}
	if m.flow == "" && m.item == "" {
		out[0].flow = "in"
		add(func(r *meaning) { r.flow = "out" })
	}
	if m.fund == "" && (m.function != "" || m.use != "" || m.economic != "" || m.gov != "") {
		k := len(out)
		for _, r := range append([]meaning{}, out[:k]...) {
			for _, f := range []string{"gpb", "fiscal"} {
				r.fund = f
				out = append(out, r)
			}
		}
	}
	if m.fund == "fiscal" && m.function != "" {
		k := len(out)
		for _, r := range append([]meaning{}, out[:k]...) {
			r.fund = "gpb"
			out = append(out, r)
		}
	}
	return out
}

// printedAs chooses the reading that tables print: the one with the claim's amount, or else the
// first that is printed at all. Where that is not what the words themselves say, a difference counts
// only if it reads like a misprint.
func (s *story) printedAs(m meaning, e *entry) (meaning, bool) {
	var first *meaning
	all := m.readings()
	for i, r := range all {
		for _, p := range s.ledger.places[r.settled().quantity] {
			if p.record == nil {
				continue
			}
			if c := equality("same-amount", e, p.entry); c.outcome != normalize.Fail {
				return r, true
			}
			if first == nil {
				first = &all[i]
			}
		}
	}
	if first == nil {
		return all[0], true
	}
	if len(all) == 1 {
		return m, true
	}
	ref := reference(s.ledger.places[first.settled().quantity])
	return *first, misprint(e, inUnitOf(e, ref))
}

var (
	codeInWords   = regexp.MustCompile(`^（?(\d{7}|\d{5}|\d{3})[-—）]|（(\d{7}|\d{5}|\d{3})）`)
	budgetInWords = regexp.MustCompile(`预算数?$|年初预算`)
	quotes        = strings.NewReplacer("“", "", "”", "", "\"", "", "”", "", "‘", "", "’", "", "《", "", "》", "", "科目", "")
	sectionFunds  = regexp.MustCompile(`一般公共预算|政府性基金|国有资本经营|财政拨款`)
)

// meaningOf is what an amount's words, its section and the amount it is a part of say that it measures.
func (s *story) meaningOf(c *normalize.Claim) (meaning, bool) {
	m := s.frame(c)
	if m.year == 0 {
		return m, false
	}
	subject := quotes.Replace(c.Subject)
	if m.stage == string(normalize.Final) && budgetInWords.MatchString(subject) {
		m.stage = string(normalize.Budget)
	}
	subject = strings.TrimSuffix(subject, "年初预算")
	if code, ok := s.codeOf(subject); ok {
		return m.ofCode(code)
	}
	own := meaning{}
	if subject == "" || !own.understand(subject) {
		return m, false
	}
	return m.narrowed(own)
}

// frame is what the claim's section and whole say.
func (s *story) frame(c *normalize.Claim) meaning {
	var m meaning
	m.year, m.stage = c.Year, string(s.ledger.doc.Kind)
	if whole, ok := s.means[c.Whole]; ok {
		m.fund, m.flow, m.use = whole.fund, whole.flow, whole.use
		return m
	}
	sub := subjectOf(c.Section, s.ledger.doc)
	if sub.ok && sub.item == "" {
		m.fund, m.flow, m.use = sub.fund, sub.flow, sub.use
	}
	return m
}

// narrowed joins what a section says with what the words themselves do; the words count for more.
func (m meaning) narrowed(own meaning) (meaning, bool) {
	m.item, m.scope, m.source, m.economic, m.gov = own.item, own.scope, own.source, own.economic, own.gov
	if own.flow != "" {
		m.flow = own.flow
	}
	if own.fund != "" {
		m.fund = own.fund
	}
	if own.use != "" {
		m.use = own.use
		if m.use == "personnel" || m.use == "public" || m.fund == "" && m.use == "basic" {
			m.flow = "out"
		}
	}
	if own.source != "" && m.fund == "gpb" {
		m.fund = ""
	}
	return m, m.flow != "" || m.item != "" || own.scope == total
}

// ofCode is the meaning of an item with a code.
func (m meaning) ofCode(code string) (meaning, bool) {
	m.flow = "out"
	switch code[0] {
	case '2':
		m.function = code
	case '3':
		m.economic = code
	case '5':
		m.gov = code
	default:
		return m, false
	}
	return m, true
}

// codeOf finds the code that a subject names: printed in it, by the name of a class, or by the names
// of class, division and item (类款项).
func (s *story) codeOf(subject string) (string, bool) {
	if m := codeInWords.FindStringSubmatch(subject); m != nil {
		return m[1] + m[2], true
	}
	if strings.Contains(subject, "（项）") || strings.Contains(subject, "（款）") {
		return s.codeOfNames(subject)
	}
	if class := functionClass(subject); class != "" {
		return class, true
	}
	return "", false
}

var namedLevels = regexp.MustCompile(`([^（）]*(?:（[^类款项）]*）[^（）]*)*)（(类|款|项)）`)

// codeOfNames looks the names up in the document's own tables.
func (s *story) codeOfNames(subject string) (string, bool) {
	under := ""
	for _, m := range namedLevels.FindAllStringSubmatch(subject, -1) {
		name := bareName(m[1])
		var fits []string
		for _, code := range s.names[name] {
			if len(code) == map[string]int{"类": 3, "款": 5, "项": 7}[m[2]] && strings.HasPrefix(code, under) {
				fits = append(fits, code)
			}
		}
		if m[2] == "类" && len(fits) == 0 && functionClass(name) != "" {
			fits = []string{functionClass(name)}
		}
		if len(fits) != 1 {
			if m[2] == "项" {
				return "", false
			}
			continue
		}
		under = fits[0]
	}
	last := subject[strings.LastIndex(subject, "（"):]
	return under, len(under) == 7 || len(under) == 5 && strings.HasPrefix(last, "（款）")
}

// bareName is a row's or a sentence's name of a function without numbers.
func bareName(name string) string {
	name = listNumber.ReplaceAllString(name, "")
	return strings.TrimPrefix(strings.TrimPrefix(name, "支出"), "、")
}

// checks are the comparisons between sentences, and of sentences with figures that only their words
// lead to.
func (s *story) checks() []*check {
	var out []*check
	for _, c := range s.claims {
		switch c.Kind {
		case normalize.PercentChange:
			out = appendCheck(out, s.percentChange(c))
		case normalize.Change:
			out = appendCheck(out, s.fromBase(c))
		case normalize.Unchanged:
			out = appendCheck(out, s.unchanged(c))
		}
	}
	out = append(out, s.shares()...)
	return append(out, s.compositions()...)
}

func appendCheck(list []*check, c *check) []*check {
	if c == nil {
		return list
	}
	return append(list, c)
}

// percentChange compares a percentage with the change and the amount it came to: the base is the
// amount less the change.
func (s *story) percentChange(c *normalize.Claim) *check {
	change := s.changeOf(c)
	if change == nil || s.entries[change.Number] == nil {
		return nil
	}
	var best *check
	for _, amount := range s.amountsFor(c, change) {
		k := &check{code: "claim-percent-change", actual: s.entries[c.Number],
			parts: []term{{entry: s.entries[change.Number]}},
			base:  []term{{entry: amount}, {entry: s.entries[change.Number], minus: true}}}
		k.evaluate()
		if k.outcome == normalize.Pass {
			return k
		}
		if best == nil {
			best = k
		}
	}
	return best
}

// changeOf is the change in money that a percentage restates: the last one before it, of the same amount.
func (s *story) changeOf(c *normalize.Claim) *normalize.Claim {
	for i := c.Number - 2; i >= 0 && i >= c.Number-4; i-- {
		k := s.claims[i]
		if k.Kind == normalize.Change && k.Of == c.Of && k.Sentence == c.Sentence {
			return k
		}
	}
	return nil
}

// amountsFor are the amounts that a change may be of: the one it was read as, then the others of
// its sentence, nearest first, and those of its section's opening.
func (s *story) amountsFor(c, change *normalize.Claim) []*entry {
	var out []*entry
	add := func(n int) {
		if n > 0 && s.entries[n] != nil && s.claims[n-1].Kind == normalize.Amount && s.claims[n-1].Yuan.Valid {
			out = append(out, s.entries[n])
		}
	}
	add(change.Of)
	for n := change.Number - 1; n > 0 && n > change.Number-12; n-- {
		if k := s.claims[n-1]; k.Section == c.Section && n != change.Of {
			add(n)
		}
	}
	return out
}

// fromBase compares a change with the amounts before and after it, where both are printed.
func (s *story) fromBase(c *normalize.Claim) *check {
	base, amount := s.entries[c.Whole], s.entries[c.Of]
	if base == nil || amount == nil || s.entries[c.Number] == nil {
		return nil
	}
	k := &check{code: "claim-change", actual: s.entries[c.Number], parts: []term{{entry: amount}, {entry: base, minus: true}}}
	k.evaluate()
	return k
}

// shares compare percentages with their parts and wholes. What one share of a sentence is of is what
// the others of its sentence are of too.
func (s *story) shares() []*check {
	var out []*check
	wholes := map[string]*entry{}
	var left []*normalize.Claim
	for _, c := range s.claims {
		if c.Kind != normalize.Share || s.entries[c.Of] == nil {
			continue
		}
		if k := s.share(c, s.wholesFor(c)); k != nil && k.outcome == normalize.Pass {
			out = append(out, k)
			wholes[c.Sentence] = k.base[0].entry
		} else if s.sure(c) {
			left = append(left, c)
		}
	}
	for _, c := range left {
		all := s.wholesFor(c)
		if w := wholes[c.Sentence]; w != nil {
			all = append([]*entry{w}, all...)
		}
		out = appendCheck(out, s.share(c, all))
	}
	return out
}

// share is the comparison with the whole that fits, or else with the first.
func (s *story) share(c *normalize.Claim, wholes []*entry) *check {
	var first *check
	for _, whole := range wholes {
		k := &check{code: "claim-share", actual: s.entries[c.Number], parts: []term{{entry: s.entries[c.Of]}}, base: []term{{entry: whole}}}
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
// name another whole.
func (s *story) sure(c *normalize.Claim) bool {
	part := s.claims[c.Of-1]
	if completed.MatchString(c.Subject) {
		return c.Whole > 0 && c.Number == c.Of+1 && c.Sentence == part.Sentence
	}
	if c.Whole == 0 || part.Whole != c.Whole {
		return false
	}
	named := strings.TrimSuffix(c.Subject, "的")
	return c.Subject == part.Subject || strings.Contains(s.claims[c.Whole-1].Subject, named) || wholeWords.MatchString(named)
}

var completed = regexp.MustCompile(`^完成(年初|全年|调整)?预算数?的?$`)

var wholeWords = regexp.MustCompile(`^(总支出|总收入|支出总额|收入总额|总额|比重)$`)

// wholesFor are the amounts that a share may be of: the one that was broken down, the one whose
// name it gives, and the amounts of its section so far.
func (s *story) wholesFor(c *normalize.Claim) []*entry {
	var out []*entry
	if e := s.entries[c.Whole]; e != nil {
		out = append(out, e)
	}
	own := meaning{}
	if own.understand(quotes.Replace(c.Subject)) && c.Subject != s.claims[c.Of-1].Subject {
		m := s.frame(c)
		if m, ok := m.narrowed(own); ok {
			for _, p := range s.ledger.places[m.settled().quantity] {
				out = append(out, p.entry)
			}
		}
	}
	for n := c.Of - 1; n > 0 && s.claims[n-1].Section == c.Section && n > c.Of-40; n-- {
		if s.claims[n-1].Kind == normalize.Amount && s.entries[n] != nil && n != c.Whole {
			out = append(out, s.entries[n])
		}
	}
	return out
}

// unchanged compares 持平 with the change that is stated beside it, or with last year's figure
// where a table prints that.
func (s *story) unchanged(c *normalize.Claim) *check {
	if strings.Contains(c.Text, "基本") || c.Of == 0 {
		return nil
	}
	m, ok := s.means[c.Of]
	if !ok {
		return nil
	}
	m.year--
	before := s.ledger.find(m.settled())
	if before == nil || s.entries[c.Of] == nil {
		return nil
	}
	k := equality("unchanged", s.entries[c.Of], before)
	return k
}

// compositions compare amounts and counts with their parts, where the parts are all there are.
func (s *story) compositions() []*check {
	parts := map[int][]*normalize.Claim{}
	var order []int
	for _, c := range s.claims {
		if c.Whole > 0 && (c.Kind == normalize.Amount || c.Kind == normalize.Count) && s.entries[c.Number] != nil {
			if parts[c.Whole] == nil {
				order = append(order, c.Whole)
			}
			parts[c.Whole] = append(parts[c.Whole], c)
		}
	}
	var out []*check
	for _, n := range order {
		out = appendCheck(out, s.composition(n, parts[n]))
	}
	return out
}

// completeParts are the parts that make up the whole wherever they are listed.
var completeParts = [][]*regexp.Regexp{
	{regexp.MustCompile(`货物`), regexp.MustCompile(`工程`), regexp.MustCompile(`服务`)},
}

var otherVehicles = regexp.MustCompile(`其他.*车`)

func (s *story) composition(whole int, parts []*normalize.Claim) *check {
	w := s.claims[whole-1]
	if s.entries[whole] == nil {
		return nil
	}
	c := &check{code: "claim-composition", actual: s.entries[whole]}
	var same []*normalize.Claim
	for _, p := range parts {
		if p.Kind == w.Kind && p.Year == w.Year && (p.Kind != normalize.Count || p.Unit == w.Unit) {
			same = append(same, p)
		}
	}
	complete := w.Kind == normalize.Count && len(same) > 0 && otherVehicles.MatchString(same[len(same)-1].Subject)
	if w.Kind == normalize.Amount {
		if all := pickComplete(same); all != nil {
			same, complete = all, true
		}
	}
	for _, p := range same {
		c.parts = append(c.parts, term{entry: s.entries[p.Number]})
	}
	if len(c.parts) < 2 {
		return nil
	}
	c.evaluate()
	if complete {
		return c
	}
	c.code, c.weak = "claim-parts", true
	if c.outcome == normalize.Fail {
		return nil
	}
	return c
}

// pickComplete are the first claims of a known list of parts, one for each; nil if one is missing.
func pickComplete(parts []*normalize.Claim) []*normalize.Claim {
	for _, list := range completeParts {
		var out []*normalize.Claim
		for _, re := range list {
			for _, p := range parts {
				if re.MatchString(p.Subject) {
					out = append(out, p)
					break
				}
			}
		}
		if len(out) == len(list) {
			return out
		}
	}
	return nil
}

// stated ties amounts that no quantity was found for to a figure of a table whose name their words
// hold. This cannot fail and proves no figure.
func (s *story) stated() {
	for _, c := range s.claims {
		e := s.entries[c.Number]
		if e == nil || c.Kind != normalize.Amount || len(e.checks) > 0 || e.value.IsZero() {
			continue
		}
		for _, r := range s.values[e.value.String()] {
			name := listNumber.ReplaceAllString(r.record.Label, "")
			if len([]rune(name)) >= 3 && strings.Contains(c.Subject, name) {
				c.Records = append(c.Records, r.record.Ref())
				c.Outcome = normalize.Pass
			}
		}
	}
}
