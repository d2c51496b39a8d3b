package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// write puts the checks and findings of the ledger's documents into the dataset, and the counts that
// follow. Checks are numbered on from those written of each document.
func (l *ledger) write(ds *normalize.Dataset, written map[string]int) {
	l.statuses(l.culprits)
	of := l.byDocument()
	for _, d := range l.docs {
		for _, c := range of[d.ID] {
			written[d.ID]++
			c.number = written[d.ID]
			ds.Checks = append(ds.Checks, l.checkRow(c, d.ID))
		}
	}
	for _, d := range l.docs {
		for _, c := range l.culprits {
			if c.document() == d.ID {
				ds.Findings = append(ds.Findings, l.finding(c))
			}
		}
	}
	ds.Findings = append(ds.Findings, l.restatement()...)
	for _, s := range l.stories {
		ds.Findings = append(ds.Findings, s.barePercentages()...)
	}
	l.count(of)
}

// byDocument gives each check to one document: a failing one to that of the figure it points at, any
// other to that of the sentence that it is about, if there is one.
func (l *ledger) byDocument() map[string][]*check {
	points := map[*check]string{}
	for _, c := range l.culprits {
		for _, k := range c.checks {
			points[k] = c.document()
		}
	}
	out := map[string][]*check{}
	for _, c := range l.checks {
		id := cmp.Or(points[c], c.document())
		out[id] = append(out[id], c)
	}
	return out
}

// document is the one that a check is about.
func (c *check) document() string {
	for _, e := range c.entries() {
		if e.claim != nil {
			return e.claim.Document
		}
	}
	return c.actual.document()
}

// checkRow is a check as the dataset has it; money in the unit of the figure it is about.
func (l *ledger) checkRow(c *check, document string) normalize.Check {
	out := normalize.Check{Document: document, Number: c.number, Code: c.code, Table: c.table, Outcome: c.outcome,
		Unit: c.actual.unit(), Compared: c.actual.figure(document), Relation: c.relation(), Terms: c.terms(document), Message: l.message(c)}
	in := func(v decimal.Decimal) decimal.NullDecimal { return decimal.NewNullDecimal(inScale(c, v)) }
	out.Expected, out.Actual, out.Difference, out.Tolerance = in(c.expected()), in(c.actual.value), in(c.gap), in(c.room)
	for _, e := range c.entries() {
		if e.record != nil {
			out.Records = append(out.Records, e.ref(document))
		} else {
			out.Claims = append(out.Claims, e.claimRef(document))
		}
	}
	return out
}

func (e *entry) unit() string {
	if e.record != nil {
		return e.record.Unit
	}
	return e.claim.Unit
}

// where says where a figure is printed: page, table, row and column, or the sentence's words.
func (l *ledger) where(e *entry) string {
	if e.claim != nil {
		return fmt.Sprintf("%spage %d, narrative, %s", l.fileOf(e), e.claim.Page, shortened(e.claim.Subject))
	}
	r := e.record
	out := l.fileOf(e) + "page " + strconv.Itoa(r.Page) + ", table " + strconv.Itoa(r.Table)
	if title := strings.TrimSpace(l.titleOf(e.home())); title != "" {
		out += " " + title
	}
	if words := rowWords(r); words != "" {
		out += ", row " + words
	} else {
		out += ", row " + strconv.Itoa(r.Row)
	}
	if head := strings.Join(r.Path, "/"); head != "" {
		out += ", column " + head
	}
	return out
}

// titleOf is the title of one of the ledger's tables, or of last year's.
func (l *ledger) titleOf(id tableID) string {
	if l.titles == nil {
		l.titles = map[tableID]string{}
		for _, s := range l.allSheets() {
			l.titles[s.id()] = s.table.Title
		}
	}
	return l.titles[id]
}

func (l *ledger) allSheets() []*sheet {
	if l.previous == nil {
		return l.sheets
	}
	return slices.Concat(l.sheets, l.previous.sheets)
}

// fileOf names the file that prints a figure, where the ledger holds several.
func (l *ledger) fileOf(e *entry) string {
	for _, d := range l.docs {
		if d.ID == e.document() {
			if len(l.docs) > 1 {
				return d.File + ", "
			}
			return ""
		}
	}
	if l.previous == nil {
		return ""
	}
	return l.previous.doc.File + " of " + strconv.Itoa(l.previous.doc.Year) + ", "
}

func rowWords(r *normalize.Record) string {
	return strings.TrimSpace(r.FunctionCode + r.EconomicCode + " " + r.Label)
}

func shortened(s string) string {
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "…"
	}
	return s
}

// message is what a check says in words.
func (l *ledger) message(c *check) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)", c.actual.text(), l.where(c.actual))
	switch {
	case c.base != nil:
		fmt.Fprintf(&b, " against %s%% recomputed from %s", c.expected().StringFixed(2), l.words(c.parts, c.base))
	case len(c.parts) == 1:
		fmt.Fprintf(&b, " against %s (%s)", c.parts[0].text(), l.where(c.parts[0].entry))
	default:
		fmt.Fprintf(&b, " against the sum %s of %d figures", c.actual.printed(c.expected()), len(c.parts))
	}
	if !c.gap.IsZero() && c.base == nil {
		fmt.Fprintf(&b, ": off by %s", c.actual.apart(c.gap))
	}
	return b.String()
}

// words names the amounts that a percentage was recomputed from.
func (l *ledger) words(parts, base []term) string {
	var names []string
	for _, t := range append(append([]term{}, parts...), base...) {
		if !t.minus {
			names = append(names, t.text())
		}
	}
	return strings.Join(names, " of ")
}

// finding is the sentence about one culprit.
func (l *ledger) finding(c culprit) normalize.Finding {
	worst := c.checks[0]
	for _, k := range c.checks {
		if k.base == nil && worst.base != nil {
			worst = k
		}
	}
	f := normalize.Finding{Document: c.document(), Code: worst.code, Severity: severity(c), Page: c.page(), Check: worst.number}
	if c.record != nil {
		f.Table, f.Row, f.Column = c.record.Table, c.record.Row, c.record.Column
	}
	f.Message = l.disagreement(c, worst)
	return f
}

// severity is a warning for what is off by no more than its last digit: shares that were made to add
// up to 100%, and amounts that were cut off instead of rounded. All else is an error.
func severity(c culprit) normalize.Severity {
	if !slices.ContainsFunc(c.checks, func(k *check) bool { return k.code != codes.PreviousAmount && k.code != codes.PreviousChange }) {
		return normalize.Warning
	}
	if c.entry.value.Sub(c.value).Abs().LessThanOrEqual(c.quantum) {
		return normalize.Warning
	}
	return normalize.Error
}

// nudged says that a share is off by one in its last digit.
func nudged(c culprit) bool {
	return c.claim != nil && c.claim.Kind == normalize.Share && c.claim.Whole > 0 && !completed.MatchString(c.claim.Against) && severity(c) == normalize.Warning
}

// disagreement says what the culprit disagrees with, by how much, and what it would have to be.
func (l *ledger) disagreement(c culprit, worst *check) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s) disagrees with %s", c.text(), l.where(c.entry), l.others(c, worst))
	fmt.Fprintf(&b, ", off by %s", c.apart(c.entry.value.Sub(c.value)))
	switch n := len(c.checks); {
	case nudged(c):
		fmt.Fprintf(&b, "; recomputed it is %s: a share set up so that all add up to 100%%", c.printed(c.value))
	case n == 1 && severity(c) == normalize.Warning && worst.base == nil && len(worst.parts) == 1 && c.record != nil:
		b.WriteString("; one of the two is off in its last digit")
	case n > 1:
		fmt.Fprintf(&b, "; %s would satisfy all %d checks that fail with it", c.printed(c.value), n)
	case c.rivals >= fewSuspects:
		fmt.Fprintf(&b, "; any of %d figures may be the wrong one: this one would have to be %s", c.rivals+1, c.printed(c.value))
	default:
		fmt.Fprintf(&b, "; it would have to be %s", c.printed(c.value))
	}
	return b.String()
}

// others names what stands on the other side of a check.
func (l *ledger) others(c culprit, k *check) string {
	switch {
	case k.base != nil && k.actual == c.entry:
		return l.words(k.parts, k.base)
	case k.actual == c.entry && len(k.parts) == 1:
		return fmt.Sprintf("%s (%s)", k.parts[0].text(), l.where(k.parts[0].entry))
	case k.actual == c.entry && len(k.parts) == 2 && k.parts[1].minus:
		return fmt.Sprintf("%s less %s (%s)", k.parts[0].text(), k.parts[1].text(), l.where(k.parts[1].entry))
	case k.actual == c.entry:
		return fmt.Sprintf("the sum of its %d parts, %s", len(k.parts), k.actual.printed(k.expected()))
	case len(k.parts) > 1:
		return fmt.Sprintf("%s (%s), the total of %d figures", k.actual.text(), l.where(k.actual), len(k.parts))
	}
	return fmt.Sprintf("%s (%s)", k.actual.text(), l.where(k.actual))
}

// count adds to the counts of checks, failures and verified figures.
func (l *ledger) count(of map[string][]*check) {
	l.countChecks(of)
	for _, d := range l.docs {
		d.Verified += l.verified(d.ID)
	}
}

// countChecks adds to the counts of checks and failures.
func (l *ledger) countChecks(of map[string][]*check) {
	byTable := map[tableID]*normalize.Table{}
	for _, s := range l.sheets {
		byTable[s.id()] = s.table
	}
	for _, c := range l.checks {
		for _, id := range tablesOf(c) {
			t := byTable[id]
			if t == nil { // last year's
				continue
			}
			t.Checks++
			if c.outcome == normalize.Fail {
				t.Failed++
			}
		}
	}
	for _, d := range l.docs {
		for _, c := range of[d.ID] {
			if c.outcome == normalize.Fail {
				d.Failed++
			}
		}
	}
}

// verified is how many figures of a document are proven.
func (l *ledger) verified(document string) int {
	n := 0
	for _, s := range l.sheets {
		for _, e := range s.list {
			if s.table.Document == document && e.record.Status == normalize.Verified {
				n++
			}
		}
	}
	return n
}

// tablesOf are the tables whose figures a check compares.
func tablesOf(c *check) []tableID {
	var out []tableID
	seen := map[tableID]bool{}
	for _, e := range c.entries() {
		if e.record != nil && !seen[e.home()] {
			seen[e.home()] = true
			out = append(out, e.home())
		}
	}
	return out
}
