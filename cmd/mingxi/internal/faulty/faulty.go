// Package faulty makes the program of the tests fail in known ways. It is linked with that alone, and imports what package start does, so
// that it is initialised before that one: the work begins there.
package faulty

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/internal/archive"
)

// Variable of the environment makes workers fail with documents of certain names.
const Variable = "MINGXI_TEST_PROGRAM"

func init() {
	if os.Getenv(Variable) != "" {
		commands.Reader = reader
	}
}

func reader(o archive.Order) (archive.Reader, error) {
	read, err := commands.NewReader(o)
	return func(ctx context.Context, t archive.Task, data []byte, progress func(done, pages int)) (archive.Made, error) {
		switch filepath.Base(t.File) {
		case "hang.pdf":
			time.Sleep(time.Hour)
		case "stack.pdf":
			os.Exit(deeper(0, frame{}))
		case "memory.pdf":
			for all := [][]byte{}; len(all) >= 0; {
				chunk := make([]byte, 16<<20)
				for i := 0; i < len(chunk); i += os.Getpagesize() { // a page is taken where a byte of it is written
					chunk[i] = 1
				}
				all = append(all, chunk)
			}
		case "crash.pdf":
			os.Exit(7)
		case "fault.pdf":
			panic("broken")
		}
		return read(ctx, t, data, progress)
	}, err
}

// A frame is so large that few of them overflow the stack: each is looked at whenever the stack grows.
type frame [512]int

// deeper overflows the stack.
func deeper(n int, f frame) int {
	f[n%len(f)] = n
	//lint:ignore SA5007 it is meant to never end
	return deeper(n+1, f) + f[0]
}
