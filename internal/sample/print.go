package sample

import "fmt"

// Print prints a document as a PDF. The error is that something does not fit its page.
func Print(doc Document) ([]byte, error) {
	var contents [][]byte
	for i, p := range doc.Pages {
		k := &ink{height: p.Height, outlines: p.Outlines}
		k.op("w", 0.75)
		if y := p.print(k); y > p.Height {
			return nil, fmt.Errorf("page %d: what it prints needs %.0f points and the page has %.0f", i+1, y, p.Height)
		}
		contents = append(contents, k.Bytes())
	}
	return assemble(doc.Pages, contents), nil
}

// print prints the blocks and gives how far down they reach.
func (p *Page) print(k *ink) float64 {
	y, lowest := top, top
	for _, b := range p.Blocks {
		switch b.Kind {
		case Lines:
			y = b.print(k, p.Width, y)
		case Placed:
			k.line(b.X, b.Y, b.Size, wrap(b.Text, b.Size, p.Width, 0)[0])
		case Gap:
			y += b.Y
		case To:
			y = b.Y
		case Grid:
			y = b.Table.print(k, p.Width, y)
		}
		lowest = max(lowest, y)
		y += b.After
	}
	return lowest
}

func (b *Block) print(k *ink, page, y float64) float64 {
	width := page - 2*margin
	indent := b.Indent
	for _, line := range wrap(b.Text, b.Size, width, b.Indent) {
		x := margin + indent + aligned(b.Align, width-indent-length(line))
		k.line(x, y+b.Line/2, b.Size, line)
		y += b.Line
		indent = 0
	}
	return y
}

// aligned is how much of the free room is left of a line.
func aligned(align byte, free float64) float64 {
	switch align {
	case 'c':
		return free / 2
	case 'r':
		return free
	}
	return 0
}
