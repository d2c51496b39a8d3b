package account

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
)

const (
	band        = 12.0 // points; the height of a strip of the page by which places are looked up
	mostStrips  = 128  // that a place is noted in: taller than a page that is printed
	mostPlaces  = 1000 // that are looked at for a number, many times what a page has on one height
	mostTimes   = 50   // that a number is looked for in one line
	longestLine = 3000 // bytes of a line that is searched, many times what a page holds

	slack = 2.0 // points by which a number may stand outside its line: boxes of letters differ from those of their lines
)

// An index finds the places of one page by where they are, and the claims by what they say.
type index struct {
	places map[int][]*place // by strip
	tall   []*place         // those that reach over more strips than are noted
	claims map[int][]Claim  // by page, without separators of thousands
}

func indexOf(places []place, claims map[int][]Claim) *index {
	x := &index{places: map[int][]*place{}, claims: claims}
	for i := range places {
		p := &places[i]
		from, to := strip(p.box.Y0-slack), strip(p.box.Y1+slack)
		if to-from > mostStrips {
			x.tall = append(x.tall, p)
			continue
		}
		for s := from; s <= to; s++ {
			if len(x.places[s]) < mostPlaces {
				x.places[s] = append(x.places[s], p)
			}
		}
	}
	return x
}

// claimsByPage are claims by the page on which their sentences begin, without separators of thousands.
func claimsByPage(claims []Claim) map[int][]Claim {
	out := map[int][]Claim{}
	for _, c := range claims {
		out[c.Page] = append(out[c.Page], Claim{c.Page, bare(fold(c.Sentence)), strings.Trim(bare(numeral.FindString(fold(c.Text))), ".")})
	}
	return out
}

func strip(y float64) int { return int(math.Floor(y / band)) }

func around(b page.Box, p page.Point) bool {
	return b.X0-slack <= p.X && p.X <= b.X1+slack && b.Y0-slack <= p.Y && p.Y <= b.Y1+slack
}

// occurrences are where a number stands in a line, as a whole or, where stretches were put together, as a part.
func occurrences(line, number string) []int {
	var out []int
	if len(line) > longestLine {
		return nil
	}
	for from := 0; ; {
		i := strings.Index(line[from:], number)
		if i < 0 || len(out) == mostTimes {
			return out
		}
		out = append(out, from+i)
		from += i + 1
	}
}

// claimed says whether a number of running text is the figure of a claim.
func (x *index) claimed(n *located, text string, from, to int) bool {
	number := bare(text[from:to])
	for _, on := range []int{n.Page, n.Page - 1} {
		for _, c := range x.claims[on] {
			if c.Text == number && strings.Contains(c.Sentence, bare(before(text, from))+number) {
				return true
			}
		}
	}
	return false
}

// before is the last letters before a place in a text, by which one number of a sentence is told from another. A claim's
// sentence may begin with the number.
func before(text string, at int) string {
	from := at
	for range 2 {
		from = max(from-1, 0)
		for from > 0 && text[from]&0xc0 == 0x80 {
			from--
		}
	}
	if i := strings.LastIndexAny(text[from:at], "。；：，、（"); i >= 0 {
		_, size := firstRune(text[from+i:])
		from += i + size
	}
	return text[from:at]
}

// A Claim is a figure of a sentence that was understood.
type Claim struct {
	Page           int // on which its sentence begins
	Sentence, Text string
}

func firstRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }
