// Package draw draws what was read from a page over the page itself, as an SVG picture.
package draw

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
)

// A Layer is one kind of marks, drawn in one colour unless a mark has its own.
type Layer struct {
	Name  string
	Title string // what the legend calls it
	Color page.Color
	Marks []Mark
}

// A Mark is one thing to show: a box, a line where the box has no width or no height, a point where it
// has neither.
type Mark struct {
	Box    page.Box
	Color  page.Color // 0 is the layer's
	Filled bool       // tinted, not only framed
	Note   string     // shown when pointed at
}

// Measures of the drawing, points.
const (
	legendHeight = 18
	frameWidth   = 0.8
	lineWidth    = 1.2
	pointRadius  = 1.8
)

// Colours of the page below the marks: as pale as can be read.
const (
	paper  page.Color = 0xFFFFFF
	ink    page.Color = 0x9A9A9A
	shadow page.Color = 0xF0F0F0
	rule   page.Color = 0xD0D0D0
)

// SVG draws the page in grey and the layers over it, in their order. One unit is one point.
func SVG(w io.Writer, p *page.Page, layers []Layer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" font-family="Noto Sans CJK SC, Microsoft YaHei, sans-serif">`+"\n",
		number(p.Width), number(p.Height+legendHeight))
	fmt.Fprintf(out, `<rect width="%s" height="%s" fill="%s"/>`+"\n", number(p.Width), number(p.Height+legendHeight), hex(paper))
	background(out, p)
	for _, l := range layers {
		layer(out, l)
	}
	legend(out, p, layers)
	out.WriteString("</svg>\n")
	return out.Flush()
}

// background draws what the page prints.
func background(out *bufio.Writer, p *page.Page) {
	out.WriteString(`<g id="page">` + "\n")
	for _, f := range p.Fills {
		if f.Color.Luma() < 1 {
			fmt.Fprintf(out, `<rect %s fill="%s"/>`+"\n", position(f.Box), hex(shadow))
		}
	}
	for _, r := range p.Rulings {
		fmt.Fprintf(out, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="0.5"/>`+"\n",
			number(r.From.X), number(r.From.Y), number(r.To.X), number(r.To.Y), hex(rule))
	}
	for _, r := range p.Runs {
		if !r.Invisible && strings.TrimSpace(r.Text) != "" {
			run(out, r)
		}
	}
	out.WriteString("</g>\n")
}

// run draws a run of text, stretched to the width it has on the page.
func run(out *bufio.Writer, r page.Run) {
	x, y, length := r.Box.X0, r.Box.Y1-0.2*r.Box.Height(), r.Box.Width()
	turn := ""
	if r.Angle != 0 && !r.Vertical {
		x, y = r.Origin.X, r.Origin.Y
		if r.Angle%180 != 0 {
			length = r.Box.Height()
		}
		turn = fmt.Sprintf(` transform="rotate(%d %s %s)"`, r.Angle, number(x), number(y))
	}
	fmt.Fprintf(out, `<text x="%s" y="%s" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs" fill="%s"%s>%s</text>`+"\n",
		number(x), number(y), number(r.Size), number(length), hex(ink), turn, escape(r.Text))
}

func layer(out *bufio.Writer, l Layer) {
	fmt.Fprintf(out, `<g id="%s">`+"\n", escape(l.Name))
	for _, m := range l.Marks {
		color := l.Color
		if m.Color != 0 {
			color = m.Color
		}
		mark(out, m, hex(color))
	}
	out.WriteString("</g>\n")
}

func mark(out *bufio.Writer, m Mark, color string) {
	note := ""
	if m.Note != "" {
		note = "<title>" + escape(m.Note) + "</title>"
	}
	if m.Box.Width() == 0 && m.Box.Height() == 0 {
		fmt.Fprintf(out, `<circle cx="%s" cy="%s" r="%v" fill="%s">%s</circle>`+"\n", number(m.Box.X0), number(m.Box.Y0), pointRadius, color, note)
		return
	}
	if m.Box.Empty() {
		fmt.Fprintf(out, `<line x1="%s" y1="%s" x2="%s" y2="%s" stroke="%s" stroke-width="%v">%s</line>`+"\n",
			number(m.Box.X0), number(m.Box.Y0), number(m.Box.X1), number(m.Box.Y1), color, lineWidth, note)
		return
	}
	inside := `fill="none" pointer-events="all"`
	if m.Filled {
		inside = `fill="` + color + `" fill-opacity="0.18"`
	}
	fmt.Fprintf(out, `<rect %s %s stroke="%s" stroke-width="%v">%s</rect>`+"\n", position(m.Box), inside, color, frameWidth, note)
}

// legend names the layers below the page.
func legend(out *bufio.Writer, p *page.Page, layers []Layer) {
	out.WriteString(`<g id="legend" font-size="9">` + "\n")
	x := 8.0
	for _, l := range layers {
		text := fmt.Sprintf("%s (%d)", l.Title, len(l.Marks))
		fmt.Fprintf(out, `<rect x="%s" y="%s" width="8" height="8" fill="%s"/><text x="%s" y="%s">%s</text>`+"\n",
			number(x), number(p.Height+5), hex(l.Color), number(x+12), number(p.Height+12.5), escape(text))
		x += 30 + 5*float64(len(text))
	}
	out.WriteString("</g>\n")
}

func position(b page.Box) string {
	return fmt.Sprintf(`x="%s" y="%s" width="%s" height="%s"`, number(b.X0), number(b.Y0), number(b.Width()), number(b.Height()))
}

func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

func hex(c page.Color) string { return fmt.Sprintf("#%06X", uint32(c)) }

// escape makes text safe inside XML, which has no place for control characters.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return html.EscapeString(s)
}
