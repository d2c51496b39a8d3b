package pdf

import (
	"strings"
	"testing"
)

// TestTextNobodySees leaves out what is under an opaque area or has the colour of its ground, and keeps what may be seen.
func TestTextNobodySees(t *testing.T) {
	const a = " BT /F1 10 Tf 20 50 Td (A) Tj ET "
	tests := []struct{ name, content, want string }{
		{"white on paper", "1 g" + a, ""},
		{"white on a dark area", "0 g 10 40 50 30 re f 1 g" + a, "A@20,50"},
		{"white on a dark area that is white again", "0 g 10 40 50 30 re f 1 g 10 40 50 30 re f" + a, ""},
		{"white on a round dark area", "0 g 10 40 m 60 40 l 60 70 l 30 80 20 80 10 70 c f 1 g" + a, "A@20,50"},
		{"white, partly beside a dark area", "0 g 24 40 50 30 re f 1 g" + a, "A@20,50"},
		{"black on black", "0 g 10 40 50 30 re f" + a, ""},
		{"under a black box", a + "0 g 10 40 50 30 re f", ""},
		{"under a box with a hole", a + "0 g 0 0 200 100 re 10 40 50 30 re f*", "A@20,50"},
		{"under a box cut to another shape", a + "10 40 m 60 40 l 60 70 l h W n 0 g 10 40 50 30 re f", "A@20,50"},
		{"under a transparent box", a + "/T gs 0 g 10 40 50 30 re f", "A@20,50"},
		{"under a box that is multiplied", a + "/M gs 0 g 10 40 50 30 re f", "A@20,50"},
		{"under a white box and again above it", a + "1 g 10 40 50 30 re f 0 g" + a, "A@20,50"},
		{"under a box that hides half of it", a + "0 g 23 40 50 30 re f", "A@20,50"},
	}
	for _, tt := range tests {
		if got := printed(readPage(t, onePage("/ExtGState<</T<</ca .5>>/M<</BM/Multiply>>>>", tt.content))); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A picture hides what was drawn before it unless something shows through, and makes it a hidden layer; what is drawn above it is seen
// unless both are white there.
func TestTextUnderPictures(t *testing.T) {
	const a = " BT /F1 10 Tf 20 50 Td (A) Tj ET "
	const over = "q 200 0 0 100 0 0 cm /I Do Q"
	tests := []struct {
		name, entries, content string
		hidden                 bool
	}{
		{"under a picture", "/ColorSpace/DeviceGray", a + over, true},
		{"above a picture", "/ColorSpace/DeviceGray", over + a, false},
		{"white, above a white picture", "/ColorSpace/DeviceGray", over + " 1 g" + a, true},
		{"white, above a dark picture", "/ColorSpace[/Indexed/DeviceGray 255<" + strings.Repeat("30", 256) + ">]", over + " 1 g" + a, false},
		{"white, above a picture that is not decoded", "/ColorSpace/DeviceLab", over + " 1 g" + a, false},
		{"under a picture with a mask", "/ColorSpace/DeviceGray/SMask 6 0 R", a + over, false},
		{"under a picture with a colour that is none", "/ColorSpace/DeviceGray/Mask[255 255]", a + over, false},
		{"under a stencil", "/ImageMask true", a + over, false},
		{"under a picture that is multiplied", "/ColorSpace/DeviceGray", a + "/M gs " + over, false},
		{"under a picture that lies askew", "/ColorSpace/DeviceGray", a + "q 200 100 -100 200 50 -50 cm /I Do Q", false},
		{"beside a picture", "/ColorSpace/DeviceGray", a + "q 100 0 0 100 100 0 cm /I Do Q", false},
		{"under a picture that text clips", "/ColorSpace/DeviceGray", a + "q BT 7 Tr ET " + over + " Q", false},
		{"under a form that is multiplied, whatever it sets", "/ColorSpace/DeviceGray", a + "/M gs /F Do", false},
	}
	for _, tt := range tests {
		bits := "8"
		if tt.entries == "/ImageMask true" {
			bits = "1"
		}
		picture := stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent "+bits+tt.entries, "\xff")
		mask := stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "\x00")
		form := stream("/Type/XObject/Subtype/Form/BBox[0 0 200 100]/Group<</S/Transparency>>/Resources<</XObject<</I 5 0 R>>/ExtGState<</N<</ca 1/BM/Normal>>>>>>", "/N gs "+over)
		data := onePage("/XObject<</I 5 0 R/F 7 0 R>>/ExtGState<</M<</BM/Multiply>>>>", tt.content, picture, mask, form)
		if runs := readPage(t, data).Runs; len(runs) != 1 || runs[0].Invisible != tt.hidden {
			t.Errorf("%s: %v", tt.name, runs)
		}
	}
}
