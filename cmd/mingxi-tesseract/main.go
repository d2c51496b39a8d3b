//go:build ocr

package main

import (
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/otiai10/gosseract/v2"

	"github.com/mingxi/mingxi/internal/wire"
)

func main() {
	var err error
	switch {
	case len(os.Args) == 1:
		err = serve(os.Stdin, os.Stdout)
	case len(os.Args) == 2 && os.Args[1] == wire.Languages:
		err = printLanguages(os.Stdout)
	default:
		err = errors.New("mingxi starts this program; it takes no argument but " + wire.Languages)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "mingxi-tesseract:", err)
		os.Exit(1)
	}
}

func printLanguages(out io.Writer) error {
	list, err := gosseract.GetAvailableLanguages()
	if err != nil {
		return err
	}
	for _, name := range slices.DeleteFunc(list, func(name string) bool { return name == "osd" }) { // it tells how a page is turned
		if _, err := fmt.Fprintln(out, name); err != nil {
			return err
		}
	}
	return nil
}

// serve reads lines until its input ends.
func serve(in io.Reader, out io.Writer) error {
	dec, enc := gob.NewDecoder(in), gob.NewEncoder(out)
	var s wire.Settings
	if err := dec.Decode(&s); err != nil {
		return err
	}
	r, err := newReader(s)
	if err := enc.Encode(wire.Answer{Error: message(err)}); err != nil {
		return err
	}
	for {
		var q wire.Question
		err := dec.Decode(&q)
		if errors.Is(err, io.EOF) {
			return r.close()
		}
		if err != nil {
			return err
		}
		symbols, err := r.read(q)
		if err := enc.Encode(wire.Answer{Symbols: symbols, Error: message(err)}); err != nil {
			return err
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
