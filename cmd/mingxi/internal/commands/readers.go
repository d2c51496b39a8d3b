package commands

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/networks"
)

// Who recognises writing (--readers).
const (
	readersAuto      = "auto"
	readersNetworks  = "networks"
	readersTesseract = "tesseract"
)

// usualLanguages are those that the networks read too.
const usualLanguages = "chi_sim+eng"

// openReaders gives what recognises writing, and nil with why where this program has not what is asked for.
func openReaders(name, languages string) (ocr.Engine, error) {
	other := languages != usualLanguages
	switch name {
	case readersAuto:
		switch {
		case networks.Available() && !other:
			name = readersNetworks
		case tesseract.Available():
			name = readersTesseract
		case other:
			return nil, fmt.Errorf("--lang %s is read by Tesseract alone: %w", languages, tesseract.ErrUnavailable)
		default:
			return nil, networks.ErrUnavailable
		}
	case readersNetworks:
		if other {
			return nil, fmt.Errorf("--lang %s is read by Tesseract alone: leave out --readers networks", languages)
		}
	case readersTesseract:
	default:
		return nil, fmt.Errorf("unknown choice %q for --readers: use auto, networks or tesseract", name)
	}
	if name == readersNetworks {
		return engineOr(networks.New())
	}
	if other {
		if err := languagesThere(languages); err != nil {
			return nil, err
		}
	}
	return engineOr(tesseract.New(tesseract.Options{Languages: strings.Split(languages, "+")}))
}

// languagesThere says which of some languages Tesseract has not on this machine.
func languagesThere(wanted string) error {
	if !tesseract.Available() {
		return nil
	}
	there := tesseract.Languages()
	for _, name := range strings.Split(wanted, "+") {
		if !slices.Contains(there, name) {
			return &failure{exitNoOCR, fmt.Errorf("--lang: this machine's Tesseract has not %q, but %s", name, strings.Join(there, ", "))}
		}
	}
	return nil
}

// engineOr is an engine, or none where there is an error.
func engineOr[E ocr.Engine](e E, err error) (ocr.Engine, error) {
	if err != nil {
		return nil, err
	}
	return e, nil
}

// closeReaders ends what runs for an engine.
func closeReaders(e ocr.Engine) {
	if c, ok := e.(io.Closer); ok {
		c.Close()
	}
}
