package raster

import (
	"cmp"
	"image"
	"slices"
)

// Measures of a table without lines in a picture.
const (
	solidLeast  = 3.0 // mm: a field, a bar or a mark in one piece
	solidShare  = 0.9 // of its box that is ink: of a character in bold less is
	piecesLeast = 24  // of ink: four rows of a name and a figure
	nameWide    = 1.5 // of its height: two characters
	rowsLeast   = 3   // of a name and figures
	rowsShare   = 0.5 // of all rows that are such
	sameColumn  = 1.2 // mm by which the ends, or the middles, of figures of a column differ
	columnShare = 0.8 // of the figures that stand in columns
)

// isWriting says whether a picture shows nothing but pieces of ink of the size of characters, and no few of them: no bars and sectors of charts, no seals, no
// outlines of maps, no photographs. Lines were taken out.
func (s *Prepared) isWriting() bool {
	mm, n := s.mm(), 0
	for _, c := range s.Ink.Components(s.Ink.Bounds()) {
		w, h := float64(c.Box.Dx()), float64(c.Box.Dy())
		if min(w, h) > writtenHigh*mm || min(w, h) >= solidLeast*mm && float64(c.Area) >= solidShare*w*h {
			return false
		}
		n++
	}
	return n >= piecesLeast
}

// holdsRows says whether the lines of a picture, in these boxes, are rows of a name and figures, with the figures below each other, and little else. So does a table without lines, or with
// none but those over and below its head. Of text the figures stand in the lines, and of a chart's axis they have no name before them.
func (s *Prepared) holdsRows(lines []image.Rectangle) bool {
	type row struct {
		box     image.Rectangle
		named   bool
		figures []image.Rectangle
	}
	boxes := slices.Clone(lines)
	slices.SortFunc(boxes, func(a, b image.Rectangle) int { return cmp.Compare(a.Min.X, b.Min.X) })
	var rows []row
	for _, b := range boxes {
		i := slices.IndexFunc(rows, func(r row) bool {
			return 2*(min(r.box.Max.Y, b.Max.Y)-max(r.box.Min.Y, b.Min.Y)) > min(r.box.Dy(), b.Dy())
		})
		if i < 0 {
			i = len(rows)
			rows = append(rows, row{box: b})
		}
		switch n := s.digits(b); {
		case n >= shortFigure && rows[i].named:
			rows[i].figures = append(rows[i].figures, b)
		case n == 0 && float64(b.Dx()) >= nameWide*float64(b.Dy()):
			rows[i].named = true
		}
	}
	var figures []image.Rectangle
	n := 0
	for _, r := range rows {
		if len(r.figures) > 0 {
			n++
			figures = append(figures, r.figures...)
		}
	}
	near := int(sameColumn * s.mm())
	inColumns := 0
	for _, a := range figures {
		if slices.ContainsFunc(figures, func(b image.Rectangle) bool {
			return a.Min.Y != b.Min.Y && (abs(a.Max.X-b.Max.X) <= near || abs(a.Min.X-b.Min.X) <= near || abs(a.Min.X+a.Max.X-b.Min.X-b.Max.X) <= 2*near)
		}) {
			inColumns++
		}
	}
	return n >= rowsLeast && float64(n) >= rowsShare*float64(len(rows)) && inColumns >= tableFigures && float64(inColumns) >= columnShare*float64(len(figures))
}
