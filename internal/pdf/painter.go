package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"slices"
	"sort"
	"strings"
	"sync"
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
	pictures  []picture            // the first few pictures, with their data
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

// read runs page n.
func (f *File) read(n int, s leaf) page.Page { return f.paint(n, s).page }

// What one page leaves for the next: room for runs, of which it is not known before how many there will be, and of its last block of glyphs
// what is not used, which is half of it.
var (
	roomForRuns = sync.Pool{New: func() any { return new([]page.Run) }}
	glyphsLeft  = sync.Pool{New: func() any { return new([]page.Glyph) }}
)

// mostKeptRuns bounds what a page leaves behind for the next one: three times what the fullest page holds that was met.
const mostKeptRuns = 20000

// Reuse takes runs of a page that are asked for no more, for those of pages that are read later.
func Reuse(runs []page.Run) {
	if cap(runs) > 0 && cap(runs) <= mostKeptRuns {
		clear(runs)
		runs = runs[:0]
		roomForRuns.Put(&runs)
	}
}

func (f *File) paint(n int, s leaf) *painter {
	base, w, h := s.base()
	p := &painter{file: f, bounds: page.Box{X1: w, Y1: h}, operators: operators(), unknown: map[string]int{}, ornaments: map[*glyph]ornament{}, private: map[string]int{},
		problems: map[string]bool{}, redrawn: map[int]page.Point{}, outlined: map[image.Point]bool{}, deadline: time.Now().Add(maxPageTime)}
	p.page = page.Page{Number: n, Width: w, Height: h, Source: page.Text}
	p.state = newState(base, p.bounds)
	p.page.Runs, p.glyphs = *roomForRuns.Get().(*[]page.Run), *glyphsLeft.Get().(*[]page.Glyph)
	f.bytes.refill()
	f.unpacks.Store(maxUnpackedBytes)
	if s.missing {
		p.note(errNoPage)
	}
	if get(s.dict, tornKey).Bool() {
		p.note(errDamaged)
	}
	if f.altered {
		p.note(errSum)
	}
	if n == f.unshown {
		p.note(errUnshown)
	}
	if n == 1 {
		p.tell(f.Several())
	}
	p.guard(func() {
		p.res = newResources(s.resources)
		content, err := f.content(s.dict)
		p.note(err)
		p.page.Runs = slices.Grow(p.page.Runs, min(shows(content), mostShows))
		p.interpret(content)
	})
	p.guard(func() { p.annotations(s, base) })
	f.work.Add(int64(p.ops))
	f.glyphs.Add(int64(p.count))
	p.finish()
	left := p.glyphs[len(p.glyphs):]
	glyphsLeft.Put(&left)
	if len(p.page.Runs) == 0 {
		Reuse(p.page.Runs)
		p.page.Runs = nil
	}
	return p
}

// mostShows bounds the room that is made for runs before they are there, of which few pages have more: a file can say anything.
const mostShows = 4096

// shows is how many operators of a page's content show text, where nothing else reads like one. Each makes a run, most often.
func shows(content []byte) int {
	return bytes.Count(content, []byte("Tj")) + bytes.Count(content, []byte("TJ"))
}

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

// finish turns what was drawn into the page.
func (p *painter) finish() {
	if p.file.bytes.spent() {
		p.note(errReads)
	}
	p.dropCovered()
	p.page.Outlines = len(p.outlined)
	p.page.Rulings, p.page.Unseen = rulings(p.lines, p.page.Fills, p.bounds)
	p.unmapped()
	problems := make([]string, 0, len(p.problems))
	for s := range p.problems {
		problems = append(problems, s)
	}
	sort.Strings(problems)
	p.page.Problem = strings.Join(problems, "; ")
	turnPage(&p.page)
}

// content joins a page's content streams; a token never reaches over the border of two. A page without
// any is empty; one that names streams which the file does not hold has lost them.
func (f *File) content(dict lib.Value) ([]byte, error) {
	v := get(dict, "Contents")
	switch v.Kind() {
	case lib.Stream:
		return f.stream(v)
	case lib.Array:
	default:
		if slices.Contains(dict.Keys(), "Contents") {
			return nil, errMissing
		}
		return nil, nil
	}
	var all []byte
	var failed error
	for i := range v.Len() {
		part := item(v, i)
		data, err := f.stream(part)
		if part.Kind() != lib.Stream {
			err = errMissing
		}
		if err != nil && failed == nil {
			failed = err
		}
		if len(all)+len(data) > maxStreamBytes {
			return all, errTooLarge
		}
		all = append(append(all, data...), '\n')
	}
	return all, failed
}

// interpret runs one content stream.
func (p *painter) interpret(src []byte) {
	l := lexer{src: src}
	p.operands = p.operands[:0]
	for {
		t := l.next()
		switch t.kind {
		case tokEOF:
			if len(p.operands) > 0 {
				p.note(errCutOff)
			}
			return
		case tokKeyword:
			p.operator(&l, t.text)
			p.operands = p.operands[:0]
		case tokDictOpen:
			p.push(operand{kind: tokDictOpen, text: l.skipDict()})
		default:
			p.push(operand(t))
		}
	}
}

func (p *painter) push(o operand) {
	if len(p.operands) == maxOperands {
		p.note(errOperands)
		return
	}
	p.operands = append(p.operands, o)
}

// skipDict moves over a dictionary whose << was read, and gives its source.
func (l *lexer) skipDict() []byte {
	start, depth := l.pos, 1
	for depth > 0 {
		switch l.next().kind {
		case tokEOF:
			return l.src[start:]
		case tokDictOpen:
			depth++
		case tokDictClose:
			depth--
		}
	}
	return l.src[start : l.pos-2]
}

// operator runs one operator on the operands before it.
func (p *painter) operator(l *lexer, word []byte) {
	if p.ops++; p.ops&0xfff == 0 {
		p.checkLimits()
	}
	if len(word) > 3 {
		p.noOperator(word)
		return
	}
	key := uint32(0)
	for _, c := range word {
		key = key<<8 | uint32(c)
	}
	if key == opInline {
		p.inlineImage(l)
		return
	}
	if run := p.operators.find(key); run != nil {
		run(p)
		return
	}
	p.noOperator(word)
}

// noOperator tells of a word that is none of a content stream: bytes that are packed, or others than were written. Operators that draw
// nothing here, and those of later versions, are letters.
func (p *painter) noOperator(word []byte) {
	if bytes.ContainsFunc(word, func(c rune) bool { return c < ' ' || c > '~' }) {
		p.note(errDamaged)
	}
}

func (p *painter) checkLimits() {
	if p.ops > maxOperators {
		p.stop("it draws more than this program reads; the rest is left out")
	}
	if time.Now().After(p.deadline) {
		p.stop("reading it took too long; the rest is left out")
	}
}

const opInline = 'B'<<8 | 'I'

func op(word string) (key uint32) {
	for i := range len(word) {
		key = key<<8 | uint32(word[i])
	}
	return key
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

// operators are those of content streams, as they are looked up.
var operators = sync.OnceValue(func() *operatorTable {
	t := &operatorTable{}
	for key, run := range operatorList() {
		i := operatorPlace(key)
		for t[i].run != nil {
			i = (i + 1) % (1 << operatorBits)
		}
		t[i].key, t[i].run = key, run
	}
	return t
})

// operatorList are the content stream operators (ISO 32000-1, annex A) that move or draw something.
func operatorList() map[uint32]func(*painter) {
	return map[uint32]func(*painter){
		op("q"): (*painter).save, op("Q"): (*painter).restore, op("cm"): (*painter).concat,
		op("w"): (*painter).lineWidth, op("d"): (*painter).dash, op("J"): (*painter).lineCap, op("gs"): (*painter).extState,

		op("m"): (*painter).moveTo, op("l"): (*painter).lineTo, op("c"): (*painter).curveTo,
		op("v"): (*painter).curveShort, op("y"): (*painter).curveShort, op("h"): (*painter).closePath, op("re"): (*painter).rectangle,
		op("S"): (*painter).stroke, op("s"): func(p *painter) { p.closePath(); p.stroke() },
		op("f"): (*painter).fill, op("F"): (*painter).fill, op("f*"): (*painter).fill,
		op("B"): (*painter).fillStroke, op("B*"): (*painter).fillStroke,
		op("b"):  func(p *painter) { p.closePath(); p.fillStroke() },
		op("b*"): func(p *painter) { p.closePath(); p.fillStroke() },
		op("n"):  (*painter).endPath, op("W"): (*painter).clip, op("W*"): (*painter).clip,

		op("g"): (*painter).fillGray, op("G"): (*painter).strokeGray, op("rg"): (*painter).fillRGB, op("RG"): (*painter).strokeRGB,
		op("k"): (*painter).fillCMYK, op("K"): (*painter).strokeCMYK, op("cs"): (*painter).fillSpace, op("CS"): (*painter).strokeSpace,
		op("sc"): (*painter).fillColor, op("scn"): (*painter).fillColor, op("SC"): (*painter).strokeColor, op("SCN"): (*painter).strokeColor,

		op("BT"): (*painter).beginText, op("ET"): (*painter).endText,
		op("Tc"): func(p *painter) { p.setNumber(&p.state.charSpace) },
		op("Tw"): func(p *painter) { p.setNumber(&p.state.wordSpace) },
		op("TL"): func(p *painter) { p.setNumber(&p.state.leading) },
		op("Ts"): func(p *painter) { p.setNumber(&p.state.rise) },
		op("Tz"): (*painter).textScale, op("Tr"): (*painter).textMode, op("Tf"): (*painter).selectFont,
		op("Td"): (*painter).moveText, op("TD"): (*painter).moveTextLeading, op("Tm"): (*painter).textMatrix, op("T*"): (*painter).nextLine,
		op("Tj"): (*painter).showText, op("TJ"): (*painter).showText,
		op("'"):  func(p *painter) { p.nextLine(); p.showText() },
		op("\""): (*painter).showSpaced,

		op("sh"): func(p *painter) { p.costly = true }, op("Do"): (*painter).draw, op("BMC"): (*painter).beginMark, op("BDC"): (*painter).beginMark, op("EMC"): (*painter).endMark,
	}
}

// args gives the last n operands if they are numbers.
func (p *painter) args(n int) ([]float64, bool) {
	from := len(p.operands) - n
	if from < 0 {
		return nil, false
	}
	for i, o := range p.operands[from:] {
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
