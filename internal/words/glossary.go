package words

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A Glossary is the wordings of one topic: concepts, and for each how documents print it. It is read from a
// text that stands beside the code that uses it:
//
//	[agency.end] how the names of agencies end
//	from covers and captions of departments' disclosures
//	局	东山市水利局	!局部维修
//	厅	海平省财政厅
//
// An entry is a pattern (regular expression) and, after tabs, examples: texts in which the pattern is
// found, or, after "!", texts in which no pattern of the concept may be. "text => part" says besides what
// the pattern's first group that holds anything finds; "" is the empty text. {other.concept} in a pattern stands for all patterns of
// that concept, of this glossary or of package words itself. "from" names the documents that print the
// entries below it. What follows "#" at the beginning of a line is a comment.
type Glossary struct {
	name     string
	base     *Glossary // whose concepts serve too; nil for none
	concepts map[string]*concept
	order    []string
	unions   sync.Map // by the name of a concept, its expression: others hold it, and they others
}

type concept struct {
	meaning string
	entries []entry
}

type entry struct {
	pattern  string
	source   string
	examples []string
}

// parse reads a glossary. It panics where the text is none: it is part of the program.
func parse(name, text string, base *Glossary) *Glossary {
	g := &Glossary{name: name, base: base, concepts: map[string]*concept{}}
	var current *concept
	source := ""
	for n, line := range strings.Split(text, "\n") {
		head, isTerm := strings.CutPrefix(line, "[")
		from, isSource := strings.CutPrefix(line, "from ")
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case strings.Contains(line, "\t"):
			fields := strings.Split(line, "\t")
			if current == nil || source == "" {
				panic(fmt.Sprintf("%s:%d: an entry without a concept or a source", name, n+1))
			}
			current.entries = append(current.entries, entry{fields[0], source, fields[1:]})
		case isTerm && strings.Contains(head, "] "):
			id, meaning, _ := strings.Cut(head, "] ")
			if g.concepts[id] != nil {
				panic(fmt.Sprintf("%s:%d: the concept %s comes twice", name, n+1, id))
			}
			current, source = &concept{meaning: meaning}, ""
			g.concepts[id], g.order = current, append(g.order, id)
		case isSource:
			source = from
		default:
			panic(fmt.Sprintf("%s:%d: neither a concept nor a source nor an entry with an example: %q", name, n+1, line))
		}
	}
	return g
}

// Pattern finds a concept. It panics where there is no such concept, so it belongs at the top of a file.
func (g *Glossary) Pattern(id string) *Pattern {
	g.find(id)
	return NewPattern(func() string { return g.expression(id) })
}

// Says makes of a concept a question: whether a text fits it, as it is folded for the patterns. Like Pattern it belongs at
// the top of a file.
func (g *Glossary) Says(id string, fold func(string) string) func(text string) bool {
	p := g.Pattern(id)
	return func(text string) bool { return p.MatchString(fold(text)) }
}

// AsPrinted folds nothing.
func AsPrinted(text string) string { return text }

// expression is the union of a concept's patterns; the first that fits counts.
func (g *Glossary) expression(id string) string {
	if known, ok := g.unions.Load(id); ok {
		return known.(string)
	}
	t := g.find(id)
	all := make([]string, len(t.entries))
	for i, e := range t.entries {
		all[i] = g.expand(e.pattern)
	}
	union := strings.Join(all, "|")
	g.unions.Store(id, union)
	return union
}

// find is a concept of this glossary or, if it has none of this name, of its base.
func (g *Glossary) find(id string) *concept {
	if t := g.concepts[id]; t != nil {
		return t
	}
	if g.base == nil {
		panic(fmt.Sprintf("%s: there is no concept %s", g.name, id))
	}
	return g.base.find(id)
}

var reference = regexp.MustCompile(`\{[a-z][a-z0-9.-]*\}`)

// expand puts the patterns of other concepts in the place of their names.
func (g *Glossary) expand(pattern string) string {
	return reference.ReplaceAllStringFunc(pattern, func(r string) string {
		return "(?:" + g.expression(r[1:len(r)-1]) + ")"
	})
}

// Words are the patterns of a concept as they stand in the text, for concepts that are plain words. Like Pattern
// it belongs at the top of a file.
func (g *Glossary) Words(id string) []string {
	var out []string
	for _, e := range g.find(id).entries {
		out = append(out, e.pattern)
	}
	return out
}

// Under are the concepts whose names begin with a prefix and a point, without these, in their order.
func (g *Glossary) Under(prefix string) []string {
	var out []string
	for _, id := range g.order {
		if rest, ok := strings.CutPrefix(id, prefix+"."); ok {
			out = append(out, rest)
		}
	}
	return out
}

// Faults are the examples that do not hold, for tests.
func (g *Glossary) Faults() []string {
	var out []string
	for _, id := range g.order {
		whole := g.Pattern(id)
		if g.takesApart(g.concepts[id]) {
			out = append(out, fmt.Sprintf("%s: [%s]: where an entry takes out several things there may be no other that takes out one: put what they have in common into one pattern", g.name, id))
		}
		for _, e := range g.concepts[id].entries {
			for _, fault := range e.faults(NewPattern(func() string { return g.expand(e.pattern) }), whole) {
				out = append(out, fmt.Sprintf("%s: [%s] %s: %s", g.name, id, e.pattern, fault))
			}
		}
	}
	return out
}

func (e entry) faults(own, whole *Pattern) []string {
	var out []string
	if !slices.ContainsFunc(e.examples, func(x string) bool { return x != "" && x[0] != '!' }) {
		out = append(out, "it has no example")
	}
	for _, x := range e.examples {
		text, part, capturing := strings.Cut(strings.TrimPrefix(x, `""`), " => ")
		switch not, isCounter := strings.CutPrefix(text, "!"); {
		case x == "":
			out = append(out, "an example is empty")
		case isCounter && whole.MatchString(not):
			out = append(out, fmt.Sprintf("%q is found, and may not be", not))
		case !isCounter && !own.MatchString(text):
			out = append(out, fmt.Sprintf("%q is not found", text))
		case capturing:
			if taken, _ := Taken(own, text); taken != part {
				out = append(out, fmt.Sprintf("of %q it finds %q, not %q", text, taken, part))
			}
		}
	}
	return out
}

// takesApart says whether more than one entry takes something out of a text and one of them takes out several
// things: then nobody could tell which of a pattern's groups is which.
func (g *Glossary) takesApart(c *concept) bool {
	taking, most := 0, 0
	for _, e := range c.entries {
		n := regexp.MustCompile(g.expand(e.pattern)).NumSubexp()
		most = max(most, n)
		if n > 0 {
			taking++
		}
	}
	return taking > 1 && most > 1
}

// Taken is what a concept's pattern takes out of a text, by whichever entry: what the first group that holds
// anything finds. It is not found where the pattern is not.
func Taken(pattern *Pattern, text string) (taken string, found bool) {
	m := pattern.FindStringSubmatch(text)
	return firstGroup(m), m != nil
}

// TakenAll is what a concept's pattern takes out of a text, each time that it is found.
func TakenAll(pattern *Pattern, text string) []string {
	var out []string
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		out = append(out, firstGroup(m))
	}
	return out
}

func firstGroup(groups []string) string {
	for i, g := range groups {
		if i > 0 && g != "" {
			return g
		}
	}
	return ""
}
