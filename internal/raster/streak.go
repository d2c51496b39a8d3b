package raster

import (
	"image"
	"math"
	"slices"
)

// White streaks, as a dirty drum or a dead dot of a scanner leaves them, run from edge to edge of a picture and cut rulings and strokes.
const (
	streakWide  = 0.5  // mm at most
	streakDark  = 70   // shades by which ink is darker than paper
	groundShare = 0.75 // of a picture's pixels are no paler than its ground
	streakInk   = 1e-3 // of a streak's pixels may be dark: dust
	streakLines = 2    // rows of pixels at least in which a streak cuts a line
	streakRun   = 1.3  // mm of such a line on either side: strokes of writing are shorter for the most part
	fewStreaks  = 3    // in one direction: less may be chance, as between the foot of a heading and a line
	leastDashes = 6    // blanks of which more than half lie in equal steps, by a pixel, are the gaps of dashes
	leastPhase  = 16   // blanks, of which more than
	phaseShare  = 0.9  // lie at two places of a period are gaps of dashes and dots, which writing hides in part
	leastPeriod = 16.0 // pixels: in less, two places are most of them
	mostPeriod  = 60.0
	mostStreaky = 0.15 // of a picture's columns: what has more is a pattern
)

// streaked is the Problem of a picture that white streaks cross.
const streaked = "white streaks cross the picture: strokes and whole digits may be lost"

// mendStreaks fills white streaks of a picture between what is on either side of them, and says whether there are any. A streak is told
// from a blank by the lines that end at both its sides, and from the gaps of dashes by lying anywhere.
func mendStreaks(g *image.Gray, dpi float64) bool {
	dark := uint8(max(0, percentile(g, g.Rect, groundShare, noiseStep)-streakDark))
	wide, run := max(2, int(streakWide*dpi/25.4)), max(2, int(streakRun*dpi/25.4))
	columns, rows := inkOf(g, dark)
	down := blanks(columns, g.Rect.Dy(), wide).streaks(g, dark, run)
	var across []span
	if of := blanks(rows, g.Rect.Dx(), wide); len(of.narrow) > 0 {
		turned := transposed(g)
		if across = of.streaks(turned, dark, run); len(across) > 0 {
			fillStreaks(turned, across)
			copy(g.Pix, transposed(turned).Pix)
		}
	}
	fillStreaks(g, down)
	return len(down)+len(across) > 0
}

// inkOf counts the dark pixels of each column and of each row.
func inkOf(g *image.Gray, dark uint8) (columns, rows []int) {
	columns, rows = make([]int, g.Rect.Dx()), make([]int, g.Rect.Dy())
	for y := range rows {
		for x, p := range g.Pix[y*g.Stride : y*g.Stride+len(columns)] {
			if p < dark {
				columns[x]++
				rows[y]++
			}
		}
	}
	return columns, rows
}

// A ground is what columns of pixels are without ink.
type ground struct {
	narrow []span // stretches of blank columns that may be streaks
	others []int  // all other columns
}

// blanks finds the columns without ink, of which there is so much in each of high pixels; streaks are wide at most.
func blanks(ink []int, high, wide int) (out ground) {
	for x := 0; x < len(ink); {
		s := span{x, x}
		for s.to < len(ink) && float64(ink[s.to]) <= streakInk*float64(high) {
			s.to++
		}
		n := s.to - s.from
		if s.from > 0 && s.to < len(ink) && n > 0 && n <= wide {
			out.narrow = append(out.narrow, s)
		} else {
			for k := range n {
				out.others = append(out.others, s.from+k)
			}
		}
		if x = s.to; x < len(ink) {
			out.others = append(out.others, x)
			x++
		}
	}
	return out
}

// streaks are the narrow blanks that cut lines.
func (of ground) streaks(g *image.Gray, dark uint8, run int) []span {
	var out []span
	pixels := 0
	for _, s := range of.narrow {
		if cutLines(g, of.others, s, dark, run) >= streakLines {
			out = append(out, s)
			pixels += s.to - s.from
		}
	}
	if len(out) < fewStreaks || float64(pixels) > mostStreaky*float64(g.Rect.Dx()) || regular(out) {
		return nil
	}
	return out
}

// regular says whether blanks follow each other in equal steps, or every second one does, as the gaps of dashes do and those of dashes and dots;
// or in a period, of which writing hides some gaps.
func regular(blanks []span) bool {
	return len(blanks) >= leastDashes && (inSteps(blanks, 1) || inSteps(blanks, 2)) || len(blanks) >= leastPhase && inPhase(blanks)
}

// inPhase says whether most blanks lie at two places of some period.
func inPhase(blanks []span) bool {
	from := blanks[0].from
	reach := float64(blanks[len(blanks)-1].from - from)
	for periods := reach / mostPeriod; periods <= reach/leastPeriod; periods += 0.25 {
		places := make([]int, int(reach/periods))
		for _, s := range blanks {
			_, part := math.Modf(float64(s.from-from) * periods / reach)
			places[min(int(part*float64(len(places))), len(places)-1)]++
		}
		if float64(takeMost(places)+takeMost(places)) > phaseShare*float64(len(blanks)) {
			return true
		}
	}
	return false
}

// takeMost takes away and counts what lies within a pixel of the place in a period where most lies.
func takeMost(places []int) int {
	around := func(i int) [3]int {
		return [3]int{(i + len(places) - 1) % len(places), i, (i + 1) % len(places)}
	}
	best, most := 0, -1
	for i := range places {
		n := 0
		for _, k := range around(i) {
			n += places[k]
		}
		if n > most {
			best, most = i, n
		}
	}
	for _, k := range around(best) {
		places[k] = 0
	}
	return most
}

// inSteps says whether more than half of all blanks lie as far as each other from the one that is so many before.
func inSteps(blanks []span, before int) bool {
	steps := map[int]int{}
	for i, s := range blanks[before:] {
		d := s.from - blanks[i].from
		steps[d-1]++
		steps[d]++
		steps[d+1]++
	}
	for _, n := range steps {
		if 2*n > len(blanks) {
			return true
		}
	}
	return false
}

// cutLines counts the rows of pixels in which a line ends at both sides of a streak, whatever streaks are beside it: others are the columns
// of pixels that are none. Where it ends in a line along each side, they are the corners of two frames.
func cutLines(g *image.Gray, others []int, s span, dark uint8, run int) (n int) {
	at, _ := slices.BinarySearch(others, s.to)
	if at < run || at+run > len(others) {
		return 0
	}
	around := others[at-run : at+run]
	for y := range g.Rect.Dy() {
		row := g.Pix[y*g.Stride : y*g.Stride+g.Rect.Dx()]
		if row[s.from-1] < dark && row[s.to] < dark && !slices.ContainsFunc(around, func(x int) bool { return row[x] >= dark }) &&
			!(runsAlong(g, s.from-1, y, dark, run) && runsAlong(g, s.to, y, dark, run)) {
			n++
		}
	}
	return n
}

// runsAlong says whether a line of at least so many pixels runs down through a dark one.
func runsAlong(g *image.Gray, x, y int, dark uint8, run int) bool {
	from, to := y, y+1
	for from > 0 && to-from < run && g.Pix[(from-1)*g.Stride+x] < dark {
		from--
	}
	for to < g.Rect.Dy() && to-from < run && g.Pix[to*g.Stride+x] < dark {
		to++
	}
	return to-from >= run
}

// fillStreaks gives the pixels of streaks shades between those on either side.
func fillStreaks(g *image.Gray, streaks []span) {
	for _, s := range streaks {
		wide := s.to - s.from + 1
		for y := range g.Rect.Dy() {
			row := g.Pix[y*g.Stride : y*g.Stride+g.Rect.Dx()]
			left, right := int(row[s.from-1]), int(row[min(s.to, len(row)-1)])
			for x := s.from; x < s.to; x++ {
				k := x - s.from + 1
				row[x] = uint8((left*(wide-k) + right*k) / wide)
			}
		}
	}
}
