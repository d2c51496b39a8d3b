package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

// expand gives the files that arguments name: a file itself, the PDF files in a folder and in the
// folders inside it, by name, what a pattern stands for, and what the lines of a list name: of a file
// (@list.txt) or of stdin (-). What could not be found is told by errors.
func expand(args []string, stdin io.Reader) (files []string, problems []error) {
	for _, arg := range args {
		names, err := listed(arg, stdin)
		if err != nil {
			problems = append(problems, err)
		}
		for _, name := range names {
			found, err := expandOne(name)
			if err != nil {
				problems = append(problems, err)
			}
			files = append(files, found...)
		}
	}
	return files, problems
}

// someInput refuses a command line that names no input; missing says what is needed.
func someInput(missing string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New(missing)
		}
		return nil
	}
}

// listed gives the names that an argument lists, or the argument itself. A file whose own name begins
// with @ is no list.
func listed(arg string, stdin io.Reader) ([]string, error) {
	if arg == "-" {
		data, err := io.ReadAll(stdin)
		return lines(data), err
	}
	name, isList := strings.CutPrefix(arg, "@")
	if _, err := os.Lstat(arg); !isList || err == nil {
		return []string{arg}, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, plainly(name, err)
	}
	return lines(data), nil
}

// lines gives the names in a list: one on each line, or each ended by a NUL byte, as find -print0
// prints them.
func lines(data []byte) []string {
	end := "\n"
	if bytes.IndexByte(data, 0) >= 0 {
		end = "\x00"
	}
	var names []string
	for name := range strings.SplitSeq(string(data), end) {
		if end == "\n" {
			name = strings.TrimSuffix(name, "\r")
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

func expandOne(arg string) ([]string, error) {
	info, err := os.Stat(arg)
	if errors.Is(err, fs.ErrNotExist) {
		if found, _ := filepath.Glob(arg); len(found) > 0 {
			return found, nil
		}
	}
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
