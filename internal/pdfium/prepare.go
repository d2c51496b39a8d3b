package pdfium

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// compiledWith are the modules that say what PDFium is compiled to.
var compiledWith = []string{"github.com/klippa-app/go-pdfium", "github.com/tetratelabs/wazero"}

// Prepare has PDFium compiled into the user's cache folder, if that was not done before, for processes that may not write
// there. Where there is no such folder, or it cannot be written to, each process compiles for itself.
func Prepare() error {
	dir, err := folderOfCache()
	if err != nil {
		return nil
	}
	done := filepath.Join(dir, preparedName())
	if _, err := os.Stat(done); err == nil {
		return nil
	}
	if err := shared.take(context.Background()); err != nil {
		return err
	}
	defer shared.give()
	defer shared.stop()
	if err := errors.Join(shared.start(true), shared.start(false)); err != nil {
		return err
	}
	if shared.code.inMemory {
		return nil
	}
	return os.WriteFile(done, nil, 0o666)
}

// preparedName is the file that says that PDFium was compiled.
func preparedName() string {
	name := "prepared"
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			for _, path := range compiledWith {
				if m.Path == path {
					name += "-" + strings.TrimPrefix(m.Version, "v")
				}
			}
		}
	}
	return name
}

// Needs are the folders that PDFium reads: what it was compiled to, and fonts.
func Needs() []string {
	var list []string
	if dir, err := folderOfCache(); err == nil {
		list = append(list, dir)
	}
	for _, dirs := range fontsOf {
		list = append(list, dirs...)
	}
	return list
}

// folderOfCache is the folder for what PDFium is compiled to.
func folderOfCache() (string, error) {
	dir, err := os.UserCacheDir()
	return filepath.Join(dir, folderOfCode), err
}
