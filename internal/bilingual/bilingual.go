// Package bilingual holds what the program says in English and in Chinese: sentences with named places, as data.
package bilingual

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// A Language is one that the program speaks.
type Language string

const (
	English Language = "en"
	Chinese Language = "zh"
)

// A Sentence is one text in both languages.
type Sentence struct {
	Message   string // in English
	MessageZh string // in Chinese
}

// In is the sentence in a language.
func (s Sentence) In(l Language) string {
	if l == Chinese {
		return s.MessageZh
	}
	return s.Message
}

// Same is what is printed, and so the same in both languages.
func Same(text string) Sentence { return Sentence{text, text} }

// Join puts sentences one after the other.
func Join(list []Sentence, english, chinese string) Sentence {
	var out Sentence
	for i, s := range list {
		if i > 0 {
			out.Message, out.MessageZh = out.Message+english, out.MessageZh+chinese
		}
		out.Message, out.MessageZh = out.Message+s.Message, out.MessageZh+s.MessageZh
	}
	return out
}

// Phrases are the wordings of one part of the program by their keys.
type Phrases struct{ byKey func() map[string]*phrase }

// A phrase is one wording in both languages, the English one first. Its places are filled in the order in which that names them.
type phrase struct{ wordings [2][]segment }

// A segment is text, or the name of a place and the number of its argument.
type segment struct {
	text  string
	place int // -1 for text
}

// Read reads wordings: a line with the key, then indented the English and the Chinese one; where only one is, the key is
// the English one itself. {name} is a place, \n a new line, (s) the ending of what the number before it counts. They are part of the program, so it panics where they are not
// written so. That is done when the first is asked for: most runs say none of most parts.
func Read(text string) Phrases {
	return Phrases{sync.OnceValue(func() map[string]*phrase { return read(text) })}
}

func read(text string) map[string]*phrase {
	out := map[string]*phrase{}
	var entry []string
	finish := func() {
		if n := len(entry); n > 0 {
			if out[entry[0]] != nil || n == 1 || n > 3 {
				panic(fmt.Sprintf("%q has %d wordings, or stands twice", entry[0], n-1))
			}
			p := &phrase{}
			p.wordings[0] = p.segments(entry[n-2])
			p.wordings[1] = p.segments(entry[n-1])
			out[entry[0]] = p
		}
	}
	for line := range strings.Lines(text) {
		line = strings.ReplaceAll(strings.TrimSuffix(line, "\n"), `\n`, "\n")
		words, indented := strings.CutPrefix(line, "\t")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case indented:
			entry = append(entry, words)
		default:
			finish()
			entry = []string{line}
		}
	}
	finish()
	return out
}

// segments takes a wording apart.
func (p *phrase) segments(words string) []segment {
	out := []segment{}
	for words != "" {
		text, rest, found := strings.Cut(words, "{")
		if text != "" {
			out = append(out, segment{text, -1})
		}
		name := ""
		if name, words, _ = strings.Cut(rest, "}"); found {
			out = append(out, segment{name, p.place(name, out)})
		}
	}
	return out
}

// place is the number of a place: as in the English wording, otherwise the next one.
func (p *phrase) place(name string, before []segment) int {
	next := 0
	for _, s := range slices.Concat(p.wordings[0], before) {
		if s.text == name && s.place >= 0 {
			return s.place
		}
		next = max(next, s.place+1)
	}
	return next
}

// Places are the names of the places of each key's two wordings, in their order.
func (t Phrases) Places() map[string][2][]string {
	out := map[string][2][]string{}
	for key, p := range t.byKey() {
		var names [2][]string
		for i, w := range p.wordings {
			for _, s := range w {
				if s.place >= 0 && !slices.Contains(names[i], s.text) {
					names[i] = append(names[i], s.text)
				}
			}
		}
		out[key] = names
	}
	return out
}

// Say is a wording with its places filled, in both languages. An argument that is a Sentence is put in by language. That
// keys are there, each with as many arguments as it has places, is what golden.Phrases tests; one that is not is said itself.
func (t Phrases) Say(key string, args ...any) Sentence {
	p := t.byKey()[key]
	if p == nil {
		return Same(key)
	}
	return Sentence{fill(p.wordings[0], args, English), fill(p.wordings[1], args, Chinese)}
}

// inner are the quotation marks of what is quoted itself.
var inner = strings.NewReplacer("“", "‘", "”", "’")

// within is a text as it stands behind what was said before: between quotation marks its own are the inner ones.
func within(before []byte, text string) string {
	if bytes.HasSuffix(before, []byte("“")) {
		return inner.Replace(text)
	}
	return text
}

func fill(segments []segment, args []any, l Language) string {
	b := make([]byte, 0, 512) // longer than most sentences
	plural := "s"
	for _, s := range segments {
		switch {
		case s.place < 0:
			b = append(b, strings.ReplaceAll(s.text, "(s)", plural)...)
			continue
		case s.place >= len(args):
			b = append(b, "{"+s.text+"}"...)
			continue
		}
		switch a := args[s.place].(type) {
		case int:
			if plural = "s"; a == 1 {
				plural = ""
			}
			b = strconv.AppendInt(b, int64(a), 10)
		case Sentence:
			b = append(b, within(b, a.In(l))...)
		case string:
			b = append(b, within(b, oneLine(a))...)
		default:
			b = fmt.Append(b, a)
		}
	}
	return string(b)
}

// oneLine shows what is no character of a line as Go writes it.
func oneLine(s string) string {
	if !strings.ContainsFunc(s, unicode.IsControl) {
		return s
	}
	q := strconv.Quote(s)
	return q[1 : len(q)-1]
}
