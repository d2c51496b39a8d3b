package sample

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// A4, and what stands on a page unless its text says otherwise.
const (
	short, long = 595, 842
	margin      = 45.0
	top         = 60.0
)

// A style is what a key word means: the look of its lines.
var styles = map[string]Block{
	"cover": {Size: 20, Align: 'c', Line: 30, After: 24},
	"title": {Size: 14, Align: 'c', Line: 24, After: 6},
	"unit":  {Size: 9.5, Align: 'r', Line: 15, After: 1},
	"over":  {Size: 9.5, Align: 'l', Line: 15, After: 1},
	"part":  {Size: 12, Align: 'l', Line: 22, After: 4},
	"head":  {Size: 12, Align: 'l', Line: 22, After: 0},
	"text":  {Size: 10.5, Align: 'l', Line: 18, Indent: 21, After: 0},
	"note":  {Size: 9, Align: 'l', Line: 15, Indent: 18, After: 4},
}

// Read reads the document of a file NAME.txt. What a line "use PART" names is in parts/PART.txt.
func Read(files fs.FS, name string) (Document, error) {
	p := parser{files: files}
	if err := p.file(name + ".txt"); err != nil {
		return Document{}, err
	}
	return p.doc, nil
}

type parser struct {
	files    fs.FS
	doc      Document
	expected bool // the lines are those of what must come out
}

func (p *parser) file(name string) error {
	data, err := fs.ReadFile(p.files, name)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(string(data), "\n") {
		if err := p.line(strings.TrimRight(line, " \t\r")); err != nil {
			return fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	return nil
}

func (p *parser) line(line string) error {
	switch {
	case line == "" || strings.HasPrefix(line, "#"):
		return nil
	case line == "must come out":
		p.expected = true
		return nil
	case p.expected:
		p.doc.Expected = append(p.doc.Expected, line)
		return nil
	case strings.HasPrefix(line, "|"):
		return p.row(line[1:])
	}
	head, text, _ := strings.Cut(line, ":")
	words := strings.Fields(head)
	if len(words) == 0 {
		return fmt.Errorf("no key word: %q", line)
	}
	return p.block(words[0], words[1:], strings.TrimPrefix(text, " "))
}

// block reads a line that begins with a key word and its options.
func (p *parser) block(word string, options []string, text string) error {
	switch word {
	case "use":
		if len(options) != 1 {
			return fmt.Errorf("use takes the name of one part")
		}
		return p.file("parts/" + options[0] + ".txt")
	case "page":
		return p.page(options)
	}
	b := Block{Text: text}
	numbers := map[string]*float64{"size": &b.Size, "indent": &b.Indent, "line": &b.Line, "after": &b.After}
	words := map[string]*string{}
	var free []*float64 // what numbers without a name are
	switch style, ok := styles[word]; {
	case ok:
		style.Text = text
		b = style
	case word == "gap":
		b.Kind, free = Gap, []*float64{&b.Y}
	case word == "to":
		b.Kind, free = To, []*float64{&b.Y}
	case word == "at":
		b.Kind, b.Size, free = Placed, 9.5, []*float64{&b.X, &b.Y}
	case word == "table":
		b.Kind, b.Table = Grid, Table{Rules: All, Height: 15, Size: 9.5}
		b.After = 14
		t := &b.Table
		numbers["size"], numbers["height"], numbers["left"], numbers["width"] = &t.Size, &t.Height, &t.Left, &t.Width
		words["align"], words["valign"], words["fill"], words["rules"] = &t.Align, &t.Vertical, &t.Fill, (*string)(&t.Rules)
	default:
		return fmt.Errorf("unknown key word %q", word)
	}
	if b.Kind == Gap || b.Kind == To {
		options = append(options, strings.Fields(text)...)
	}
	if err := p.options(&b, options, numbers, words, free); err != nil {
		return err
	}
	return p.add(b)
}

// options reads name=value pairs, bare words and bare numbers behind a key word.
func (p *parser) options(b *Block, options []string, numbers map[string]*float64, words map[string]*string, free []*float64) error {
	for _, o := range options {
		name, value, named := strings.Cut(o, "=")
		n, err := strconv.ParseFloat(value, 64)
		switch {
		case named && numbers[name] != nil && err == nil:
			*numbers[name] = n
		case named && words[name] != nil:
			*words[name] = value
		case o == "left" || o == "right" || o == "centre":
			b.Align = o[0]
		case o == "bars" && b.Kind == Grid:
			b.Table.Bars = true
		default:
			if n, err = strconv.ParseFloat(o, 64); err != nil {
				return fmt.Errorf("unknown option %q", o)
			}
			switch {
			case b.Kind == Grid:
				b.Table.Widths = append(b.Table.Widths, n)
			case len(free) > 0:
				*free[0] = n
				free = free[1:]
			default:
				return fmt.Errorf("%q says nothing here", o)
			}
		}
	}
	if len(free) > 0 || b.Kind == Grid && len(b.Table.Widths) == 0 {
		return fmt.Errorf("a number is missing")
	}
	return nil
}

func (p *parser) page(options []string) error {
	page := Page{Width: short, Height: long}
	for _, o := range options {
		switch o {
		case "landscape":
			page.Width, page.Height = long, short
		case "outlines":
			page.Outlines = true
		default:
			return fmt.Errorf("unknown option %q", o)
		}
	}
	p.doc.Pages = append(p.doc.Pages, page)
	return nil
}

func (p *parser) add(b Block) error {
	if len(p.doc.Pages) == 0 {
		p.doc.Pages = []Page{{Width: short, Height: long}}
	}
	page := &p.doc.Pages[len(p.doc.Pages)-1]
	page.Blocks = append(page.Blocks, b)
	return nil
}

// row reads a row of the table above it, or a mark between rows: "|-" ends the head, "|~" stands for a ruling
// that is missing, "|=" is the end of the page.
func (p *parser) row(text string) error {
	if len(p.doc.Pages) == 0 {
		return fmt.Errorf("a row without a table")
	}
	page := &p.doc.Pages[len(p.doc.Pages)-1]
	if n := len(page.Blocks); n == 0 || page.Blocks[n-1].Kind != Grid {
		return fmt.Errorf("a row without a table")
	}
	t := &page.Blocks[len(page.Blocks)-1].Table
	switch text {
	case "-":
		t.Head = len(t.Rows)
		return nil
	case "~":
		t.Unruled = append(t.Unruled, len(t.Rows))
		return nil
	case "=":
		return p.over(*page, *t)
	}
	cells := strings.Split(text, "|")
	if len(cells) != len(t.Widths) {
		return fmt.Errorf("%d cells in a table of %d columns", len(cells), len(t.Widths))
	}
	row := make([]Cell, len(cells))
	for i, c := range cells {
		row[i] = cell(strings.Trim(c, " "))
	}
	t.Rows = append(t.Rows, row)
	return nil
}

// over begins the next page and goes on with the table there.
func (p *parser) over(page Page, t Table) error {
	page.Blocks = nil
	t.Head, t.Rows, t.Unruled, t.Fill = 0, nil, nil, ""
	t.Widths = slices.Clone(t.Widths)
	p.doc.Pages = append(p.doc.Pages, page)
	return p.add(Block{Kind: Grid, Table: t, After: 14})
}

// cell reads a cell: "<" and "^" alone join it to its neighbour; before its text "<", ">" and "=" align it, and
// "!" forbids it to wrap.
func cell(text string) Cell {
	switch text {
	case "<":
		return Cell{Left: true}
	case "^":
		return Cell{Above: true}
	}
	var c Cell
	for text != "" {
		i := strings.IndexByte("<>=!", text[0])
		if i < 0 {
			break
		}
		if text = text[1:]; i == 3 {
			c.Single = true
		} else {
			c.Align = "lrc"[i]
		}
	}
	c.Text = text
	return c
}
