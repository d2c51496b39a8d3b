package account

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// A Kind says what the text that a number stands in was made into.
type Kind uint8

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

// A Passage is text that was read as one: a cell, a paragraph, a caption.
type Passage struct {
	Kind  Kind
	Text  string
	Lines []layout.Line // as it is printed
}

// Passages are all texts of a document. One is made whenever it is asked for, so that not all need to be held.
type Passages interface {
	Len() int
	At(i int) Passage
}

// A place is a line of a passage where it is printed.
type place struct {
	page int
	box  page.Box
	in   *searchedPassage
	from int // byte of the passage, folded, at which the line begins
	line *searched
}

// A searchedPassage is a passage with what was found in it.
type searchedPassage struct {
	Kind Kind
	*searched
}

// placesOf are the places of a passage, page after page.
func (o *opened) placesOf(p Passage) []place {
	in := &searchedPassage{p.Kind, o.searchedIn(p)}
	out := make([]place, len(p.Lines))
	from := 0
	for i, l := range p.Lines {
		line := in.text
		if l.Text != p.Text {
			line = fold(l.Text)
		}
		if k := strings.Index(in.text[from:], line); k >= 0 {
			from += k
		}
		out[i] = place{l.Page, l.Box, in, from, &searched{text: line}}
		if line == in.text {
			out[i].line = in.searched
		}
		from = min(from+len(line), len(in.text))
	}
	slices.SortStableFunc(out, func(a, b place) int { return cmp.Compare(a.page, b.page) })
	return out
}

// An opened document gives the places of its pages in order. It holds those of passages that go on on a later page.
type opened struct {
	all   Passages
	on    map[int][]int32 // the passages by the pages that print them
	going map[int32][]place
	kept  map[string]*searched // by texts that are printed again and again
}

// What is kept of texts that tables repeat: codes, names, heads and what stands over them.
const (
	mostKept    = 4096 // texts, more than a classification has codes that a document prints
	longestKept = 96   // bytes of one
)

// repeats says whether a passage is likely to be printed again with the same words.
func (p *Passage) repeats() bool {
	switch p.Kind {
	case Code, Name, Head, Caption, Repeated, Furniture:
		return len(p.Text) <= longestKept
	}
	return false
}

// searchedIn is the text of a passage, in which no wording is looked for twice where it is printed again.
func (o *opened) searchedIn(p Passage) *searched {
	if !p.repeats() {
		return &searched{text: fold(p.Text)}
	}
	s := o.kept[p.Text]
	if s == nil {
		if s = (&searched{text: fold(p.Text)}); len(o.kept) < mostKept {
			o.kept[p.Text] = s
		}
	}
	return s
}

func opening(all Passages) *opened {
	o := &opened{all, map[int][]int32{}, map[int32][]place{}, map[string]*searched{}}
	for i := range int32(all.Len()) {
		for _, l := range all.At(int(i)).Lines {
			if on := o.on[l.Page]; len(on) == 0 || on[len(on)-1] != i {
				o.on[l.Page] = append(on, i)
			}
		}
	}
	return o
}

// places are those of a page. None may be asked for that lies before one that was.
func (o *opened) places(number int) []place {
	var out []place
	for _, i := range o.on[number] {
		rest, ok := o.going[i]
		if !ok {
			rest = o.placesOf(o.all.At(int(i)))
		}
		for len(rest) > 0 && rest[0].page <= number {
			if rest[0].page == number {
				out = append(out, rest[0])
			}
			rest = rest[1:]
		}
		if len(rest) > 0 {
			o.going[i] = rest
		} else {
			delete(o.going, i)
		}
	}
	delete(o.on, number)
	return out
}
