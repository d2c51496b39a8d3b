package pdfium

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	lib "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
)

// shared is the process's instance.
var shared = &instance{turn: make(chan struct{}, 1)}

// An instance is PDFium with a memory of its own. Who holds the turn may use it.
type instance struct {
	turn   chan struct{}
	code   codeStore
	files  int   // that were drawn from and are not closed
	open   *File // whose document is open; nil if none is
	pdfium lib.Pdfium
	pool   lib.Pool           // nil while it is not running
	end    context.CancelFunc // ends a call under way, unless it runs to its end, and all later ones
	toEnd  bool               // calls run to their end

	lacking error // why this process does not compile it, where it was not compiled before; nil if it may
}

func (i *instance) take(ctx context.Context) error {
	select {
	case i.turn <- struct{}{}:
		return ctx.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (i *instance) give() { <-i.turn }

// start starts PDFium, if it is not running in this way.
func (i *instance) start(toEnd bool) error {
	if i.pool != nil && i.toEnd == toEnd {
		return nil
	}
	i.stop()
	ctx, end := context.WithCancel(withOwnMemory(context.Background()))
	pool, err := i.compile(ctx, toEnd)
	if err != nil && i.code.giveUp() {
		pool, err = i.compile(ctx, toEnd)
	}
	if err != nil {
		end()
		return fmt.Errorf("the renderer does not start: %w", err)
	}
	i.pool, i.end, i.toEnd = pool, end, toEnd
	if i.pdfium, err = pool.GetInstanceWithContext(ctx); err != nil {
		i.stop()
		return fmt.Errorf("the renderer does not start: %w", err)
	}
	return nil
}

// compile gives a PDFium that can be started, compiled now or once before.
func (i *instance) compile(ctx context.Context, toEnd bool) (lib.Pool, error) {
	return webassembly.Init(webassembly.Config{Context: ctx, MinIdle: 0, MaxIdle: 1, MaxTotal: 1,
		RuntimeConfig: runtimeConfig(i.code.open(), toEnd), FSConfig: fonts(), Stdout: io.Discard, Stderr: io.Discard})
}

// stop ends PDFium and gives its memory back. Calls to it fail at once from here on, so that a damaged one
// cannot hold up its own end.
func (i *instance) stop() {
	if i.pool == nil {
		return
	}
	i.end()
	i.pool.Close()
	i.pool, i.pdfium, i.open = nil, nil, nil
}

// draw draws a page of a file. After a failure nothing is known of the state PDFium is in, so it is ended.
func (i *instance) draw(ctx context.Context, f *File, page Page) (out Drawing, err error) {
	defer func() {
		if x := recover(); x != nil { // as where there is no memory to start in
			out, err = Drawing{}, fmt.Errorf("the renderer fails: %v", x)
			i.stop()
		}
	}()
	if err := i.start(page.Plain); err != nil {
		return Drawing{}, err
	}
	stop := context.AfterFunc(ctx, i.end)
	if err = i.load(f); err == nil {
		out, err = i.page(f, page)
	}
	if !stop() || err != nil || page.Width*page.Height > pixelsToFree {
		i.stop()
	}
	return out, err
}

// load opens a file's document in place of any other.
func (i *instance) load(f *File) error {
	if i.open == f {
		return nil
	}
	i.forget()
	req := &requests.OpenDocument{FileReader: bytes.NewReader(f.data), FileReaderSize: int64(len(f.data))}
	if f.password != "" {
		req.Password = &f.password
	}
	doc, err := i.pdfium.OpenDocument(req)
	if err != nil {
		return err
	}
	form, err := i.pdfium.FPDF_GetFormType(&requests.FPDF_GetFormType{Document: doc.Document})
	if err != nil {
		return err
	}
	f.doc, f.forms = doc.Document, form.FormType != enums.FPDF_FORMTYPE_NONE
	i.open = f
	return nil
}

// forget closes the document that is open.
func (i *instance) forget() {
	if i.open == nil {
		return
	}
	if _, err := i.pdfium.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: i.open.doc}); err != nil {
		i.stop()
	}
	i.open = nil
}

// page draws a page of the open document.
func (i *instance) page(f *File, asked Page) (Drawing, error) {
	loaded, err := i.pdfium.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: f.doc, Index: asked.Number - 1})
	if err != nil {
		return Drawing{}, err
	}
	page := requests.Page{ByReference: &loaded.Page}
	if err := i.fits(page, asked.Width, asked.Height); err != nil {
		return Drawing{}, err
	}
	if f.forms { // what is filled in becomes part of the page
		if _, err := i.pdfium.FPDFPage_Flatten(&requests.FPDFPage_Flatten{Page: page, Usage: requests.FPDFPage_FlattenUsageNormalDisplay}); err != nil {
			return Drawing{}, err
		}
	}
	out, err := i.paint(page, asked.Width, asked.Height)
	if err != nil {
		return Drawing{}, err
	}
	if blank(out.Image) {
		out.Lost = i.lost(page)
	}
	_, err = i.pdfium.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: loaded.Page})
	return out, err
}

// likeness is by how much the page's shape may differ from the one asked for.
const likeness = 0.02

// fits says that a page has the shape that is asked for: another one is another page.
func (i *instance) fits(page requests.Page, width, height int) error {
	w, err := i.pdfium.FPDF_GetPageWidth(&requests.FPDF_GetPageWidth{Page: page})
	if err != nil {
		return err
	}
	h, err := i.pdfium.FPDF_GetPageHeight(&requests.FPDF_GetPageHeight{Page: page})
	if err != nil {
		return err
	}
	slack := likeness + 1/float64(min(width, height))
	if seen, asked := w.Width/h.Height, float64(width)/float64(height); math.Abs(seen-asked) > slack*asked {
		return fmt.Errorf("the renderer finds a page of another shape: %.0f by %.0f points", w.Width, h.Height)
	}
	return nil
}

// paint paints a page on white.
func (i *instance) paint(page requests.Page, width, height int) (Drawing, error) {
	bitmap, err := i.pdfium.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: width, Height: height})
	if err != nil {
		return Drawing{}, err
	}
	ref := bitmap.Bitmap
	if _, err := i.pdfium.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{Bitmap: ref, Width: width, Height: height, Color: 0xFFFFFFFF}); err != nil {
		return Drawing{}, err
	}
	const flags = enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER
	if _, err := i.pdfium.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{Bitmap: ref, Page: page, SizeX: width, SizeY: height, Flags: flags}); err != nil {
		return Drawing{}, err
	}
	buffer, err := i.pdfium.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: ref})
	if err != nil {
		return Drawing{}, err
	}
	if len(buffer.Buffer) < 4*width*height {
		return Drawing{}, errors.New("the drawing is cut off")
	}
	out := Drawing{Image: imageOf(buffer.Buffer, width, height)}
	_, err = i.pdfium.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: ref})
	return out, err
}

// mostObjects bounds the search for pictures that were lost.
const mostObjects = 1000

// lost counts the pictures of a page that PDFium cannot decode. It leaves them out without a word.
func (i *instance) lost(page requests.Page) int {
	n, err := i.pdfium.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return 0
	}
	lost := 0
	for k := range min(n.Count, mostObjects) {
		o, err := i.pdfium.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: k})
		if err == nil && i.undecodable(o.PageObject) {
			lost++
		}
	}
	return lost
}

// undecodable says that an object of a page is a picture without a bitmap.
func (i *instance) undecodable(o references.FPDF_PAGEOBJECT) bool {
	kind, err := i.pdfium.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	if err != nil || kind.Type != enums.FPDF_PAGEOBJ_IMAGE {
		return false
	}
	bitmap, err := i.pdfium.FPDFImageObj_GetBitmap(&requests.FPDFImageObj_GetBitmap{ImageObject: o})
	if err != nil {
		return true
	}
	i.pdfium.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: bitmap.Bitmap})
	return false
}
