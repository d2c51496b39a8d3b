package raster

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

const (
	renderTime   = time.Minute // maps and posters of the corpus take seconds
	renderPixels = 60e6        // a page larger than this at the resolution asked for gets a lower one
)

// ErrNoRenderer says that pdftoppm is not installed.
var ErrNoRenderer = errors.New("the program pdftoppm is missing (Debian: poppler-utils)")

// A Render names a page of a PDF file to be drawn.
type Render struct {
	File          string
	Password      string
	Page          int     // counts from 1
	DPI           float64 // pixels an inch
	Width, Height float64 // points, as seen
}

// Draw draws the page with pdftoppm, which knows every format of pictures and fonts that a file can
// hold. What it complained of without failing is in the picture's Complaints. The error is ErrNoRenderer, or
// says that no picture came out.
func (r Render) Draw(ctx context.Context) (Picture, error) {
	if n := r.Width * r.Height * r.DPI * r.DPI / (72 * 72); n > renderPixels {
		r.DPI *= renderPixels / n
	}
	ctx, cancel := context.WithTimeout(ctx, renderTime)
	defer cancel()
	args := []string{"-r", strconv.FormatFloat(r.DPI, 'f', 3, 64), "-f", strconv.Itoa(r.Page), "-l", strconv.Itoa(r.Page), "-cropbox"}
	if r.Password != "" {
		args = append(args, "-upw", r.Password)
	}
	name := r.File
	if strings.HasPrefix(name, "-") {
		name = "./" + name
	}
	cmd := exec.CommandContext(ctx, "pdftoppm", append(args, name)...)
	var complaints bytes.Buffer
	cmd.Stderr = &limited{w: &complaints, n: 500}
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return Picture{}, ErrNoRenderer
	}
	if err != nil {
		return Picture{}, fmt.Errorf("pdftoppm, page %d: %w: %s", r.Page, err, strings.TrimSpace(complaints.String()))
	}
	img, err := parsePPM(out)
	if err != nil {
		return Picture{}, fmt.Errorf("pdftoppm, page %d: %w", r.Page, err)
	}
	said := strings.TrimSpace(complaints.String())
	if b := img.Bounds(); max(b.Dx(), b.Dy()) == 1 { // what it draws of a page that it cannot find
		return Picture{}, fmt.Errorf("pdftoppm, page %d: no picture came out: %s", r.Page, said)
	}
	return Picture{Image: img, DPI: r.DPI, Complaints: said}, nil
}

// limited keeps the first n bytes written to it.
type limited struct {
	w io.Writer
	n int
}

func (l *limited) Write(p []byte) (int, error) {
	if keep := min(len(p), l.n); keep > 0 {
		l.w.Write(p[:keep])
		l.n -= keep
	}
	return len(p), nil
}

// parsePPM reads a portable pixmap (P6) of 8 bits a sample.
func parsePPM(data []byte) (image.Image, error) {
	var w, h, most int
	r := bytes.NewReader(data)
	if n, _ := fmt.Fscanf(r, "P6\n%d %d\n%d\n", &w, &h, &most); n != 3 || most != 255 || w <= 0 || h <= 0 {
		return nil, errors.New("no picture came out")
	}
	pix := data[len(data)-r.Len():]
	if w > len(pix)/3/h {
		return nil, errors.New("the picture is cut off")
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		copy(img.Pix[4*i:4*i+3], pix[3*i:3*i+3])
		img.Pix[4*i+3] = 255
	}
	return img, nil
}
