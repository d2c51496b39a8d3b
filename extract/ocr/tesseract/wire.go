package tesseract

import (
	"github.com/mingxi/mingxi/extract/ocr"
)

// settings is the first message to a worker.
type settings struct {
	Languages []string
}

// question is a line to read: rows of Width shades of grey.
type question struct {
	Width, Height int
	Pix           []byte
	DPI           float64
	Kind          ocr.Kind
}

// answer is what the worker replies to settings (without symbols) and to each question.
type answer struct {
	Symbols []ocr.Symbol
	Error   string
}
