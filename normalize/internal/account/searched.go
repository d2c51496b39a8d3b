package account

import (
	"math"
	"sync"
	"unicode/utf8"
)

// A searched text is one in which wordings are looked for once they are asked for. Pages that are looked through side by side share it.
type searched struct {
	text     string
	search   sync.Once
	spans    [][2]int // what the wordings of all reasons find
	reason   []string // of each span
	measured sync.Once
	widths   []int // of what stands before each byte, in digits
}

// longestText is how many bytes of a passage are searched for wordings; of a longer one each line is by itself.
const longestText = 30000

// share is what of a line's width stands before a byte.
func (s *searched) share(at int) float64 {
	s.measured.Do(s.measure)
	return float64(s.widths[at]) / math.Max(float64(s.widths[len(s.text)]), 1)
}

func (s *searched) measure() {
	s.widths = make([]int, len(s.text)+1)
	for i := range s.text {
		_, size := utf8.DecodeRuneInString(s.text[i:])
		for k := 1; k <= size; k++ {
			s.widths[i+k] = s.widths[i] + int(setWidth(s.text[i:i+size]))
		}
	}
}

// worded is the reason that the words around a number give.
func (s *searched) worded(from, to int) string {
	if len(s.text) <= longestText {
		s.search.Do(s.find)
	}
	for i, m := range s.spans {
		if m[0] <= from && to <= m[1] {
			return s.reason[i]
		}
	}
	return ""
}

func (s *searched) find() {
	for _, r := range reasons {
		for _, m := range r.pattern.FindAllStringIndex(s.text, -1) {
			s.spans, s.reason = append(s.spans, [2]int{m[0], m[1]}), append(s.reason, r.name)
		}
	}
}
