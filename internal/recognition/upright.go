package recognition

import (
	"cmp"
	"context"
	"slices"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

const (
	sampleLines  = 8   // longest lines that are read to see which way up a page is
	sampleAspect = 2.5 // width over height of lines worth reading: a single character tells little
	sampleSure   = 0.9 // mean confidence from which a page is upright without a look at the other ways
	writtenLeast = 0.5 // and share of the ink that lies in such lines, from which it is
)

// upright prepares a picture the right way up and finds its lines. Which way that is, the lines
// tell: writing on its side falls apart into single characters, and a sample of writing that stands
// on its head is read with less confidence.
func upright(ctx context.Context, engine ocr.Engine, picture raster.Picture) (*raster.Prepared, []raster.Line, error) {
	var best *raster.Prepared
	var bestLines []raster.Line
	bestScore := -1.0
	for _, degrees := range []int{0, 90, 270, 180} {
		ready, err := raster.Prepare(picture, degrees)
		if err != nil {
			return nil, nil, err
		}
		lines := ready.Lines()
		mean, err := legible(ctx, engine, ready, lines)
		if err != nil {
			return nil, nil, err
		}
		written := written(ready, lines)
		if score := mean * (1 + written); score > bestScore {
			best, bestLines, bestScore = ready, lines, score
		}
		if mean >= sampleSure && written >= writtenLeast || degrees == 0 && ready.Ink.Count(ready.Ink.Bounds()) == 0 {
			break
		}
	}
	return best, bestLines, nil
}

// long says whether a line has several characters.
func long(l raster.Line) bool { return float64(l.Box.Dx()) >= sampleAspect*float64(l.Box.Dy()) }

// written is the share of the ink that lies in long lines.
func written(s *raster.Prepared, lines []raster.Line) float64 {
	in, all := 0, 0
	for _, l := range lines {
		n := s.Ink.Count(l.Box)
		all += n
		if long(l) {
			in += n
		}
	}
	return float64(in) / float64(max(1, all))
}

// legible is the mean confidence with which the longest lines of writing are read, weighted by
// their characters.
func legible(ctx context.Context, engine ocr.Engine, s *raster.Prepared, lines []raster.Line) (float64, error) {
	sample := slices.DeleteFunc(slices.Clone(lines), func(l raster.Line) bool { return !long(l) })
	slices.SortStableFunc(sample, func(a, b raster.Line) int { return cmp.Compare(b.Box.Dx(), a.Box.Dx()) })
	n, sum := 0, 0.0
	for _, l := range sample[:min(len(sample), sampleLines)] {
		r, err := look(ctx, engine, s, l, ocr.Words)
		if err != nil {
			return 0, err
		}
		n += len(r.Symbols)
		sum += r.Mean() * float64(len(r.Symbols))
	}
	return sum / float64(max(1, n)), nil
}
