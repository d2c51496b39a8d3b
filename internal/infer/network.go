package infer

import (
	"fmt"
	"sync"
)

// A Network is ready to be run, by several goroutines at once.
type Network struct {
	steps    []step
	given    map[string]*Tensor
	from, to string
	rooms    sync.Pool // of *workroom
}

// Load makes a network ready that is given as ONNX, its weights numbers of 32 or 16 bits. An operation that the
// package does not have is an error.
func Load(file []byte) (*Network, error) {
	g, err := parse(file)
	if err != nil {
		return nil, err
	}
	net := &Network{given: g.given, from: g.from, to: g.to}
	for _, n := range g.joined() {
		do, known := operations[n.operator]
		if !known {
			return nil, fmt.Errorf("the operation %s is not known", n.operator)
		}
		s := step{node: n, do: do}
		if b := g.given[n.in[len(n.in)-1]]; n.operator == "MatMul" && b != nil && len(b.Shape) == 2 {
			s.panels = panelsOf(b.Values, b.Shape[0], b.Shape[1])
		}
		net.steps = append(net.steps, s)
	}
	net.findLast()
	net.rooms.New = func() any { return new(workroom) }
	return net, nil
}

// Shorten has the filters of all channels count in whole numbers of 16 bits, in about half the time, and drops their
// weights. What the network says differs by a few thousandths then. It is called before the network is run.
func (net *Network) Shorten() {
	known := map[*Tensor]*shortFilters{}
	for i := range net.steps {
		s := &net.steps[i]
		if s.operator != "Conv" {
			continue
		}
		filters := net.given[s.in[1]]
		if groups := s.set["group"].ints; filters == nil || len(groups) > 0 && groups[0] != 1 {
			continue
		}
		if known[filters] == nil {
			known[filters] = shortened(filters)
		}
		s.short = known[filters]
	}
	for filters := range known {
		filters.Values = nil
	}
}

// findLast notes for each step what is of no more use after it.
func (net *Network) findLast() {
	last := map[string]int{}
	for i, s := range net.steps {
		for _, name := range s.in {
			last[name] = i
		}
	}
	for name, i := range last {
		if net.given[name] == nil && name != net.from && name != net.to {
			net.steps[i].last = append(net.steps[i].last, name)
		}
	}
}

// Run gives what the network says of an input. An input of a shape that the network is not made for is an error.
func (net *Network) Run(in *Tensor) (out *Tensor, err error) {
	w := net.rooms.Get().(*workroom)
	defer net.rooms.Put(w)
	name := ""
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("an input of %v, at %s: %v", in.Shape, name, r)
		}
	}()
	made := map[string]*Tensor{net.from: in}
	for i := range net.steps {
		s := &net.steps[i]
		name = s.operator
		var takes []*Tensor
		for _, n := range s.in {
			t := made[n]
			if t == nil {
				t = net.given[n]
			}
			takes = append(takes, t)
		}
		made[s.out] = s.do(w, s, takes)
		for _, n := range s.last {
			t := made[n]
			delete(made, n)
			w.giveBack(t, made)
		}
	}
	return made[net.to], nil
}
