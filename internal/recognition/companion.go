package recognition

import (
	"image"
	"math"

	"github.com/mingxi/mingxi/internal/raster"
)

// Which figures are short, and which are shown in front of them.
const (
	shortFigure     = 4   // characters at most: of 7.7 alone the engine makes nothing, behind 16.7 it reads it
	companionLeast  = 4   // digits
	companionMost   = 9   // characters: longer ones only cost time
	companionHeight = 0.1 // of the height: by how much the two may differ
)

// companions finds, for each line that looks like a short figure, the nearest longer one of its height;
// empty where there is none and for other lines. A single character gets none: letters that number columns
// (A, B, C) look like digits, and behind a figure the engine would read digits.
func companions(s *raster.Prepared, lines []raster.Line) []image.Rectangle {
	out := make([]image.Rectangle, len(lines))
	var short []int
	var long []image.Rectangle
	for i, l := range lines {
		if !looksLikeFigures(s.Ink, l.Box) {
			continue
		}
		all := signs(s.Ink, l.Box)
		if len(all) > 1 && len(all) <= shortFigure {
			short = append(short, i)
		}
		if len(all) <= companionMost && digitSigns(all) >= companionLeast {
			long = append(long, l.Box)
		}
	}
	for _, i := range short {
		out[i] = nearest(lines[i].Box, long)
	}
	return out
}

// digitSigns counts the digits of a figure all of whose characters have a digit's or a mark's shape.
func digitSigns(all []sign) int {
	n := 0
	for _, s := range all {
		switch s.kind {
		case 'd':
			n++
		case '?':
			return 0
		}
	}
	return n
}

// nearest is the box of about the same height that lies nearest to b.
func nearest(b image.Rectangle, boxes []image.Rectangle) image.Rectangle {
	var best image.Rectangle
	least := math.Inf(1)
	for _, c := range boxes {
		if math.Abs(float64(c.Dy()-b.Dy())) > companionHeight*float64(b.Dy()) || c == b {
			continue
		}
		if d := math.Hypot(float64(c.Min.X-b.Min.X), float64(c.Min.Y-b.Min.Y)); d < least {
			best, least = c, d
		}
	}
	return best
}
