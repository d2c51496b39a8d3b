package main

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// A browser is a tab of Chromium; its methods end the test where something fails.
type browser struct {
	t    *testing.T
	ctx  context.Context
	said *sync.Map // what the console complained of
}

// mostBrowsing is how long one test may drive a browser, from where it opens a tab on: reading documents before that is none of it.
const mostBrowsing = 60 * time.Second

// chromium is one for all tests, since it takes seconds to start; the first test that needs it starts it.
var chromium sharedBrowser

type sharedBrowser struct {
	mu   sync.Mutex
	ctx  context.Context
	dir  string
	ends []context.CancelFunc
}

// open gives the browser that runs, or starts it, anew where one has ended.
func (s *sharedBrowser) open(path string) (context.Context, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ctx != nil && s.ctx.Err() == nil {
		return s.ctx, nil
	}
	s.end()
	dir, err := os.MkdirTemp("", "browser")
	if err != nil {
		return nil, err
	}
	s.dir = dir
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.UserDataDir(dir), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true))
	all, end := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, endContext := chromedp.NewContext(all)
	s.ends = []context.CancelFunc{endContext, end}
	if err := chromedp.Do(ctx); err != nil {
		return nil, err
	}
	s.ctx = ctx
	return ctx, nil
}

// close ends the browser, if there is one.
func (s *sharedBrowser) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.end()
}

func (s *sharedBrowser) end() {
	for _, end := range s.ends {
		end()
	}
	if s.dir != "" {
		os.RemoveAll(s.dir)
	}
	s.ctx, s.dir, s.ends = nil, "", nil
}

// browsing is all tests, after which the browser that they shared is ended.
type browsing struct{ *testing.M }

func (b browsing) Run() int {
	defer chromium.close()
	return b.M.Run()
}

func openBrowserTab(t *testing.T) *browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed: scripts/install-packages chromium")
	}
	whole, err := chromium.open(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(whole, chromedp.WithNewBrowserContext()) // nothing of another test's tab is seen in it
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, mostBrowsing)
	t.Cleanup(cancel)
	b := &browser{t, ctx, &sync.Map{}}
	b.do(chromedp.EmulateViewport(1280, 900))
	go func() {
		for m, err := range chromedp.Console(ctx) {
			if err != nil {
				return
			}
			if !strings.Contains(m.String(), "ERR_CONNECTION_REFUSED") { // the program ended first
				b.said.Store(m.String(), true)
			}
		}
	}()
	t.Cleanup(func() {
		b.said.Range(func(m, _ any) bool { t.Errorf("the browser says: %v", m); return true })
	})
	return b
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *browser) open(address string) { b.t.Helper(); b.do(chromedp.Navigate(address)) }

// leaves does what leads to another page, or to this one anew, and waits for that.
func (b *browser) leaves(how chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	eval[bool](b, "window.here = true")
	b.do(how)
	b.waitFor("!window.here && document.readyState === 'complete'")
}

// click follows the first such link, or sends the form of the first such button.
func (b *browser) click(selector string) {
	b.t.Helper()
	b.waitFor("document.querySelector(" + strconv.Quote(selector) + ") !== null")
	b.leaves(chromedp.Click(chromedp.CSS(selector)))
}

func eval[T any](b *browser, script string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
	return v
}

// text is what a page shows; nothing while one page takes the place of another.
func (b *browser) text() string {
	b.t.Helper()
	return eval[string](b, "document.body ? document.body.innerText : ''")
}

// shows waits until a page shows texts: a browser draws when it comes to it.
func (b *browser) shows(what ...string) {
	b.t.Helper()
	for _, w := range what {
		for patience := time.Now().Add(patienceOfPages); !strings.Contains(b.text(), w); time.Sleep(50 * time.Millisecond) {
			if time.Now().After(patience) {
				b.t.Fatalf("%q is not on %s:\n%.1500s", w, eval[string](b, "location.pathname"), b.text())
			}
		}
	}
}

const patienceOfPages = 10 * time.Second

// waitFor waits until a script is true of a page that is there as a whole: while one takes the place of another, nothing is on it.
func (b *browser) waitFor(script string) {
	b.t.Helper()
	script = "document.readyState === 'complete' && (" + script + ")"
	for b.ctx.Err() == nil {
		if v, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](script)); err == nil && v {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("it never came to %s:\n%.1500s", script, b.text())
}

// A shownPlace is a part of a page with a mark, as it is in the browser: the mark in points of the page and in pixels of the window.
type shownPlace struct {
	X, Y, W, H             float64
	Left, Top, Wide, High  float64
	Page                   int
	Caption, Picture, Mark string
}

const placesScript = `[...document.querySelectorAll(".places figure")].map(f => {
	const rect = f.querySelector("rect.mark"), at = rect.getBoundingClientRect(), picture = f.querySelector("image").getAttribute("href"), n = name => Number(rect.getAttribute(name));
	return {X: n("x"), Y: n("y"), W: n("width"), H: n("height"), Left: at.left + scrollX, Top: at.top + scrollY, Wide: at.width, High: at.height, Page: Number(picture.match(/-(\d+)\.png/)[1]), Caption: f.innerText, Picture: picture, Mark: rect.getAttribute("class")};
})`

// printedIn is the text that poppler finds in a part of a page.
func printedIn(t *testing.T, p shownPlace) string {
	t.Helper()
	n := strconv.Itoa(p.Page)
	out, err := exec.Command("pdftotext", "-f", n, "-l", n, "-x", strconv.Itoa(int(p.X)), "-y", strconv.Itoa(int(p.Y)), "-W", strconv.Itoa(int(p.W)+1), "-H", strconv.Itoa(int(p.H)+1), shippedDocument, "-").Output()
	if err != nil {
		t.Skip("poppler-utils is not installed: ", err)
	}
	return string(out)
}

// inkIn is the box around what is dark in a part of a picture, as shares of that part.
func inkIn(img image.Image, part image.Rectangle) (x0, y0, x1, y1 float64) {
	part = part.Intersect(img.Bounds())
	box := image.Rectangle{}
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if r, g, b, _ := img.At(x, y).RGBA(); max(r, g, b) < 0x6000 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	w, h := float64(part.Dx()), float64(part.Dy())
	return float64(box.Min.X-part.Min.X) / w, float64(box.Min.Y-part.Min.Y) / h, float64(box.Max.X-part.Min.X) / w, float64(box.Max.Y-part.Min.Y) / h
}

// screen is all of the page as it is shown.
func (b *browser) screen() image.Image {
	b.t.Helper()
	data, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatal(err)
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		b.t.Fatal(err)
	}
	return img
}

// inside is where the mark stands on the screen, without its frame.
func (p shownPlace) inside() image.Rectangle {
	const frame = 2
	return image.Rect(int(p.Left)+frame, int(p.Top)+frame, int(p.Left+p.Wide)-frame, int(p.Top+p.High)-frame)
}

func (p shownPlace) inked(screen image.Image) bool {
	x0, _, x1, _ := inkIn(screen, p.inside())
	return x1 > x0
}

// sameInk fails where the pixels inside a mark in the browser are not those that poppler draws there.
func sameInk(t *testing.T, screen image.Image, p shownPlace) {
	t.Helper()
	const dpi = 144
	name := filepath.Join(t.TempDir(), "page")
	if err := exec.Command("pdftoppm", "-png", "-singlefile", "-r", strconv.Itoa(dpi), "-f", strconv.Itoa(p.Page), "-l", strconv.Itoa(p.Page), shippedDocument, name).Run(); err != nil {
		t.Skip("poppler-utils is not installed: ", err)
	}
	f, err := os.Open(name + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	drawn, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	by := dpi / 72.0
	ax0, ay0, ax1, ay1 := inkIn(drawn, image.Rect(int(p.X*by), int(p.Y*by), int((p.X+p.W)*by), int((p.Y+p.H)*by)))
	bx0, by0, bx1, by1 := inkIn(screen, p.inside())
	for _, d := range []float64{ax0 - bx0, ay0 - by0, ax1 - bx1, ay1 - by1} {
		if d > 0.15 || d < -0.15 || ax1 <= ax0 || bx1 <= bx0 {
			t.Fatalf("%s: ink at %.2f %.2f %.2f %.2f of the box by poppler, at %.2f %.2f %.2f %.2f in the browser", p.Caption, ax0, ay0, ax1, ay1, bx0, by0, bx1, by1)
		}
	}
}
