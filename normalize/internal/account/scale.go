package account

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

const (
	fewestMarks = 4   // numbers one above the other that are the scale of a chart
	evenStep    = 1.5 // points by which the steps of a scale differ at most
)

// nameScales finds the scales of charts on a page: numbers one above the other, as far from each other in print as in value.
// What else is left at their height are the labels of what is drawn.
func nameScales(page []located) {
	var left []*located
	for i := range page {
		if n := &page[i]; n.Reason == "" && n.running && !n.told {
			left = append(left, n)
		}
	}
	if len(left) > mostLabels {
		return
	}
	for _, n := range left {
		if n.Reason != "" {
			continue
		}
		column := slices.DeleteFunc(slices.Clone(left), func(o *located) bool {
			return math.Abs(o.Box.X1-n.Box.X1) > sameColumn && math.Abs(o.Box.X0-n.Box.X0) > sameColumn
		})
		if !isScale(column) {
			continue
		}
		upper, lower := column[0].Box.Y0, column[len(column)-1].Box.Y1
		step := (lower - upper) / float64(len(column))
		for _, o := range left {
			if o.Box.Y0 > upper-step && o.Box.Y1 < lower+step {
				o.Reason = byChart
			}
		}
	}
}

// isScale says whether numbers, which it puts in order from the top, have even steps in print and in value.
func isScale(column []*located) bool {
	if len(column) < fewestMarks {
		return false
	}
	slices.SortFunc(column, func(a, b *located) int { return cmp.Compare(a.Box.Y0, b.Box.Y0) })
	height, value := column[1].Box.Y0-column[0].Box.Y0, column[1].value()-column[0].value()
	for i := 1; i < len(column); i++ {
		h, v := column[i].Box.Y0-column[i-1].Box.Y0, column[i].value()-column[i-1].value()
		if math.Abs(h-height) > evenStep || math.Abs(v-value) > math.Abs(value)/1000 {
			return false
		}
	}
	return height > 0 && value != 0
}

func (n *located) value() float64 {
	v, _ := strconv.ParseFloat(bare(n.Text), 64)
	return v
}
