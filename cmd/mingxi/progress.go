package main

import (
	"io"

	"github.com/schollz/progressbar/v3"
)

// A progress shows on a terminal how many pages of the only file are read. Elsewhere it shows nothing.
type progress struct {
	bar *progressbar.ProgressBar // nil where nothing is shown
}

func newProgress(out io.Writer, quiet bool) *progress {
	if quiet || !isTerminal(out) {
		return &progress{}
	}
	return &progress{newBar(out, -1)}
}

// newBar makes a bar of so many steps; -1 where they are not known yet.
func newBar(out io.Writer, steps int) *progressbar.ProgressBar {
	return progressbar.NewOptions(steps,
		progressbar.OptionSetWriter(out),
		progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(20),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true),
	)
}

// page says how many pages are read.
func (p *progress) page(done, pages int) {
	if p.bar != nil {
		p.bar.ChangeMax(pages)
		p.bar.Set(done)
	}
}

// finish takes the bar away.
func (p *progress) finish() {
	if p.bar != nil {
		p.bar.Clear()
		p.bar = nil
	}
}
