// Command pack writes a network with its weights as numbers of 16 bits: pack FROM.onnx TO.onnx.
package main

import (
	"fmt"
	"os"

	"github.com/mingxi/mingxi/internal/infer"
)

func main() {
	if err := pack(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func pack(names []string) error {
	if len(names) != 2 {
		return fmt.Errorf("usage: pack FROM.onnx TO.onnx")
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		return err
	}
	if data, err = infer.Halve(data); err != nil {
		return err
	}
	if _, err := infer.Load(data); err != nil { // an operation that is not known is told now
		return err
	}
	return os.WriteFile(names[1], data, 0o644)
}
