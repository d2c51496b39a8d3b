package account

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
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
	codes map[string]*searched // by the text of cells that hold a code, which tables repeat
}

// mostCodes is how many codes are kept, more than a classification has that a document prints.
const mostCodes = 4096

// searchedIn is the text of a passage, in which no wording is looked for twice where it is a code.
func (o *opened) searchedIn(p Passage) *searched {
	if s := o.codes[p.Text]; s != nil && p.Kind == Code {
		return s
	}
	s := &searched{text: fold(p.Text)}
	if p.Kind == Code && len(o.codes) < mostCodes {
		o.codes[p.Text] = s
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
