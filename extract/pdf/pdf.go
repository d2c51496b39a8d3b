// Package pdf reads the text layer of PDF files: every run of text and every ruling of a page, and
// where it is printed.
package pdf

import "github.com/mingxi/mingxi/extract/page"

// A File is an opened PDF.
type File struct{}

// Open opens a PDF held in memory. password is tried as user and owner password; most files need
// none. The error says what the bytes are if they are no PDF.
func Open(data []byte, password string) (*File, error) { return &File{}, nil }

// NumPages is the number of pages.
func (f *File) NumPages() int { return 0 }

// Page reads page n, counting from 1. It never fails: what could not be read is told by the page's
// Problem. It is safe to call from several goroutines.
func (f *File) Page(n int) page.Page { return page.Page{Number: n} }
