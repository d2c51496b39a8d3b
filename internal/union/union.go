// Package union keeps track of which of many things belong together, when it is told of two at a time.
package union

// Sets are of things by number, from 0; each thing that is not joined to another is a set of its own.
type Sets struct{ parent []int }

// Grow makes room for n things.
func (s *Sets) Grow(n int) {
	for len(s.parent) < n {
		s.parent = append(s.parent, len(s.parent))
	}
}

// Find is the smallest number of those that belong together with i.
func (s *Sets) Find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

// Join puts the sets of two things together. The smaller number stands for both, so that the order of joins tells nothing.
func (s *Sets) Join(i, j int) {
	i, j = s.Find(i), s.Find(j)
	s.parent[max(i, j)] = min(i, j)
}
