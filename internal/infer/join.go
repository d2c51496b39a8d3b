package infer

// Operations that several of ONNX's are joined to: one pass over the numbers in place of up to eight.
const (
	linear    = "Linear"    // scale·x + shift
	hardSwish = "HardSwish" // x·min(max(x+3, 0), 6)/6, a linear operation before and another behind it
)

// joined are the operations of a graph, with those in a row joined that are one.
func (g graph) joined() []node {
	uses := map[string]int{}
	for _, n := range g.nodes {
		for _, name := range n.in {
			uses[name]++
		}
	}
	var out []node
	for i := 0; i < len(g.nodes); i++ {
		n := g.nodes[i]
		if joined, ok := g.hardSwish(g.nodes[i:]); ok {
			n, i = joined, i+3
		} else if joined, ok := g.linear(g.nodes[i:]); ok && uses[n.out] == 1 {
			n, i = joined, i+1
		}
		takes := 1
		if n.operator == hardSwish {
			takes = 2 // to be cut, and to be multiplied
		}
		if k := len(out) - 1; k >= 0 && uses[out[k].out] == takes && out[k].out == n.in[0] {
			switch {
			case n.operator == hardSwish && out[k].operator == linear:
				n.set["before"], n.in = out[k].set["by"], out[k].in
				out = out[:k]
			case n.operator == linear && out[k].operator == hardSwish:
				out[k].set["behind"], out[k].out = n.set["by"], n.out
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// number is what a constant of one number says.
func (g graph) number(name string) (float32, bool) {
	t := g.given[name]
	if t == nil || len(t.Values) != 1 {
		return 0, false
	}
	return t.Values[0], true
}

// with splits what an operation takes into a constant number and the rest.
func (g graph) with(n node) (number float32, rest string, ok bool) {
	if len(n.in) != 2 {
		return 0, "", false
	}
	if v, ok := g.number(n.in[1]); ok {
		return v, n.in[0], true
	}
	v, ok := g.number(n.in[0])
	return v, n.in[1], ok
}

// hardSwish joins x + 3, the cut to 0..6, the product with x and the division by 6.
func (g graph) hardSwish(all []node) (node, bool) {
	if len(all) < 4 || all[0].operator != "Add" || all[1].operator != "Clip" || all[2].operator != "Mul" || all[3].operator != "Div" {
		return node{}, false
	}
	three, x, ok := g.with(all[0])
	six, behind, divides := g.with(all[3])
	times := all[2].in
	chain := all[1].in[0] == all[0].out && behind == all[2].out && (times[0] == x && times[1] == all[1].out || times[1] == x && times[0] == all[1].out)
	if !ok || !divides || !chain || three != 3 || six != 6 || all[1].set["min"].float != 0 || all[1].set["max"].float != 6 {
		return node{}, false
	}
	same := attribute{floats: [2]float32{1, 0}}
	return node{operator: hardSwish, in: []string{x}, out: all[3].out, set: map[string]attribute{"before": same, "behind": same}}, true
}

// linear joins a product with a number and the addition of another.
func (g graph) linear(all []node) (node, bool) {
	if len(all) < 2 || all[0].operator != "Mul" || all[1].operator != "Add" {
		return node{}, false
	}
	scale, x, ok := g.with(all[0])
	shift, behind, adds := g.with(all[1])
	if !ok || !adds || behind != all[0].out {
		return node{}, false
	}
	return node{operator: linear, in: []string{x}, out: all[1].out, set: map[string]attribute{"by": {floats: [2]float32{scale, shift}}}}, true
}
