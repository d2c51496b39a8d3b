package commands

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/normalize"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// When to recognise pages (--ocr).
const (
	ocrAuto   = "auto"
	ocrAlways = "always"
	ocrNever  = "never"
)

// Resolutions that --dpi takes, in dots an inch: with fewer no character can be told, more only cost time.
const (
	leastDPI = 70
	mostDPI  = 1200
)

// readFlags are the flags about how files are read.
type readFlags struct {
	password string
	secret   string // file that holds the password
	ocr      string
	dpi      float64
	lang     string
	previous lastYear // to compare documents with
	said     corrections
	bundle   bool // the files are parts of one disclosure
	readers  string
	engine   ocr.Engine // nil where nothing is recognised
	unable   error      // why it is, where it was not asked for
}

func (r *readFlags) flags(f *pflag.FlagSet) {
	f.StringVar(&r.password, "password", "", "`password` of encrypted files; other users of the machine can see it, see --password-file")
	f.StringVar(&r.secret, "password-file", "", "`file` whose first line is the password of encrypted files, such as /dev/fd/3; - asks for it on the terminal")
	f.StringVar(&r.ocr, "ocr", ocrAuto, "`when` to recognise pages from their pictures: auto (those that are pictures), always (every page), never")
	f.Float64Var(&r.dpi, "dpi", 0, "`resolution` to recognise at, in dots an inch; 0: as scanned, or 300")
	f.StringVar(&r.lang, "lang", usualLanguages, "`languages` to recognise, by Tesseract's names, the main one first")
	f.StringVar(&r.readers, "readers", readersAuto, "`who` recognises: networks (part of the program), tesseract, auto (networks, but for other languages)")
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
	if err := r.readPassword(); err != nil {
		return extract.Options{}, err
	}
	opt := extract.Options{Password: r.password, DPI: r.dpi, OCRAll: r.ocr == ocrAlways}
	if r.dpi != 0 && (r.dpi < leastDPI || r.dpi > mostDPI) {
		return opt, fmt.Errorf("--dpi %v: give a resolution from %d to %d, such as 300, or 0", r.dpi, leastDPI, mostDPI)
	}
	switch r.ocr {
	case ocrNever:
		return opt, nil
	case ocrAuto, ocrAlways:
	default:
		return opt, fmt.Errorf("unknown choice %q for --ocr: use auto, always or never", r.ocr)
	}
	engine, err := openReaders(r.readers, r.lang)
	if err != nil && (r.ocr == ocrAlways || r.readers != readersAuto || !unavailable(err)) {
		if unavailable(err) {
			return opt, &failure{exitNoOCR, err}
		}
		return opt, err
	}
	r.engine, r.unable, opt.OCR = engine, err, engine
	if errors.Is(err, networks.ErrUnavailable) {
		opt.OCRFigures, opt.OCR = true, networks.Figures()
	}
	return opt, nil
}

// unavailable says whether an error means that this program was built without what is asked for.
func unavailable(err error) bool {
	return errors.Is(err, networks.ErrUnavailable) || errors.Is(err, tesseract.ErrUnavailable)
}

// longestPassword is longer than any that PDF knows.
const longestPassword = 4096

// readPassword takes the password from where --password-file says.
func (r *readFlags) readPassword() error {
	switch {
	case r.secret == "":
		return nil
	case r.password != "":
		return errors.New("--password and --password-file cannot go together: choose one")
	case r.secret == "-":
		return r.askPassword()
	}
	f, err := os.Open(r.secret)
	if err != nil {
		return &failure{ExitUnread, fmt.Errorf("--password-file %w", plainly(r.secret, err))}
	}
	defer f.Close()
	line, err := bufio.NewReader(io.LimitReader(f, longestPassword)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return &failure{ExitUnread, fmt.Errorf("--password-file %w", plainly(r.secret, err))}
	}
	r.password = strings.TrimRight(line, "\r\n")
	return nil
}

// askPassword asks for the password on the terminal, which does not show it.
func (r *readFlags) askPassword() error {
	tty, err := os.OpenFile(terminalName, os.O_RDWR, 0)
	if err != nil {
		return &failure{ExitUnread, errors.New("--password-file -: there is no terminal to ask on; name a file")}
	}
	defer tty.Close()
	fmt.Fprint(tty, say("Password: "))
	data, err := term.ReadPassword(int(tty.Fd()))
	fmt.Fprintln(tty)
	if err != nil {
		return &failure{ExitUnread, fmt.Errorf("--password-file -: %w", err)}
	}
	r.password = string(data)
	return nil
}

// terminalName is the terminal of a process, wherever its stdin comes from.
const terminalName = "/dev/tty"

func (r *readFlags) close() {
	closeReaders(r.engine)
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
	if pages == 1 {
		return "1 page is a picture or holds one that may be a table"
	}
	return fmt.Sprintf("%d pages are pictures or hold some that may be tables", pages)
}

// whyLost says that pages are lost, and why.
func (r *readFlags) whyLost(pages int) string {
	what := unreadPictures(pages) + ", and "
	switch {
	case r.ocr == ocrNever:
		return what + "--ocr never leaves them out"
	case errors.Is(r.unable, networks.ErrUnavailable):
		return what + "this program was " + r.unable.Error()
	case r.engine == nil:
		return what + r.unable.Error()
	}
	return what + "recognition failed"
}
