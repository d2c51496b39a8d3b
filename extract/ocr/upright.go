package ocr

import (
	"cmp"
	"context"
	"slices"

	"github.com/mingxi/mingxi/extract/raster"
)

const (
	sampleLines  = 6    // longest lines that are read to see which way up a page is
	sampleSure   = 0.80 // mean confidence from which a page is upright without a look at the others
	sampleAspect = 2.5  // width over height of lines worth reading: a single character tells little
)

// upright prepares a picture the right way up and finds its lines. Which way that is, a sample of its
// lines tells: writing that lies on its side or stands on its head is read with little confidence.
func upright(ctx context.Context, engine Engine, picture raster.Picture) (*raster.Sheet, []raster.Line, error) {
	var best *raster.Sheet
	var bestLines []raster.Line
	bestMean := -1.0
	for _, degrees := range []int{0, 270, 90, 180} {
		sheet, err := raster.Prepare(picture, degrees)
		if err != nil {
			return nil, nil, err
		}
		lines := sheet.Lines()
		mean, err := legible(ctx, engine, sheet, lines)
		if err != nil {
			return nil, nil, err
		}
		if mean > bestMean {
			best, bestLines, bestMean = sheet, lines, mean
		}
		if mean >= sampleSure || len(lines) == 0 {
			break
		}
	}
	return best, bestLines, nil
}

// legible is the mean confidence with which the longest lines of writing are read, weighted by
// their characters.
func legible(ctx context.Context, engine Engine, s *raster.Sheet, lines []raster.Line) (float64, error) {
	sample := slices.DeleteFunc(slices.Clone(lines), func(l raster.Line) bool {
		return float64(l.Box.Dx()) < sampleAspect*float64(l.Box.Dy())
	})
	if len(sample) == 0 {
		return 0, nil
	}
	slices.SortStableFunc(sample, func(a, b raster.Line) int { return cmp.Compare(b.Box.Dx(), a.Box.Dx()) })
	sample = sample[:min(len(sample), sampleLines)]
	readings, _, err := readLines(ctx, engine, s, sample)
	if err != nil {
		return 0, err
	}
	n, sum := 0, 0.0
	for _, r := range readings {
		n += len(r.Symbols)
		sum += r.mean() * float64(len(r.Symbols))
	}
	if n == 0 {
		return 0, nil
	}
	return sum / float64(n), nil
}
