// Package tesseract reads lines of writing with the Tesseract engine.
//
// The engine runs in processes of another program, mingxi-tesseract (cmd/mingxi-tesseract), which is looked for beside this program and
// in PATH. That keeps its threads at one a process (it reads OMP_THREAD_LIMIT only when a process starts), a crash or a hang of the C++
// library costs one line and not the run, and programs that use this package need no C library.
package tesseract

import (
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"golang.org/x/image/draw"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/wire"
)

// ErrUnavailable says that the program that reads with Tesseract is not there.
var ErrUnavailable = errors.New("mingxi-tesseract is neither beside this program nor in PATH: make tesseract builds it")

// Available says whether the program that reads with Tesseract is there.
func Available() bool {
	_, err := program()
	return err == nil
}

// program is the file of the program that reads with Tesseract, or ErrUnavailable.
func program() (string, error) {
	if self, err := os.Executable(); err == nil {
		beside := filepath.Join(filepath.Dir(self), wire.Program)
		if runtime.GOOS == "windows" {
			beside += ".exe"
		}
		if i, err := os.Stat(beside); err == nil && i.Mode().IsRegular() {
			return beside, nil
		}
	}
	name, err := exec.LookPath(wire.Program)
	if err != nil {
		return "", ErrUnavailable
	}
	return filepath.Abs(name)
}

// Languages are those that Tesseract has on this machine, by its names; nil where it is not there, or does not say.
func Languages() []string {
	ctx, cancel := context.WithTimeout(context.Background(), languagesTimeout)
	defer cancel()
	return languages(ctx)
}

func languages(ctx context.Context) []string {
	name, err := program()
	if err != nil {
		return nil
	}
	ask := exec.CommandContext(ctx, name, wire.Languages)
	ask.WaitDelay = time.Second // for programs that it started, which may hold its output open
	out, err := ask.Output()
	if err != nil {
		return nil
	}
	return strings.Fields(string(out))
}

const (
	languagesTimeout = 10 * time.Second // it lists a folder
	lineTimeout      = 30 * time.Second // the longest line takes a second on a slow machine
	lineLimit        = 20000            // lines after which a worker is replaced: the bindings leak a little with each
)

// Options say how the engine reads.
type Options struct {
	Languages []string // Tesseract's names, the main one first; chi_sim and eng if empty
	Workers   int      // processes; the number of CPUs if 0
}

// An Engine is a set of worker processes. Close it.
type Engine struct {
	program  string
	settings wire.Settings
	free     chan *worker // a nil worker is one to be started
}

// New gives an engine whose workers start with the first lines to read; what is missing on the
// machine shows then. The error is ErrUnavailable.
func New(opt Options) (*Engine, error) {
	name, err := program()
	if err != nil {
		return nil, err
	}
	if len(opt.Languages) == 0 {
		opt.Languages = []string{"chi_sim", "eng"}
	}
	if opt.Workers <= 0 {
		opt.Workers = runtime.NumCPU()
	}
	e := &Engine{program: name, settings: wire.Settings{Languages: opt.Languages}, free: make(chan *worker, opt.Workers)}
	for range opt.Workers {
		e.free <- nil
	}
	return e, nil
}

// Program is the file of the program whose processes read.
func (e *Engine) Program() string { return e.program }

// Close ends the workers. The engine must not be in use.
func (e *Engine) Close() error {
	for range cap(e.free) {
		if w := <-e.free; w != nil {
			w.end()
		}
	}
	return nil
}

// Read implements ocr.Engine.
func (e *Engine) Read(ctx context.Context, line ocr.Line) (ocr.Reading, error) {
	var w *worker
	select {
	case w = <-e.free:
	case <-ctx.Done():
		return ocr.Reading{}, ctx.Err()
	}
	if w == nil {
		var err error
		if w, err = e.start(); err != nil {
			e.free <- nil
			return ocr.Reading{}, err
		}
	}
	img, scale, from := enlarged(line.Image)
	a, err := w.ask(ctx, wire.Question{Width: img.Rect.Dx(), Height: img.Rect.Dy(), Pix: img.Pix, DPI: scale * line.DPI, Kind: line.Kind})
	if err != nil || w.lines >= lineLimit {
		w.end()
		w = nil
	}
	e.free <- w
	if err != nil {
		return ocr.Reading{}, err
	}
	if a.Error != "" {
		return ocr.Reading{}, errors.New(a.Error)
	}
	for i := range a.Symbols {
		s := &a.Symbols[i]
		s.Box = image.Rectangle{Min: onLine(s.Box.Min, scale, from), Max: onLine(s.Box.Max, scale, from)}
		if line.Kind == ocr.Figures {
			s.Confidence = min(alone, s.Confidence)
		}
	}
	return ocr.Reading{Symbols: a.Symbols}, nil
}

// alone is the most confidence in a figure that one reader has read: it misreads the same print in the same way, so
// that no figure is proven by being the same elsewhere.
const alone = 0.93

// How the engine is shown a line: it scales what it sees to 36 or 48 pixels with the paper around, and doubts what
// touches an edge.
const (
	shownHigh   = 48  // pixels
	shownAround = 10  // of paper
	shownMost   = 4.0 // times as large as it is: larger shows nothing more
)

// enlarged is a line's picture at the height that the engine reads best, with paper around. The line begins from pixels
// behind both edges.
func enlarged(line *image.Gray) (img *image.Gray, scale float64, from int) {
	b := line.Rect
	if b.Empty() {
		return line, 1, 0
	}
	scale = min(shownMost, shownHigh/float64(b.Dy()))
	at := image.Rect(0, 0, max(1, int(scale*float64(b.Dx())+0.5)), max(1, int(scale*float64(b.Dy())+0.5))).Add(image.Pt(shownAround, shownAround))
	img = image.NewGray(image.Rect(0, 0, at.Max.X+shownAround, at.Max.Y+shownAround))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	draw.CatmullRom.Scale(img, at, line, b, draw.Src, nil)
	return img, scale, shownAround
}

// onLine is where a pixel of the enlarged picture lies in the line's own.
func onLine(p image.Point, scale float64, from int) image.Point {
	return image.Pt(int(float64(p.X-from)/scale), int(float64(p.Y-from)/scale))
}

// worker is a process that reads lines, one after the other.
type worker struct {
	cmd   *exec.Cmd
	in    io.Closer
	enc   *gob.Encoder
	dec   *gob.Decoder
	lines int
}

// start starts a worker and waits until it has loaded its languages.
func (e *Engine) start() (*worker, error) {
	cmd := exec.Command(e.program)
	cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("starting a recognition worker: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("starting a recognition worker: %w", err)
	}
	endWithParent(cmd)
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting a recognition worker: %w", err)
	}
	w := &worker{cmd: cmd, in: in, enc: gob.NewEncoder(in), dec: gob.NewDecoder(out)}
	a, err := w.exchange(context.Background(), e.settings)
	switch {
	case err != nil:
		err = fmt.Errorf("starting a recognition worker: %w", err)
	case a.Error != "":
		err = errors.New(a.Error)
	default:
		return w, nil
	}
	w.end()
	return nil, err
}

func (w *worker) ask(ctx context.Context, q wire.Question) (wire.Answer, error) {
	w.lines++
	return w.exchange(ctx, q)
}

// exchange sends a message and waits for the answer. After an error the worker is of no more use.
func (w *worker) exchange(ctx context.Context, message any) (wire.Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, lineTimeout)
	defer cancel()
	type result struct {
		answer wire.Answer
		err    error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		if r.err = w.enc.Encode(message); r.err == nil {
			r.err = w.dec.Decode(&r.answer)
		}
		done <- r
	}()
	select {
	case r := <-done:
		if r.err != nil {
			return wire.Answer{}, fmt.Errorf("recognition worker broke off: %w", r.err)
		}
		return r.answer, nil
	case <-ctx.Done():
		w.cmd.Process.Kill() // ends the goroutine's wait as well
		return wire.Answer{}, fmt.Errorf("recognition of one line: %w", ctx.Err())
	}
}

// end ends the process; closing its input is what a healthy worker waits for.
func (w *worker) end() {
	w.in.Close()
	stop := time.AfterFunc(time.Second, func() { w.cmd.Process.Kill() })
	defer stop.Stop()
	w.cmd.Wait()
}
