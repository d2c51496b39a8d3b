package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// expand gives the files that arguments name: a file itself, and the PDF files in a folder and in
// the folders inside it, by name. What could not be found is told by errors.
func expand(args []string) (files []string, problems []error) {
	for _, arg := range args {
		found, err := expandOne(arg)
		if err != nil {
			problems = append(problems, err)
		}
		files = append(files, found...)
	}
	return files, problems
}

func expandOne(arg string) ([]string, error) {
	info, err := os.Stat(arg)
	if err != nil {
		return nil, plainly(arg, err)
	}
	if !info.IsDir() {
		return []string{arg}, nil
	}
	files, err := pdfsIn(arg)
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: no PDF files in this folder; name one that holds files ending in .pdf", arg)
	}
	return files, err
}

// pdfsIn lists the PDF files in a folder and below, by name. What macOS leaves beside files on
// foreign disks (._name.pdf) is no PDF.
func pdfsIn(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return plainly(name, err)
		}
		isPDF := strings.EqualFold(filepath.Ext(name), ".pdf") && !strings.HasPrefix(e.Name(), "._")
		if isPDF && !e.IsDir() {
			files = append(files, name)
		}
		return nil
	})
	return files, err
}

// plainly says what a file system error means to the one who typed the name.
func plainly(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file or folder; check the name", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: no permission to read it; change its permissions or run as its owner", name)
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", name, p.Err)
	}
	return err
}
