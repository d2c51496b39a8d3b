// Package codes says what the codes of checks and findings mean. It is the one place where a code and its
// words stand.
package codes

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// Checks, by what they compare.
const (
	ColumnTotal    = "column-total"
	ColumnChange   = "column-change"
	ColumnFormula  = "column-formula"
	ColumnRatio    = "column-ratio"
	ColumnGrowth   = "column-growth"
	RowTotal       = "row-total"
	UnitTotal      = "unit-total"
	ParentChildren = "parent-children"
	PartWithin     = "part-within"
	PartsComplete  = "parts-complete"
	PartIsWhole    = "part-is-whole"
	TwoSides       = "two-sides"

	SameAmount        = "same-amount"
	NestedFund        = "nested-fund"
	ClassItems        = "class-items"
	IncomeExpenditure = "income-expenditure"
	YearAndCarried    = "year-and-carried"
	ThreePublicItems  = "three-public-items"
	VehicleItems      = "vehicle-items"
	BasicParts        = "basic-parts"
	PersonnelClasses  = "personnel-classes"
	OperatingCosts    = "operating-costs"

	ClaimSameAmount    = "claim-same-amount"
	ClaimPercentChange = "claim-percent-change"
	ClaimChange        = "claim-change"
	ClaimShare         = "claim-share"
	ClaimComposition   = "claim-composition"
	ClaimParts         = "claim-parts"
	Unchanged          = "unchanged"

	PreviousAmount = "previous-amount"
	PreviousChange = "previous-change"
)

// Findings that are about no single check.
const (
	ClaimUnit        = "claim-unit"
	PreviousRestated = "previous-restated"
	ImplausibleUnit  = "implausible-unit"

	PageNeedsOCR     = "page-needs-ocr"
	PageUnread       = "page-unread"
	PageDamaged      = "page-damaged"
	PagesMissing     = "pages-missing"
	FiguresLeft      = "figures-left"
	StatementLeft    = "statement-left"
	UnreadableAmount = "unreadable-amount"
	MissingUnit      = "missing-unit"
	HeaderUnread     = "header-unread"
	NameKnown        = "name-known"
	NameVariant      = "name-variant"
	OtherEdition     = "other-edition"

	DoubtfulFigure  = "doubtful-figure"
	ReadingTaken    = "reading-taken"
	ReadingsUntried = "readings-untried"

	AlteredFigure = "altered-figure"
	AlteredCheck  = "altered-check"
	AlteredStatus = "altered-status"
	AlteredCount  = "altered-count"
	AlteredFile   = "altered-file"

	CorrectionStale = "correction-stale"
)

// Kind says what has a code.
type Kind string

const (
	Check   Kind = "check"   // a comparison, and the finding about it where it fails
	Finding Kind = "finding" // a finding alone
)

// Stage says where a code is given.
type Stage string

const (
	Normalize Stage = "normalize" // reading and understanding a document
	Reconcile Stage = "reconcile" // comparing its figures
	Audit     Stage = "audit"     // comparing a stored dataset with itself
	Correct   Stage = "correct"   // taking in what persons corrected
)

// Words are a title and an explanation in one language.
type Words struct {
	Title       string
	Explanation string // what is compared or found, and what follows
}

// A Code is what is known of one code.
type Code struct {
	ID       string // stable, in kebab-case
	Kind     Kind
	Stage    Stage
	Severity string // of the findings with it: error, warning or info; empty where that differs
	English  Words
	Chinese  Words
}

//go:embed codes.txt
var text string

var catalogue = sync.OnceValues(func() ([]Code, map[string]Code) { return read(text) })

// All are all codes, checks and findings by what they are about.
func All() []Code {
	all, _ := catalogue()
	return slices.Clone(all)
}

// Find is the code with an id; false if there is none.
func Find(id string) (Code, bool) {
	_, byID := catalogue()
	c, ok := byID[id]
	return c, ok
}

// ByReconcile says that a code is given by package reconcile, which replaces all that it gave before.
func ByReconcile(id string) bool {
	c, _ := Find(id)
	return c.Stage == Reconcile
}

// read reads the table of codes: a line of id, kind, stage and severity, and four indented ones of words.
func read(text string) ([]Code, map[string]Code) {
	var list []Code
	words := 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "\t"):
			c := &list[len(list)-1]
			*[]*string{&c.English.Title, &c.Chinese.Title, &c.English.Explanation, &c.Chinese.Explanation}[words] = line[1:]
			words++
		default:
			f := append(strings.Split(line, "\t"), "")
			list = append(list, Code{ID: f[0], Kind: Kind(f[1]), Stage: Stage(f[2]), Severity: f[3]})
			words = 0
		}
	}
	byID := make(map[string]Code, len(list))
	for _, c := range list {
		byID[c.ID] = c
	}
	return list, byID
}
