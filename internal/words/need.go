package words

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// A need is what single characters tell of the texts in which an expression is found. Most texts that are asked about lack it, and to
// see that takes a small part of what the expression takes. What it does not tell is left to the expression.
type need struct {
	begins, ends *characters     // one of them stands at the text's begin, at its end; nil: whatever does
	branches     [][]*characters // of all sets of one branch the text has a character; none: whatever it has
}

// needOf is the need of an expression; none where it cannot be read.
func needOf(expression string) need {
	re, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return need{}
	}
	return need{begins: edgeOf(re, true).fixed(), ends: edgeOf(re, false).fixed(), branches: branchesOf(re)}
}

// branchesOf are the sets that each branch of an expression needs; none if one of them needs nothing.
func branchesOf(re *syntax.Regexp) [][]*characters {
	branches := []*syntax.Regexp{re}
	if re.Op == syntax.OpAlternate {
		branches = re.Sub
	}
	var out [][]*characters
	for _, branch := range branches {
		parts := []*syntax.Regexp{branch}
		if branch.Op == syntax.OpConcat {
			parts = branch.Sub
		}
		var sets []*characters
		for _, part := range parts {
			if list := oneOf(part); len(list) > 0 {
				sets = append(sets, charactersOf(list))
			}
		}
		if len(sets) == 0 {
			return nil
		}
		out = append(out, sets)
	}
	return out
}

// metBy says whether a text has what is needed.
func (n *need) metBy(s string) bool {
	if n.begins != nil {
		if r, size := utf8.DecodeRuneInString(s); size == 0 || !n.begins.may(r) {
			return false
		}
	}
	if n.ends != nil {
		if r, size := utf8.DecodeLastRuneInString(s); size == 0 || !n.ends.may(r) {
			return false
		}
	}
	if len(n.branches) == 0 {
		return true
	}
	var all characters
	all.addText(s)
	return slices.ContainsFunc(n.branches, all.meetAll)
}

// characters are a set that says yes of all of its members and of few others: those that share their last nine bits with one.
type characters [8]uint64

// mostCharacters is how many a set holds that still says no of most of writing.
const mostCharacters = 128

func (c *characters) may(r rune) bool { return c[r>>6&7]&(1<<(r&63)) != 0 }

func (c *characters) add(r rune) { c[r>>6&7] |= 1 << (r & 63) }

func (c *characters) addList(list []rune) {
	for _, r := range list {
		c.add(r)
	}
}

// everything is the set of all characters.
var everything = func() (c characters) { c.addRange(0, unicode.MaxRune); return c }()

func (c *characters) addRange(from, to rune) {
	for r := from; r <= min(to, from+rune(64*len(c))-1); r++ {
		c.add(r)
	}
}

func (c *characters) addClass(re *syntax.Regexp) {
	for i := 0; i < len(re.Rune); i += 2 {
		c.addRange(re.Rune[i], re.Rune[i+1])
	}
}

func (c *characters) addAll(o *characters) {
	for i := range c {
		c[i] |= o[i]
	}
}

// addText adds the characters of a text. What tells one is in the last two of its bytes in UTF-8, so that they need not be put together;
// of what is no UTF-8 some may be added besides.
func (c *characters) addText(s string) {
	c.add(utf8.RuneError)
	last := 0 // of the character whose bytes are passed
	for i := range len(s) {
		switch b := s[i]; {
		case b < 0x80:
			c.add(rune(b))
		case b >= 0xf0:
			last = i + 3
		case b >= 0xe0:
			last = i + 2
		case b >= 0xc0:
			last = i + 1
		case i == last && i > 0:
			c[s[i-1]&7] |= 1 << (b & 63)
		}
	}
}

// meetAll says whether each of several sets may have one of the characters.
func (c *characters) meetAll(sets []*characters) bool {
	for _, o := range sets {
		met := uint64(0)
		for i := range c {
			met |= c[i] & o[i]
		}
		if met == 0 {
			return false
		}
	}
	return true
}

// charactersOf is the set of some characters; nil, which is any, for none.
func charactersOf(list []rune) *characters {
	if len(list) == 0 {
		return nil
	}
	c := &characters{}
	c.addList(list)
	return c
}

// oneOf are characters of which each text that is matched has one; none where that is not told.
func oneOf(re *syntax.Regexp) []rune {
	switch re.Op {
	case syntax.OpLiteral:
		return literal(re, tellingOf(re.Rune))
	case syntax.OpCharClass:
		return class(re)
	case syntax.OpCapture, syntax.OpPlus:
		return oneOf(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return oneOf(re.Sub[0])
		}
	case syntax.OpConcat:
		return oneOfSequence(re.Sub)
	case syntax.OpAlternate:
		return oneOfChoice(re.Sub)
	}
	return nil
}

// oneOfSequence is told by the part that leaves least to choose from.
func oneOfSequence(parts []*syntax.Regexp) []rune {
	var least []rune
	for _, part := range parts {
		if list := oneOf(part); len(list) > 0 && (least == nil || len(list) < len(least)) {
			least = list
		}
	}
	return least
}

// oneOfChoice is told where each branch tells it.
func oneOfChoice(branches []*syntax.Regexp) []rune {
	var all []rune
	for _, branch := range branches {
		list := oneOf(branch)
		if all = append(all, list...); len(list) == 0 || len(all) > mostCharacters {
			return nil
		}
	}
	return all
}

// tellingOf is the character of a literal that fewest texts have, as far as that is known: one that is no ASCII.
func tellingOf(runes []rune) rune {
	for _, r := range runes {
		if r > unicode.MaxASCII {
			return r
		}
	}
	return runes[0]
}

// literal is a character of a literal with those that it stands for where case does not matter.
func literal(re *syntax.Regexp, r rune) []rune {
	list := []rune{r}
	if re.Flags&syntax.FoldCase != 0 {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			list = append(list, f)
		}
	}
	return list
}

// class are the characters of a class; none if they are many.
func class(re *syntax.Regexp) []rune {
	var list []rune
	for i := 0; i < len(re.Rune); i += 2 {
		if re.Rune[i+1]-re.Rune[i] >= mostCharacters-rune(len(list)) {
			return nil
		}
		for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
			list = append(list, r)
		}
	}
	return list
}

// An edge is what the match of an expression begins with, or ends with.
type edge struct {
	list   []rune
	any    bool // or whatever character
	empty  bool // or none: nothing may be matched
	atText bool // where the text itself begins, or ends
}

// fixed are the characters with one of which a text must begin, or end; nil if that is not told.
func (e edge) fixed() *characters {
	if !e.atText || e.any || e.empty || len(e.list) > mostCharacters {
		return nil
	}
	return charactersOf(e.list)
}

// edgeOf is the edge of an expression's matches: where they begin, if first, otherwise where they end.
func edgeOf(re *syntax.Regexp, first bool) edge {
	switch re.Op {
	case syntax.OpLiteral:
		if first {
			return edge{list: literal(re, re.Rune[0])}
		}
		return edge{list: literal(re, re.Rune[len(re.Rune)-1])}
	case syntax.OpCharClass:
		list := class(re)
		return edge{list: list, any: list == nil}
	case syntax.OpCapture, syntax.OpPlus:
		return edgeOf(re.Sub[0], first)
	case syntax.OpRepeat:
		e := edgeOf(re.Sub[0], first)
		if re.Min > 0 {
			return e
		}
		return edge{list: e.list, any: e.any, empty: true}
	case syntax.OpStar, syntax.OpQuest:
		e := edgeOf(re.Sub[0], first)
		return edge{list: e.list, any: e.any, empty: true}
	case syntax.OpConcat:
		return edgeOfSequence(re.Sub, first)
	case syntax.OpAlternate:
		return edgeOfChoice(re.Sub, first)
	case syntax.OpBeginText:
		return edge{empty: true, atText: first}
	case syntax.OpEndText:
		return edge{empty: true, atText: !first}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return edge{empty: true}
	}
	return edge{any: true}
}

// edgeOfSequence is that of the first part that must match something, and of those before it.
func edgeOfSequence(parts []*syntax.Regexp, first bool) edge {
	out := edge{empty: true}
	for i := range parts {
		part := parts[i]
		if !first {
			part = parts[len(parts)-1-i]
		}
		e := edgeOf(part, first)
		out.list, out.any, out.empty = append(out.list, e.list...), out.any || e.any, e.empty
		out.atText = out.atText || e.atText
		if !e.empty {
			break
		}
	}
	return out
}

// edgeOfChoice is that of any branch.
func edgeOfChoice(branches []*syntax.Regexp, first bool) edge {
	out := edge{atText: true}
	for _, branch := range branches {
		e := edgeOf(branch, first)
		out.list, out.any, out.empty = append(out.list, e.list...), out.any || e.any, out.empty || e.empty
		out.atText = out.atText && e.atText
	}
	return out
}
