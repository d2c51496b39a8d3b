package verdict

import (
	"slices"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/arithmetic"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/table"
	"github.com/shopspring/decimal"
)

// A Sum is one way in which a total row of a table may be the sum of other rows: its checks, one a column.
type Sum struct {
	Checks []*arithmetic.Check
	Firm   bool // it was read from codes or from words that mean just this
	Told   bool // the items' own hierarchy tells of it
	Twice  bool // some rows are parts of others, which only blank or zero columns bear out
}

// A totalRow names a total of a table: its side and its row.
type totalRow struct{ side, row int }

// Sums weighs all sums that the totals of one table may be, and believes those that the table keeps. A
// sum is kept if it holds in at least as many columns as it fails in. One that fails in its only column
// is kept if the sums that hold in the table outweigh those that do not, or if one figure would heal
// all of them. The zero value has taken in nothing yet.
type Sums struct {
	kept    []*arithmetic.Check
	settled map[totalRow]bool // totals of which a sum was kept; true if it holds somewhere
	doubted map[totalRow][]Sum
	order   []totalRow                       // of doubted
	dropped map[totalRow][]*arithmetic.Check // the sum that is least off
}

// Weigh takes in what the total in a row of a list may be the sum of. It says that some column bears it out.
func (r *Sums) Weigh(l *table.List, row int, sum Sum) bool {
	if r.settled == nil {
		r.settled, r.doubted, r.dropped = map[totalRow]bool{}, map[totalRow][]Sum{}, map[totalRow][]*arithmetic.Check{}
	}
	at := totalRow{l.Side, row}
	checks := sum.Checks
	held, failed := Tally(checks)
	switch {
	case likeAMissingRow(checks), sum.Twice && failed > 0:
	case failed == 0 || held > 0 && held >= farOff(checks) || sum.Told && allPlain(checks):
		r.Add(checks)
		r.settled[at] = r.settled[at] || held > 0
		return held > 0
	case held == 0 && failed == 1 && sum.Firm && (sum.Told && oneDigitWould(checks) || !explained(l, checks)):
		if r.doubted[at] == nil {
			r.order = append(r.order, at)
		}
		r.doubted[at] = append(r.doubted[at], sum)
	case sum.Firm && (r.dropped[at] == nil || offBy(checks).LessThan(offBy(r.dropped[at]))):
		r.dropped[at] = checks
	}
	return false
}

// Add keeps checks that need no weighing.
func (r *Sums) Add(checks []*arithmetic.Check) { r.kept = append(r.kept, checks...) }

// Believed are the checks of the sums that the table keeps, and hints.
func (r *Sums) Believed() []*arithmetic.Check {
	for at := range r.settled {
		r.doubted[at] = carriedOver(r.doubted[at])
	}
	return slices.Concat(r.kept, r.hints(), r.resolved())
}

// carriedOver are the sums of which a total is just the total before it, nothing being added: they count
// beside another sum that holds.
func carriedOver(all []Sum) []Sum {
	var out []Sum
	for _, d := range all {
		if c := d.Checks[0]; len(d.Checks) == 1 && len(c.Parts) == 1 && words.EndsAsTotal(c.Parts[0].Record.Label) && arithmetic.OneDigitHeals(c) {
			out = append(out, d)
		}
	}
	return out
}

// resolved chooses one sum of each total that is in doubt, and keeps them if the table's other
// sums speak for it.
func (r *Sums) resolved() []*arithmetic.Check {
	var out []*arithmetic.Check
	for _, at := range r.order {
		out = append(out, likeliest(r.doubted[at])...)
	}
	held, _ := Tally(r.kept)
	failed := 0
	for _, c := range out {
		if c.Outcome == normalize.Fail && !plainlyWrong(c) {
			failed++
		}
	}
	if failed <= max(held, 1) || HaveCommonFigure(out) {
		return out
	}
	return nil
}

// likeliest is the sum that one wrong digit would explain; failing that, the one that the
// items' hierarchy tells of.
func likeliest(all []Sum) []*arithmetic.Check {
	for _, d := range all {
		if oneDigitWould(d.Checks) {
			return d.Checks
		}
	}
	for _, d := range all {
		if d.Told {
			return d.Checks
		}
	}
	return nil
}

// hints are sums that several wrong figures may have broken, for want of another sum of their total that
// holds. They count as no check; but where it is open which of two figures is wrong, they tell which
// would bring them nearer.
func (r *Sums) hints() []*arithmetic.Check {
	var out []*arithmetic.Check
	for at, checks := range r.dropped {
		if r.settled[at] {
			continue
		}
		for _, c := range checks {
			if c.Outcome == normalize.Fail && c.Gap.Abs().LessThan(c.Actual.Value.Abs().Mul(hintsWithin)) {
				c.Outcome, c.Hint = normalize.Insufficient, true
				out = append(out, c)
			}
		}
	}
	return out
}

// hintsWithin is how far off a sum may be, as a part of its total, to be one that wrong figures broke.
var hintsWithin = decimal.New(3, -1)
