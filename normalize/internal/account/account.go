// Package account says of every number that a document prints what became of it: a record, a claim, a target, or a
// reason why it is none of these. A number of which nothing can be said is left, and should be looked at.
package account

import (
	_ "embed"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/words"
)

//go:embed account.txt
var accountWordings string

var wordings = words.Read("account", accountWordings)

// A Kind says what the text that a number stands in was made into.
type Kind int

const (
	Record    Kind = iota // the figure of a record
	Target                // what an indicator is to reach, or how it is weighed
	Told                  // a figure that another finding names
	Code                  // codes and numbers of rows
	Name                  // the name of a row or a box
	Remark                // a description
	Head                  // names of columns
	Caption               // what stands over or below a table
	Prose                 // running text
	Furniture             // running heads and feet
	Repeated              // what a later page prints again of the head
	Amounts               // the amounts of a table, of which none became a record
)

// A Place is a line of text and what was made of it.
type Place struct {
	Page int
	Box  page.Box
	Text string // of the line
	In   *Passage
	From int // byte of the passage, folded, at which the line begins
	line *searched
}

// A Passage is text that was read as one: a cell, a paragraph, a caption.
type Passage struct {
	Kind     Kind
	Text     string
	searched *searched
}

// A Number is one printed number and what became of it.
type Number struct {
	Text   string
	Page   int
	Box    page.Box
	Reason string // empty if it is left
	Alone  bool   // it stands by itself, as the figures of tables do, and not in a sentence
}

// A Claim is a figure of a sentence that was understood.
type Claim struct {
	Page           int // on which its sentence begins
	Sentence, Text string
}

// mostOnPage is how many numbers of one page are looked for in what was made of it: fuller than any table that is
// printed to be read. Those beyond are left, and told as such.
const mostOnPage = 10000

// Numbers says of each number what became of it. The stretches are what is printed, the places and the claims what was
// made of it. Of pages with more numbers than are looked for it says, by page, how many there are beyond.
func Numbers(stretches []layout.Line, places []Place, claims []Claim) (numbers []Number, beyond map[int]int) {
	index := indexOf(places, claims)
	all := make([]located, 0, len(stretches))
	on := map[int]int{} // numbers, by page
	beyond = map[int]int{}
	for _, s := range stretches {
		for _, n := range numbersIn(s) {
			if on[n.Page]++; on[n.Page] > mostOnPage {
				beyond[n.Page]++
				continue
			}
			n.Reason = index.reason(&n)
			all = append(all, n)
		}
	}
	nameCopies(all)
	nameChartLabels(all)
	nameScales(all)
	numbers = make([]Number, len(all))
	for i := range all {
		numbers[i] = all[i].Number
		numbers[i].Alone = !all[i].told && !all[i].quiet
	}
	return numbers, beyond
}
