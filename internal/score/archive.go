package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/internal/file"
)

// speedSlack is how far, as a share, times and memory may differ from what is recorded before that
// means anything: the same run twice on an idle machine differs by some per cent.
const speedSlack = 0.15

// measureArchive reads the whole collection in one run, as somebody with an archive would, on one
// core and on all, and holds the two datasets against each other. What it gives
// depends on the machine, so it is measured when asked for by name, with nothing else running.
func measureArchive(ctx context.Context) ([]score, error) {
	return withCommand(ctx, "the archive", measureWidths)
}

func measureWidths(ctx context.Context, mingxi, work string) ([]score, error) {
	width := runtime.GOMAXPROCS(0)
	one, err := archiveRun(ctx, mingxi, filepath.Join(work, "one"), 1)
	if err != nil {
		return nil, err
	}
	all, err := archiveRun(ctx, mingxi, filepath.Join(work, "all"), width)
	if err != nil {
		return nil, err
	}
	if err := sameFiles(one.dataset, all.dataset); err != nil {
		return nil, err
	}
	again, err := archiveRun(ctx, mingxi, all.dataset, width)
	if err != nil {
		return nil, err
	}
	cores := fmt.Sprintf("archive, %d cores: ", width)
	return []score{
		{name: "archive: documents read", value: fmt.Sprint(all.documents)},
		{name: "archive: pages", value: fmt.Sprint(all.pages)},
		{name: "archive, 1 core: seconds", value: one.seconds(), lower: true, slack: speedSlack},
		{name: "archive, 1 core: pages a second", value: one.rate(), slack: speedSlack},
		{name: "archive, 1 core: peak memory of all processes, MB", value: one.memory(), lower: true, slack: speedSlack},
		{name: cores + "seconds", value: all.seconds(), lower: true, slack: speedSlack},
		{name: cores + "pages a second", value: all.rate(), slack: speedSlack},
		{name: cores + "peak memory of all processes, MB", value: all.memory(), lower: true, slack: speedSlack},
		{name: cores + "times as fast as one", value: fmt.Sprintf("%.2f", one.took.Seconds()/all.took.Seconds()), slack: speedSlack},
		{name: "archive, nothing changed: seconds", value: again.seconds(), lower: true, slack: speedSlack},
	}, nil
}

// An archived is one measured run.
type archived struct {
	dataset          string
	took             time.Duration
	peak             int64 // bytes resident in all processes together
	documents, pages int
}

func (a *archived) seconds() string { return fmt.Sprintf("%.1f", a.took.Seconds()) }
func (a *archived) rate() string    { return fmt.Sprintf("%.0f", float64(a.pages)/a.took.Seconds()) }
func (a *archived) memory() string  { return fmt.Sprint(a.peak >> 20) }

// archiveRun reads the collection on the first so many cores, with as many workers. It needs taskset of
// util-linux.
func archiveRun(ctx context.Context, mingxi, dataset string, cores int) (*archived, error) {
	cmd := exec.CommandContext(ctx, "taskset", "--cpu-list", fmt.Sprintf("0-%d", cores-1), mingxi, "extract", filepath.Join(shared, "corpus"),
		"-o", dataset, "--ocr", "never", "--quiet", "--jobs", strconv.Itoa(cores))
	var said bytes.Buffer
	cmd.Stderr = &said
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	peak := watchMemory(cmd.Process.Pid)
	err := cmd.Wait()
	a := &archived{dataset: dataset, took: time.Since(began), peak: <-peak}
	if exit := (*exec.ExitError)(nil); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 3) {
		return nil, fmt.Errorf("extract: %w\n%s", err, said.String())
	}
	a.documents, a.pages, err = countPages(dataset)
	return a, err
}

// sampleEvery is how often memory is looked at.
const sampleEvery = 50 * time.Millisecond

// watchMemory gives, when a process has ended, the most memory that it and all it started had resident
// together. It needs the kernel of Linux.
func watchMemory(pid int) <-chan int64 {
	peak := make(chan int64, 1)
	go func() {
		var most int64
		for {
			now := residentWithChildren(pid)
			if now == 0 {
				peak <- most
				return
			}
			most = max(most, now)
			time.Sleep(sampleEvery)
		}
	}()
	return peak
}

// residentWithChildren is the resident memory of a process and of all below it; 0 when it has ended.
func residentWithChildren(pid int) int64 {
	children := childrenNow()
	var sum func(int) int64
	sum = func(id int) int64 {
		all := int64(0)
		if fields := statOf(id); fields != nil {
			pages, _ := strconv.ParseInt(fields[21], 10, 64)
			all = pages * int64(os.Getpagesize())
		}
		for _, c := range children[id] {
			all += sum(c)
		}
		return all
	}
	return sum(pid)
}

// childrenNow are the processes that each began and that are there.
func childrenNow() map[int][]int {
	children := map[int][]int{}
	names, _ := filepath.Glob("/proc/[0-9]*")
	for _, name := range names {
		id, _ := strconv.Atoi(filepath.Base(name))
		if fields := statOf(id); fields != nil {
			parent, _ := strconv.Atoi(fields[1])
			children[parent] = append(children[parent], id)
		}
	}
	return children
}

// statOf are the fields that the kernel of Linux has of a process, from the third on; nil if it is gone.
func statOf(id int) []string {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", id))
	if err != nil {
		return nil
	}
	return strings.Fields(string(data[bytes.LastIndexByte(data, ')')+1:]))
}

// countPages counts the documents of a dataset and their pages.
func countPages(dataset string) (documents, pages int, err error) {
	stored, err := export.Open(dataset)
	if err != nil {
		return 0, 0, err
	}
	for _, d := range stored.Disclosures() {
		documents, pages = documents+1, pages+d.Pages
	}
	return documents, pages, nil
}

// sameFiles holds one dataset against another, byte for byte.
func sameFiles(a, b string) error {
	inA, err := hashes(a)
	if err != nil {
		return err
	}
	inB, err := hashes(b)
	if err != nil {
		return err
	}
	if x, y := fmt.Sprint(inA), fmt.Sprint(inB); x != y {
		list, _ := json.Marshal([]any{inA, inB})
		return fmt.Errorf("the number of cores changed the dataset: %s", list)
	}
	return nil
}

// hashes are the files of a dataset by name; what tells of the run and not of the documents is left
// out.
func hashes(dir string) (map[string]string, error) {
	sums := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && e.Name() == ".mingxi":
			return fs.SkipDir
		case e.IsDir() || e.Name() == "failures.csv":
			return nil
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		sums[rel], err = file.Hash(name)
		return err
	})
	return sums, err
}
