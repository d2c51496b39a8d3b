// Command instructions counts what processors do for a file, by Valgrind: the instructions of one process that reads it, to its tables and
// to its reconciled dataset. Seconds differ from run to run and with what else a machine does; these counts do so by a thousandth.
//
//	go run ./scripts/instructions testdata/hongqi-2026/doc.pdf
//
// Memory is not collected while it counts, and one thread reads, so that the order of things is always the same.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/render"
)

// What is counted: the start of the program and of its libraries, which is part of all, and how far a file is read.
const (
	nothing = "start"
	tables  = "tables"
	dataset = "dataset"
)

func main() {
	far := flag.String("read", "", "read a file so far, in place of counting")
	flag.Parse()
	err := run(*far, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "instructions:", err)
		os.Exit(1)
	}
}

func run(far string, files []string) error {
	if far != "" {
		return read(far, files[0])
	}
	if _, err := exec.LookPath("valgrind"); err != nil {
		fmt.Println("instructions: skipped:", err)
		return nil
	}
	fmt.Printf("millions of instructions\n%10s %10s %10s\n", nothing, tables, dataset)
	for _, file := range files {
		for _, far := range []string{nothing, tables, dataset} {
			n, err := count(far, file)
			if err != nil {
				return err
			}
			fmt.Printf("%10.1f ", float64(n)/1e6)
		}
		fmt.Println(filepath.Base(file))
	}
	return nil
}

// read reads a file.
func read(far, file string) error {
	data, err := os.ReadFile(file)
	if err != nil || far == nothing {
		return err
	}
	if far == dataset {
		_, err := mingxi.ReadBytes(context.Background(), file, data, mingxi.Options{})
		return err
	}
	doc, err := extract.ReadBytes(context.Background(), file, data, extract.Options{NoRuns: true})
	if err != nil {
		return err
	}
	return render.File(io.Discard, render.JSON, false, file, doc.Tables)
}

// It is counted anew, so often, where two threads meet at a lock and Go asks the time by an instruction that Valgrind may not know, or
// where they wait for each other without end, as Valgrind now and then has them on a busy machine: a file takes a minute on an idle one.
const (
	mostTries = 20
	mostTime  = 10 * time.Minute
)

var collected = regexp.MustCompile(`Collected : (\d+)`)

// count counts the instructions of a process that reads a file so far.
func count(far, file string) (int64, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	for range mostTries {
		ctx, stop := context.WithTimeout(context.Background(), mostTime)
		cmd := exec.CommandContext(ctx, "valgrind", "--tool=callgrind", "--fair-sched=yes", "--callgrind-out-file="+os.DevNull, self, "-read", far, file)
		cmd.Env = append(os.Environ(), "GOGC=off", "GOMAXPROCS=1", "GODEBUG=asyncpreemptoff=1")
		said, err := cmd.CombinedOutput()
		late := ctx.Err() != nil
		stop()
		if err != nil && !late && !strings.Contains(string(said), "SIGILL") {
			return 0, fmt.Errorf("%s: %w: %s", file, err, said)
		}
		if m := collected.FindSubmatch(said); err == nil && m != nil {
			return strconv.ParseInt(string(m[1]), 10, 64)
		}
	}
	return 0, errors.New(file + ": Valgrind knows not all instructions of this program, or does not come to an end")
}
