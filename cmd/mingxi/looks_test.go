package main

import (
	"context"
	_ "embed"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// looksScript gives what a page fails in: contrast by WCAG, width, names of controls, words for signs.
//
//go:embed testdata/looks.js
var looksScript string

// inColours shows pages to a reader who has asked for light or dark ones.
func (b *browser) inColours(scheme string) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		return err
	}))
}

// Every page can be read in light and in dark, fits a telephone, and names what can be pressed or filled in.
func TestReviewLooks(t *testing.T) {
	t.Parallel()
	dir := datasetOf(t, shippedDocument)
	b := openBrowserTab(t)
	at := serveProgram(t, "review", dir)
	const id = "d0fb0911fd0dc"
	for i, page := range []string{"index.html", id + ".html", id + "-p1.html", id + "-p10.html#r3-1-6", id + "-p4.html#c42", id + "-f1.html"} {
		b.do(chromedp.EmulateViewport(1280, 900))
		b.open(at + []string{"en", "zh"}[i%2] + "/" + page)
		b.waitFor("document.title !== '' && document.querySelector('main h1') !== null && (location.hash === '' || document.querySelector(':target').offsetHeight > 0)")
		eval[int](b, "document.querySelectorAll('details').forEach(d => d.open = true), document.querySelectorAll('.heat td a').forEach(a => a.parentElement.className = 'h9'), 0")
		for _, scheme := range []string{"light", "dark"} {
			b.inColours(scheme)
			for _, wide := range []int64{1280, 360} {
				b.do(chromedp.EmulateViewport(wide, 740))
				for _, fault := range eval[[]string](b, looksScript) {
					t.Errorf("%s, %s, %d pixels: %s", page, scheme, wide, fault)
				}
			}
		}
	}
}

// Escape closes the figure that is open and leads back to where it was opened; the other language shows the same figure; what is not there is said on a page
// with a way on.
func TestReviewLeadsBack(t *testing.T) {
	t.Parallel()
	dir := datasetOf(t, shippedDocument)
	b := openBrowserTab(t)
	at := serveProgram(t, "review", dir)
	b.open(at + "en/d0fb0911fd0dc-p10.html#r3-1-6")
	b.click("a.language")
	b.waitFor("document.querySelector('#r3-1-6').offsetHeight > 0")
	b.do(chromedp.KeyEvent("\x1b"))
	b.waitFor("document.querySelector('#r3-1-6').offsetHeight === 0 && document.activeElement.getAttribute('href') === '#r3-1-6'")
	if outline := eval[string](b, "getComputedStyle(document.activeElement).outlineWidth"); outline != "3px" {
		t.Errorf("what has the keyboard is outlined by %s", outline)
	}
	b.open(fmt.Sprint(at, "zh/d0fb0911fd0dc-p99.html"))
	b.shows("没有这一页。")
	b.said.Clear() // that the page is not there
	b.click("main a")
	b.shows("新乡市红旗区工业和信息化局")
	b.said.Clear()
}
