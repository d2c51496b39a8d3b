package caption

import (
	"github.com/mingxi/mingxi/internal/layout/text"
)

const (
	titleGap    = 7.0 // the same between a title and what stands under it: titles are set apart
	overTableBy = 4.0 // points by which a caption may reach into the table's box
)

// centred says whether a line stands in the middle of the page or of the table, and not from the
// left margin on.
func (s *surroundings) centred(r *text.Line, p *Part) bool {
	b := p.Box()
	if r.Box.Width() > proseShare*s.Width {
		return false
	}
	return s.InMiddle(r, b.Center().X) && r.Box.X0 > b.X0+r.Size
}
