package reread

import (
	"math"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
)

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

func finding(r *normalize.Record, code string, severity normalize.Severity, what normalize.Sentence) normalize.Finding {
	return normalize.Finding{Document: r.Document, Code: code, Severity: severity, Page: r.Page, Table: r.Table, Row: r.Row, Column: r.Column, Sentence: what}
}
