// Command print-tables prints a document again with its tables drawn in other ways, as HTML and, by LibreOffice, as PDF
// files, to look at what the score of the prints measures.
//
//	go run ./scripts/print-tables -o out/prints [testdata/hongqi-2026/doc.pdf]
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

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
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return reprint.Write(ctx, dir, doc, reprint.Prints())
}
