package page

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
)

// A Layer is something of a page that can be drawn.
type Layer string

// The layers of a page that WriteSVG draws.
const (
	Runs    Layer = "runs"    // text where it stands, each run in its box
	Rulings Layer = "rulings" // rulings, fills and images
)

// WriteSVG draws layers of the page in points, its origin top left, for a person to compare with
// the page itself. Rulings are red, dashed ones broken, white ones blue; runs are framed green, those
// that cannot be seen grey, page furniture orange.
func (p Page) WriteSVG(w io.Writer, layers ...Layer) error {
	d := drawing{bufio.NewWriter(w)}
	fmt.Fprintf(d, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.2fpt\" height=\"%.2fpt\" viewBox=\"0 0 %.2f %.2f\">\n",
		p.Width, p.Height, p.Width, p.Height)
	d.rect(Box{0, 0, p.Width, p.Height}, `fill="white" stroke="#ccc" stroke-width="0.5"`)
	for _, l := range layers {
		switch l {
		case Rulings:
			d.rulings(p)
		case Runs:
			d.runs(p)
		}
	}
	fmt.Fprintln(d, "</svg>")
	return d.Flush()
}

// A drawing is an SVG file being written.
type drawing struct{ *bufio.Writer }

func (d drawing) rect(b Box, style string) {
	fmt.Fprintf(d, "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" %s/>\n", b.X0, b.Y0, b.Width(), b.Height(), style)
}

func (d drawing) rulings(p Page) {
	for _, f := range p.Fills {
		d.rect(f.Box, fmt.Sprintf(`fill="#%06x" fill-opacity="0.5"`, uint32(f.Color)))
	}
	for _, i := range p.Images {
		d.rect(i.Box, `fill="#9c9" fill-opacity="0.3" stroke="#484" stroke-width="0.5"`)
	}
	for _, r := range p.Rulings {
		color, dash := "red", ""
		if r.Color.Luma() > 0.95 {
			color = "blue"
		}
		if r.Dashed {
			dash = ` stroke-dasharray="3 2"`
		}
		fmt.Fprintf(d, "<line x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" stroke=\"%s\" stroke-width=\"%.2f\"%s/>\n",
			r.From.X, r.From.Y, r.To.X, r.To.Y, color, max(r.Width, 0.4), dash)
	}
}

func (d drawing) runs(p Page) {
	for _, r := range p.Runs {
		frame := "#2a2"
		switch {
		case r.Invisible:
			frame = "#999"
		case r.Artifact:
			frame = "#e80"
		}
		d.rect(r.Box, `fill="none" stroke-width="0.2" stroke="`+frame+`"`)
		d.text(r)
	}
}

func (d drawing) text(r Run) {
	weight := ""
	if r.Bold {
		weight = ` font-weight="bold"`
	}
	length := r.Box.Width()
	if r.Angle%180 == 90 {
		length = r.Box.Height()
	}
	if r.Vertical {
		weight += ` writing-mode="vertical-rl"`
	} else if len(r.Glyphs) > 1 && length > 0 {
		weight += fmt.Sprintf(` textLength="%.2f" lengthAdjust="spacingAndGlyphs"`, length)
	}
	fmt.Fprintf(d, "<text x=\"%.2f\" y=\"%.2f\" font-size=\"%.2f\"%s transform=\"rotate(%d %.2f %.2f)\" xml:space=\"preserve\">",
		r.Origin.X, r.Origin.Y, r.Size, weight, r.Angle, r.Origin.X, r.Origin.Y)
	xml.EscapeText(d, []byte(r.Text))
	fmt.Fprintln(d, "</text>")
}
