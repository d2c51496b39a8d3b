//go:build unix

package extract

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// BenchmarkRead takes every text document of the collection through the whole stage, from the file to
// tables and running text, and has pdftotext -layout read the same. Both are measured in processor
// time, since the collector uses a second core where there is one.
func BenchmarkRead(b *testing.B) {
	files, err := filepath.Glob(filepath.Join("..", "..", "shared", "corpus", "*", "*.pdf"))
	if err != nil || len(files) == 0 {
		b.Skip("the collection of real disclosures is not here: ../shared/corpus")
	}
	for b.Loop() {
		before, pages := processorTime(syscall.RUSAGE_SELF), 0
		for _, file := range files {
			if doc, err := Read(context.Background(), file, Options{}); err == nil {
				pages += len(doc.Pages)
			}
		}
		own := processorTime(syscall.RUSAGE_SELF) - before
		b.ReportMetric(float64(own.Milliseconds())/float64(pages), "ms/page")
		before = processorTime(syscall.RUSAGE_CHILDREN)
		for _, file := range files {
			if err := exec.Command("pdftotext", "-layout", file, os.DevNull).Run(); err != nil && exitless(err) {
				b.Skip("pdftotext is not installed")
			}
		}
		b.ReportMetric(float64((processorTime(syscall.RUSAGE_CHILDREN)-before).Milliseconds())/float64(pages), "pdftotext-ms/page")
	}
}

// exitless says whether a command could not be started at all.
func exitless(err error) bool {
	_, ran := err.(*exec.ExitError)
	return !ran
}

// processorTime is the time spent so far by this process, or by the ones it waited for.
func processorTime(who int) time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(who, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
