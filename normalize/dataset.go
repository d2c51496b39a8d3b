// Package normalize gives printed tables and sentences their meaning: records with codes, units and
// amounts, claims, and performance targets. It reads cells and paragraphs, never runs or rulings.
//
// A Dataset is the tables of the published dataset in memory, one slice a file of it. Rows name each other by
// document (Disclosure.ID), number of the table, row and column; all count from 1. What was printed stands
// beside what it means: a record's Text beside Value, Unit and Yuan. Amounts are decimals; one that is null is not
// known, which is not nought.
package normalize

import (
	"fmt"
	"strconv"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/shopspring/decimal"
)

// A Dataset is what disclosures say: the tables of the dataset contract, in memory. Each slice is
// in document order.
type Dataset struct {
	Disclosures []Disclosure
	Tables      []Table
	Records     []Record
	Claims      []Claim
	Targets     []Target
	Checks      []Check   // filled by package reconcile
	Findings    []Finding // worst first once package reconcile has run
	Facts       []Fact    // likewise
}

// Kind says which disclosure a document is.
type Kind string

const (
	Budget Kind = "budget" // 预算
	Final  Kind = "final"  // 决算
	Report Kind = "report" // about money or its use: 绩效评价报告, 评级报告, 统计公报
)

// Level says whose disclosure a document is.
type Level string

const (
	Department Level = "department" // 部门
	Unit       Level = "unit"       // 单位
	Government Level = "government" // 省、市、县
)

// A Disclosure is one published document.
type Disclosure struct {
	ID           string // DocumentID of the file's SHA-256
	File         string // base name, or path from the folder on that was read
	URL          string // where it was published; empty if nobody said
	Retrieved    string // when it was taken from there, likewise
	Publisher    string // likewise
	Licence      string // likewise
	SHA256       string
	Agency       string // as printed; empty if not found
	Region       string // 省, 市, 县 that the agency's name begins with, or that a report or a government's document is about; empty if none is named
	Year         int    // 0 if not found
	Kind         Kind   // empty if not found
	Level        Level  // empty if not found
	Edition      int    // among the documents of one agency, year and kind: 1 for the first; 0 if not known
	SameAs       string // ID of the document of which it is a copy or a former version; empty if none is known
	Pages        int
	TextPages    int
	OCRPages     int
	ProblemPages int
	Tables       int
	Records      int
	Figures      int      // records that are figures (Record.IsFigure)
	Verified     int      // figures whose status is Verified
	Failed       int      // checks that failed
	Printed      int      // numbers that its pages print
	Placed       int      // those of them that are figures of records, claims or targets
	Left         int      // those that are neither placed nor have another reason to be printed
	Forms        int      // tables of known forms that hold figures
	Stated       int      // amounts in sentences
	Sketch       []uint64 // of its figures, see FindEditions
	Bundle       string   // documents that are reconciled as one have the same: the first one's ID; empty if it is alone
}

// A Table is one table with its meaning.
type Table struct {
	Document            string // Disclosure.ID
	Number              int    // counts from 1 in document order
	Form                string // id in the catalogue of forms; empty if unknown
	Title               string
	Agency              string // whose it is: as printed over it, otherwise as its set's other tables say
	Set                 string // the agency whose tables it stands among, where the document holds those of several; empty: its own
	Year                int    // as printed over the table, otherwise the document's
	Unit                string // 元, 万元, 亿元, ... as printed for the whole table; empty if none was
	FirstPage, LastPage int
	HeaderRows          int // grid rows above the body
	Columns             []Column
	Rows                []Row         // the body
	Cells               []layout.Cell // the whole grid as printed
	Notes               []string      // lines below it
	Quantity            Quantity      // what it as a whole is about, by its form or its title; zero if neither tells
	TwoSided            bool          // it sets income and expenditure side by side
	Blank               []Quantity    // that it has a place for and prints nothing there
	Records             int           // how many records it gave
	Checks, Failed      int           // filled by package reconcile
}

// A Column is one column of a table's grid.
type Column struct {
	Number   int      // counts from 1 in the grid
	Path     []string // header path, outermost first, inner white space removed
	Side     int      // where lists stand side by side: which of them, from 1; 0 in ordinary tables
	Role     ColumnRole
	Unit     string   // where the column's own head names one; otherwise the table's
	Measure  string   // canonical id of what it measures; empty if unknown
	Year     int      // the year its figures are of, where its head names one
	Mark     string   // its number or letter in the row of column numbers (栏次), with the formula printed there: 3, B, 4=3/2*100
	Part     bool     // 其中: a part of the column before it, which need not add up
	Quantity Quantity // what its heads and its table say of each figure below, whatever its row names; zero if they are not understood
}

// ColumnRole says what a column's cells are.
type ColumnRole string

const (
	LabelColumn  ColumnRole = "label"  // names and codes
	FigureColumn ColumnRole = "figure" // amounts, counts, percentages
	TextColumn   ColumnRole = "text"   // targets, remarks
	NumberColumn ColumnRole = "number" // line numbers (行次)
)

// A Row is one body row of a table.
type Row struct {
	Number int // counts from 1 in the body
	Page   int
	Items  []Item // one for each side; one in ordinary tables
}

// An Item is what one row names: a row of an ordinary table, or one side of a row where lists stand
// side by side.
type Item struct {
	Side            int    // as Column.Side
	Label           string // the row's name, inner white space removed
	Keys            []Key  // each label cell of the row that holds text
	Role            ItemRole
	Level           int // depth in the hierarchy, 0 outermost
	Parent          int // Row.Number of the item it is part of, on the same side; 0 if none
	FunctionCode    string
	EconomicCode    string
	GovEconomicCode string
	UnitCode        string
	ProjectCode     string
}

// classified says that the row prints a code of a classification.
func (it *Item) classified() bool { return it.FunctionCode+it.EconomicCode+it.GovEconomicCode != "" }

// ItemRole says how an item stands to the others.
type ItemRole string

const (
	Plain   ItemRole = ""        // an item like any other
	Total   ItemRole = "total"   // 合计, 总计, 本年收入合计, ...
	Memo    ItemRole = "memo"    // 其中: a part that need not add up
	Section ItemRole = "section" // a heading inside the body, without figures
)

// A Key is one label cell of a record's row.
type Key struct {
	Path string // header path of its column, joined by " / "; the second column of a path has " 2" after it, and so on
	Text string // inner white space removed
}

// Status says what reconciliation made of a record.
type Status string

const (
	Unverified   Status = "unverified"   // no check that could have failed took it in
	Verified     Status = "verified"     // a check that could have failed holds
	Contradicted Status = "contradicted" // the likely culprit of a failing check
)

// A Record is one printed figure in a table, or one text value of a performance target.
type Record struct {
	Document        string
	Table           int
	Row, Column     int // count from 1, in the table's body and grid
	Page            int
	PageLabel       string // that the page prints; empty where it is Page, or none is found
	Form            string
	Label           string   // the row's name, inner white space removed
	Keys            []Key    // of its row, then of the agency or row above that tells whose it is
	Path            []string // the column's header path, outermost first; begins with the side in side-by-side tables
	Measure         string
	Role            FigureRole
	Level           int // of its row, as Item.Level
	ParentRow       int // Row that its row is part of, as Item.Parent; 0 if none
	Side            int // as Column.Side
	ColumnYear      int // as Column.Year
	Quantity        Quantity
	FunctionCode    string // general: 3, 5 or 7 digits
	EconomicCode    string // department scheme, 3 or 5 digits; 7 where a region divides further
	GovEconomicCode string // government scheme, 3 or 5 digits
	UnitCode        string
	UnitName        string // of the budget unit with UnitCode, or whose tables the figure stands in; empty if it is not printed
	ProjectCode     string
	CodeSource      CodeSource          // of the code of a classification; empty if it has none
	Text            string              // exactly as printed
	Value           decimal.NullDecimal // in Unit; null for text values and figures that could not be read
	Unit            string              // empty if unknown
	Yuan            decimal.NullDecimal // in 元; null where Unit is no unit of money or unknown
	Box             page.Box
	Source          page.Source
	Confidence      float64
	Others          []string // of recognised figures: what else was read there
	Corrected       string   // the figure that a person read on the page in place of Text; Value, Unit and Yuan are then of it. Empty if nobody did
	First           string   // what was read first, where package reconcile took another reading; empty otherwise
	Status          Status
}

// FigureRole says how a figure stands to those around it.
type FigureRole string

const (
	OfItem     FigureRole = "item"
	OfTotal    FigureRole = "total"    // of a row 合计, 总计, 本年收入合计, ...
	OfSubtotal FigureRole = "subtotal" // of a row 小计, or of a total that is part of another row
	OfPart     FigureRole = "part"     // of a row or a column 其中, which need not add up
)

// CodeSource says how the code of a figure's row is known.
type CodeSource string

const (
	CodePrinted CodeSource = "printed"
	CodeByName  CodeSource = "name" // from the row's name
)

// A Quantity is what a figure measures, in the dimensions that budgets are drawn up by; it is zero where that
// is not wholly understood. Of flow, fund, use, source, stage and scope an empty value is not said, and "all"
// is the whole. Of the codes, the item, the unit and the project an empty value is not divided by it.
// Two figures of one document whose quantities are wholly said and equal are the same amount.
type Quantity struct {
	Flow   string // in, out
	Fund   string // all, fiscal, general, government-fund, state-capital, special-account, unit
	Use    string // of what is spent: all, basic, personnel, running, project, remitted, business, subsidies
	Source string // of what is received: all, service, business, superior, affiliates, other
	Item   string // a subject of its own: three-public, abroad, vehicles, reception, meetings, operating, ...

	Function    string // code of the functional classification: 3, 5 or 7 digits
	Economic    string // code of the departments' economic classification
	GovEconomic string // code of the governments' economic classification
	Unit        string // code or name of the unit whose row it is
	Project     string // code or name

	Stage string // budget, adjusted, executed, final
	Year  int    // 0 if it is not said
	Scope string // total (with what was carried over), this-year, carried-in, carried-out
}

// String is the quantity as datasets write it: flow=out fund=general use=basic function=2130301
// stage=budget year=2026. It is empty for none.
func (q Quantity) String() string { return meaning.Quantity(q).String() }

// ParseQuantity reads what String writes.
func ParseQuantity(text string) (Quantity, error) {
	q, ok := meaning.Parse(text)
	if !ok {
		return Quantity{}, fmt.Errorf("%q is no quantity: it is pairs of a dimension and a value, such as flow=out", text)
	}
	return Quantity(q), nil
}

// A Ref names a record.
type Ref struct {
	Document           string // Disclosure.ID; empty: the document of what refers to it
	Table, Row, Column int
}

// Ref is the record's name inside its document.
func (r *Record) Ref() Ref { return Ref{Table: r.Table, Row: r.Row, Column: r.Column} }

// String is table:row:column, after the document if it is another: d0fb0911fd0dc:3:3:8.
func (r Ref) String() string {
	s := fmt.Sprintf("%d:%d:%d", r.Table, r.Row, r.Column)
	if r.Document != "" {
		s = r.Document + ":" + s
	}
	return s
}

// ClaimKind says what a claim states.
type ClaimKind string

const (
	Amount        ClaimKind = "amount"
	Change        ClaimKind = "change"         // increase positive, decrease negative
	PercentChange ClaimKind = "percent-change" // likewise
	Share         ClaimKind = "share"
	Unchanged     ClaimKind = "unchanged" // 持平
	Names         ClaimKind = "names"     // a list of item names
	Count         ClaimKind = "count"     // vehicles, people, pieces
)

// A Claim is one figure or statement of the narrative.
type Claim struct {
	Document  string
	Set       string // as Table.Set; UnknownSet where it cannot be told
	Number    int    // counts from 1
	Page      int
	Box       page.Box // of the line it begins on
	Sentence  string
	Before    string   // what the sentence says before it
	Section   string   // the heading it stands under
	Headings  []string // of the items that it stands in below Section, outermost first
	Subject   string   // what it is about, as printed
	Against   string   // what a share is said to be of (占…的, 完成…的), as printed; empty if it is not said
	Quantity  Quantity // of an Amount: what it measures, as far as its words, its headings and the amount it is a part of say; of some Counts: the item counted
	Base      Quantity // of a share: what it is said to be of, likewise
	Frame     Quantity // of an Amount: what its headings and the amount it is a part of say of it, whatever its own words name
	Kind      ClaimKind
	Year      int    // that the figure is of; 0 if not said
	Text      string // the figure as it was read, with its unit; or the words that stand for one
	Value     decimal.NullDecimal
	Unit      string
	Yuan      decimal.NullDecimal
	Corrected string   // the figure that a person read on the page in place of Text; Value, Unit and Yuan are then of it. Empty if nobody did
	Names     []string // of a Names claim
	Of        int      // the claim it says something about, by number: a share's part, a change's or a list's amount; 0 if none
	Whole     int      // the claim it is measured against: an amount's or a share's whole, a change's base; 0 if not said
	Records   []Ref    // the records it must agree with; filled by package reconcile
	Outcome   Outcome  // filled by package reconcile
}

// A ClaimRef names a claim.
type ClaimRef struct {
	Document string // as in Ref
	Number   int
}

// String is the claim's number, after the document if it is another.
func (r ClaimRef) String() string {
	if r.Document == "" {
		return strconv.Itoa(r.Number)
	}
	return r.Document + ":" + strconv.Itoa(r.Number)
}

// A Target is one performance indicator (绩效指标).
type Target struct {
	Document    string
	Table       int
	Row         int // of the indicator's value, as Record.Row
	Page        int
	ProjectCode string
	Project     string
	Amount      decimal.NullDecimal // of the project
	Unit        string              // of Amount
	Level1      string              // 一级指标
	Level2      string              // 二级指标
	Level3      string              // 三级指标
	Operator    string              // ≥, ≤, =, >, <; empty for a value in words
	Value       decimal.NullDecimal
	ValueUnit   string
	Text        string // as printed
}

// Outcome says how a check came out.
type Outcome string

const (
	Pass         Outcome = "pass"
	Rounding     Outcome = "rounding" // off by no more than the print's rounding can explain
	Fail         Outcome = "fail"
	Insufficient Outcome = "insufficient" // a side of it is not printed
)

// A Check is one comparison that was made.
type Check struct {
	Document   string
	Number     int    // counts from 1
	Code       string // kebab-case and stable: names the rule
	Table      int    // 0 where it is about no single table
	Outcome    Outcome
	Expected   decimal.NullDecimal // what the other figures give
	Actual     decimal.NullDecimal // what is printed
	Difference decimal.NullDecimal // Actual less Expected
	Tolerance  decimal.NullDecimal // the largest difference that rounding explains
	Unit       string              // of these
	Records    []Ref               // that took part
	Claims     []ClaimRef          // that took part
	Compared   FigureRef           // the figure whose value is Actual
	Relation   Relation            // how it must stand to Expected
	Terms      []Term              // what Expected was made of
	Sentence                       // the comparison in words
}

// Relation says how what is printed must stand to what is expected.
type Relation string

const (
	Equal  Relation = "="
	AtMost Relation = "<="
)

// A FigureRef names the figure of a record or of a claim; the other of the two is zero.
type FigureRef struct {
	Record Ref
	Claim  ClaimRef
}

// OfClaim says that it names a claim.
func (f FigureRef) OfClaim() bool { return f.Claim.Number != 0 }

// A Term is one figure of a check's arithmetic. What is expected is the sum of the terms; where some stand in
// the base, it is the sum of the others in per cent of the sum of these.
type Term struct {
	FigureRef
	Minus bool // it is taken off, not added
	Base  bool // it stands below the line
}

// A Fact is one quantity of a document, wherever and however often it is printed.
type Fact struct {
	Document     string // of the print that it was taken from
	Number       int    // counts from 1
	Agency       string // whose amount it is; empty if it is not known
	Region       string
	Year         int // of the disclosure
	Kind         Kind
	Level        Level
	UnitCode     string // of the budget unit, where the tables list several
	UnitName     string
	Quantity     Quantity
	FunctionName string // as the document calls the code
	EconomicName string // likewise, of the economic classification of departments, or else of governments
	ProjectCode  string
	Project      string
	Yuan         decimal.Decimal // in 元
	Precision    decimal.Decimal // what one in the last printed digit stands for, in 元
	Leaf         bool            // no finer facts of the same cut are printed that add up to it
	Status       Status          // Contradicted: figures of it differ
	Record       Ref             // that it was taken from: the finest digits; zero where only sentences state it
	Records      []Ref           // all that print it
	Claims       []ClaimRef      // that state it
	Page         int             // of the record, or of the first claim
	Box          page.Box
	Stated       ClaimKind // Change or Count: a sentence states Value in Unit, and Yuan is none; empty for an amount
	Value        decimal.NullDecimal
	Unit         string
}

// Severity ranks findings.
type Severity string

const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// A Sentence is one text in both languages: its Message in English, its MessageZh in Chinese.
type Sentence = bilingual.Sentence

// A Finding is what a person should look at.
type Finding struct {
	Document           string
	Code               string // kebab-case and stable: mingxi explain CODE says what it tells
	Severity           Severity
	Page               int // 0 if it is about no single page
	Table, Row, Column int // 0 if about none
	Check              int // Check.Number it comes from; 0 if none
	Sentence               // what was found
	Judged             Judgement
	Review             string // where a published review shows it; empty where nobody said where that is
}

// A Judgement is what a person made of a finding.
type Judgement string

const (
	Confirmed  Judgement = "confirmed"  // the publisher's error: the page prints what was read
	Misreading Judgement = "misreading" // the page prints something else
	Accepted   Judgement = "accepted"   // nothing is wrong
)
