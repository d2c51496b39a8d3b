package page

import "math"

// A Point is a position on the page.
type Point struct{ X, Y float64 }

// A Box is an upright rectangle: X0 <= X1, Y0 <= Y1. The zero Box is empty.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Width is the box's horizontal extent.
func (b Box) Width() float64 { return b.X1 - b.X0 }

// Height is the box's vertical extent.
func (b Box) Height() float64 { return b.Y1 - b.Y0 }

// Center is the middle of the box.
func (b Box) Center() Point { return Point{(b.X0 + b.X1) / 2, (b.Y0 + b.Y1) / 2} }

// Empty says whether the box covers no area.
func (b Box) Empty() bool { return b.X1 <= b.X0 || b.Y1 <= b.Y0 }

// Contains says whether p lies in the box or on its border.
func (b Box) Contains(p Point) bool {
	return b.X0 <= p.X && p.X <= b.X1 && b.Y0 <= p.Y && p.Y <= b.Y1
}

// Union is the smallest box that covers both; the zero Box adds nothing.
func (b Box) Union(o Box) Box {
	if b == (Box{}) {
		return o
	}
	if o == (Box{}) {
		return b
	}
	return Box{math.Min(b.X0, o.X0), math.Min(b.Y0, o.Y0), math.Max(b.X1, o.X1), math.Max(b.Y1, o.Y1)}
}

// Intersect is the part that both cover, or the zero Box.
func (b Box) Intersect(o Box) Box {
	c := Box{math.Max(b.X0, o.X0), math.Max(b.Y0, o.Y0), math.Min(b.X1, o.X1), math.Min(b.Y1, o.Y1)}
	if c.X1 < c.X0 || c.Y1 < c.Y0 {
		return Box{}
	}
	return c
}

// Area is the box's extent in square points.
func (b Box) Area() float64 {
	if b.Empty() {
		return 0
	}
	return b.Width() * b.Height()
}
