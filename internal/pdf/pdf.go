// Package pdf reads the text layer of PDF files: every run of text and every ruling of a page, and
// where it is printed.
//
// The objects of a file are read with github.com/ledongthuc/pdf; cross-references, encryption and
// filters, in which real files are broken most often, and the drawing itself are done here.
package pdf

import (
	"fmt"

	lib "github.com/ledongthuc/pdf"

	"github.com/mingxi/mingxi/extract/page"
)

// Open opens a PDF held in memory. password is tried as user and owner password; most files need
// none. The error says what the bytes are if they are no PDF (*NotPDFError), or is ErrEmpty,
// ErrPassword or ErrDamaged.
func Open(data []byte, password string) (f *File, err error) {
	defer func() {
		if x := recover(); x != nil {
			f, err = nil, fmt.Errorf("%w (%v)", ErrDamaged, x)
		}
	}()
	body, err := sniff(data)
	if err != nil {
		return nil, err
	}
	if at := lastFile(body); at > 0 {
		if f, err := openListed(body[at:], body[at:], password); err == nil && len(f.pages) > 0 {
			f.several = true
			return f, nil
		}
	}
	f, err = openListed(body, data, password)
	if err == nil && len(f.pages) > 0 {
		return f, nil
	}
	rebuilt, again := openTable(rebuild(body), password)
	if again == nil && len(rebuilt.pages) > 0 {
		rebuilt.rebuilt = true
		return rebuilt, nil
	}
	if err == nil {
		err = again
	}
	return nil, openError(err)
}

// openError keeps the errors that tell a user what to do and calls everything else damage.
func openError(err error) error {
	if err == nil || err == errNoTable {
		return ErrDamaged
	}
	return err
}

// openListed opens a file by its own cross-reference. Offsets may count from the header or from the
// first byte, so both are tried where they differ.
func openListed(body, data []byte, password string) (*File, error) {
	t, err := readTable(body)
	if err != nil && len(body) != len(data) {
		t, err = readTable(data)
	}
	if err != nil {
		return nil, err
	}
	t.verify()
	return openTable(t, password)
}

// openTable opens the file that a cross-reference table describes.
func openTable(t *table, password string) (*File, error) {
	keys, err := newSecurity(t, password)
	if err != nil {
		return nil, err
	}
	t.keys = keys
	t.packedByScan()
	a, r, err := assemble(t)
	if err != nil {
		return nil, err
	}
	f := &File{bytes: a, keys: keys, locations: t.locations, fonts: map[fontKey]*font{}}
	f.altered = t.altered
	f.unpacks.Store(maxUnpackedBytes)
	root := get(r.Trailer(), "Root")
	f.hidden = hiddenGroups(root)
	f.claims = int(min(numberOr(get(get(root, "Pages"), "Count"), 0), maxObjects))
	pages, more := pageTree(root)
	if f.pages = pages; len(pages) == 0 {
		f.pages = loosePages(get(r.Trailer(), looseKey))
		f.claims = max(f.claims, t.counted)
	} else if more {
		f.claims = max(f.claims, len(pages)+1)
	}
	f.lookForUnshown(t, len(t.loose) > 0)
	return f, nil
}

// NumPages is the number of pages.
func (f *File) NumPages() int { return len(f.pages) }

// ClaimedPages is how many pages the file says it has, which may be more than could be found: it is cut
// off, or it lies.
func (f *File) ClaimedPages() int { return f.claims }

// Page reads page n, counting from 1. It never fails: what could not be read is told by the page's
// Problem. It is safe to call from several goroutines.
func (f *File) Page(n int) page.Page {
	if n < 1 || n > len(f.pages) {
		return page.Page{Number: n, Source: page.Text, Problem: fmt.Sprintf("page %d: there are %d pages", n, len(f.pages))}
	}
	if f.full {
		_, w, h := f.pages[n-1].base()
		return page.Page{Number: n, Width: w, Height: h, Source: page.Text, Damaged: true, Problem: errFileFull.Error()}
	}
	return f.read(n, f.pages[n-1])
}

// Reckon looks at what the pages took that were read by now. Where it is all that a file may take, the pages that are
// read from here on are left out and told so. No page may be read meanwhile, so that it does not depend on which
// pages are read at once.
func (f *File) Reckon() {
	f.full = f.glyphs.Load() > maxFileGlyphs || f.work.Load() > maxFileWork
}

// hiddenGroups lists the optional content groups that the file's default view switches off.
func hiddenGroups(root lib.Value) map[int]bool {
	off := get(get(get(root, "OCProperties"), "D"), "OFF")
	hidden := map[int]bool{}
	for i := range min(off.Len(), maxPages) {
		if num, _ := objectOf(item(off, i)); num > 0 {
			hidden[num] = true
		}
	}
	return hidden
}
