package raster

import (
	"image"
)

// A Picture is a page as a camera or scanner saw it, or as a renderer drew it.
type Picture struct {
	Image      image.Image
	DPI        float64 // pixels an inch
	Turned     int     // degrees clockwise by which it is turned to stand as the page is seen: 0, 90, 180 or 270
	Problem    string  // which part of it is damaged or missing; empty if none is
	Complaints string  // what the renderer that drew it reported, of which most is harmless; empty if nothing
}

// A Prepared is a page's picture made ready for recognition: upright, straight, black on white, its
// rulings taken out. Places on it are pixels from its top left corner.
type Prepared struct {
	Gray    *image.Gray // what to recognise: 0 is black, 255 white
	Ink     *Bitmap     // where it carries writing; as large as Gray
	DPI     float64     // pixels an inch
	Turned  int         // degrees clockwise by which the page was turned further: 0, 90, 180 or 270
	Skew    float64     // radians by which lines ran down to the right before straightening
	Rulings Rulings
	Cells   []image.Rectangle // enclosed by rulings, by their top left corners
	Dark    float64           // share of the picture that was taken for dark surroundings of the paper, 0..1
	Gutter  int               // where a sheet is parted that holds two pages side by side; 0 if it is one page. Lines finds it
	grain   float64           // deviation of the picture's shades from one pixel to the next, as it came
	dusty   bool              // that the picture is full of dust
	usual   int               // usual height of a line of writing
	Problem string            // why the picture is too poor to be trusted; empty if it is not
	Lifted  *image.Gray       // where strokes in colour lay over print and were taken out, not 0; nil if nowhere
	Hidden  string            // that a hole or a blot may hide print; empty if none does
	Cut     string            // that a part of a table may not be in the picture; empty if nothing shows it
}

// mm is the number of pixels in a millimetre.
func (s *Prepared) mm() float64 { return s.DPI / 25.4 }
