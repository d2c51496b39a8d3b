package infer

// window is how a filter moves over a picture.
type window struct {
	high, wide   int // of the filter
	down, across int // steps
	top, left    int // paper added around
	bottom       int
	right        int
}

func windowOf(s *step, kernel []int) window {
	two := func(name string, first, second int) (int, int) {
		if v := s.set[name].ints; len(v) >= 2 {
			return int(v[0]), int(v[1])
		}
		return first, second
	}
	win := window{high: kernel[0], wide: kernel[1]}
	win.down, win.across = two("strides", 1, 1)
	if p := s.set["pads"].ints; len(p) == 4 {
		win.top, win.left, win.bottom, win.right = int(p[0]), int(p[1]), int(p[2]), int(p[3])
	}
	if a, b := two("dilations", 1, 1); a != 1 || b != 1 {
		panic("filters with gaps are not known")
	}
	return win
}

// over is the size of what a filter gives for a picture.
func (win window) over(high, wide int) (int, int) {
	return (high+win.top+win.bottom-win.high)/win.down + 1, (wide+win.left+win.right-win.wide)/win.across + 1
}

// convolution filters one picture: all its channels for each new one, or each by itself.
func convolution(w *workroom, s *step, in []*Tensor) *Tensor {
	x, filters := in[0], in[1]
	if x.Shape[0] != 1 {
		panic("only one picture at a time is known")
	}
	var shift []float32
	if len(in) > 2 {
		shift = in[2].Values
	}
	win := windowOf(s, filters.Shape[2:])
	high, wide := win.over(x.Shape[2], x.Shape[3])
	out := w.tensor(1, filters.Shape[0], high, wide)
	groups := 1
	if g := s.set["group"].ints; len(g) == 1 {
		groups = int(g[0])
	}
	switch {
	case groups == 1:
		w.mixed(out, x, filters, shift, win, s.short)
	case groups == x.Shape[1] && filters.Shape[1] == 1 && filters.Shape[0] == groups:
		w.separate(out, x, filters, shift, win)
	default:
		panic("filters of several channels, but not all, are not known")
	}
	return out
}

// mixed filters all channels for each new one: a product of the filters with the picture's pieces.
func (w *workroom) mixed(out, x, filters *Tensor, shift []float32, win window, short *shortFilters) {
	n := out.Shape[2] * out.Shape[3]
	depth := x.Shape[1] * win.high * win.wide
	right := x
	if win.high != 1 || win.wide != 1 || win.down != 1 || win.across != 1 {
		right = w.tensor(depth, n)
		x.pieces(right.Values, win, out.Shape[2], out.Shape[3])
		defer w.giveBack(right, nil)
	}
	if short != nil {
		w.multiplyShort(out.Values, short, right.Values, depth, n, shift)
		return
	}
	w.multiply(out.Values, packed(filters, depth), right.Values, out.Shape[1], depth, n, shift)
}

// pieces writes, a row for each place in the filter, what lies under it at each of its positions.
func (x *Tensor) pieces(to []float32, win window, high, wide int) {
	clear(to)
	h, width := x.Shape[2], x.Shape[3]
	for c := range x.Shape[1] {
		for dy := range win.high {
			for dx := range win.wide {
				row := to[:high*wide]
				to = to[high*wide:]
				for oy := range high {
					y := oy*win.down + dy - win.top
					if y < 0 || y >= h {
						continue
					}
					from := x.Values[(c*h+y)*width : (c*h+y+1)*width]
					for ox := range wide {
						if at := ox*win.across + dx - win.left; at >= 0 && at < width {
							row[oy*wide+ox] = from[at]
						}
					}
				}
			}
		}
	}
}

// separate filters each channel by itself.
func (w *workroom) separate(out, x, filters *Tensor, shift []float32, win window) {
	h, width := x.Shape[2], x.Shape[3]
	high, wide := out.Shape[2], out.Shape[3]
	padded := width + win.left + win.right
	// The rows stand one behind the other, with paper around; the filter goes over them as over one long row.
	room := w.tensor((h+win.top+win.bottom+win.high)*padded + block)
	clear(room.Values)
	line := w.tensor(blocks(high * padded))
	offsets := make([]int, 0, win.high*win.wide)
	for dy := range win.high {
		for dx := range win.wide {
			offsets = append(offsets, dy*padded+dx)
		}
	}
	for c := range x.Shape[1] {
		for y := range h {
			copy(room.Values[(y+win.top)*padded+win.left:], x.Values[(c*h+y)*width:(c*h+y+1)*width])
		}
		first := float32(0)
		if shift != nil {
			first = shift[c]
		}
		weights := filters.Values[c*len(offsets) : (c+1)*len(offsets)]
		if win.down == 1 {
			taps(line.Values[:blocks(high*padded)], room.Values, offsets, weights, first)
		}
		for oy := range high {
			row := line.Values[oy*padded:]
			if win.down > 1 {
				row = line.Values
				taps(row[:blocks(padded)], room.Values[oy*win.down*padded:], offsets, weights, first)
			}
			to := out.Values[(c*high+oy)*wide : (c*high+oy+1)*wide]
			if win.across == 1 {
				copy(to, row)
				continue
			}
			for ox := range to {
				to[ox] = row[ox*win.across]
			}
		}
	}
	w.giveBack(room, nil)
	w.giveBack(line, nil)
}

// blocks is the least number of whole blocks that hold n numbers.
func blocks(n int) int { return (n + block - 1) / block * block }

// A summary is what stands for the numbers of a window.
type summary func(sum, most float32, n int) float32

func largest(_, most float32, _ int) float32 { return most }
func mean(sum, _ float32, n int) float32     { return sum / float32(n) }

// pooled gives one number for those under a window, paper left out.
func pooled(f summary) operation {
	return func(w *workroom, s *step, in []*Tensor) *Tensor {
		x := in[0]
		k := s.set["kernel_shape"].ints
		win := windowOf(s, []int{int(k[0]), int(k[1])})
		h, width := x.Shape[2], x.Shape[3]
		high, wide := win.over(h, width)
		out := w.tensor(x.Shape[0], x.Shape[1], high, wide)
		i := 0
		for c := range x.Shape[0] * x.Shape[1] {
			for oy := range high {
				for ox := range wide {
					out.Values[i] = f(x.under(c, oy*win.down-win.top, ox*win.across-win.left, win))
					i++
				}
			}
		}
		return out
	}
}

// under sums up what lies under a window at a place of a channel.
func (x *Tensor) under(c, top, left int, win window) (sum, most float32, n int) {
	h, width := x.Shape[2], x.Shape[3]
	from, to := max(left, 0), min(left+win.wide, width)
	for y := max(top, 0); y < min(top+win.high, h); y++ {
		row := x.Values[(c*h+y)*width+from : (c*h+y)*width+to]
		if n == 0 {
			most = row[0]
		}
		n += len(row)
		for _, v := range row {
			sum += v
			most = max(most, v)
		}
	}
	return sum, most, n
}
