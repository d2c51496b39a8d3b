package reprint

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/mingxi/mingxi/extract"
)

// ErrNoPrinter says that LibreOffice, which makes PDF files, is not installed.
var ErrNoPrinter = errors.New("LibreOffice (soffice) is not installed")

// Write writes prints of a document into a folder: NAME.html and NAME.pdf.
func Write(ctx context.Context, dir string, doc *extract.Document, prints []Print) error {
	program, err := exec.LookPath("soffice")
	if err != nil {
		return ErrNoPrinter
	}
	profile, err := os.MkdirTemp("", "reprint")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	args := []string{"-env:UserInstallation=file://" + profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", dir}
	for _, p := range prints {
		name := filepath.Join(dir, p.Name()+".html")
		if err := os.WriteFile(name, []byte(p.HTML(doc)), 0o644); err != nil {
			return err
		}
		args = append(args, name)
	}
	if out, err := exec.CommandContext(ctx, program, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", program, err, out)
	}
	return nil
}
