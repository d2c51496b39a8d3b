package reconcile

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

const (
	seededDocuments = 30
	seededErrors    = 20 // in a document, one at a time: of half as many, which ones are drawn moves the share by as much as a rule does
	seededAtOnce    = 10
)

// TestSeededErrors puts wrong digits into figures of published documents that take part in a check, one
// at a time and then ten at once, and the amounts of other rows in place of some, and counts how many are in a failing
// check and how many a finding names first. A digit so small that every check puts it down to rounding cannot be seen and is counted apart.
func TestSeededErrors(t *testing.T) {
	type drawn struct {
		file            string
		ds              *normalize.Dataset
		faults          []fault
		again           *rand.Rand
		one, all, other score
	}
	var documents []*drawn
	for i, file := range corpusFiles(t) {
		if len(documents) == seededDocuments {
			break
		}
		ds := readDataset(t, file)
		if ds == nil {
			continue
		}
		Check(ds, Options{})
		if faults := drawFaults(ds, rand.New(rand.NewPCG(2026, uint64(i)))); faults != nil {
			documents = append(documents, &drawn{file: file, ds: ds, faults: faults, again: rand.New(rand.NewPCG(2027, uint64(i)))})
		}
	}
	if len(documents) < seededDocuments {
		t.Errorf("%d documents, want %d", len(documents), seededDocuments)
	}
	t.Run("", func(t *testing.T) {
		for _, d := range documents {
			t.Run(filepath.Base(d.file), func(t *testing.T) {
				t.Parallel()
				var visible []fault
				d.one, visible = seedEach(d.ds, d.faults)
				d.all = seedAll(d.ds, visible[:min(seededAtOnce, len(visible))])
				Check(d.ds, Options{})
				d.other, _ = seedEach(d.ds, drawReplaced(d.ds, d.again))
				for _, missed := range slices.Concat(d.one.missed, d.all.missed, d.other.missed) {
					t.Log(missed)
				}
			})
		}
	})
	var alone, together, replaced score
	for _, d := range documents {
		alone, together, replaced = alone.plus(d.one), together.plus(d.all), replaced.plus(d.other)
	}
	alone.hold(t, "one at a time", 98, 93)
	together.hold(t, "ten at once", 97, 89)
	replaced.hold(t, "another row's amount", 96, 86)
}

// hold demands that of the wrong digits so many per cent are caught, and so many named first.
func (s score) hold(t *testing.T, how string, caught, named int) {
	t.Helper()
	t.Logf("%s: %d wrong digits, %d more within rounding; %d caught, %d named first", how, s.seeded, s.small, s.caught, s.named)
	if s.caught*100 < s.seeded*caught || s.named*100 < s.seeded*named {
		t.Errorf("%s: want %d%% caught and %d%% named", how, caught, named)
	}
}

type score struct {
	seeded, small, caught, named int
	missed                       []string
}

func (s score) plus(o score) score {
	return score{s.seeded + o.seeded, s.small + o.small, s.caught + o.caught, s.named + o.named, append(s.missed, o.missed...)}
}

// seedEach puts faults into a reconciled dataset one after the other, and gives those that can be seen.
func seedEach(ds *normalize.Dataset, faults []fault) (sum score, visible []fault) {
	clean := slices.Clone(ds.Checks)
	for _, f := range faults {
		undo := f.put(ds)
		Check(ds, Options{})
		s := f.judge(ds, clean)
		undo()
		if s.small == 0 {
			visible = append(visible, f)
		}
		sum = sum.plus(s)
	}
	return sum, visible
}

// seedAll puts all faults into a dataset together, and takes them out again.
func seedAll(ds *normalize.Dataset, faults []fault) score {
	for _, f := range faults {
		defer f.put(ds)()
	}
	Check(ds, Options{})
	var sum score
	for _, f := range faults {
		sum = sum.plus(f.judge(ds, nil))
	}
	return sum
}

// A fault is one wrong digit in a dataset, of a record or of a claim, by index, or the amount of another record in place of
// a record's own.
type fault struct {
	record, claim int // -1 for none
	digit         int
	by            byte
	other         *normalize.Record // whose amount it has; nil where a digit is wrong
	was           string            // in words
}

// drawFaults are wrong digits in different figures of a reconciled dataset that are in checks; nil for a
// document with too few of them.
func drawFaults(ds *normalize.Dataset, rnd *rand.Rand) []fault {
	records, claims := checkedFigures(ds)
	if len(records)+len(claims) < 5*seededErrors {
		return nil
	}
	var out []fault
	for _, k := range rnd.Perm(len(records) + len(claims))[:seededErrors] {
		if k < len(records) {
			out = append(out, recordFault(ds, records[k], rnd))
		} else {
			out = append(out, claimFault(ds, claims[k-len(records)], rnd))
		}
	}
	return out
}

// drawReplaced are figures that take part in a check, each with the amount of another row of its column.
func drawReplaced(ds *normalize.Dataset, rnd *rand.Rand) []fault {
	records, _ := checkedFigures(ds)
	var out []fault
	for _, k := range rnd.Perm(len(records)) {
		r := &ds.Records[records[k]]
		var others []normalize.Record
		for _, at := range records {
			o := &ds.Records[at]
			if o.Table == r.Table && o.Column == r.Column && o.Unit == r.Unit && !o.Value.Decimal.Equal(r.Value.Decimal) {
				others = append(others, *o)
			}
		}
		if len(others) > 0 {
			o := others[rnd.IntN(len(others))]
			out = append(out, fault{records[k], -1, 0, 0, &o, r.Label + " " + strings.Join(r.Path, "/") + " " + r.Text + " became " + o.Text})
		}
		if len(out) == seededErrors {
			break
		}
	}
	return out
}

func recordFault(ds *normalize.Dataset, at int, rnd *rand.Rand) fault {
	r := &ds.Records[at]
	return fault{at, -1, rnd.IntN(digitsOf(r.Text)), byte(1 + rnd.IntN(9)), nil, r.Label + " " + strings.Join(r.Path, "/") + " " + r.Text}
}

func claimFault(ds *normalize.Dataset, at int, rnd *rand.Rand) fault {
	c := &ds.Claims[at]
	return fault{-1, at, rnd.IntN(digitsOf(c.Text)), byte(1 + rnd.IntN(9)), nil, c.Subject + " " + c.Text}
}

// put spoils the figure, and gives what puts it right again.
func (f fault) put(ds *normalize.Dataset) (undo func()) {
	if f.record >= 0 {
		r := &ds.Records[f.record]
		was := *r
		if f.other != nil {
			r.Text, r.Value, r.Yuan = f.other.Text, f.other.Value, f.other.Yuan
		} else {
			spoil(r, f.digit, f.by)
		}
		return func() { *r = was }
	}
	c := &ds.Claims[f.claim]
	was := *c
	spoilClaim(c, f.digit, f.by)
	return func() { *c = was }
}

// in says that a check takes in the spoiled figure.
func (f fault) in(ds *normalize.Dataset, c normalize.Check) bool {
	if f.record >= 0 {
		return slices.Contains(c.Records, ds.Records[f.record].Ref())
	}
	return slices.Contains(c.Claims, normalize.ClaimRef{Number: ds.Claims[f.claim].Number})
}

// namedBy says that a finding names the spoiled figure first.
func (f fault) namedBy(ds *normalize.Dataset, x normalize.Finding) bool {
	if f.record >= 0 {
		r := &ds.Records[f.record]
		return x.Check > 0 && x.Table == r.Table && x.Row == r.Row && x.Column == r.Column
	}
	return x.Check > 0 && x.Table == 0 && strings.HasPrefix(x.Message, ds.Claims[f.claim].Text+" ")
}

// judge says what the checks and findings make of a fault. One whose checks all still hold, as many as
// there were in clean, lies within rounding.
func (f fault) judge(ds *normalize.Dataset, clean []normalize.Check) score {
	count := func(all []normalize.Check) (n int) {
		for _, c := range all {
			if f.in(ds, c) {
				n++
			}
		}
		return n
	}
	fails := slices.ContainsFunc(ds.Checks, func(c normalize.Check) bool { return c.Outcome == normalize.Fail && f.in(ds, c) })
	names := func(x normalize.Finding) bool { return f.namedBy(ds, x) }
	switch {
	case fails && slices.ContainsFunc(ds.Findings, names):
		return score{seeded: 1, caught: 1, named: 1}
	case fails:
		return score{seeded: 1, caught: 1, missed: []string{"not named: " + f.was}}
	case clean != nil && count(ds.Checks) == count(clean):
		return score{small: 1}
	}
	return score{seeded: 1, missed: []string{"not caught: " + f.was}}
}

// checkedFigures are the figures, not zero, that are in checks which hold and in none that fails.
func checkedFigures(ds *normalize.Dataset) (records, claims []int) {
	inRecord, inClaim := map[normalize.Ref]normalize.Outcome{}, map[int]normalize.Outcome{}
	for _, c := range ds.Checks {
		if c.Code == "part-within" || c.Code == "claim-parts" {
			continue
		}
		for _, r := range c.Records {
			if inRecord[r] != normalize.Fail {
				inRecord[r] = c.Outcome
			}
		}
		for _, n := range c.Claims {
			if inClaim[n.Number] != normalize.Fail {
				inClaim[n.Number] = c.Outcome
			}
		}
	}
	for i := range ds.Records {
		r := &ds.Records[i]
		if o, ok := inRecord[r.Ref()]; ok && o != normalize.Fail && r.Value.Valid && !r.Value.Decimal.IsZero() {
			records = append(records, i)
		}
	}
	for i := range ds.Claims {
		c := &ds.Claims[i]
		if o, ok := inClaim[c.Number]; ok && o != normalize.Fail && c.Value.Valid && !c.Value.Decimal.IsZero() {
			claims = append(claims, i)
		}
	}
	return records, claims
}

// spoilClaim replaces a digit of a claim's text.
func spoilClaim(c *normalize.Claim, digit int, by byte) {
	r := normalize.Record{Text: c.Text, Value: c.Value, Yuan: c.Yuan}
	c.Text = misprinted(c.Text, digit, by)
	number := strings.TrimRightFunc(strings.ReplaceAll(c.Text, ",", ""), func(r rune) bool { return r < '0' || r > '9' })
	value := decimal.RequireFromString(number)
	if r.Value.Decimal.IsNegative() {
		value = value.Neg()
	}
	if c.Yuan.Valid {
		c.Yuan.Decimal = r.Yuan.Decimal.Div(r.Value.Decimal).Mul(value)
	}
	c.Value.Decimal = value
}
