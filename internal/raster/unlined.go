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

	loosely      = 0.7 // of what a fine look asks of blanks and of names, and of how near to each other ends of figures are
	smallWriting = 8   // pixels of its usual height, of which a coarse look leaves too little to part it
	digitLean    = 0.6 // of its height: two digits are wider
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

// waysOfRows are the degrees by which a picture may have to be turned so that it shows a table without lines, as far as a look tells in which digits touch.
// Without any it shows none: the labels of a pie have nothing behind them, and those of an axis stand in one row or in one column.
func (s *Prepared) waysOfRows() (ways []int) {
	if !s.isWriting() {
		return nil
	}
	pale := below(s.Gray, rulingShade) // thin strokes below a dark head are hardly darker than paper
	for _, degrees := range []int{0, 90} {
		if s.mayLie(s.Ink, degrees) || s.mayLie(pale, degrees) {
			ways = append(ways, degrees)
		}
	}
	return ways
}

// mayLie says whether rows of names and figures may be found in some ink that is turned by so many degrees.
func (s *Prepared) mayLie(ink *Bitmap, degrees int) bool {
	name := 0.0 // endsBelow takes whatever stands first for a name
	if degrees != 0 {
		ink, name = ink.transpose().mirrored(), loosely*nameWide
	}
	upright := &Prepared{Ink: ink, DPI: s.DPI}
	all := ink.Bounds()
	// What is too small is so whichever way it is looked at. Where lines of a good height are found the other way, rows tell.
	if upright.usual = upright.usualHeight(ink, []image.Rectangle{all}); upright.usual < smallWriting && (degrees == 0 || upright.isSmall(ink.transpose())) {
		return true
	}
	// Figures in digits as wide as ideographs have wide blanks themselves.
	return upright.mayHoldRows(upright.linesIn(ink, all, loosely*columnGap), name) || upright.mayHoldRows(upright.linesIn(ink, all, columnGap), name)
}

// isSmall says whether writing is too small for a coarse look.
func (s *Prepared) isSmall(ink *Bitmap) bool {
	return s.usualHeight(ink, []image.Rectangle{ink.Bounds()}) < smallWriting
}

// mayHoldRows says whether holdsRows, or endsBelow, may say so of a finer look at the same. A name is so many times as wide as high at least.
func (s *Prepared) mayHoldRows(lines []image.Rectangle, wide float64) bool {
	rows := rowsOf(lines, func(b image.Rectangle) (name, figure bool) {
		return float64(b.Dx()) >= wide*float64(b.Dy()), float64(b.Dx()) >= digitLean*float64(b.Dy())
	})
	_, figures := figuresOf(rows)
	return s.inColumns(figures, sameColumn/loosely) >= tableFigures
}

// A writtenRow is a row of a picture without lines.
type writtenRow struct {
	box     image.Rectangle // of what was found of it first
	named   bool
	figures []image.Rectangle // behind its name
}

// rowsOf are the rows of some lines of writing of which is told what may be a name and what may be a figure.
func rowsOf(lines []image.Rectangle, kind func(image.Rectangle) (name, figure bool)) []writtenRow {
	boxes := slices.Clone(lines)
	slices.SortFunc(boxes, func(a, b image.Rectangle) int { return cmp.Compare(a.Min.X, b.Min.X) })
	var rows []writtenRow
	for _, b := range boxes {
		i := slices.IndexFunc(rows, func(r writtenRow) bool {
			return 2*(min(r.box.Max.Y, b.Max.Y)-max(r.box.Min.Y, b.Min.Y)) > min(r.box.Dy(), b.Dy())
		})
		if i < 0 {
			i = len(rows)
			rows = append(rows, writtenRow{box: b})
		}
		switch name, figure := kind(b); {
		case figure && rows[i].named:
			rows[i].figures = append(rows[i].figures, b)
		case name:
			rows[i].named = true
		}
	}
	return rows
}

// figuresOf are the figures of some rows, and how many rows have any.
func figuresOf(rows []writtenRow) (n int, figures []image.Rectangle) {
	for _, r := range rows {
		if len(r.figures) > 0 {
			n++
			figures = append(figures, r.figures...)
		}
	}
	return n, figures
}

// inColumns counts the figures that have another over or below them, by their ends or by their middles, so many mm apart.
func (s *Prepared) inColumns(figures []image.Rectangle, apart float64) (n int) {
	near := int(apart * s.mm())
	for _, a := range figures {
		if slices.ContainsFunc(figures, func(b image.Rectangle) bool {
			return a.Min.Y != b.Min.Y && (abs(a.Max.X-b.Max.X) <= near || abs(a.Min.X-b.Min.X) <= near || abs(a.Min.X+a.Max.X-b.Min.X-b.Max.X) <= 2*near)
		}) {
			n++
		}
	}
	return n
}

// holdsRows says whether the lines of a picture, in these boxes, are rows of a name and figures, with the figures below each other, and little else. So does a table without lines, or with
// none but those over and below its head. Of text the figures stand in the lines, and of a chart's axis they have no name before them.
func (s *Prepared) holdsRows(lines []image.Rectangle) bool {
	rows := rowsOf(lines, func(b image.Rectangle) (name, figure bool) {
		n := s.digits(b)
		return n == 0 && float64(b.Dx()) >= nameWide*float64(b.Dy()), n >= shortFigure
	})
	n, figures := figuresOf(rows)
	inColumns := s.inColumns(figures, sameColumn)
	return n >= rowsLeast && float64(n) >= rowsShare*float64(len(rows)) && inColumns >= tableFigures && float64(inColumns) >= columnShare*float64(len(figures))
}
