package text

import (
	"math"
	"regexp"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/page"
)

const (
	// centredWithin is the share of the page's width by which a centred line may stand off the middle.
	centredWithin = 0.06
)

// A Page is the text of one page, out of which the steps of layout take line after line.
type Page struct {
	*page.Page
	Lines    []Line  // the lines that nothing has taken yet, from top to bottom
	angled   []Piece // text set sideways that nothing has taken yet
	Hidden   []Piece // what its clip hides
	BodySize float64 // font size of most of its text, tables included
	Tables   int     // how many tables its text was taken out for
}

// NewPage reads the lines of a page.
func NewPage(p *page.Page) *Page {
	seen, unseen := pieces(p)
	s := &Page{Page: p, Hidden: unseen}
	s.SetPieces(seen)
	s.BodySize = s.UsualSize()
	return s
}

// SetPieces makes the lines of the page anew from what is left outside its tables.
func (s *Page) SetPieces(left []Piece) {
	s.angled = nil
	var upright []Piece
	for _, p := range left {
		if p.angled {
			s.angled = append(s.angled, p)
		} else {
			upright = append(upright, p)
		}
	}
	s.Lines = Lines(upright)
}

// Pieces is all text of the page that nothing has taken.
func (s *Page) Pieces() []Piece {
	var ps []Piece
	for i := range s.Lines {
		ps = append(ps, s.Lines[i].Pieces...)
	}
	return append(ps, s.angled...)
}

// Drop takes lines out of the page.
func (s *Page) Drop(lines map[int]bool) {
	if len(lines) == 0 {
		return
	}
	kept := s.Lines[:0]
	for n := range s.Lines {
		if !lines[n] {
			kept = append(kept, s.Lines[n])
		}
	}
	s.Lines = kept
}

// UsualSize is the font size that most characters of the page have, tables included.
func (s *Page) UsualSize() float64 {
	count := make(map[int]int)
	best, most := 0, 0
	for i := range s.Lines {
		for _, p := range s.Lines[i].Pieces {
			k := int(math.Round(p.Size * 2))
			count[k] += utf8.RuneCountInString(p.Text)
			if count[k] > most || count[k] == most && k < best {
				best, most = k, count[k]
			}
		}
	}
	return float64(best) / 2
}

// InMiddle says whether a line stands in the middle of the page or around x.
func (s *Page) InMiddle(r *Line, x float64) bool {
	mid := r.Box.Center().X
	return math.Abs(mid-s.Width/2) < centredWithin*s.Width || math.Abs(mid-x) < centredWithin*s.Width
}

// EndsLikeProse says whether a line ends as lines of running text do, at a punctuation mark that titles
// and captions have not.
func EndsLikeProse(s string) bool { return proseEnd.MatchString(s) }

var proseEnd = regexp.MustCompile(`[。；;，,、]$`)
