package meaning

// Senses are what an amount may be where its words leave the fund or the flow to the reader,
// likeliest first.
func (m Meaning) Senses() []Meaning {
	out := []Meaning{m}
	add := func(change func(*Meaning)) {
		for _, r := range out[:len(out):len(out)] {
			change(&r)
			out = append(out, r)
		}
	}
	if m.Flow == "" && m.Item == "" {
		out[0].Flow = "in"
		add(func(r *Meaning) { r.Flow = "out" })
	}
	if m.Fund == "" && (m.Function != "" || m.Use != "" || m.Economic != "" || m.Gov != "") {
		k := len(out)
		for _, r := range append([]Meaning{}, out[:k]...) {
			for _, f := range []string{"gpb", "fiscal"} {
				r.Fund = f
				out = append(out, r)
			}
		}
	}
	if m.Fund == "fiscal" && m.Function != "" {
		k := len(out)
		for _, r := range append([]Meaning{}, out[:k]...) {
			r.Fund = "gpb"
			out = append(out, r)
		}
	}
	return out
}
