// Package wire is what the program that reads with Tesseract is told, and what it answers: values in gob, one after the other.
package wire

import "github.com/mingxi/mingxi/extract/ocr"

// Program is the name of that program's file.
const Program = "mingxi-tesseract"

// Languages is the argument with which it prints the languages that Tesseract has, a line each, and ends.
const Languages = "languages"

// Settings are the first that it is told.
type Settings struct {
	Languages []string // Tesseract's names, the main one first
}

// Question is a line to read: rows of Width shades of grey.
type Question struct {
	Width, Height int
	Pix           []byte
	DPI           float64
	Kind          ocr.Kind
}

// Answer is what it replies to Settings, without symbols, and to each Question.
type Answer struct {
	Symbols []ocr.Symbol
	Error   string
}
