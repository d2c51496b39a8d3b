package reread

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// withdraw takes the status verified from recognised figures that the checks do not prove. An engine
// misreads the same print in the same way: a total and its only part, or an amount in two tables, can
// be wrong alike, and the check between them holds. So a recognised figure needs more than a printed one:
//
//   - read without doubt, a sum with at least two other figures that are not nought, or a check of any
//     kind between figures read surely while no check with it fails;
//   - read with doubt, such a sum of figures read surely, or two such sums, while no check with it
//     fails.
//
// A nought proves no sum and is proven by none: the sum holds also where nothing is printed, and a stroke or a ring of a pen was read. It must
// have been read surely. What holds within rounding proves no last digit, and does not count, nor does a share that would hold with another last digit. Nor does anything prove 1.234 or 1,234 whose column
// does not show which of the two it prints: a page on which points became commas still adds up.
func withdraw(ds *normalize.Dataset) {
	e := evidenceOf(ds)
	shown := marksShown(ds)
	for i := range ds.Records {
		r := &ds.Records[i]
		if r.Source == recognised && r.Status == normalize.Verified && (!e.proves(r) || open(r.Text) && !shown.tell(r)) {
			r.Status = normalize.Unverified
			e.documents[r.Document].Verified--
		}
	}
}

// open says whether the mark in a figure can be a point as well as a comma.
func open(text string) bool {
	whole, rest, ok := strings.Cut(strings.NewReplacer(",", ".", "-", "", "(", "", ")", "").Replace(text), ".")
	return ok && digitsOf(whole) == whole && len(whole) <= 3 && !strings.HasPrefix(whole, "0") && digitsOf(rest) == rest && len(rest) == 3
}

// shownMarks says of a column, or of a table (column 0), whether figures whose marks cannot be mistaken show that it prints
// three decimals (true), and whether they show that it does not (false).
type shownMarks map[column]map[bool]bool

func marksShown(ds *normalize.Dataset) shownMarks {
	out := shownMarks{}
	for i := range ds.Records {
		r := &ds.Records[i]
		if !r.Value.Valid || r.Value.Decimal.IsZero() && !strings.Contains(r.Text, ".") || open(r.Text) {
			continue
		}
		_, decimals, _ := strings.Cut(r.Text, ".")
		for _, c := range []column{columnOf(r), tableOf(r)} {
			if out[c] == nil {
				out[c] = map[bool]bool{}
			}
			out[c][len(digitsOf(decimals)) == 3] = true
		}
	}
	return out
}

// tell says whether the other figures of its column, or else of its table, tell that a figure's mark is what it was read as.
// An amount in the smallest unit has no three decimals.
func (m shownMarks) tell(r *normalize.Record) bool {
	point := strings.ContainsRune(r.Text, '.')
	if r.Unit == words.BaseUnit {
		return !point
	}
	for _, c := range []column{columnOf(r), tableOf(r)} {
		if shown := m[c]; len(shown) > 0 {
			return shown[point]
		}
	}
	return false
}

// enough sums prove a figure that was read with doubt.
const enough = 2

// proves says whether the checks prove a recognised record.
func (e evidence) proves(r *normalize.Record) bool {
	if r.Value.Valid && r.Value.Decimal.IsZero() && !surest(r) {
		return false
	}
	if !sure(r) {
		return e.provesDoubted(r)
	}
	sums, copies, fails := e.weigh(r)
	return sums > 0 || copies > 0 && fails == 0 && surest(r)
}

// provesDoubted is proves for a figure whose reading itself proves nothing.
func (e evidence) provesDoubted(r *normalize.Record) bool {
	proofs := 0
	for _, c := range e.checks[nameOf(r)] {
		if c.Outcome == normalize.Fail {
			return false
		}
		parts, surely := e.others(c, r)
		if c.Outcome == normalize.Pass && parts >= 2 && e.tells(c, r) {
			proofs++
			if surely {
				proofs = enough
			}
		}
	}
	return proofs >= enough
}

// weigh counts the checks with a record: sums that hold, checks that hold with figures that were all
// read surely, and checks that fail.
func (e evidence) weigh(r *normalize.Record) (sums, sures, fails int) {
	for _, c := range e.checks[nameOf(r)] {
		parts, surely := e.others(c, r)
		if c.Outcome == normalize.Fail {
			fails++
		}
		if c.Outcome != normalize.Pass || !e.tells(c, r) {
			continue
		}
		if parts >= 2 {
			sums++
		}
		if surely {
			sures++
		}
	}
	return sums, sures, fails
}
