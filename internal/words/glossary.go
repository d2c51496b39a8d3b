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
//
// It is taken apart when a pattern of it is first needed: every process has all glossaries, and needs few.
type Glossary struct {
	name   string
	text   string
	base   *Glossary // whose concepts serve too; nil for none
	mu     sync.Mutex
	asked  []string // the concepts of the patterns that were made, up to then
	parsed func() *parsed
	unions sync.Map // by the name of a concept, its expression: others hold it, and they others
}

// parsed are the concepts of a glossary, and their names in the order of the text.
type parsed struct {
	concepts map[string]*concept
	order    []string
}

type concept struct {
	meaning string
	entries []entry
}

type entry struct {
	pattern  string
	source   string
	examples string // parted by tabs
}

func newGlossary(name, text string, base *Glossary) *Glossary {
	g := &Glossary{name: name, text: text, base: base}
	g.parsed = sync.OnceValue(g.parse)
	return g
}

// parse takes the text apart. It panics where that is no glossary, or lacks a concept that was asked for: it is part of the program.
func (g *Glossary) parse() *parsed {
	p := &parsed{concepts: map[string]*concept{}}
	var current *concept
	source, n := "", 0
	for line := range strings.SplitSeq(g.text, "\n") {
		n++
		id, meaning, isTerm := headOf(line)
		from, isSource := strings.CutPrefix(line, "from ")
		pattern, examples, isEntry := strings.Cut(line, "\t")
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case isEntry:
			if current == nil || source == "" {
				panic(fmt.Sprintf("%s:%d: an entry without a concept or a source", g.name, n))
			}
			current.entries = append(current.entries, entry{pattern, source, examples})
		case isTerm:
			if p.concepts[id] != nil {
				panic(fmt.Sprintf("%s:%d: the concept %s comes twice", g.name, n, id))
			}
			current, source = &concept{meaning: meaning}, ""
			p.concepts[id], p.order = current, append(p.order, id)
		case isSource:
			source = from
		default:
			panic(fmt.Sprintf("%s:%d: neither a concept nor a source nor an entry with an example: %q", g.name, n, line))
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, id := range g.asked {
		if p.concepts[id] == nil {
			g.inBase(id)
		}
	}
	g.asked = nil
	return p
}

// headOf is what the line says that begins a concept: its name and its meaning.
func headOf(line string) (id, meaning string, ok bool) {
	if !strings.HasPrefix(line, "[") || strings.Contains(line, "\t") {
		return "", "", false
	}
	return strings.Cut(line[1:], "] ")
}

// Pattern finds a concept. The first that is needed of a glossary's patterns panics where there is no such concept, so it belongs at the
// top of a file.
func (g *Glossary) Pattern(id string) *Pattern {
	g.mu.Lock()
	g.asked = append(g.asked, id)
	g.mu.Unlock()
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
	if t := g.parsed().concepts[id]; t != nil {
		return t
	}
	return g.inBase(id)
}

func (g *Glossary) inBase(id string) *concept {
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

// Words are the patterns of a concept as they stand in the text, for concepts that are plain words. It panics where there is no such
// concept. Like Pattern it belongs at the top of a file, and so takes nothing else of the glossary apart.
func (g *Glossary) Words(id string) []string {
	var out []string
	found := false
	for line := range strings.SplitSeq(g.text, "\n") {
		if name, _, isHead := headOf(line); isHead {
			if found {
				break
			}
			found = name == id
		} else if pattern, _, isEntry := strings.Cut(line, "\t"); found && isEntry {
			out = append(out, pattern)
		}
	}
	if !found {
		panic(fmt.Sprintf("%s: there is no concept %s", g.name, id))
	}
	return out
}

// Under are the concepts whose names begin with a prefix and a point, without these, in their order.
func (g *Glossary) Under(prefix string) []string {
	var out []string
	for line := range strings.SplitSeq(g.text, "\n") {
		id, _, isHead := headOf(line)
		if rest, ok := strings.CutPrefix(id, prefix); isHead && ok && strings.HasPrefix(rest, ".") {
			out = append(out, rest[1:])
		}
	}
	return out
}

// Faults are the examples that do not hold, for tests.
func (g *Glossary) Faults() []string {
	var out []string
	for _, id := range g.parsed().order {
		whole := g.Pattern(id)
		c := g.find(id)
		if g.takesApart(c) {
			out = append(out, fmt.Sprintf("%s: [%s]: where an entry takes out several things there may be no other that takes out one: put what they have in common into one pattern", g.name, id))
		}
		for _, e := range c.entries {
			for _, fault := range e.faults(NewPattern(func() string { return g.expand(e.pattern) }), whole) {
				out = append(out, fmt.Sprintf("%s: [%s] %s: %s", g.name, id, e.pattern, fault))
			}
		}
	}
	return out
}

func (e entry) faults(own, whole *Pattern) []string {
	var out []string
	examples := strings.Split(e.examples, "\t")
	if !slices.ContainsFunc(examples, func(x string) bool { return x != "" && x[0] != '!' }) {
		out = append(out, "it has no example")
	}
	for _, x := range examples {
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
