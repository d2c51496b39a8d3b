package main

import (
	"io"
	"os"
	"path/filepath"
)

// writeFile writes a file, which gets its name when it is whole.
func writeFile(name string, write func(io.Writer) error) error {
	temp := filepath.Join(filepath.Dir(name), ".mingxi-"+filepath.Base(name))
	f, err := os.Create(temp)
	if err != nil {
		return err
	}
	err = write(f)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(temp, name)
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}
