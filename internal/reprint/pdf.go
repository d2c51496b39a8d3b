package reprint

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/chromedp/chromedp"
	"github.com/mingxi/mingxi/extract"
)

// A Printer is a program that makes PDF files of HTML.
type Printer struct {
	Name, program string
	print         func(ctx context.Context, program, dir string, names []string) error // names of files in dir, without an ending
}

// Printers are those that prints are made with. They set lines, spaces and rulings each in its own way.
var Printers = []Printer{
	{"LibreOffice", "soffice", printInOffice},
	{"Chromium", "chromium", printInBrowser},
}

// IsInstalled says whether the printer's program is there.
func (p *Printer) IsInstalled() bool {
	_, err := exec.LookPath(p.program)
	return err == nil
}

// Write writes prints of a document into a folder: NAME.html and NAME.pdf.
func (p *Printer) Write(ctx context.Context, dir string, doc *extract.Document, prints []Print) error {
	program, err := exec.LookPath(p.program)
	if err != nil {
		return err
	}
	var names []string
	for _, one := range prints {
		names = append(names, one.Name())
		if err := os.WriteFile(filepath.Join(dir, one.Name()+".html"), []byte(one.HTML(doc)), 0o644); err != nil {
			return err
		}
	}
	return p.print(ctx, program, dir, names)
}

func printInOffice(ctx context.Context, program, dir string, names []string) error {
	profile, err := os.MkdirTemp("", "reprint")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	args := []string{"-env:UserInstallation=file://" + profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export", "--outdir", dir}
	for _, n := range names {
		args = append(args, filepath.Join(dir, n+".html"))
	}
	if out, err := exec.CommandContext(ctx, program, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", program, err, out)
	}
	return nil
}

func printInBrowser(ctx context.Context, program, dir string, names []string) error {
	profile, err := os.MkdirTemp("", "reprint")
	if err != nil {
		return err
	}
	defer os.RemoveAll(profile)
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, closeBrowser := chromedp.NewExecAllocator(ctx, opts...)
	defer closeBrowser()
	ctx, closeTab := chromedp.NewContext(ctx)
	defer closeTab()
	for _, n := range names {
		address := url.URL{Scheme: "file", Path: filepath.Join(dir, n+".html")}
		if err := chromedp.Do(ctx, chromedp.Navigate(address.String())); err != nil {
			return fmt.Errorf("%s: %s: %w", program, n, err)
		}
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPrintBackground(), chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			return fmt.Errorf("%s: %s: %w", program, n, err)
		}
		if err := os.WriteFile(filepath.Join(dir, n+".pdf"), pdf, 0o644); err != nil {
			return err
		}
	}
	return nil
}
