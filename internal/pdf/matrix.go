package pdf

import (
	"math"

	"github.com/mingxi/mingxi/extract/page"
)

// A matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f), as PDF writes its six numbers.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// mul is the matrix that applies m first and n after it.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func (m matrix) apply(x, y float64) page.Point {
	return page.Point{X: m.a*x + m.c*y + m.e, Y: m.b*x + m.d*y + m.f}
}

// shift is m after a move by (x, y) in the space that m maps from.
func (m matrix) shift(x, y float64) matrix {
	m.e, m.f = m.a*x+m.c*y+m.e, m.b*x+m.d*y+m.f
	return m
}

// finite says whether all six numbers can be computed with.
func (m matrix) finite() bool {
	sum := m.a + m.b + m.c + m.d + m.e + m.f
	return !math.IsNaN(sum) && !math.IsInf(sum, 0) && math.Abs(sum) < 1e12
}

// box is the upright rectangle around the rectangle (x0, y0)-(x1, y1) after mapping.
func (m matrix) box(x0, y0, x1, y1 float64) page.Box {
	ax, cx := minmax(m.a*x0, m.a*x1)
	ay, cy := minmax(m.c*y0, m.c*y1)
	bx, dx := minmax(m.b*x0, m.b*x1)
	by, dy := minmax(m.d*y0, m.d*y1)
	return page.Box{X0: ax + ay + m.e, Y0: bx + by + m.f, X1: cx + cy + m.e, Y1: dx + dy + m.f}
}

func minmax(a, b float64) (float64, float64) {
	if a > b {
		return b, a
	}
	return a, b
}

// quarterTurns is by how many degrees clockwise m turns a picture, which hangs upside down in PDF's
// unit square; false if it also mirrors or slants it.
func (m matrix) quarterTurns() (int, bool) {
	large := math.Abs(m.a) + math.Abs(m.b) + math.Abs(m.c) + math.Abs(m.d)
	zero := func(v float64) bool { return math.Abs(v) < 0.001*large }
	switch {
	case zero(m.b) && zero(m.c) && m.a > 0 && m.d < 0:
		return 0, true
	case zero(m.a) && zero(m.d) && m.b > 0 && m.c > 0:
		return 90, true
	case zero(m.b) && zero(m.c) && m.a < 0 && m.d > 0:
		return 180, true
	case zero(m.a) && zero(m.d) && m.b < 0 && m.c < 0:
		return 270, true
	}
	return 0, false
}

// mirrors says whether m turns a picture over, so that its writing does not read.
func (m matrix) mirrors() bool { return m.a*m.d > m.b*m.c }
