package page

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

func TestWriteSVG(t *testing.T) {
	p := Page{Width: 100, Height: 50, Source: Text,
		Runs:    []Run{{Text: "a<b&\x01", Box: Box{1, 2, 3, 4}, Size: 10}},
		Rulings: []Ruling{{From: Point{0, 9}, To: Point{90, 9}, Width: 1, Dashed: true}},
		Fills:   []Fill{{Box: Box{5, 5, 9, 9}, Color: 0xeeeeee}}}
	tests := []struct {
		layers   []Layer
		has, not string
	}{
		{[]Layer{Runs}, "a&lt;b&amp;", "<line"},
		{[]Layer{Rulings}, "<line x1=\"0.00\" y1=\"9.00\" x2=\"90.00\"", "<text"},
	}
	for _, tt := range tests {
		var b strings.Builder
		if err := p.WriteSVG(&b, tt.layers...); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), tt.has) || strings.Contains(b.String(), tt.not) {
			t.Errorf("%v: want %s and not %s in\n%s", tt.layers, tt.has, tt.not, b.String())
		}
		for d := xml.NewDecoder(strings.NewReader(b.String())); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
	}
}
