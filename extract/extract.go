// Package extract reads a file into what is printed, and where: pages, tables and running text.
// It draws no conclusions about money.
//
// Pages, tables, rows and columns count from 1. Positions are points (1/72 inch) from the top left corner of
// the page as it is seen, y downwards; see package page.
package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/file"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/raster"
)

// A Document is what one file prints. It is plain data, and depends on nothing but the file's bytes, the
// options, the engine and the version of this program.
type Document struct {
	File       string             // the name it was read by
	SHA256     string             // of its bytes, 64 hexadecimal digits
	Pages      []page.Page        // all pages, by their numbers: Pages[0] is page 1
	Claimed    int                // pages that the file says it has, where it is a PDF; more than Pages if some could not be found
	Tables     []layout.Table     // in reading order, each joined over its pages
	Paragraphs []layout.Paragraph // what is no table, in reading order
	Furniture  []layout.Line      // running heads and feet, page numbers and what is set sideways beside the rest, which are in neither
	Labels     map[int]string     // numbers that pages print of themselves, by page, as far as they run on from page to page
	Numbered   []layout.Line      // every stretch of printed text that holds a digit, as it was before the others were made of it
}

// Options say how a file is read.
type Options struct {
	Password   string                // for encrypted files
	OCR        ocr.Engine            // reads pages that are pictures; nil: such pages are Unread and have a Problem
	OCRAll     bool                  // reads every page from its picture, whatever its text layer says
	OCRFigures bool                  // OCR reads figures alone: pages that it has read stay Unread, and their Problem says so
	OCRPages   []int                 // pages that may be recognised; empty: all
	DPI        float64               // dots an inch at which pages are drawn to be recognised, and which a picture file has; 0: as scanned, or 300, and a whole A4 sheet
	Known      map[int]page.Page     // pages that Recognise read, by their numbers: they are not recognised again
	NoRuns     bool                  // the pages have no runs, clipped text, rulings and fills when all is made of them, which takes half of the memory
	Progress   func(done, pages int) // called after each page, and before the first that is recognised; one call at a time; may be nil
}

// Read reads the PDF file called name, or a picture of a page (PNG, JPEG, TIFF). What is wrong with single
// pages is told by each page's Problem and is no error. The error says what is wrong with the file as a
// whole (see ErrPassword and the others), is one of the system, or is that of ctx.
func Read(ctx context.Context, name string, opt Options) (*Document, error) {
	data, err := contents(name)
	if err != nil {
		return nil, err
	}
	return ReadBytes(ctx, name, data, opt)
}

// ReadBytes is Read for a file called name whose bytes are at hand. No file is opened.
func ReadBytes(ctx context.Context, name string, data []byte, opt Options) (*Document, error) {
	sum := sha256.Sum256(data)
	doc := &Document{File: name, SHA256: hex.EncodeToString(sum[:])}
	laying, err := doc.read(ctx, data, opt)
	if err != nil {
		return nil, err
	}
	laid := laying.Product()
	doc.Tables, doc.Paragraphs = laid.Tables, laid.Paragraphs
	doc.Furniture, doc.Labels, doc.Numbered = laid.Furniture, laid.Labels, laid.Numbered
	return doc, nil
}

// contents are the bytes of a file, of which no more are held than a PDF may have. A device or a pipe can go on for
// ever, or never begin, and is not read.
func contents(name string) ([]byte, error) {
	f, err := file.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > pdf.MaxFileBytes {
		return nil, fmt.Errorf("%s: %w", name, pdf.ErrTooLarge)
	}
	data, err := io.ReadAll(io.LimitReader(f, pdf.MaxFileBytes+1))
	if err == nil && len(data) > pdf.MaxFileBytes {
		err = fmt.Errorf("%s: %w", name, pdf.ErrTooLarge)
	}
	return data, err
}

// read reads each page of a file, and its text.
func (doc *Document) read(ctx context.Context, data []byte, opt Options) (*analysis.Reading, error) {
	if raster.IsPicture(data) {
		p, err := readPicture(ctx, data, opt)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", doc.File, err)
		}
		doc.Pages = []page.Page{p}
		laying := analysis.NewReading(1, opt.NoRuns)
		laying.Read(0, &doc.Pages[0])
		return laying, nil
	}
	f, err := pdf.Open(data, opt.Password)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doc.File, err)
	}
	doc.Claimed = f.ClaimedPages()
	drawn := pdfium.New(data, opt.Password)
	defer drawn.Close()
	r := recogniser{file: f, drawn: drawn, opt: opt, laying: analysis.NewReading(f.NumPages(), opt.NoRuns)}
	doc.Pages, err = r.pages(ctx)
	return r.laying, err
}
