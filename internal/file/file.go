// Package file has what is done with files as wholes: they are hashed, held, and given their names.
package file

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
)

// Hash is the SHA-256 of a file's bytes, hexadecimal.
func Hash(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Write writes a file under the name temp, on the same disk, and gives it its own name when all of it is
// there: what has its name is whole. Where that fails nothing is left.
func Write(name, temp string, write func(io.Writer) error) error {
	f, err := os.Create(temp)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	err = errors.Join(write(out), out.Flush(), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(temp, name)
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}
