package words

import (
	"iter"
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"unicode/utf8"
)

// A lead tells where in a text a match of an expression may begin, by its first two characters. Chinese text seldom has those of an
// expression, and to try an expression with many branches costs more than a thousand instructions for each character.
type lead struct {
	one           characters // matches of one character
	first, second characters // of matches of several
	empty         bool       // a match may have no character
}

// leadOf is the lead of an expression.
func leadOf(re *syntax.Regexp) (l lead) {
	switch re.Op {
	case syntax.OpLiteral:
		return leadOfLiteral(re)
	case syntax.OpCharClass:
		l.one.addClass(re)
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		l.one.addRange(0, utf8.MaxRune)
	case syntax.OpCapture:
		return leadOf(re.Sub[0])
	case syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat:
		l = leadOf(re.Sub[0])
		if l.one != (characters{}) {
			both := l.begin()
			l.first.addAll(&l.one)
			l.second.addAll(&both)
		}
		l.empty = l.empty || re.Op == syntax.OpStar || re.Op == syntax.OpQuest || re.Op == syntax.OpRepeat && re.Min == 0
	case syntax.OpConcat:
		l.empty = true
		for _, part := range re.Sub {
			l = l.then(leadOf(part))
		}
	case syntax.OpAlternate:
		for _, branch := range re.Sub {
			l = l.or(leadOf(branch))
		}
	case syntax.OpNoMatch:
	default: // what asks where it stands
		l.empty = true
	}
	return l
}

func leadOfLiteral(re *syntax.Regexp) (l lead) {
	if len(re.Rune) == 1 {
		l.one.addList(literal(re, re.Rune[0]))
		return l
	}
	l.first.addList(literal(re, re.Rune[0]))
	l.second.addList(literal(re, re.Rune[1]))
	return l
}

// begin is with what a match begins that is not empty.
func (l *lead) begin() characters {
	all := l.one
	all.addAll(&l.first)
	return all
}

// then is the lead of an expression and one behind it.
func (l lead) then(b lead) (out lead) {
	out.empty = l.empty && b.empty
	out.first, out.second = l.first, l.second
	if l.one != (characters{}) {
		begin := b.begin()
		out.first.addAll(&l.one)
		out.second.addAll(&begin)
	}
	if l.empty {
		out = out.or(lead{one: b.one, first: b.first, second: b.second, empty: out.empty})
	}
	if b.empty {
		out.one.addAll(&l.one)
	}
	return out
}

// or is the lead of one expression or another.
func (l lead) or(b lead) lead {
	l.one.addAll(&b.one)
	l.first.addAll(&b.first)
	l.second.addAll(&b.second)
	l.empty = l.empty || b.empty
	return l
}

// A finder looks for an expression only where its lead says that it may begin.
type finder struct {
	lead
	atBegin func() *regexp.Regexp // finds what begins where the text that it is given does
	behind  func() *regexp.Regexp // finds what begins behind the first character of that text; nil: as atBegin, where that text begins later
}

// finderOf is the finder of an expression; nil where that is of no use: for an expression that matches nothing at all, that matches
// where the text begins, or for whose beginning package regexp looks by itself.
func finderOf(expression string) *finder {
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil || begins(re).Op == syntax.OpLiteral || edgeOf(re, true).atText {
		return nil
	}
	f := &finder{lead: leadOf(re)}
	if f.empty || f.one == everything || f.first == everything && f.second == everything {
		return nil
	}
	f.atBegin = compiled(`\A(?:` + expression + `)`)
	if asksBefore(re) {
		f.behind = compiled(`\A(?s:.)(?:` + expression + `)`)
	}
	return f
}

func compiled(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// begins is the part of an expression that stands first.
func begins(re *syntax.Regexp) *syntax.Regexp {
	for re.Op == syntax.OpConcat || re.Op == syntax.OpCapture {
		re = re.Sub[0]
	}
	return re
}

// asksBefore says whether an expression asks what stands before a match.
func asksBefore(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText, syntax.OpBeginLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	return slices.ContainsFunc(re.Sub, asksBefore)
}

// mostTried is how many bytes an expression goes through at most where it is tried at all places of a text, each time to the end of it.
const mostTried = 1 << 18

// serves says whether a text has few places where a match may begin: a long one that a file makes of nothing else would be gone through
// once for each of its characters.
func (f *finder) serves(s string) bool {
	left := mostTried / max(1, len(s))
	if len(s) <= left {
		return true
	}
	for range f.places(s, 0) {
		if left--; left < 0 {
			return false
		}
	}
	return true
}

// places are where a match may begin from a byte of a text on.
func (f *finder) places(s string, from int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, size := from, 0; i < len(s); i += size {
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if !f.one.may(r) {
				if !f.first.may(r) {
					continue
				}
				if next, n := utf8.DecodeRuneInString(s[i+size:]); n == 0 || !f.second.may(next) {
					continue
				}
			}
			if !yield(i) {
				return
			}
		}
	}
}

// at is what finds a match that begins at a byte of a text, and where the text begins that it must be given.
func (f *finder) at(s string, i int) (re *regexp.Regexp, from int) {
	if f.behind == nil || i == 0 {
		return f.atBegin(), i
	}
	_, size := utf8.DecodeLastRuneInString(s[:i])
	return f.behind(), i - size
}

func (f *finder) matches(s string) bool {
	for i := range f.places(s, 0) {
		if re, from := f.at(s, i); re.MatchString(s[from:]) {
			return true
		}
	}
	return false
}

// index is where the first match from a byte on begins and ends; nil if there is none.
func (f *finder) index(s string, from int) []int {
	for i := range f.places(s, from) {
		re, from := f.at(s, i)
		if m := re.FindStringIndex(s[from:]); m != nil {
			m[0], m[1] = i, from+m[1]
			return m
		}
	}
	return nil
}

// submatch is index with the groups.
func (f *finder) submatch(s string, from int) []int {
	for i := range f.places(s, from) {
		re, from := f.at(s, i)
		m := re.FindStringSubmatchIndex(s[from:])
		if m == nil {
			continue
		}
		for k := range m {
			if m[k] >= 0 {
				m[k] += from
			}
		}
		m[0] = i
		return m
	}
	return nil
}

// all are up to n matches one behind the other, as find finds them from a byte on; all there are, where n is below 0.
func all(s string, n int, find func(s string, from int) []int) (out [][]int) {
	for from := 0; n < 0 || len(out) < n; {
		m := find(s, from)
		if m == nil {
			break
		}
		out, from = append(out, m), m[1]
	}
	return out
}
