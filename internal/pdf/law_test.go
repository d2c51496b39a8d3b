package pdf

import (
	"bytes"
	"math"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/mingxi/mingxi/extract/page"
)

// objects draws an object nested up to depth.
func objects(depth int) *rapid.Generator[object] {
	return rapid.Custom(func(t *rapid.T) object {
		kind := rapid.IntRange(0, 7).Draw(t, "kind")
		if depth == 0 {
			kind %= 6
		}
		switch kind {
		case 0:
			return rapid.Bool().Draw(t, "bool")
		case 1:
			return float64(rapid.IntRange(-1e9, 1e9).Draw(t, "number")) / 8
		case 2:
			return name(rapid.SliceOfN(rapid.ByteRange(1, 255), 1, 8).Draw(t, "name"))
		case 3:
			return str(rapid.SliceOf(rapid.Byte()).Draw(t, "string"))
		case 4:
			return ref{rapid.IntRange(0, 1e6).Draw(t, "num"), rapid.IntRange(0, 65535).Draw(t, "gen")}
		case 6:
			return array(rapid.SliceOfN(objects(depth-1), 1, 4).Draw(t, "array"))
		case 7:
			d := dict{}
			for range rapid.IntRange(0, 4).Draw(t, "size") {
				d[name(rapid.StringMatching(`[A-Z#/ ]{1,6}`).Draw(t, "key"))] = objects(depth-1).Draw(t, "value")
			}
			return d
		}
		return nil
	})
}

// What is written anew is understood as what it was.
func TestWriteObjectLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := objects(3).Draw(t, "object")
		var b bytes.Buffer
		write(&b, want)
		l := lexer{src: b.Bytes()}
		if got := l.object(); !reflect.DeepEqual(got, want) {
			t.Fatalf("%s: %#v, want %#v", b.Bytes(), got, want)
		}
		if l.odd {
			t.Fatalf("%s: not regular", b.Bytes())
		}
	})
}

func boxes(w, h float64) *rapid.Generator[page.Box] {
	return rapid.Custom(func(t *rapid.T) page.Box {
		x, y := rapid.Float64Range(0, w).Draw(t, "x"), rapid.Float64Range(0, h).Draw(t, "y")
		return page.Box{X0: x, Y0: y, X1: rapid.Float64Range(x, w).Draw(t, "x1"), Y1: rapid.Float64Range(y, h).Draw(t, "y1")}
	})
}

// Turning a page, and then by the rest of a full circle, changes nothing.
func TestTurnLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.Float64Range(50, 900).Draw(t, "w"), rapid.Float64Range(50, 900).Draw(t, "h")
		box := boxes(w, h).Draw(t, "box")
		degrees := rapid.SampledFrom([]int{90, 180, 270}).Draw(t, "degrees")
		p := page.Page{Width: w, Height: h, Fills: []page.Fill{{Box: box}}, Runs: []page.Run{{Box: box, Origin: box.Center(), Glyphs: []page.Glyph{{Box: box}}}}}
		turn(&p, degrees)
		if b := p.Fills[0].Box; b.X0 < -1e-9 || b.Y0 < -1e-9 || b.X1 > p.Width+1e-9 || b.Y1 > p.Height+1e-9 {
			t.Fatalf("%v outside of %v by %v", b, p.Width, p.Height)
		}
		turn(&p, 360-degrees)
		if !alike(p.Fills[0].Box, box) || !alike(p.Runs[0].Glyphs[0].Box, box) || p.Width != w || p.Runs[0].Angle != 0 {
			t.Fatalf("%v by %v: %v, want %v", p.Width, p.Height, p.Fills[0].Box, box)
		}
	})
}

// Joining joined lines changes nothing, covers all that was drawn, and adds at most the gaps.
func TestJoinLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var drawn []stroke
		for range rapid.IntRange(0, 12).Draw(t, "lines") {
			lo := float64(rapid.IntRange(0, 200).Draw(t, "lo"))
			drawn = append(drawn, stroke{horizontal: true, at: float64(rapid.IntRange(0, 40).Draw(t, "at")) / 2,
				lo: lo, hi: lo + float64(rapid.IntRange(8, 80).Draw(t, "length")), width: 1})
		}
		once := joined(drawn, true, false)
		for _, s := range drawn {
			if !covered(s, once) {
				t.Fatalf("%+v is not in %+v", s, once)
			}
		}
		if twice := joined(once, true, false); len(twice) > len(once) {
			t.Fatalf("%+v became %+v", once, twice)
		}
	})
}

// covered says whether a line lies on a joined one, within the width of a double border.
func covered(s stroke, in []stroke) bool {
	for _, j := range in {
		if math.Abs(s.at-j.at) <= doubleGap && j.lo <= s.lo && s.hi <= j.hi {
			return true
		}
	}
	return false
}

// A matrix applied to a box holds all its corners.
func TestMatrixBoxLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := func(s string) float64 { return rapid.Float64Range(-100, 100).Draw(t, s) }
		m := matrix{n("a"), n("b"), n("c"), n("d"), n("e"), n("f")}
		b := boxes(100, 100).Draw(t, "box")
		out := m.box(b.X0, b.Y0, b.X1, b.Y1)
		for _, p := range []page.Point{m.apply(b.X0, b.Y0), m.apply(b.X1, b.Y0), m.apply(b.X0, b.Y1), m.apply(b.X1, b.Y1)} {
			if p.X < out.X0-1e-6 || p.X > out.X1+1e-6 || p.Y < out.Y0-1e-6 || p.Y > out.Y1+1e-6 {
				t.Fatalf("%v outside of %v", p, out)
			}
		}
	})
}
