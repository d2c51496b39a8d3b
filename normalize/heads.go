package normalize

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed heads.txt
var headsText string

// What a column's own head says about its cells; most are matched against the folded text of the innermost
// head.
var (
	headWords       = words.Read("heads", headsText)
	numberHead      = headWords.Pattern("line-number")
	serialHead      = headWords.Pattern("serial")
	codeHead        = headWords.Pattern("code")
	identifierHead  = headWords.Pattern("identifier")
	telephoneHead   = headWords.Pattern("telephone")
	numbering       = headWords.Pattern("numbering")
	nameHead        = headWords.Pattern("name")
	listHead        = headWords.Pattern("list")
	moneyHead       = headWords.Pattern("money")
	pricedHead      = headWords.Pattern("priced")
	fundedHead      = headWords.Pattern("funded")
	personUnit      = headWords.Pattern("person")
	costHead        = headWords.Pattern("cost")
	countedEnd      = headWords.Pattern("counted-end")
	wholeHead       = headWords.Pattern("whole")
	shareRow        = headWords.Pattern("share-row")
	factorHead      = headWords.Pattern("factor")
	unitOfRowHead   = headWords.Pattern("unit-of-row")
	textHead        = headWords.Pattern("text")
	shareHead       = headWords.Pattern("share")
	valueHead       = headWords.Pattern("value")
	performanceHead = headWords.Pattern("performance")
	indicatorHead   = headWords.Pattern("indicator")
	levelHead       = headWords.Pattern("level")
	countHead       = headWords.Pattern("count")
	peopleHead      = headWords.Pattern("people")
	headYear        = headWords.Pattern("year")
	lastYearHead    = headWords.Pattern("last-year")
	wholeYearHead   = headWords.Pattern("of-a-year")
	classHead       = headWords.Pattern("classification")
	govHead         = headWords.Pattern("rank.government")
	kindHead        = headWords.Pattern("rank.kind")
	itemHead        = headWords.Pattern("rank.item")
	agencyHead      = headWords.Pattern("rank.agency")
	ownerHead       = headWords.Pattern("rank.owner")
	agencyCodes     = headWords.Pattern("agency-code")
	titleAside      = headWords.Pattern("title.aside")
)
