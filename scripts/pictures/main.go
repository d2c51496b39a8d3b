// Command pictures makes the pictures of the READMEs that show a browser anew, in docs/images: the first finding of the shipped document,
// and the total of a page with the checks that it takes part in. They are to be looked at before they are kept.
//
//	go run ./scripts/pictures bin/mingxi
//
// It needs Chromium, and pngquant, without which they are three times as large.
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/chromedp/chromedp"
)

const (
	document = "testdata/hongqi-2026/doc.pdf"
	images   = "docs/images"
	width    = 1280
	patience = 2 * time.Minute
)

// pictured are pages of the document's review, as windows of a height show them.
var pictured = []struct {
	name, page string
	height     int64
}{
	{"review-finding", "d0fb0911fd0dc-f1.html", 758},
	{"review-page", "d0fb0911fd0dc-p10.html#r3-1-6", 728},
}

// endings are those of the pictures by language.
var endings = map[string]string{"en": ".png", "zh": ".zh.png"}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "pictures PROGRAM")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func run(program string) error {
	work, err := os.MkdirTemp("", "pictures")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	dataset, site := filepath.Join(work, "dataset"), filepath.Join(work, "site")
	for _, args := range [][]string{{"extract", document, "-o", dataset, "--quiet", "--fail-on", "never"}, {"review", dataset, "--static", site}} {
		if said, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("%v: %w\n%s", args, err, said)
		}
	}
	all, end := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU)...)
	defer end()
	ctx, endTab := chromedp.NewContext(all)
	defer endTab()
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	for language, ending := range endings {
		for _, p := range pictured {
			to := filepath.Join(images, p.name+ending)
			if err := picture(ctx, "file://"+filepath.Join(site, language, p.page), p.height, to); err != nil {
				return fmt.Errorf("%s: %w", to, err)
			}
		}
	}
	return nil
}

// picture shows a page in a window of a height and writes what is seen to a file.
func picture(ctx context.Context, page string, height int64, to string) error {
	const shown = "document.querySelector('main h1') !== null && [...document.images].every(i => i.complete) && (location.hash === '' || document.querySelector(':target').offsetHeight > 0)"
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, height), chromedp.Navigate(page)); err != nil {
		return err
	}
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](shown)); err != nil {
		return err
	}
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		return err
	}
	if _, err := exec.LookPath("pngquant"); err != nil {
		return nil
	}
	return exec.Command("pngquant", "--force", "--output", to, to).Run()
}
