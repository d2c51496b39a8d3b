// Package page holds what is printed on one page: runs of text, rulings, fills and images, each
// with its place. A text layer and a recognised picture both give this, so that tables are found in a
// scan by the same way as on a text page.
//
// All lengths are points (1/72 inch), of type float64. The origin is the top left corner of the page as
// it is seen, with its rotation applied and its crop box cut out; y grows downwards. Of a recognised page
// it is that of its picture, turned upright and straightened about its middle.
package page

// Source says how the text of a page was obtained.
type Source string

const (
	Text Source = "text" // from the file's text layer
	OCR  Source = "ocr"  // recognised from a picture of the page

	Person Source = "person" // corrected by a person who looked at the page
)

// A Page is what one page prints.
type Page struct {
	Number   int     // counts from 1
	Width    float64 // points, as seen
	Height   float64 // points, as seen
	Turned   int     // degrees clockwise by which the content was turned further, so that text drawn sideways on an upright page reads left to right; 0, 90, 180 or 270
	Gutter   float64 // x of the blank between two pages that stand side by side on one sheet, which are read one after the other; 0 where it is one page
	Source   Source
	Runs     []Run // in the order they were drawn
	Clipped  []Run // text that the page or a cell cuts off, and of whose column something is seen: what had no room; without glyphs
	Rulings  []Ruling
	Unseen   []Ruling // white lines on white paper: borders of cells that were to be hidden
	Fills    []Fill   // filled areas too large to be rulings: shaded cells, backgrounds
	Images   []Image  // where pictures were placed
	Pasted   []Box    // pictures of tables on a page of text: what stands there is recognised, or not read where the page is Unread
	Written  []Box    // such pictures on which text of the page stands that does not say what they show: they are not read, and the page is Unread
	Outlines int      // tiles of 24 by 24 points of the page in which small shapes are filled as letters drawn as outlines are
	Problem  string   // what kept the page from being read, wholly or in part, in English; empty if nothing did
	Damaged  bool     // a part of its data is damaged, missing, or more than is read of one page, as Problem says: something of it is lost
	Unread   bool     // its writing can only be recognised from its picture, and was not, as Problem says
}

// A Run is the text that one show operation draws, on one line.
type Run struct {
	Text       string  // as read: Kangxi radicals and compatibility forms folded to the usual characters
	Printed    string  // as printed, where that differs from Text; otherwise empty
	Box        Box     // around all its glyphs, also those that a clip hides
	Clip       Box     // the part of the page outside which it is not seen; zero if that is the whole page
	Origin     Point   // where its first glyph stands on the base line: it belongs to the cell there
	Size       float64 // font size as drawn
	Angle      int     // reading direction, degrees clockwise from left-to-right: 0, 90, 180 or 270
	Vertical   bool    // written downwards, each glyph upright
	Font       string  // base font name without its subset prefix
	Bold       bool    // by the font's name or weight, or because it was drawn twice with a shift
	Color      Color
	Invisible  bool     // drawn so that nobody sees it: most often a text layer laid over a scan
	Artifact   bool     // marked as page furniture (header, footer, watermark)
	ActualText string   // the replacement text of its marked content, if any
	Confidence float64  // 0..1; 1 for text layers
	Others     []string // of recognised text: what other attempts read there, in their order
	Glyphs     []Glyph  // in drawing order; their texts joined are Text
}

// A Glyph is one drawn character. Text can hold several characters (a ligature) or none.
type Glyph struct {
	Text string
	Box  Box // as wide as the step to the next glyph, from the font's descent to its ascent
}

// A Ruling is a straight horizontal or vertical line, however it was drawn: stroked, or as a
// rectangle filled so thin that it is seen as a line.
type Ruling struct {
	From, To Point   // ends of its centre line; From is the left or the upper end
	Width    float64 // thickness
	Color    Color
	Dashed   bool
	Frame    bool // one of the four sides of a frame around the whole page that no other line touches: decoration
}

// Horizontal says whether the ruling runs from left to right.
func (r Ruling) Horizontal() bool { return r.To.X-r.From.X > r.To.Y-r.From.Y }

// A Fill is a filled area that is no ruling.
type Fill struct {
	Box   Box
	Color Color
}

// An Image is a picture placed on the page.
type Image struct {
	Box           Box
	Width, Height int // pixels
}

// A Color is 0xRRGGBB.
type Color uint32

// Luma is the perceived brightness of the colour, 0 (black) to 1 (white).
func (c Color) Luma() float64 {
	r, g, b := float64(c>>16&0xff), float64(c>>8&0xff), float64(c&0xff)
	return (0.299*r + 0.587*g + 0.114*b) / 255
}
