// Package sample prints small documents in the form of Chinese budget disclosures from readable text, for tests. A
// fault that was seen in a real disclosure is told by a page of text that anybody can write in a few minutes;
// testdata/cases/README.md describes the form.
//
// One font is used, which is not embedded: full-width characters are one em wide and all others half an em. The same
// text always gives the same bytes. Lengths are points, and positions are counted from the upper left corner of the page.
package sample

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// A4, and what stands on a page unless its text says otherwise.
const (
	short, long = 595.0, 842.0
	margin      = 45.0
	top         = 60.0
)

// A style is the look of lines of text.
type style struct {
	size   float64 // of the characters
	align  string  // l, c or r
	line   float64 // from one line to the next
	indent float64 // of the first line
	after  float64 // room below
}

// styles are the key words that print lines of text.
var styles = map[string]style{
	"cover": {size: 20, align: "c", line: 30, after: 24},
	"title": {size: 14, align: "c", line: 24, after: 6},
	"unit":  {size: 9.5, align: "r", line: 15, after: 1},
	"over":  {size: 9.5, line: 15, after: 1},
	"part":  {size: 12, line: 22, after: 4},
	"head":  {size: 12, line: 22},
	"text":  {size: 10.5, line: 18, indent: 21},
	"note":  {size: 9, line: 15, indent: 18, after: 4},
}

type printer struct {
	files    fs.FS
	pages    []*ink
	y        float64 // below which the next thing stands
	table    *table  // whose rows are being read; nil: none
	expected []string
	printed  bool // the lines that follow are those of what must come out
}

// another is the line behind which a file goes on with another document.
const another = "another document"

// Names are those of the documents in the files of a folder: NAME of the first in NAME.txt, and NAME-2 of the second.
func Names(files fs.FS) ([]string, error) {
	paths, err := fs.Glob(files, "*.txt")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, path := range paths {
		data, err := fs.ReadFile(files, path)
		if err != nil {
			return nil, err
		}
		name := strings.TrimSuffix(path, ".txt")
		names = append(names, name)
		for n := range strings.Count(string(data), "\n"+another+"\n") {
			names = append(names, fmt.Sprintf("%s-%d", name, n+2))
		}
	}
	return names, nil
}

// Print prints the document NAME as a PDF, which is the first of the file NAME.txt; NAME-2 is the second. What a line "use PART" names is in
// parts/PART.txt. It gives the lines behind "must come out" as they are. The error names the line that cannot be understood or does not fit
// its page.
func Print(files fs.FS, name string) (pdf []byte, expected []string, err error) {
	p := &printer{files: files}
	file, n := name, 1
	if _, err := fs.Stat(files, name+".txt"); err != nil {
		if i := strings.LastIndexByte(name, '-'); i > 0 {
			if k, err := strconv.Atoi(name[i+1:]); err == nil {
				file, n = name[:i], k
			}
		}
	}
	if err := p.file(file+".txt", n); err != nil {
		return nil, nil, err
	}
	return assemble(p.pages), p.expected, nil
}

// file prints the document n of a file, counting from 1.
func (p *printer) file(name string, n int) error {
	data, err := fs.ReadFile(p.files, name)
	if err != nil {
		return err
	}
	documents := strings.Split(string(data), "\n"+another+"\n")
	if n < 1 || n > len(documents) {
		return fmt.Errorf("%s has no document %d", name, n)
	}
	before := strings.Count(strings.Join(documents[:n-1], "\n\n"), "\n")
	if n > 1 {
		before += 2
	}
	// The empty line behind the last one ends a table.
	for i, line := range strings.Split(documents[n-1]+"\n", "\n") {
		i += before
		if err := p.read(strings.TrimRight(line, " \t\r")); err != nil {
			return fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
		if n := len(p.pages); n > 0 && p.y > p.pages[n-1].height {
			return fmt.Errorf("%s:%d: %.0f points of a page of %.0f are full", name, i+1, p.y, p.pages[n-1].height)
		}
	}
	return nil
}

// page is the one that is being printed.
func (p *printer) page() *ink {
	if len(p.pages) == 0 {
		p.turn(&ink{width: short, height: long})
	}
	return p.pages[len(p.pages)-1]
}

// turn begins a page.
func (p *printer) turn(page *ink) {
	page.op("w", 0.75)
	p.pages, p.y = append(p.pages, page), top
}

func (p *printer) read(line string) error {
	if row, ok := strings.CutPrefix(line, "|"); ok && !p.printed {
		return p.row(row)
	}
	p.endTable()
	switch {
	case line == "" || line[0] == '#':
		return nil
	case p.printed:
		p.expected = append(p.expected, line)
		return nil
	case line == "must come out":
		p.printed = true
		return nil
	}
	head, text, _ := strings.Cut(line, ":")
	words := strings.Fields(head)
	if len(words) == 0 {
		return fmt.Errorf("no key word: %q", line)
	}
	return p.block(words[0], words[1:], strings.TrimPrefix(text, " "))
}

// block prints what a key word says.
func (p *printer) block(word string, options []string, text string) error {
	switch word {
	case "use":
		return p.file("parts/"+strings.Join(options, " ")+".txt", 1)
	case "page", "page-landscape", "page-outlines":
		page := &ink{width: short, height: long, outlines: word == "page-outlines"}
		if word == "page-landscape" {
			page.width, page.height = long, short
		}
		p.turn(page)
		return numbers(options, nil, nil)
	case "gap", "to":
		if p.page(); word == "to" {
			p.y = 0
		}
		return numbers(strings.Fields(text), nil, func(v float64) { p.y += v })
	case "at":
		size, place := 9.5, []float64{}
		err := numbers(options, map[string]any{"size": &size}, func(v float64) { place = append(place, v) })
		if len(place) != 2 {
			return fmt.Errorf("at takes two numbers")
		}
		p.page().line(place[0], place[1], size, wrap(text, size, long, 0)[0])
		return err
	case "table":
		t := newTable(p.page().width)
		p.table = t
		return numbers(options, t.options(), func(v float64) { t.widths = append(t.widths, v) })
	}
	s, ok := styles[word]
	if !ok {
		return fmt.Errorf("unknown key word %q", word)
	}
	err := numbers(options, map[string]any{"size": &s.size, "align": &s.align, "line": &s.line, "indent": &s.indent, "after": &s.after}, nil)
	p.lines(s, text)
	return err
}

// numbers reads options: numbers alone, and name=value for the names that have a place for it, a *float64 or a *string.
func numbers(options []string, named map[string]any, alone func(float64)) error {
	for _, o := range options {
		name, value, ok := strings.Cut(o, "=")
		if !ok {
			name, value = "", o
		}
		v, err := strconv.ParseFloat(value, 64)
		switch place := named[name].(type) {
		case *string:
			*place, err = value, nil
		case *float64:
			*place = v
		default:
			if ok || alone == nil || err != nil {
				return fmt.Errorf("unknown option %q", o)
			}
			alone(v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lines prints a paragraph.
func (p *printer) lines(s style, text string) {
	page, indent := p.page(), s.indent
	for _, line := range wrap(text, s.size, page.width-2*margin, indent) {
		room := page.width - 2*margin - indent - length(line)
		page.line(margin+indent+aligned(s.align, room), p.y+s.line/2, s.size, line)
		p.y += s.line
		indent = 0
	}
	p.y += s.after
}

// row reads a row of the table above it, or a mark between two: "|-" ends the head, "|~" stands for a ruling that is
// missing, "|=" is the end of the page.
func (p *printer) row(text string) error {
	t := p.table
	switch {
	case t == nil:
		return fmt.Errorf("a row without a table")
	case text == "-":
		t.head = len(t.rows)
	case text == "~":
		t.unruled = append(t.unruled, len(t.rows))
	case text == "=":
		p.endTable()
		page := p.page()
		p.turn(&ink{width: page.width, height: page.height, outlines: page.outlines})
		next := *t
		next.head, next.rows, next.cells, next.unruled, next.fill = 0, nil, nil, nil, ""
		p.table = &next
	default:
		return t.add(strings.Split(text, "|"))
	}
	return nil
}

// endTable prints the table whose rows were read.
func (p *printer) endTable() {
	if p.table != nil {
		p.y = p.table.print(p.page(), p.y) + 14
		p.table = nil
	}
}
