package raster

import (
	"image"
	"math"

	scale "golang.org/x/image/draw"
)

// enlarged is a picture of few dots an inch with more, so that digits which touch come apart.
func enlarged(p Picture) Picture {
	if p.DPI > fewDots {
		return p
	}
	k := max(2, math.Ceil(2*fine/p.DPI)/2)
	in, _ := grayOf(p.Image, p.DPI)
	p.Image, p.DPI = scaled(in, int(k*float64(in.Rect.Dx())), int(k*float64(in.Rect.Dy()))), k*p.DPI
	return p
}

// scaled is a larger picture of the same by Catmull and Rom's curve. Each shade is what scale.CatmullRom.Scale makes of it, which makes four colours of one shade
// and holds all rows that it made wider, 32 bytes for each of their pixels, before it makes the first one higher. Here the few rows are held of which the next is
// made: a third of the time, and a fifteenth of the memory.
func scaled(in *image.Gray, w, h int) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, w, h))
	across, down := mixtures(in.Rect.Dx(), w), mixtures(in.Rect.Dy(), h)
	var held [2 * mostReach][]float64 // by the row of the picture, modulo their number
	for i := range held {
		held[i] = make([]float64, w)
	}
	sums, next := make([]float64, w), 0 // the first row that was not made wider
	for y, m := range down {
		for ; next < m.first+len(m.weights); next++ {
			widened(held[next%len(held)], in.Pix[next*in.Stride:][:in.Rect.Dx()], across)
		}
		clear(sums)
		most := 0.0
		for i, weight := range m.weights {
			most += weight
			for x, v := range held[(m.first+i)%len(held)] {
				sums[x] += float64(v * weight)
			}
		}
		row := out.Pix[y*out.Stride:][:w]
		for x, v := range sums {
			row[x] = uint8(int32(float64(0xffff*max(0, min(v, most)*m.per))+0.5) >> 8)
		}
	}
	return out
}

// widened makes a row of shades between 0 and 1 of a row of a picture.
func widened(out []float64, in []uint8, across []mixture) {
	for x, m := range across {
		sum := 0.0
		for i, v := range in[m.first:][:len(m.weights)] {
			sum += float64(float64(uint32(v)*0x101) * m.weights[i])
		}
		out[x] = sum * (m.per / 0xffff)
	}
}

// mostReach is how many pixels the curve reaches to each side.
const mostReach = 2

// A mixture says of which pixels beside each other one is made: the first, how much each weighs, and what makes their weights one.
type mixture struct {
	first   int
	weights []float64
	per     float64
}

// mixtures are those of a row of so many pixels that is made of one of fewer.
func mixtures(from, to int) []mixture {
	curve, step := scale.CatmullRom, float64(from)/float64(to)
	out, all := make([]mixture, to), make([]float64, 0, 2*mostReach*to)
	for x := range out {
		center, total := float64((float64(x)+0.5)*step)-0.5, 0.0
		m := mixture{first: -1}
		began := len(all)
		for at := max(0, int(math.Floor(center-curve.Support))); at < min(from, int(math.Ceil(center+curve.Support))); at++ {
			t := math.Abs(center - float64(at))
			if t >= curve.Support {
				continue
			}
			if m.first < 0 {
				m.first = at
			}
			all = append(all, curve.At(t))
			total += all[len(all)-1]
		}
		m.weights, m.per = all[began:], 1/total
		out[x] = m
	}
	return out
}
