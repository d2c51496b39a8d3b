package commands

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// A bar is one line of a terminal that says how far something is.
type bar struct {
	out   io.Writer
	drawn time.Time // when it last was; zero where there is no line
}

// Measures of a bar.
const (
	barWidth = 20                     // columns
	barEvery = 100 * time.Millisecond // a terminal is slower than text is read
)

// show says what is done, and how much of all; on a nil bar nothing.
func (b *bar) show(text string, done, all int) {
	if b == nil || time.Since(b.drawn) < barEvery {
		return
	}
	b.drawn = time.Now()
	full := barWidth * min(done, all) / max(all, 1)
	room := terminalWidth(b.out) - barWidth - 4
	fmt.Fprintf(b.out, "\r\x1b[2K%s |%s%s|", cutWidth(visible(text), room), strings.Repeat("█", full), strings.Repeat(" ", barWidth-full))
}

// clear takes the line away.
func (b *bar) clear() {
	if b != nil && !b.drawn.IsZero() {
		fmt.Fprint(b.out, "\r\x1b[2K")
		b.drawn = time.Time{}
	}
}

// newBar gives a bar where somebody sees it, otherwise nil.
func newBar(out io.Writer, quiet bool) *bar {
	if quiet || !isTerminal(out) {
		return nil
	}
	return &bar{out: out}
}

// A progress shows which page of the only file is read.
type progress struct {
	*bar
	began       time.Time // of what it does now
	from        int       // pages that were read before
	recognising bool
}

// page says how many pages are read, and whether it is from their pictures.
func (p *progress) page(recognising bool, done, pages int) {
	if p.began.IsZero() || recognising != p.recognising {
		p.began, p.from, p.recognising = time.Now(), done, recognising
		p.clear()
	}
	next := min(done+1, pages)
	doing := say("reading page {page} of {pages}", next, pages)
	if recognising {
		doing = say("recognising page {page} of {pages}", next, pages)
	}
	if n := done - p.from; n > 0 {
		doing += comma() + rate(n, time.Since(p.began))
	}
	p.show(doing, done, pages)
}

// rate is how fast pages are read, in the terms in which that is more than one.
func rate(pages int, took time.Duration) string {
	seconds := max(took.Seconds(), 0.001)
	if each := seconds / float64(max(pages, 1)); each >= 1 {
		return say("{seconds} s a page", decimals(each))
	}
	return say("{pages} a second", decimals(float64(pages)/seconds))
}

// duration is a time as it is told: the two largest units of it.
func duration(d time.Duration) string {
	switch s := int(d.Round(time.Second).Seconds()); {
	case s < 60:
		return say("{seconds} s", s)
	case s < 3600:
		return say("{minutes} min {seconds} s", s/60, s%60)
	default:
		return say("{hours} h {minutes} min", s/3600, s%3600/60)
	}
}

// decimals is a number as it is read at a glance: two digits, or all before the point.
func decimals(v float64) string {
	if v < 10 {
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}
