package commands

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
	"golang.org/x/text/width"
)

// Widths of output in columns, where the terminal does not say.
const (
	usualWidth   = 100
	minimumWidth = 20
)

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// terminalWidth is how many columns there are to write in.
func terminalWidth(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil {
			return max(columns, minimumWidth)
		}
	}
	return usualWidth
}

// listingWidth is how wide a listing may be: where no person reads it, nothing of it is cut.
func listingWidth(w io.Writer) int {
	if !isTerminal(w) {
		return math.MaxInt
	}
	return terminalWidth(w)
}

// A palette puts colour to text, or does not.
type palette bool

// colours says whether w shall be written in colour: a terminal that can, and nobody asked not to
// (https://no-color.org).
func colours(w io.Writer) palette {
	return palette(isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb")
}

func (p palette) paint(code, s string) string {
	if !p || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p palette) bold(s string) string   { return p.paint("1", s) }
func (p palette) faint(s string) string  { return p.paint("2", s) }
func (p palette) red(s string) string    { return p.paint("31", s) }
func (p palette) green(s string) string  { return p.paint("32", s) }
func (p palette) yellow(s string) string { return p.paint("33", s) }

// runeWidth is how many columns a terminal gives a character: two for Chinese ones.
func runeWidth(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

func textWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// pad fills s with spaces up to a width; to the left of it if right is set.
func pad(s string, width int, right bool) string {
	space := strings.Repeat(" ", max(0, width-textWidth(s)))
	if right {
		return space + s
	}
	return s + space
}

// cutWidth shortens s to a width, with an ellipsis where something is missing.
func cutWidth(s string, width int) string {
	if textWidth(s) <= width {
		return s
	}
	n := 0
	for i, r := range s {
		if n += runeWidth(r); n > width-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// visible shows as codes what in printed text would move a terminal's cursor, change its state or turn the direction of what
// follows: names of files can hold anything. What is white space is a space.
func visible(s string) string {
	if !strings.ContainsFunc(s, hidden) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) && unicode.IsControl(r):
			b.WriteByte(' ')
		case r < 0x100 && hidden(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case hidden(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hidden says that a character has no look of its own and changes that of others.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == 0x2028 || r == 0x2029
}

// wrap breaks text into lines of a width, between words or Chinese characters.
func wrap(s string, width int) []string {
	var lines []string
	for textWidth(s) > width {
		at := breakAt(s, width)
		lines = append(lines, strings.TrimRight(s[:at], " "))
		s = strings.TrimLeft(s[at:], " ")
	}
	return append(lines, s)
}

// breakAt is where the first line of a text ends: at the last place within the width where one word
// ends, or in the middle of a word that is too long.
func breakAt(s string, width int) int {
	n, best, last := 0, 0, ' '
	for i, r := range s {
		if i > 0 && (r == ' ' || runeWidth(last) == 2 && !unicode.IsPunct(r) && !unicode.In(last, unicode.Ps, unicode.Pi)) {
			best = i
		}
		if n += runeWidth(r); n > width {
			if best == 0 {
				best = max(i, utf8.RuneLen(r))
			}
			return best
		}
		last = r
	}
	return len(s)
}

// harmless is a terminal to which what a document holds is written: nothing of it moves the cursor or changes what follows.
type harmless struct{ io.Writer }

func (h harmless) Write(text []byte) (int, error) {
	var b bytes.Buffer
	for i, line := range bytes.Split(text, []byte("\n")) {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(visible(string(line)))
	}
	_, err := h.Writer.Write(b.Bytes())
	return len(text), err
}
