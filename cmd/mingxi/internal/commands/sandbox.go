package commands

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/sandbox"
)

// confine takes from this worker what it does not need to read documents as the flags say. It is done before it has
// any: last year's dataset is found, and the renderer is made ready, which writes into the user's cache, if it is known
// that pages are to be drawn; a worker that meets such a page unready says so, and is replaced.
func confine(how string, r *readFlags, draws bool) error {
	if how == sandboxOff {
		return nil
	}
	var needs sandbox.Needs
	if r.ocr != ocrNever {
		prepare(draws)
		needs.Read = pdfium.Needs()
	}
	if e, ok := r.engine.(*tesseract.Engine); ok {
		needs.Program = e.Program()
		if data := os.Getenv("TESSDATA_PREFIX"); data != "" {
			needs.Read = append(needs.Read, data)
		}
	}
	if r.previous.dir != "" {
		needs.Read = append(needs.Read, r.previous.dir)
	}
	for i, name := range needs.Read {
		if path, err := filepath.EvalSymlinks(name); err == nil {
			needs.Read[i] = path
		}
	}
	err := sandbox.Enter(needs)
	if how == sandboxAuto && errors.Is(err, sandbox.ErrUnsupported) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s%w", archive.SandboxSign, err)
	}
	return nil
}

// prepare makes the renderer ready where that is wanted, before what it is compiled to can no longer be kept. Where that fails, the pages that must
// be drawn are lost, and not those that are read as text.
func prepare(wanted bool) {
	var failed error
	if wanted {
		failed = pdfium.Prepare()
	}
	pdfium.KeepNothing(failed)
}
