package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/ocrtest"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/recognition"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// measureScans scans the shipped document in each of the ways in which scans are worn, or in those whose names hold
// MINGXI_WEARS, and counts its figures against the truth. MINGXI_READERS=tesseract has Tesseract read.
func measureScans(ctx context.Context) ([]score, error) {
	engine, err := networksOrTesseract()
	if err != nil {
		return nil, err
	}
	if c, ok := engine.(io.Closer); ok {
		defer c.Close()
	}
	tables, err := readTruth(truthFile)
	if err != nil {
		return nil, err
	}
	var scores []score
	for _, w := range append(ocrtest.Wears, ocrtest.Pale) {
		if !strings.Contains(w.Name, os.Getenv("MINGXI_WEARS")) {
			continue
		}
		ds, err := scanned(ctx, engine, truthDocument, w)
		if err != nil {
			return nil, err
		}
		for _, f := range ds.Findings {
			fmt.Fprintln(os.Stderr, f.Severity, f.Code, f.Page, f.Table, f.Row, f.Column, f.Message)
		}
		t := compareTruth(ds, tables)
		name := "scan (" + w.Name + "): "
		scores = append(scores,
			score{name: name + "figures right of 275", value: fmt.Sprint(t.right)},
			score{name: name + "figures wrong", value: fmt.Sprint(t.wrong), lower: true},
			score{name: name + "figures missing", value: fmt.Sprint(t.missing), lower: true},
			score{name: name + "figures extra", value: fmt.Sprint(t.extra), lower: true})
		scores = append(scores, outcomeScores(name, ds)...)
	}
	return scores, nil
}

func networksOrTesseract() (ocr.Engine, error) {
	if os.Getenv("MINGXI_READERS") == "tesseract" {
		return tesseract.New(tesseract.Options{})
	}
	return networks.New()
}

// scanned is a document as it comes out of a scan of all its pages.
func scanned(ctx context.Context, engine ocr.Engine, name string, w ocrtest.Wear) (*normalize.Dataset, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	file, err := pdf.Open(data, "")
	if err != nil {
		return nil, err
	}
	drawing := pdfium.New(data, "")
	defer drawing.Close()
	doc := &extract.Document{File: name, Pages: make([]page.Page, file.NumPages())}
	errs := make([]error, file.NumPages())
	for i := range doc.Pages {
		p := file.Page(i + 1)
		seen, err := drawing.Draw(ctx, pdfium.Page{Number: i + 1, Width: int(p.Width * w.DPI / 72), Height: int(p.Height * w.DPI / 72)})
		if err != nil {
			return nil, err
		}
		doc.Pages[i], errs[i] = recognition.Page(ctx, engine, w.Picture(seen.Image, i+1), i+1)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	doc.Tables, doc.Paragraphs = analysis.Pages(doc.Pages)
	ds := normalize.Document(doc)
	reconcile.Check(ds, reconcile.Options{})
	return ds, nil
}
