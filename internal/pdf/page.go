package pdf

import (
	"bytes"
	"image"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	lib "github.com/ledongthuc/pdf"
	"github.com/mingxi/mingxi/extract/page"
)

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
