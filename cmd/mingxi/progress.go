package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/schollz/progressbar/v3"
)

// nameWidth is how much of a file's name the bar shows, in columns.
const nameWidth = 40

// A progress shows on a terminal how far the work is: by pages where there is one file, by files
// where there are several. Elsewhere it shows nothing.
type progress struct {
	out   io.Writer
	files int
	bar   *progressbar.ProgressBar // nil where nothing is shown
}

func newProgress(out io.Writer, files int, quiet bool) *progress {
	p := &progress{out: out, files: files}
	if quiet || files == 0 || !isTerminal(out) {
		return p
	}
	p.bar = progressbar.NewOptions(files,
		progressbar.OptionSetWriter(out),
		progressbar.OptionShowCount(),
		progressbar.OptionSetWidth(20),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true),
	)
	return p
}

// page says how many pages of the only file are read.
func (p *progress) page(done, pages int) {
	if p.bar != nil && p.files == 1 {
		p.bar.ChangeMax(pages)
		p.bar.Set(done)
	}
}

// done counts a file, one of several.
func (p *progress) done(name string) {
	if p.bar != nil && p.files > 1 {
		p.bar.Describe(visible(cutWidth(filepath.Base(name), nameWidth)))
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
	if p.bar != nil {
		p.bar.Clear()
		p.bar = nil
	}
}
