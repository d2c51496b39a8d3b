package main

import (
	"io"
	"strconv"
	"time"

	"github.com/schollz/progressbar/v3"
)

// A progress shows on a terminal which page of the only file is read. Elsewhere it shows nothing.
type progress struct {
	out   io.Writer
	bar   *progressbar.ProgressBar // nil where nothing is shown
	began time.Time                // of what it does now
	from  int                      // pages that were read before
}

func newProgress(out io.Writer, quiet bool) *progress {
	if quiet || !isTerminal(out) {
		return &progress{}
	}
	return &progress{out: out, bar: newBar(out, -1)}
}

// newBar makes a bar of so many steps; -1 where they are not known yet.
func newBar(out io.Writer, steps int) *progressbar.ProgressBar {
	return progressbar.NewOptions(steps,
		progressbar.OptionSetWriter(out),
		progressbar.OptionSetWidth(20),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(false), // pages of text and of pictures differ a hundredfold
	)
}

// page says how many pages are read, and whether it was from their pictures.
func (p *progress) page(recognising bool, done, pages int) {
	if p.bar == nil {
		return
	}
	next := min(done+1, pages)
	doing := say("reading page {page} of {pages}", next, pages)
	if recognising {
		doing = say("recognising page {page} of {pages}", next, pages)
	}
	if done <= 1 || done < p.from {
		p.began, p.from = time.Now(), done
	}
	if n := done - p.from; n > 0 {
		doing += comma() + rate(n, time.Since(p.began))
	}
	p.bar.ChangeMax(pages)
	p.bar.Describe(cutWidth(doing, terminalWidth(p.out)-barWidth))
	p.bar.Set(done)
}

// rate is how fast pages are read, in the terms in which that is more than one.
func rate(pages int, took time.Duration) string {
	seconds := max(took.Seconds(), 0.001)
	if each := seconds / float64(max(pages, 1)); each >= 1 {
		return say("{seconds} s a page", decimals(each))
	}
	return say("{pages} a second", decimals(float64(pages)/seconds))
}

// decimals is a number as it is read at a glance: two digits, or all before the point.
func decimals(v float64) string {
	if v < 10 {
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}

// finish takes the bar away.
func (p *progress) finish() {
	if p.bar != nil {
		p.bar.Clear()
		p.bar = nil
	}
}
