package pdf

import "testing"

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
