// Package render prints tables as they were laid out, without any meaning given to them: as JSON for
// programs, and as CSV, HTML, Markdown and plain text for people.
package render

import (
	"bufio"
	"html"
	"io"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/extract/layout"
)

// File prints the tables of one file by itself, for a Printer that has it between others: making it takes most of the work, and
// can be done where the file is read. several says whether more than one is printed: as JSON each is then one line that names it,
// as HTML and Markdown each has a heading.
func File(w io.Writer, format Format, several bool, name string, tables []layout.Table) error {
	p := filePrinter{bufio.NewWriter(w), format, several}
	p.heading(name)
	switch format {
	case JSON:
		if err := p.json(name, tables); err != nil {
			return err
		}
	case CSV:
		p.csv(tables)
	case HTML:
		for i := range tables {
			htmlTable(p.out, &tables[i])
		}
	case Markdown:
		p.markdown(tables)
	}
	return p.out.Flush()
}

// NewPrinter begins to print.
func NewPrinter(w io.Writer, format Format) *Printer {
	p := &Printer{out: bufio.NewWriter(w), format: format}
	if format == HTML {
		p.out.WriteString(htmlHead)
	}
	return p
}

// File prints what the function File made of one file.
func (p *Printer) File(made []byte) error {
	if p.printed > 0 && p.format != JSON {
		p.out.WriteString(lineEnd[p.format])
	}
	p.printed++
	p.out.Write(made)
	return p.out.Flush()
}

func (p *filePrinter) heading(name string) {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' ' // it would move a terminal's cursor
		}
		return r
	}, name)
	switch {
	case p.several && p.format == HTML:
		p.out.WriteString("<h1>" + html.EscapeString(name) + "</h1>\n")
	case p.several && p.format == Markdown:
		p.out.WriteString("# " + markdownText(name) + "\n\n")
	}
}

// lineEnd is what ends a line.
var lineEnd = map[Format]string{CSV: "\r\n", HTML: "\n", Markdown: "\n"}

// Close ends what is printed. It does not close the writer below.
func (p *Printer) Close() error {
	if p.format == HTML {
		p.out.WriteString("</body>\n</html>\n")
	}
	return p.out.Flush()
}
