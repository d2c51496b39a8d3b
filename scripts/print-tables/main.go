// Command print-tables prints a document again with its tables drawn in other ways, as HTML and, by LibreOffice and by
// Chromium, as PDF files, in a folder for each, to look at what the score of the prints measures.
//
//	go run ./scripts/print-tables -o out/prints [testdata/hongqi-2026/doc.pdf]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/reprint"
)

func main() {
	dir := flag.String("o", "out/prints", "the folder to write into")
	flag.Parse()
	name := "testdata/hongqi-2026/doc.pdf"
	if flag.NArg() > 0 {
		name = flag.Arg(0)
	}
	if err := run(context.Background(), *dir, name); err != nil {
		fmt.Fprintln(os.Stderr, "print-tables:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, dir, name string) error {
	doc, err := extract.Read(ctx, name, extract.Options{})
	if err != nil {
		return err
	}
	for _, p := range reprint.Printers {
		if !p.IsInstalled() {
			fmt.Fprintf(os.Stderr, "print-tables: %s is not installed\n", p.Name)
			continue
		}
		into := filepath.Join(dir, strings.ToLower(p.Name))
		if err := os.MkdirAll(into, 0o755); err != nil {
			return err
		}
		if err := p.Write(ctx, into, doc, reprint.Prints()); err != nil {
			return err
		}
	}
	return nil
}
