package continuation

import (
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/caption"
)

// fewestJoined is how many cells with text parts hold together that make a table though none is one by
// itself.
const fewestJoined = 4

// A joining is a table to which further parts may be joined.
type joining struct {
	parts []*caption.Part
	skip  []int // rows at the top of each part that repeat the head
	xs    []float64
	last  *caption.Part
	right *caption.Part // that stands beside the last one, whose columns it has; nil if none does
}

func begin(p *caption.Part) *joining {
	return &joining{parts: []*caption.Part{p}, skip: []int{0}, xs: p.Xs, last: p}
}

// weak says whether no part of the table is one by itself and all together hold too little.
func (j *joining) weak() bool {
	texts := 0
	for _, p := range j.parts {
		if !p.Weak {
			return false
		}
		for _, c := range p.Cells {
			if c.Text != "" {
				texts++
			}
		}
	}
	return texts < fewestJoined || len(j.parts) == 1
}

// notes is the notes under the parts, and those that a page prints again.
func (j *joining) notes() (once, again []layout.Line) {
	said := make(map[string]bool)
	for _, p := range j.parts {
		for _, n := range p.Notes {
			if said[n.Text] {
				again = append(again, n)
			} else {
				said[n.Text], once = true, append(once, n)
			}
		}
	}
	return once, again
}

// repeated is what the parts after the first print again: captions, and the rows of the head.
func (j *joining) repeated() []layout.Line {
	var out []layout.Line
	for i, p := range j.parts[1:] {
		out = append(out, p.Captions...)
		for k := range p.Cells {
			if p.Cells[k].Row <= j.skip[i+1] {
				out = append(out, p.Cells[k].Lines...)
			}
		}
	}
	return out
}
