// Package extract reads a file into what is printed, and where: pages, tables and running text.
// It draws no conclusions about money.
package extract

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/extract/pdf"
)

// A Document is what one file prints.
type Document struct {
	File       string // the name it was read by
	SHA256     string // of its bytes, hexadecimal
	Pages      []page.Page
	Tables     []layout.Table
	Paragraphs []layout.Paragraph
}

// Options say how a file is read.
type Options struct {
	Password string // for encrypted files
}

// Read reads the PDF file called name. The error says what is wrong with the file as a whole; what
// is wrong with single pages is told by each page's Problem.
func Read(ctx context.Context, name string, opt Options) (*Document, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	f, err := pdf.Open(data, opt.Password)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	sum := sha256.Sum256(data)
	doc := &Document{File: name, SHA256: hex.EncodeToString(sum[:])}
	for n := 1; n <= f.NumPages(); n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		doc.Pages = append(doc.Pages, f.Page(n))
	}
	doc.Tables, doc.Paragraphs = layout.Pages(doc.Pages)
	return doc, nil
}
