package networks

import (
	"cmp"
	"image"
	"slices"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/infer"
)

// A spelling is what a network says of a line: at each of its steps, from left to right, the weight of each
// character and of none (class 0). A character goes over one step or several; two of the same have none between
// them (A. Graves and others, Connectionist Temporal Classification, 2006).
type spelling struct {
	steps   int
	classes int
	weights []float32 // of a step one after the other
	names   []string  // of the classes
}

func spell(out *infer.Tensor, names []string) spelling {
	n := len(out.Shape)
	return spelling{steps: out.Shape[n-2], classes: out.Shape[n-1], weights: out.Values, names: names}
}

func (s spelling) at(step int) []float32 { return s.weights[step*s.classes : (step+1)*s.classes] }

// letter is a character of a spelling.
type letter struct {
	name     string
	from, to int     // steps, to behind the last
	weight   float64 // at the step where it is greatest
	next     string  // the likeliest character but this one; empty if that is none
	nextSays float64
}

// letters are the characters with the greatest weights.
func (s spelling) letters() []letter {
	var out []letter
	last := 0
	for step := range s.steps {
		class := heaviest(s.at(step), -1)
		if class == 0 {
			last = 0
			continue
		}
		weight := float64(s.at(step)[class])
		if class != last {
			out = append(out, letter{name: s.names[class], from: step})
		}
		l := &out[len(out)-1]
		l.to = step + 1
		if weight > l.weight {
			other := heaviest(s.at(step), class)
			l.weight, l.next, l.nextSays = weight, s.names[other], float64(s.at(step)[other])
		}
		last = class
	}
	return out
}

// heaviest is the class of the greatest weight but one.
func heaviest(weights []float32, but int) int {
	best := -1
	for i, w := range weights {
		if i != but && (best < 0 || w > weights[best]) {
			best = i
		}
	}
	return best
}

// reading gives letters the places in a picture that is wide pixels wide.
func reading(letters []letter, steps, wide, high int) ocr.Reading {
	x := func(step int) int { return min(wide, step*wide/max(1, steps)) }
	var out ocr.Reading
	blank := false
	for _, l := range letters {
		if l.name == " " {
			blank = len(out.Symbols) > 0
			continue
		}
		out.Symbols = append(out.Symbols, ocr.Symbol{Text: l.name, Box: image.Rect(x(l.from), 0, x(l.to), high), Confidence: l.weight, Blank: blank})
		blank = false
	}
	return out
}

// Other readings of a line.
const (
	otherLeast = 0.05 // weight of a character in place of another: what is less is no doubt
	othersMost = 4
)

// others are the readings with one character in place of another, or left out, the likeliest first.
func others(letters []letter) []string {
	order := slices.Clone(letters)
	slices.SortStableFunc(order, func(a, b letter) int { return cmp.Compare(b.nextSays, a.nextSays) })
	var out []string
	for _, o := range order {
		if o.nextSays < otherLeast || len(out) == othersMost {
			break
		}
		text := ""
		for _, l := range letters {
			if l.from == o.from {
				text += o.next
			} else {
				text += l.name
			}
		}
		out = append(out, text)
	}
	return out
}
