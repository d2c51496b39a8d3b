package text

import (
	"sync"

	"github.com/mingxi/mingxi/extract/page"
)

// NewPage reads the text of a page.
func NewPage(p *page.Page) *Page {
	room := roomForPieces.Get().(*[]Piece)
	seen, hidden := pieces(p, (*room)[:0])
	t := &Page{Page: p, Hidden: hidden, Marked: marked(p)}
	t.SetRest(seen) // which has them in lines of its own
	leaveRoom(seen)
	t.BodySize = t.UsualSize()
	t.dropLeaders()
	t.dropOverprints()
	t.joinCurrencies()
	t.joinJustified()
	return t
}

// roomForPieces is where the pieces of a page are before they are put into lines: how many there will be is not known before, and a piece is
// large.
var roomForPieces = sync.Pool{New: func() any { return new([]Piece) }}

// mostKeptPieces bounds what a page leaves behind for the next one: three times what the fullest page holds that was met.
const mostKeptPieces = 20000

func leaveRoom(seen []Piece) {
	if cap(seen) <= mostKeptPieces {
		clear(seen)
		roomForPieces.Put(&seen)
	}
}
