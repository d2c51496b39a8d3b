package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/normalize"
	"github.com/spf13/pflag"
)

// When to recognise pages (--ocr).
const (
	ocrAuto   = "auto"
	ocrAlways = "always"
	ocrNever  = "never"
)

// readFlags are the flags about how files are read.
type readFlags struct {
	password string
	ocr      string
	dpi      float64
	lang     string
	previous lastYear          // to compare documents with
	bundle   bool              // the files are parts of one disclosure
	engine   *tesseract.Engine // nil where nothing is recognised
}

func (r *readFlags) flags(f *pflag.FlagSet) {
	f.StringVar(&r.password, "password", "", "`password` of encrypted files")
	f.StringVar(&r.ocr, "ocr", ocrAuto, "`when` to recognise pages from their pictures: auto (those that are pictures), always (every page), never")
	f.Float64Var(&r.dpi, "dpi", 0, "`resolution` to recognise at, in dots an inch; 0: as scanned, or 300")
	f.StringVar(&r.lang, "lang", "chi_sim+eng", "`languages` to recognise, by Tesseract's names, the main one first")
}

// bundleFlag is the flag that says which files belong together.
func (r *readFlags) bundleFlag(f *pflag.FlagSet) {
	f.BoolVar(&r.bundle, "bundle", false, "take the files for one disclosure, such as a narrative and its tables")
}

// bundled refuses --bundle where there is nothing to put together.
func (r *readFlags) bundled(files []string) error {
	if r.bundle && len(files) < 2 {
		return errors.New("--bundle needs the files of one disclosure, such as a narrative and its tables: name two or more")
	}
	return nil
}

// oddBundle tells where the files given with --bundle name different agencies, years or kinds.
func (r *readFlags) oddBundle(docs []normalize.Disclosure, log *runLog) {
	if !r.bundle {
		return
	}
	for i := range docs {
		if ofFirst, ofThis := normalize.Differ(&docs[0], &docs[i]); ofThis != "" {
			log.problem(fmt.Errorf("--bundle: %s says %s and %s says %s: if they are two disclosures, what is found between them means nothing; check them without --bundle",
				docs[0].File, ofFirst, docs[i].File, ofThis))
			return
		}
	}
}

// options are the options the flags stand for. close must be called when the files are read.
func (r *readFlags) options() (extract.Options, error) {
	opt := extract.Options{Password: r.password, DPI: r.dpi, OCRAll: r.ocr == ocrAlways}
	if r.dpi < 0 {
		return opt, fmt.Errorf("--dpi %v: give a resolution such as 300, or 0", r.dpi)
	}
	switch r.ocr {
	case ocrNever:
		return opt, nil
	case ocrAuto, ocrAlways:
	default:
		return opt, fmt.Errorf("unknown choice %q for --ocr: use auto, always or never", r.ocr)
	}
	if tesseract.Available {
		engine, err := tesseract.New(tesseract.Options{Languages: strings.Split(r.lang, "+")})
		if err != nil {
			return opt, err
		}
		r.engine, opt.OCR = engine, engine
	} else if r.ocr == ocrAlways {
		return opt, &failure{exitNoOCR, tesseract.ErrUnavailable}
	}
	return opt, nil
}

func (r *readFlags) close() {
	if r.engine != nil {
		r.engine.Close()
	}
}

// plainly says what kept a file from being read to the one who typed the command.
func (r *readFlags) plainly(name string, err error) error {
	switch {
	case !errors.Is(err, pdf.ErrPassword):
		return plainly(name, err)
	case r.password != "":
		return fmt.Errorf("%s: encrypted, and not with this password: check what was given with --password", name)
	}
	return fmt.Errorf("%s: encrypted: give its password with --password", name)
}

// lostPages is how many of the pages that are pictures are lost, if nothing recognises them. A
// picture on the cover or the back alone loses nothing.
func lostPages(pictures []int, pages int) int {
	for _, p := range pictures {
		if p != 1 && p != pages {
			return len(pictures)
		}
	}
	if len(pictures) == pages {
		return pages
	}
	return 0
}

func unreadPictures(pages int) string {
	return plural(pages, "page") + " can only be read from pictures"
}

// whyLost says that pages are lost, and why.
func (r *readFlags) whyLost(pages int) string {
	what := unreadPictures(pages) + ", and "
	switch {
	case r.ocr == ocrNever:
		return what + "--ocr never leaves them out"
	case r.engine == nil:
		return what + "this program was " + tesseract.ErrUnavailable.Error()
	}
	return what + "recognition failed; see findings.csv"
}
