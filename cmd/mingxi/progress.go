package main

import (
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/schollz/progressbar/v3"
)

// tick is how often the bar is drawn again while one file is being read.
const tick = 200 * time.Millisecond

// A progress shows on a terminal how far the work is. Elsewhere it shows nothing.
type progress struct {
	out  io.Writer
	bar  *progressbar.ProgressBar // nil where nothing is shown
	stop chan struct{}
}

func newProgress(out io.Writer, files int, quiet bool) *progress {
	p := &progress{out: out}
	if quiet || files == 0 || !isTerminal(out) {
		return p
	}
	total := files
	if files == 1 {
		total = -1 // a spinner
	}
	p.bar = progressbar.NewOptions(total,
		progressbar.OptionSetWriter(out),
		progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(20),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSpinnerType(14),
		progressbar.OptionSetPredictTime(files > 1),
	)
	p.stop = make(chan struct{})
	go p.redraw()
	return p
}

func (p *progress) redraw() {
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-ticker.C:
			p.bar.RenderBlank()
		}
	}
}

// start says which file is being read.
func (p *progress) start(name string) {
	if p.bar != nil {
		p.bar.Describe(cutWidth(filepath.Base(name), 40))
	}
}

// done counts a file.
func (p *progress) done() {
	if p.bar != nil {
		p.bar.Add(1)
	}
}

// say prints a line without leaving pieces of the bar.
func (p *progress) say(format string, args ...any) {
	if p.bar != nil {
		p.bar.Clear()
	}
	fmt.Fprintf(p.out, format, args...)
}

// finish takes the bar away.
func (p *progress) finish() {
	if p.bar == nil {
		return
	}
	close(p.stop)
	p.bar.Clear()
	p.bar = nil
}
