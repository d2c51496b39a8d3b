package recognition

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"regexp"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

// What is poor in the picture, what it cuts off and which numbers are in doubt are told beside each other.
func TestNoProblemHidesAnother(t *testing.T) {
	line := func(text string, confidence float64) reading { return reading{Reading: says(text, confidence)} }
	sure, doubt, faint := line("资53100", 0.99), line("资53100", uncountable), line(strings.Repeat("资", unsureLeast), 0.5)
	tests := []struct {
		poor, cut string
		lines     []reading
		says      string // a regular expression
	}{
		{"", "", []reading{sure}, "^$"},
		{"", "cut", []reading{sure}, "^cut$"},
		{"pale", "", []reading{faint}, "^pale$"},
		{"pale", "cut", []reading{doubt}, "^pale; cut; numbers .*53100"},
		{"", "cut", []reading{doubt, faint}, "^recognised with a confidence .*; cut; numbers .*53100"},
	}
	g, _ := digits(0)
	for _, tt := range tests {
		s := prepared(t, g)
		s.Problem, s.Cut = tt.poor, tt.cut
		if p := pageOf(s, tt.lines, 1); !regexp.MustCompile(tt.says).MatchString(p.Problem) {
			t.Errorf("%q, want %s", p.Problem, tt.says)
		}
	}
}

// Only a blank page comes out empty without a problem.
func TestInkOfWhichNothingIsReadIsTold(t *testing.T) {
	silent := engineFunc(func(ocr.Line) (ocr.Reading, error) { return ocr.Reading{}, nil })
	reader := engineFunc(func(ocr.Line) (ocr.Reading, error) { return says("1234", 0.99), nil })
	written, _ := digits(4)
	white := func() *image.Gray {
		g, _ := digits(0)
		return g
	}
	specks := white()
	for i := range 8 {
		specks.SetGray(40+61*i, 50+31*i, color.Gray{})
	}
	dark := white()
	draw.Draw(dark, image.Rect(0, 0, 420, 400), image.Black, image.Point{}, draw.Src)
	black := image.NewGray(image.Rect(0, 0, 600, 400))
	drawing := white()
	draw.Draw(drawing, image.Rect(100, 60, 330, 340), image.NewUniform(color.Gray{Y: 20}), image.Point{}, draw.Src)
	tests := []struct {
		name    string
		engine  ocr.Engine
		picture raster.Picture
		says    string // what the problem holds; empty: there is none
	}{
		{"blank", silent, raster.Picture{Image: white()}, ""},
		{"specks", silent, raster.Picture{Image: specks}, ""},
		{"written and read", reader, raster.Picture{Image: written, Complaints: "a harmless word"}, ""},
		{"written", silent, raster.Picture{Image: written}, "ink in its picture"},
		{"black", silent, raster.Picture{Image: black}, "black"},
		{"dark for the most part", silent, raster.Picture{Image: dark}, "black"},
		{"a drawing", silent, raster.Picture{Image: drawing}, "ink in its picture"},
		{"blank, with a complaint", silent, raster.Picture{Image: white(), Complaints: "too many symbols"}, "too many symbols"},
		{"damaged and read", reader, raster.Picture{Image: written, Problem: "its picture is damaged"}, "its picture is damaged"},
		{"damaged", silent, raster.Picture{Image: written, Problem: "its picture is damaged"}, "its picture is damaged; there is ink"},
	}
	for _, tt := range tests {
		tt.picture.DPI = 200
		p, err := Page(context.Background(), tt.engine, tt.picture, 1)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if !strings.Contains(p.Problem, tt.says) || (tt.says == "") != (p.Problem == "") {
			t.Errorf("%s: problem %q, want one with %q", tt.name, p.Problem, tt.says)
		}
	}
}

// A wide part of a picture that is higher than a line and gave no text is told beside what was read; a signature, a line and a cell are not.
func TestUnreadPartsAreTold(t *testing.T) {
	g, box := digits(4)
	s := prepared(t, g)
	read := reading{line: raster.Line{Box: box, Cell: -1}, Reading: says("1234", 0.99)}
	for what, c := range map[string]struct {
		box  image.Rectangle
		cell int
		text string
		told bool
	}{
		"two rows of a table": {image.Rect(40, 200, 560, 260), -1, "", true},
		"the same, read":      {image.Rect(40, 200, 560, 260), -1, "合计", false},
		"a signature":         {image.Rect(40, 200, 340, 260), -1, "", false},
		"a line":              {image.Rect(40, 200, 560, 220), -1, "", false},
		"a cell":              {image.Rect(40, 200, 560, 260), 0, "", false},
	} {
		part := reading{line: raster.Line{Box: c.box, Cell: c.cell}}
		if c.text != "" {
			part.Reading = says(c.text, 0.99)
		}
		if told := unreadPart(s, []reading{read, part}); (told != "") != c.told {
			t.Errorf("%s: %q", what, told)
		}
	}
}
