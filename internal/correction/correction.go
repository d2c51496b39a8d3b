// Package correction keeps what persons corrected and judged in documents, in a file that people can write too, and
// takes it into datasets: corrections before they are reconciled, judgements of findings after it. An entry names its
// place by the document's SHA-256 and by where on the page it is printed, so that it holds for every later reading of
// the same file. What does not fit what is read now is told of by a finding and left alone.
package correction

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
)

// FileName is the name of the file beside a dataset.
const FileName = "corrections.csv"

// Fields that can be corrected: of a figure, of a row, of a column, of a sentence or of a document.
const (
	Value  = "value"  // of a figure, as the page prints it
	Unit   = "unit"   // of a figure; without a row, of all figures of the table that have the unit that was read
	Label  = "label"  // of a row
	Path   = "path"   // of a column: its heads, outermost first, joined by " / "
	Claim  = "claim"  // a figure of the narrative, as the page prints it
	Agency = "agency" // of a document
	Year   = "year"   // likewise
)

// FindingField begins the field of a judgement; the finding's code follows.
const FindingField = "finding:"

// An Entry is one correction, or one judgement of a finding.
type Entry struct {
	SHA256             string   // of the file, hexadecimal
	Page               int      // counts from 1; 0 of a whole document
	Box                page.Box // where it is printed, points from the top left corner; zero if the place is named by table, row and column alone
	Table, Row, Column int      // as the dataset counted them then; 0 where the place is not in a table
	Field              string   // what is corrected, or FindingField with a code
	Printed            string   // what the program read there
	Corrected          string   // what it should be, or the judgement; empty takes back what was said before
	Who, Why, When     string   // free; of two entries about one place the later When holds
	Nth                int      // of a Claim: which of the figures of its line that read alike, from 1; 0 where it is the only one
}

// Judges says that the entry judges a finding, and which code it has.
func (e *Entry) Judges() (code string, ok bool) { return strings.CutPrefix(e.Field, FindingField) }

// compare is the order in which entries are written, and in which they hold: what they are about, then when they were made.
func compare(a, b Entry) int {
	return cmp.Or(strings.Compare(a.SHA256, b.SHA256), a.Page-b.Page, a.Nth-b.Nth, a.Table-b.Table, a.Row-b.Row, a.Column-b.Column,
		cmp.Compare(a.Box.Y0, b.Box.Y0), cmp.Compare(a.Box.X0, b.Box.X0), cmp.Compare(a.Box.Y1, b.Box.Y1), cmp.Compare(a.Box.X1, b.Box.X1),
		strings.Compare(a.Field, b.Field), strings.Compare(a.When, b.When), strings.Compare(a.Corrected, b.Corrected),
		strings.Compare(a.Printed, b.Printed), strings.Compare(a.Who, b.Who), strings.Compare(a.Why, b.Why))
}

// inOrder sorts entries and leaves out what is said twice.
func inOrder(list []Entry) []Entry {
	list = slices.Clone(list)
	slices.SortFunc(list, compare)
	return slices.Compact(list)
}

// sameSubject says that two entries of one document speak of the same thing, so that the later one holds.
func sameSubject(a, b *Entry) bool {
	if a.Field != b.Field || a.Page != b.Page {
		return false
	}
	if _, judges := a.Judges(); (judges || a.Field == Claim) && (plainly(a.Printed) != plainly(b.Printed) || a.Nth != b.Nth) { // claims of one line have one box
		return false
	}
	if bare := a.Box == (page.Box{}); a.Field == Claim && bare != (b.Box == page.Box{}) {
		return false // which line it is of is told by what is read
	}
	if a.Box == (page.Box{}) || b.Box == (page.Box{}) {
		return a.Table == b.Table && a.Row == b.Row && a.Column == b.Column
	}
	return covers(a.Box, b.Box)
}

// leastCovered is the share of the smaller of two boxes that both have where they are of the same print.
const leastCovered = 0.5

// covers says that two boxes are of the same print: another version of the program may cut a cell a little otherwise.
func covers(a, b page.Box) bool {
	smaller := min(a.Area(), b.Area())
	return a == b || smaller > 0 && a.Intersect(b).Area() >= leastCovered*smaller
}

// plainly is a text without what is printed of a figure in one place and not in another.
func plainly(text string) string { return strings.ReplaceAll(words.Squeeze(text), ",", "") }
