package narrative

import "github.com/shopspring/decimal"

// A narrator reads paragraph after paragraph and remembers what the next figure may refer to.
type narrator struct {
	agency       string // as the grammar reads it
	documentYear int
	said         []Statement
	subjects     []string // of the statements, as names are looked for in them
	section      string   // the heading of the part being read
	topic        string   // what the paragraph is about, from its first words or the heading above it
	year         int      // of the figures being read
	sectionYear  int      // that the heading of the part being read names; 0 if it names none, or several
	last         int      // the amount that a following change or share is about; 0 if none
	whole        int      // the amount that is being broken down; 0 if none
	outer        int      // the amount whose breakdown that one stands in; 0 if none
	base         int      // the amount of another year that a following change starts from; 0 if none
	from         int      // the amount of the year before from which something became the next; 0 if none
	budget       int      // the amount that was budgeted for the last one, of which a following percentage is what was spent; 0 if none
	open         []enclosure
	outline      []outlineItem
	here         passage
	began        int // the offset in it at which the sentence begins
	before       int // how many statements there were when the paragraph began
	sentence     string
	listed       int  // the amount that the list of this paragraph breaks down; 0 if none
	opened       bool // this sentence opened a breakdown
	topicLevel   int  // of the item that gave the topic; 0 if none
	titles       []itemTitle
	undated      int        // the year before 截至上年底 set another; 0 if it did not
	reasoned     int        // the year before the reason for a change named another; 0 if none did
	paired       []int      // the amounts that the next percentages are shares of, behind 分别占
	pairedOf     string     // what these shares are of
	changed      []int      // the amounts, 0 for one not known, that the next percentages are changes of, behind 分别增长
	changedBy    int        // which way
	listedAs     []listedAs // what the next amounts are, behind 分别为
	joined       bool       // 、 joins the amount read last to the one before it
	lead         string     // from the figure before to the one being read
}

// An enclosure is what the narrator goes back to when a bracket closes.
// The year of what stands in it holds to its end; one that holds no figure dates what follows: 截至（2025年6月3日）….
type enclosure struct{ last, whole, year, said int }

// An itemTitle is the title of an item of the outline, of its own line or before its text.
type itemTitle struct {
	level int
	text  string
}

// An outlineItem is an item of a numbered list that is being read: the amount it opened with, and
// whether it announced that it will be broken down.
type outlineItem struct {
	level     int
	amount    int
	announces bool
}

// add appends a statement at an offset of the paragraph, and returns its number.
func (n *narrator) add(c Statement, offset int) int {
	c.Number = len(n.said) + 1
	c.Page, c.Box = n.here.spot(offset)
	c.Sentence, c.Section, c.Headings = n.sentence, n.section, n.headings()
	c.Before = n.here.text[n.began:max(offset, n.began)]
	n.said = append(n.said, c)
	n.subjects = append(n.subjects, asOneFlow(c.Subject))
	return c.Number
}

// statement is the one with this number.
func (n *narrator) statement(number int) *Statement { return &n.said[number-1] }

// headings are the titles of the items that the next statement stands in.
func (n *narrator) headings() []string {
	var out []string
	for _, t := range n.titles {
		out = append(out, t.text)
	}
	return out
}

// brokenDown is the amount of this paragraph that the last one of the sentence before was a part of, or
// that one itself: what the next sentence says without naming it, it says of the whole.
func (n *narrator) brokenDown(last int) int {
	for last > n.before && n.statement(last).Whole > n.before {
		last = n.statement(last).Whole
	}
	return last
}

var (
	bothFlows     = wordings.Pattern("both-flows")
	bothFlowsWord = wordings.Words("both-flows.word")[0]
)

// asOneFlow writes 收入、支出 and 收、支 as 收支.
func asOneFlow(s string) string { return bothFlows.ReplaceAllString(s, bothFlowsWord) }

// stated is the statement of a figure as printed.
func (n *narrator) stated(kind Kind, f figure, subject string, year int) Statement {
	return Statement{Kind: kind, Subject: subject, Year: year, Text: f.text,
		Value: decimal.NewNullDecimal(f.value), Unit: f.unit, Yuan: f.yuan()}
}

// listedAs is what one amount of a list is about; year is 0 where it is not known which.
type listedAs struct {
	subject string
	year    int
}
