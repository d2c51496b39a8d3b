//go:build unix

package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// BenchmarkPages reads every page of the corpus, and has pdftotext -layout do the same. Both are
// measured in processor time, since Go's collector uses a second core where there is one.
func BenchmarkPages(b *testing.B) {
	files := corpus(b)
	for b.Loop() {
		before := processorTime()
		pages := 0
		for _, file := range files {
			pages += readAll(b, file)
		}
		own := processorTime() - before
		b.ReportMetric(float64(pages)/own.Seconds(), "pages/s")
		if theirs := pdftotextTime(files); theirs > 0 {
			b.ReportMetric(float64(pages)/theirs.Seconds(), "pdftotext-pages/s")
			b.ReportMetric(theirs.Seconds()/own.Seconds(), "times-as-fast")
		}
	}
}

// BenchmarkRead reads the corpus alone, for profiles.
func BenchmarkRead(b *testing.B) {
	files := corpus(b)
	for b.Loop() {
		for _, file := range files {
			readAll(b, file)
		}
	}
}

func readAll(b testing.TB, file string) int {
	data, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	f, err := Open(data, "")
	if err != nil {
		return 0
	}
	for n := 1; n <= f.NumPages(); n++ {
		f.Page(n)
	}
	return f.NumPages()
}

// pdftotextTime is the processor time of pdftotext -layout on all files; 0 where it is missing.
func pdftotextTime(files []string) (sum time.Duration) {
	for _, file := range files {
		cmd := exec.Command("pdftotext", "-layout", file, os.DevNull)
		if cmd.Run() != nil && cmd.ProcessState == nil {
			return 0
		}
		sum += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	return sum
}

// memoryFile is the file with the most pages.
const memoryFile = corpusDir + "/world/R6__bugget.pdf"

// memoryCeiling is what reading it may take.
const memoryCeiling = 150 << 20

// TestPeakMemory reads the longest file in a process of its own, page after page, and asks the
// system how much memory that took.
func TestPeakMemory(t *testing.T) {
	if os.Getenv("MINGXI_READ") != "" {
		readAll(t, os.Getenv("MINGXI_READ"))
		return
	}
	if runtime.GOOS != "linux" {
		t.Skip("measured on Linux alone")
	}
	file, _ := filepath.Abs(memoryFile)
	if _, err := os.Stat(file); err != nil {
		t.Skip("no real disclosures beside the repository: " + err.Error())
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestPeakMemory$")
	cmd.Env = append(os.Environ(), "MINGXI_READ="+file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
	t.Logf("%d MB", peak>>20)
	if peak > memoryCeiling {
		t.Errorf("peak memory %d MB, at most %d MB allowed", peak>>20, memoryCeiling>>20)
	}
}
