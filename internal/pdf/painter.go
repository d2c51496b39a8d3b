package pdf

import (
	"errors"
	"fmt"
	"image"
	"time"

	lib "github.com/ledongthuc/pdf"

	"github.com/mingxi/mingxi/extract/page"
)

// A painter runs a page's content streams and notes what they draw.
type painter struct {
	file      *File
	page      page.Page
	bounds    page.Box // the page as seen
	state     state
	saved     []state
	operands  []operand
	text      textObject
	path      path
	lines     []stroke
	marks     []mark
	hidden    int // marks that hide content
	forms     int // forms inside each other
	formRuns  int // forms run on this page
	res       *resources
	covers    []cover             // areas, in the order in which they were filled
	under     []int               // by run, how many of them were filled before it
	drawn     runIndex            // runs by where they start, to find doubled text
	redrawn   map[int]page.Point  // by run that was drawn again with a shift, where it was drawn last
	codes     []*glyph            // scratch of the show operation under way
	glyphs    []page.Glyph        // the block that runs take their glyphs from
	count     int                 // glyphs on the page
	unknown   map[string]int      // glyphs without Unicode by font
	ornaments map[*glyph]ornament // those that stand by themselves
	private   map[string]int      // glyphs whose Unicode is private, by font
	ops       int
	operators *operatorTable
	deadline  time.Time
	problems  map[string]bool
	pictures  []*picture           // the first few pictures, with their data
	costly    bool                 // it uses what a few bytes can make any amount of work of: patterns, shadings, drawn fonts
	outlined  map[image.Point]bool // tiles with shapes like letters, by their sides of outlineTile
	scratch   [8]float64
}

// An operand is a number, a name, a string, a bracket of an array, or a dictionary's source.
type operand struct {
	kind tokenKind
	num  float64
	text []byte
}

// resources are what names in a content stream refer to.
type resources struct {
	dict     lib.Value
	fonts    map[string]*font
	spaces   map[string]*colorSpace
	states   map[string]stateChange
	patterns map[string]*page.Image
	xobject  lib.Value
	font     lib.Value
}

func newResources(v lib.Value) *resources {
	return &resources{dict: v, fonts: map[string]*font{}, spaces: map[string]*colorSpace{}, states: map[string]stateChange{}, patterns: map[string]*page.Image{},
		xobject: get(v, "XObject"), font: get(v, "Font")}
}

// errStop ends a page that passes a ceiling.
var errStop = errors.New("stop")

// guard runs a part of the page; a panic becomes a problem and what was read before it is kept.
func (p *painter) guard(part func()) {
	defer func() {
		x := recover()
		if x == nil || x == errStop {
			return
		}
		p.note(fmt.Errorf("%w (%v)", errDamaged, x))
	}()
	part()
}

// note remembers that something is lost, or is more than is read of one page.
func (p *painter) note(err error) {
	p.tell(err)
	p.page.Damaged = p.page.Damaged || err != nil
}

// tell remembers what is not read of a page that is whole.
func (p *painter) tell(err error) {
	if err != nil {
		p.problems[err.Error()] = true
	}
}

// stop ends the page because it passes a ceiling.
func (p *painter) stop(why string) {
	p.note(errors.New(why))
	panic(errStop)
}

func (p *painter) push(kind tokenKind, num float64, text []byte) {
	if len(p.operands) == maxOperands {
		p.note(errOperands)
		return
	}
	p.operands = append(p.operands, operand{kind, num, text})
}

func (p *painter) checkLimits() {
	if p.ops > maxOperators {
		p.stop("it draws more than this program reads; the rest is left out")
	}
	if time.Now().After(p.deadline) {
		p.stop("reading it took too long; the rest is left out")
	}
}

// args gives the last n operands if they are numbers.
func (p *painter) args(n int) ([]float64, bool) {
	from := len(p.operands) - n
	if from < 0 {
		return nil, false
	}
	for i := range n {
		o := &p.operands[from+i]
		if o.kind != tokNumber {
			return nil, false
		}
		p.scratch[i] = o.num
	}
	return p.scratch[:n], true
}

func (p *painter) setNumber(to *float64) {
	if a, ok := p.args(1); ok {
		*to = a[0]
	}
}

// lastName is the last operand if it is a name.
func (p *painter) lastName() (string, bool) {
	if n := len(p.operands); n > 0 && p.operands[n-1].kind == tokName {
		return string(p.operands[n-1].text), true
	}
	return "", false
}

// An operatorTable finds what an operator does, of which a page has tens of thousands: a map took a twentieth of the reading. One whose
// place is taken stands behind it.
type operatorTable [1 << operatorBits]struct {
	key uint32
	run func(*painter)
}

// operatorBits leaves three places of four empty, so that most operators are at their own.
const operatorBits = 8

// operatorPlace is where an operator is looked for first.
func operatorPlace(key uint32) uint32 { return key * 2654435761 >> (32 - operatorBits) }

func (t *operatorTable) find(key uint32) func(*painter) {
	for i := operatorPlace(key); ; i++ {
		if at := &t[i%(1<<operatorBits)]; at.key == key || at.run == nil {
			return at.run
		}
	}
}

// A state is the graphics state that q saves and Q brings back (ISO 32000-1, 8.4).
type state struct {
	ctm          matrix
	clip         page.Box // what is left of the page; may be empty
	cut          bool     // the clip is narrower than its box
	through      bool     // what lies under the form that is drawn shows through it
	fill, stroke ink
	lineWidth    float64 // in user space
	square       bool    // line caps reach beyond the ends
	dashed       bool

	font                 *font
	size                 float64
	charSpace, wordSpace float64
	scale                float64 // horizontal, 1 is normal
	leading, rise        float64
	mode                 int
}

// An ink is a current colour with its space.
type ink struct {
	color   page.Color
	space   *colorSpace
	pattern bool        // a pattern, whose colours are not known
	picture *page.Image // that the pattern draws, by its size in pixels; nil if it draws none
	absent  bool        // fully transparent
	clear   bool        // what lies under it shows through
}

func newState(base matrix, bounds page.Box) state {
	return state{ctm: base, clip: bounds, lineWidth: 1, scale: 1, size: 1}
}

// A path is what has been constructed and not yet painted, in page coordinates.
type path struct {
	points []pathPoint
	starts []int      // where each subpath begins
	user   page.Point // the current point in user space
	clip   bool       // W was seen
}

// A pathPoint is a corner; curve says that a curve leads to it.
type pathPoint struct {
	page.Point
	curve bool
}

// A textObject is what stands between BT and ET: where the next glyph goes and where its line began.
type textObject struct {
	matrix, line matrix
}

// A mark is a marked-content sequence that is open (ISO 32000-1, 14.6).
type mark struct {
	artifact bool
	hidden   bool
	actual   string
	spent    bool // its ActualText has been taken for glyphs without Unicode
}

// A cover is an area that was filled, or that a picture covers.
type cover struct {
	box     page.Box
	color   page.Color // that it was filled with
	clear   bool       // what lies under it may be seen, or its colour cannot be told
	picture bool       // a picture, whose colours are looked at only below what is as white as paper
	data    *picture   // of a picture; nil where they were not kept
}

// A picture is an image drawn on the page, with where its unit square went and what is seen of it.
type picture struct {
	stream lib.Value
	inline *inline // of one in the page's content itself, whose stream is made when it is asked for; else nil
	file   *File   // that its stream is in, where that is not the page's
	ctm    matrix
	seen   page.Box
	shades *image.Gray // where they were asked for and it is of a common kind
	looked bool        // they were asked for
	over   int         // areas that were covered when it had been drawn: those that follow may hide it
}

// ornament is a glyph without Unicode that stands by itself.
type ornament struct {
	font  string
	times int
}

// A stateChange is what a named graphics state sets, in the order it is applied.
type stateChange []func(*state)
