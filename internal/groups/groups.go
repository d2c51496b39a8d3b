// Package groups puts things together by keys, and knows in which order the keys came.
package groups

import "iter"

// Groups are the things of each key; the zero value has none.
type Groups[K comparable, V any] struct {
	keys []K
	of   map[K][]V
}

// Add adds a thing to those of its key.
func (g *Groups[K, V]) Add(key K, thing V) {
	if g.of == nil {
		g.of = map[K][]V{}
	}
	if g.of[key] == nil {
		g.keys = append(g.keys, key)
	}
	g.of[key] = append(g.of[key], thing)
}

// All are the things of each key, in the order in which the keys came.
func (g *Groups[K, V]) All() iter.Seq2[K, []V] {
	return func(yield func(K, []V) bool) {
		for _, key := range g.keys {
			if !yield(key, g.of[key]) {
				return
			}
		}
	}
}
