//go:build !ocr

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "mingxi-tesseract: built without Tesseract: build it with -tags ocr (Debian: tesseract-ocr tesseract-ocr-chi-sim libtesseract-dev libleptonica-dev)")
	os.Exit(1)
}
