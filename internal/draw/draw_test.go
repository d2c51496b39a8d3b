package draw

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

func TestSVG(t *testing.T) {
	p := &page.Page{
		Width: 200, Height: 100,
		Runs:    []page.Run{{Text: "a<b & \x01c", Box: page.Box{X0: 10, Y0: 10, X1: 40, Y1: 20}, Size: 10}, {Text: "hidden", Invisible: true}},
		Rulings: []page.Ruling{{From: page.Point{X: 0, Y: 50}, To: page.Point{X: 100, Y: 50}}},
		Fills:   []page.Fill{{Box: page.Box{X1: 5, Y1: 5}, Color: 0x123456}},
	}
	layers := []Layer{{Name: "marks", Title: "标记", Color: 0xFF0000, Marks: []Mark{
		{Box: page.Box{X0: 1, Y0: 2, X1: 3, Y1: 4}, Note: `say "x"`},
		{Box: page.Box{X0: 1, Y0: 2, X1: 3, Y1: 2}},
		{Box: page.Box{X0: 7, Y0: 8, X1: 7, Y1: 8}, Color: 0x00FF00},
	}}}
	var b strings.Builder
	if err := SVG(&b, p, layers); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for d := xml.NewDecoder(strings.NewReader(got)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("not XML: %v\n%s", err, got)
		}
	}
	for _, want := range []string{
		`viewBox="0 0 200 118"`, `>a&lt;b &amp; c</text>`, `fill="#F0F0F0"`, `y1="50" x2="100"`,
		`<g id="marks">`, `<rect x="1" y="2" width="2" height="2" fill="none" pointer-events="all" stroke="#FF0000"`,
		`<line x1="1" y1="2" x2="3" y2="2" stroke="#FF0000"`, `<circle cx="7" cy="8" r="1.8" fill="#00FF00">`, `标记 (3)`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if strings.Contains(got, "hidden") {
		t.Error("invisible text is drawn")
	}
}
