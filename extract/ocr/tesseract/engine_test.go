package tesseract

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/wire"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/inconsolata"
	"golang.org/x/image/math/fixed"
)

// TestMain builds the program that reads, where a C compiler and Tesseract are there.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "tesseract")
	if err != nil {
		panic(err)
	}
	build := exec.Command("go", "build", "-tags", "ocr", "-o", filepath.Join(dir, wire.Program), "../../../cmd/mingxi-tesseract")
	build.Env = append(os.Environ(), "CGO_ENABLED=1")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "mingxi-tesseract is not built, and not tested: %v\n%s", err, out)
	}
	os.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

func engine(t *testing.T, opt Options) *Engine {
	t.Helper()
	e, err := New(opt)
	if errors.Is(err, ErrUnavailable) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

// lineOf draws a text in large type.
func lineOf(text string, kind ocr.Kind) ocr.Line {
	small := image.NewGray(image.Rect(0, 0, 8*len(text)+8, 24))
	draw.Draw(small, small.Rect, image.White, image.Point{}, draw.Src)
	d := font.Drawer{Dst: small, Src: image.Black, Face: inconsolata.Bold8x16, Dot: fixed.P(4, 18)}
	d.DrawString(text)
	big := image.NewGray(image.Rect(0, 0, small.Rect.Dx()*3, small.Rect.Dy()*3))
	draw.CatmullRom.Scale(big, big.Rect, small, small.Rect, draw.Src, nil)
	return ocr.Line{Image: big, DPI: 300, Kind: kind}
}

func TestReadsFiguresAndLatin(t *testing.T) {
	e := engine(t, Options{Workers: 1})
	r, err := e.Read(context.Background(), lineOf("1287.43", ocr.Figures))
	if err != nil || r.Text() != "1287.43" || r.Confidence() < 0.5 {
		t.Errorf("%q with %v, error %v", r.Text(), r.Confidence(), err)
	}
	if c := r.Confidence(); c > alone {
		t.Errorf("confidence %v in a figure that one reader has read", c)
	}
	e = engine(t, Options{Workers: 1, Languages: []string{"eng"}})
	r, err = e.Read(context.Background(), lineOf("Budget Report", ocr.Words))
	if err != nil || r.Text() != "Budget Report" {
		t.Errorf("%q, error %v", r.Text(), err)
	}
}

// A worker that dies costs one line; the next one is read by a new worker.
func TestWorkerIsReplaced(t *testing.T) {
	e := engine(t, Options{Workers: 1})
	line := lineOf("42", ocr.Figures)
	if _, err := e.Read(context.Background(), line); err != nil {
		t.Fatal(err)
	}
	w := <-e.free
	w.cmd.Process.Kill()
	e.free <- w
	if _, err := e.Read(context.Background(), line); err == nil {
		t.Error("a dead worker reads")
	}
	if r, err := e.Read(context.Background(), line); err != nil || r.Text() != "42" {
		t.Errorf("%q, error %v", r.Text(), err)
	}
}

func TestEndedContextFreesTheWorker(t *testing.T) {
	e := engine(t, Options{Workers: 1})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := e.Read(ctx, lineOf("42", ocr.Figures)); err == nil {
		t.Error("no error after the end of the context")
	}
	if r, err := e.Read(context.Background(), lineOf("42", ocr.Figures)); err != nil || r.Text() != "42" {
		t.Errorf("%q, error %v", r.Text(), err)
	}
}

func TestMissingLanguageIsNamed(t *testing.T) {
	e := engine(t, Options{Workers: 1, Languages: []string{"klingon"}})
	_, err := e.Read(context.Background(), lineOf("42", ocr.Figures))
	if err == nil || !strings.Contains(err.Error(), "klingon") {
		t.Errorf("error %v does not name the language", err)
	}
}

func TestEmptyPictureIsAnError(t *testing.T) {
	e := engine(t, Options{Workers: 1})
	if _, err := e.Read(context.Background(), ocr.Line{Image: image.NewGray(image.Rect(0, 0, 0, 0))}); err == nil {
		t.Error("an empty picture is read")
	}
}

func TestLanguages(t *testing.T) {
	engine(t, Options{Workers: 1})
	if list := Languages(); !slices.Contains(list, "eng") || slices.Contains(list, "osd") {
		t.Errorf("languages %v", list)
	}
}

// A program that never says which languages it has does not hold up who asks.
func TestLanguagesOfASilentProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the program is a script of the shell")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, wire.Program), []byte("#!/bin/sh\necho eng\nsleep 30\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	began := time.Now()
	if list := languages(ctx); list != nil {
		t.Errorf("languages %v of a program that was ended", list)
	}
	if took := time.Since(began); took > 20*time.Second { // what the program itself started goes on for longer
		t.Errorf("it held who asks up for %v", took)
	}
}
