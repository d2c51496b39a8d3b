package words

import (
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
)

// A Pattern is a regular expression that is compiled when it is first asked: there are hundreds, a document needs some of
// them, and to compile all takes longer than to read a page.
type Pattern struct {
	expression func() string

	needs   atomic.Pointer[need]           // by which most texts are told to hold no match, and the expression need not be compiled for them
	finders atomic.Pointer[*finder]        // by which it is found in others; of nil: by the expression alone
	regexp  atomic.Pointer[*regexp.Regexp] // nil until it is compiled

	mu      sync.Mutex
	matched map[string]bool // texts that were asked for, and whether they match
}

// What is remembered of a pattern: the heads, names and units of a document are asked for with every figure of its tables.
const (
	mostMatched    = 256 // texts
	longestMatched = 96  // bytes of one
)

// NewPattern is the pattern of an expression, which is asked for when it is needed. It panics then, if it is none.
func NewPattern(expression func() string) *Pattern {
	return &Pattern{expression: expression}
}

// madeOf is what is made of an expression when it is first asked for, by one or by several at a time that make the same.
func madeOf[T any](kept *atomic.Pointer[T], expression func() string, make func(string) T) *T {
	made := kept.Load()
	if made == nil {
		fresh := make(expression())
		made = &fresh
		kept.Store(made)
	}
	return made
}

func (p *Pattern) need() *need { return madeOf(&p.needs, p.expression, needOf) }

func (p *Pattern) finder() *finder { return *madeOf(&p.finders, p.expression, finderOf) }

// finderFor is the finder if it serves for a text; nil if not.
func (p *Pattern) finderFor(s string) *finder {
	if f := p.finder(); f != nil && f.serves(s) {
		return f
	}
	return nil
}

// compiled panics with the reason, each time, where the expression is none.
func (p *Pattern) compiled() *regexp.Regexp {
	return *madeOf(&p.regexp, p.expression, regexp.MustCompile)
}

// longestText is how many bytes a text has at most in which patterns are looked for: twenty thousand characters, which are
// ten full pages without a break, where captions and sentences have hundreds. What is longer is no writing, but a file that
// draws characters without end, and each of hundreds of patterns would go through its millions.
const longestText = 64 << 10

// lackedBy says that the pattern is not to be found in a text, as single characters tell.
func (p *Pattern) lackedBy(s string) bool {
	if len(s) > longestText {
		return true
	}
	return !p.need().metBy(s)
}

// Expression is the pattern of an expression that stands where it is asked.
func Expression(expression string) *Pattern { return NewPattern(func() string { return expression }) }

// MatchString says whether the pattern is found in a text.
func (p *Pattern) MatchString(s string) bool {
	if p.lackedBy(s) {
		return false
	}
	if len(s) > longestMatched {
		return p.foundIn(s)
	}
	p.mu.Lock()
	matches, known := p.matched[s]
	p.mu.Unlock()
	if known {
		return matches
	}
	matches = p.foundIn(s)
	p.remember(strings.Clone(s), matches)
	return matches
}

// foundIn is MatchString of a text that does not lack what is needed.
func (p *Pattern) foundIn(s string) bool {
	if f := p.finderFor(s); f != nil {
		return f.matches(s)
	}
	return p.compiled().MatchString(s)
}

func (p *Pattern) remember(s string, matches bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.matched == nil || len(p.matched) >= mostMatched {
		p.matched = make(map[string]bool)
	}
	p.matched[s] = matches
}

// What else can be asked of a Pattern is what package regexp answers by the same names.

func (p *Pattern) FindString(s string) string {
	m := p.FindStringIndex(s)
	if m == nil {
		return ""
	}
	return s[m[0]:m[1]]
}
func (p *Pattern) FindStringIndex(s string) []int {
	if p.lackedBy(s) {
		return nil
	}
	if f := p.finderFor(s); f != nil {
		return f.index(s, 0)
	}
	return p.compiled().FindStringIndex(s)
}
func (p *Pattern) FindStringSubmatch(s string) []string {
	m := p.FindStringSubmatchIndex(s)
	if m == nil {
		return nil
	}
	return groups(s, m)
}
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	if p.lackedBy(s) {
		return nil
	}
	if f := p.finderFor(s); f != nil {
		return f.submatch(s, 0)
	}
	return p.compiled().FindStringSubmatchIndex(s)
}
func (p *Pattern) FindAllString(s string, n int) []string {
	var out []string
	for _, m := range p.FindAllStringIndex(s, n) {
		out = append(out, s[m[0]:m[1]])
	}
	return out
}
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int {
	if p.lackedBy(s) {
		return nil
	}
	if f := p.finderFor(s); f != nil {
		return all(s, n, f.index)
	}
	return p.compiled().FindAllStringIndex(s, n)
}
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	var out [][]string
	for _, m := range p.FindAllStringSubmatchIndex(s, n) {
		out = append(out, groups(s, m))
	}
	return out
}
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if p.lackedBy(s) {
		return nil
	}
	if f := p.finderFor(s); f != nil {
		return all(s, n, f.submatch)
	}
	return p.compiled().FindAllStringSubmatchIndex(s, n)
}
func (p *Pattern) ReplaceAllString(s, with string) string {
	if p.without(s) {
		return s
	}
	return p.compiled().ReplaceAllString(s, with)
}
func (p *Pattern) ReplaceAllStringFunc(s string, with func(string) string) string {
	if p.without(s) {
		return s
	}
	return p.compiled().ReplaceAllStringFunc(s, with)
}
func (p *Pattern) Split(s string, n int) []string {
	if p.without(s) && n != 0 {
		return []string{s}
	}
	return p.compiled().Split(s, n)
}
func (p *Pattern) String() string { return p.compiled().String() }

// without says that the pattern is not in a text, where that is told without the expression itself.
func (p *Pattern) without(s string) bool {
	if p.lackedBy(s) {
		return true
	}
	f := p.finderFor(s)
	return f != nil && !f.matches(s)
}

// groups are what the groups of a match hold.
func groups(s string, m []int) []string {
	out := make([]string, len(m)/2)
	for i := range out {
		if from := m[2*i]; from >= 0 {
			out[i] = s[from:m[2*i+1]]
		}
	}
	return out
}
