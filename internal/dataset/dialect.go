package dataset

import (
	"io"
	"iter"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// dialectIn is the kind of CSV among formats; empty if there is none.
func dialectIn(formats []Format) Format {
	if i := slices.IndexFunc(formats, Format.isCSV); i >= 0 {
		return formats[i]
	}
	return ""
}

// WriteRows writes a header and rows as this kind of CSV.
func (f Format) WriteRows(w io.Writer, header []string, rows iter.Seq[[]string]) error {
	if f.marked() {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
	}
	if f.safe() {
		header, rows = each(header, neutral), eachOf(rows, neutral)
	}
	return writeCSV(w, header, rows)
}

// eachOf gives rows with something done to each of their cells.
func eachOf(rows iter.Seq[[]string], do func(string) string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for row := range rows {
			if !yield(each(row, do)) {
				return
			}
		}
	}
}

// each leaves a row as it is: its cells may be needed as they are.
func each(row []string, do func(string) string) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		out[i] = do(cell)
	}
	return out
}

// A spreadsheet takes a cell for a formula that begins with one of these, in the wide forms of Chinese print, too.
const formulaSigns = "=+-@\t\r\n＝＋－＠"

// harmless are numbers and dashes, which compute nothing.
var harmless = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(?:[-+－＋]?\d[\d,]*(?:\.\d+)?%?|[-－]+)$`) })

const apostrophe = "'"

// neutral puts an apostrophe, by which spreadsheets know text, before a text that they would take for a formula. Those that
// have one before a sign already get another, so that each comes back as it was.
func neutral(s string) string {
	if s == "" || s[0] > apostrophe[0] && s[0] < 0x80 && s[0] != '=' && s[0] != '@' && s[0] != '+' && s[0] != '-' {
		return s // most
	}
	if bare := strings.TrimLeft(s, apostrophe); bare == "" || strings.IndexAny(bare, formulaSigns) != 0 || harmless().MatchString(s) {
		return s
	}
	return apostrophe + s
}

// madeSafe finds what neutral put an apostrophe before, for the loaders of other languages, which keep its group: of what neutral
// made, no number or dash has an apostrophe of its own alone, so that these need not be told apart.
const madeSafe = `^'('*[=+@＝＋－＠\t\r\n-])`

// raw undoes neutral.
func raw(s string) string {
	rest, ok := strings.CutPrefix(s, apostrophe)
	if bare := strings.TrimLeft(rest, apostrophe); ok && bare != "" && strings.IndexAny(bare, formulaSigns) == 0 && !harmless().MatchString(rest) {
		return rest
	}
	return s
}
