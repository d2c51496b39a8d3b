// Command pairs measures what the program costs beside tools that read text alone: processor time of whole processes, user and
// system, of all that a command starts. Each file is read by one command after the other before the next file is, so that what else
// the machine does falls on all alike; that is a round. It prints the least and the middle time of each command over the rounds, and
// the middle of the ratios to the first command.
//
//	go run ./scripts/pairs -program bin/mingxi ../shared/corpus/dept-budget ../shared/corpus/gov-budget
//	go run ./scripts/pairs -program bin/mingxi -rounds 15 one.pdf
//
// Commands whose tool is not installed are left out, and said to be.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A command is what is measured; FILE and OUT stand for the file and for a folder that is new each time.
type command struct {
	name string
	args []string
}

func commands(program string) []command {
	return []command{
		{"pdftotext -layout", []string{"pdftotext", "-layout", "FILE", os.DevNull}},
		{"mutool draw -F stext", []string{"mutool", "draw", "-q", "-F", "stext", "-o", os.DevNull, "FILE"}},
		{"mingxi tables --json", []string{program, "tables", "--json", "--ocr", "never", "FILE"}},
		{"mingxi extract to CSV", []string{program, "extract", "--format", "csv", "--ocr", "never", "--quiet", "-o", "OUT", "FILE"}},
	}
}

func main() {
	program := flag.String("program", "bin/mingxi", "the program that is measured")
	rounds := flag.Int("rounds", 7, "how often each command reads each file")
	flag.Parse()
	files, err := pdfs(flag.Args())
	if err == nil && len(files) > 0 {
		err = measure(installed(commands(*program)), files, *rounds)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "pairs:", err)
		os.Exit(1)
	}
	if len(files) == 0 {
		fmt.Println("pairs: skipped, since there are no files:", strings.Join(flag.Args(), " "))
	}
}

// pdfs are the PDF files that are named, or lie in folders that are.
func pdfs(names []string) ([]string, error) {
	var files []string
	for _, name := range names {
		found, err := filepath.Glob(filepath.Join(name, "*.pdf"))
		if err != nil {
			return nil, err
		}
		if info, err := os.Stat(name); err == nil && !info.IsDir() {
			found = []string{name}
		}
		files = append(files, found...)
	}
	return files, nil
}

func installed(all []command) []command {
	return slices.DeleteFunc(all, func(c command) bool {
		_, err := exec.LookPath(c.args[0])
		if err != nil {
			fmt.Printf("%s: skipped: %v\n", c.name, err)
		}
		return err != nil
	})
}

// measure runs all commands on all files in rounds, and prints what they took.
func measure(commands []command, files []string, rounds int) error {
	times := make([][]time.Duration, len(commands)) // by command, then by round
	for range rounds {
		round := make([]time.Duration, len(commands))
		for _, file := range files {
			for i, c := range commands {
				took, err := c.run(file)
				if err != nil {
					return err
				}
				round[i] += took
			}
		}
		for i := range commands {
			times[i] = append(times[i], round[i])
		}
	}
	fmt.Printf("%d files, %d rounds, seconds of processor time\n%-22s %8s %8s %8s\n", len(files), rounds, "", "least", "middle", "ratio")
	for i, c := range commands {
		ratios := make([]float64, rounds)
		for r := range ratios {
			ratios[r] = times[i][r].Seconds() / times[0][r].Seconds()
		}
		slices.Sort(ratios)
		sorted := slices.Sorted(slices.Values(times[i]))
		fmt.Printf("%-22s %8.2f %8.2f %8.2f\n", c.name, sorted[0].Seconds(), sorted[rounds/2].Seconds(), ratios[rounds/2])
	}
	return nil
}

// run runs the command on a file, and gives the processor time of its process and of those that it waited for. What it prints is
// thrown away, and that it finds fault with a file does not matter.
func (c command) run(file string) (time.Duration, error) {
	out, err := os.MkdirTemp("", "pairs-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(out)
	args := make([]string, len(c.args))
	for i, a := range c.args {
		args[i] = strings.NewReplacer("FILE", file, "OUT", filepath.Join(out, "dataset")).Replace(a)
	}
	cmd := exec.Command(args[0], args[1:]...)
	if err := cmd.Run(); cmd.ProcessState == nil {
		return 0, err
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}
