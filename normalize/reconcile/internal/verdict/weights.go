package verdict

// The constants that decide belief, all of them. What was measured of each stands behind it: on the disclosures of the
// collection and on figures that were made wrong on purpose.
const (
	// How sure it is that a rule is meant, before a figure is looked at.
	ByForm    = 10.0 // a printed formula or the words of a known form; of 1,980 rows of resources 1,978 keep theirs
	ByHeads   = 4.0  // the heads of columns: 合计 beside those that it is the sum of; one in five has a column that was not read
	ByWords   = 2.0  // codes and names, of which a table may list some: every other list does
	ByFigures = 1.0  // the figures alone: these two columns give these percentages
	ByPlace   = 0.25 // where rows stand, or words that can mean something else: three in four are not meant

	// SlipOdds is from which odds on a difference is told as the publisher's. From 9 to 40 the same slips are caught.
	SlipOdds = 9.0
	// leastOdds is from which odds on a rule is meant although not all of it holds.
	leastOdds = 2.0
	// othersForOne is how many comparisons of a table's other rules say as much as one of its own, and how much these add at most:
	// what they say is that the table was read well.
	othersForOne = 8.0
	// crowding is the power by which many causes speak for a misreading. With 2, a publisher that counted one column twice in a dozen
	// rows is not told.
	crowding = 1.5
	// mostOfSlip bounds what a single digit, or the same amount printed elsewhere, says: a slip is not all that makes it.
	mostOfSlip = 100.0
)

// What follows from these.
const (
	loose    = ByPlace    // how much a sum says whose only part that is not nothing is the sum itself: no more than the place of rows
	borneOut = ByForm     // two rules that want the same of one figure, within rounding, are as sure as a form
	unlikely = 1 / ByForm // a difference that no digit explains speaks as much against a rule that nothing tells of
)
