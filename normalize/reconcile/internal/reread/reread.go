// Package reread lets arithmetic choose between several readings of a recognised figure. It takes
// only what a reading says, or what doubtful ink may have been: where exactly one way to read at most three figures makes
// every identity that holds them come out, and the first readings do not.
package reread

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

// MostRuns is how often one dataset is reconciled to try other readings: a scan with more doubts is past saving.
const MostRuns = 200

// Settle reconciles a dataset with check, takes other readings of recognised figures where the dataset's
// identities leave no choice, withdraws the status of figures that the checks do not prove, and reports
// what remains in doubt. Without recognised figures it does no more than check. A check replaces what an
// earlier one said, the findings of this package included.
func Settle(ds *normalize.Dataset, check func()) {
	check()
	if !slices.ContainsFunc(ds.Records, func(r normalize.Record) bool { return r.Source == recognised }) {
		return
	}
	runs := 0
	again := func() bool {
		runs++
		check()
		return runs < MostRuns
	}
	untried := 0
	for i := range ds.Records {
		r := &ds.Records[i]
		switch {
		case r.Source != recognised || r.Value.Valid || r.First != "":
		case runs+len(r.Others) >= MostRuns:
			untried++
		default:
			settle(ds, r, again)
		}
	}
	doubts, more := resolve(ds, again)
	withdraw(ds)
	doubtErrors(ds)
	noteTaken(ds)
	if untried += more; untried > 0 && len(ds.Disclosures) > 0 {
		ds.Findings = append(ds.Findings, normalize.Finding{Document: ds.Disclosures[0].ID, Code: codes.ReadingsUntried, Severity: normalize.Info,
			Sentence: codes.Say("readings-untried", untried)})
	}
	ds.Findings = append(ds.Findings, doubts...)
	noteDoubtful(ds)
}

// settle tries the other readings of what was read as no figure, and takes one if it alone is proven.
func settle(ds *normalize.Dataset, r *normalize.Record, check func() bool) {
	first := *r
	var proven []string
	for _, text := range r.Others {
		if r.Reread(text) {
			check()
			if r.Status == normalize.Verified && evidenceOf(ds).provesDoubted(r) {
				proven = append(proven, text)
			}
		}
	}
	changed := r.Value.Valid
	r.Text, r.Value, r.Yuan, r.Status = first.Text, first.Value, first.Yuan, first.Status
	if len(proven) == 1 {
		r.Reread(proven[0])
		r.First = first.Text
	}
	if changed {
		check()
	}
}

// noteTaken tells of the figures whose first reading is not the one that was taken.
func noteTaken(ds *normalize.Dataset) {
	for i := range ds.Records {
		if r := &ds.Records[i]; r.First != "" && r.Source == recognised {
			ds.Findings = append(ds.Findings, finding(r, codes.ReadingTaken, normalize.Info,
				codes.Say("reading-taken", r.First, r.Text)))
		}
	}
}

// noteDoubtful reports figures that were read with doubt and that nothing proves, and what was read in
// a column of figures and is none, or has a figure's digits with a stroke through them.
func noteDoubtful(ds *normalize.Dataset) {
	amounts := figureColumns(ds)
	for i := range ds.Records {
		r := &ds.Records[i]
		switch {
		case r.Source != recognised || r.Status != normalize.Unverified:
		case r.Value.Valid && !sure(r):
			ds.Findings = append(ds.Findings, finding(r, codes.DoubtfulFigure, normalize.Warning,
				codes.Say("doubtful-figure", r.Text, math.RoundToEven(100*r.Confidence))))
		case !r.Value.Valid && (amounts[columnOf(r)] || struckThrough(r.Text)):
			ds.Findings = append(ds.Findings, finding(r, codes.DoubtfulFigure, normalize.Warning,
				codes.Say("doubtful-text", r.Text)))
		}
	}
}

// strokes are the marks and characters as which a stroke of a pen, or a unit with one, is read, and 〓, ink of which nothing was read.
const strokes = `/\|〓一二三十`

// struckThrough says whether a text is of digits with strokes through them (287/43), or of ink alone. A word or a unit has a letter,
// a target a sign that compares; dates and spans of years are printed with strokes.
func struckThrough(text string) bool {
	return strings.ContainsAny(text, "0123456789〓") && strings.ContainsAny(text, strokes) &&
		!strings.ContainsFunc(text, func(c rune) bool { return unicode.IsLetter(c) && !strings.ContainsRune(strokes, c) }) && !strings.ContainsAny(text, "<>=≥≤≧≦≈＜＞＝") && !dateOrYears.MatchString(words.Squeeze(text))
}

var dateOrYears = words.Expression(`^(?:19|20)\d\d[-–—~/.](?:(?:19|20)\d\d|\d{1,2}(?:[-/.]\d{1,2})?)$`)

// A column is a column of one of the tables.
type column struct {
	document      string
	table, number int
}

func columnOf(r *normalize.Record) column { return column{r.Document, r.Table, r.Column} }

// figureColumns are the columns in which most records are figures.
func figureColumns(ds *normalize.Dataset) map[column]bool {
	figures, all := map[column]int{}, map[column]int{}
	for i := range ds.Records {
		r := &ds.Records[i]
		all[columnOf(r)]++
		if r.Value.Valid {
			figures[columnOf(r)]++
		}
	}
	out := map[column]bool{}
	for c, n := range figures {
		out[c] = 2*n > all[c]
	}
	return out
}

func finding(r *normalize.Record, code string, severity normalize.Severity, what normalize.Sentence) normalize.Finding {
	return normalize.Finding{Document: r.Document, Code: code, Severity: severity, Page: r.Page, Table: r.Table, Row: r.Row, Column: r.Column, Sentence: what}
}
