package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// shared is where the collection of real disclosures and the tools that judge a dataset from
// outside are expected; it is no part of the repository.
const shared = "../shared"

// corpusFolders are the folders of the collection that have a text layer, by kind of disclosure.
var corpusFolders = []string{"dept-budget", "dept-final", "gov-budget", "hard"}

// measureCorpus runs the command over each folder, as a user would, and lets the outside tools
// judge what it wrote.
func measureCorpus(ctx context.Context) ([]score, error) {
	return withCommand(ctx, "the corpus", measureFolders)
}

// withCommand builds the command into a folder of its own for a measurement that runs it. It gives
// no scores where the collection is missing.
func withCommand(ctx context.Context, what string, measure func(ctx context.Context, mingxi, work string) ([]score, error)) ([]score, error) {
	if !available(what) {
		return nil, nil
	}
	work, err := os.MkdirTemp("", "mingxi-score-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	mingxi, err := build(ctx, work)
	if err != nil {
		return nil, err
	}
	return measure(ctx, mingxi, work)
}

func measureFolders(ctx context.Context, mingxi, work string) ([]score, error) {
	var all []score
	for _, folder := range corpusFolders {
		scores, err := measureFolder(ctx, mingxi, work, folder)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", folder, err)
		}
		all = append(all, scores...)
	}
	return all, nil
}

func available(what string) bool {
	if _, err := os.Stat(shared); err == nil {
		return true
	}
	fmt.Fprintf(os.Stderr, "score: %s is left out: %s is missing\n", what, shared)
	return false
}

func build(ctx context.Context, dir string) (string, error) {
	bin := filepath.Join(dir, "mingxi")
	out, err := exec.CommandContext(ctx, "go", "build", "-o", bin, "./cmd/mingxi").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building the command: %w\n%s", err, out)
	}
	return bin, nil
}

func measureFolder(ctx context.Context, mingxi, work, folder string) ([]score, error) {
	pdfs := filepath.Join(shared, "corpus", folder)
	dataset := filepath.Join(work, folder)
	cmd := exec.CommandContext(ctx, mingxi, "extract", "--quiet", "--ocr", "never", "--format", "csv", "--fail-on", "never", "-o", dataset, pdfs)
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() < 0 {
		return nil, fmt.Errorf("extract: %w\n%s", err, out)
	}
	tables := filepath.Join(work, folder+"-tables")
	if err := writeTables(ctx, mingxi, pdfs, tables); err != nil {
		return nil, err
	}
	records, err := judge(ctx, "evaluate.py", "tokens", dataset, pdfs)
	if err != nil {
		return nil, err
	}
	cells, err := judge(ctx, "coverage.py", tables, pdfs)
	if err != nil {
		return nil, err
	}
	sums, err := judge(ctx, "evaluate.py", "sums", dataset)
	if err != nil {
		return nil, err
	}
	scores := []score{
		{name: folder + ": printed figures in cells, %", value: cells},
		{name: folder + ": printed figures in records, %", value: records},
		{name: folder + ": identities that hold, %", value: sums},
	}
	counts, err := countDataset(dataset)
	if err != nil {
		return nil, err
	}
	known, err := countKnownForms(dataset)
	if err != nil {
		return nil, err
	}
	return append(scores,
		score{name: folder + ": figures verified, %", value: percent(counts.verified, counts.records)},
		score{name: folder + ": figures of known forms verified, %", value: percent(known.verified, known.records)},
		score{name: folder + ": checks that fail", value: fmt.Sprint(counts.failed), lower: true},
	), nil
}

// writeTables leaves the laid-out tables of each PDF of a folder in a JSON file of its name.
func writeTables(ctx context.Context, mingxi, pdfs, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(pdfs, "*.pdf"))
	if err != nil {
		return err
	}
	for _, file := range files {
		out, err := exec.CommandContext(ctx, mingxi, "tables", "--json", file).Output()
		if err != nil {
			fmt.Fprintf(os.Stderr, "score: %s: no tables: %v\n", filepath.Base(file), err)
			continue
		}
		name := strings.TrimSuffix(filepath.Base(file), ".pdf") + ".json"
		if err := os.WriteFile(filepath.Join(dir, name), out, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// share is the figure that the outside tools end with.
var share = regexp.MustCompile(`= (\d\.\d+)`)

// judge runs one of the outside tools and gives the share it ends with, in per cent.
func judge(ctx context.Context, tool string, args ...string) (string, error) {
	out, err := runTool(ctx, tool, args...)
	if err != nil {
		return "", err
	}
	m := share.FindAllStringSubmatch(out, -1)
	if m == nil {
		return "", fmt.Errorf("%s: no figure in %q", tool, out)
	}
	var f float64
	if _, err := fmt.Sscan(m[len(m)-1][1], &f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%.2f", 100*f), nil
}

func runTool(ctx context.Context, tool string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "python3", append([]string{filepath.Join(shared, "tools", tool)}, args...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", tool, err)
	}
	return string(out), nil
}

// counts are what a dataset says of itself in documents.csv.
type counts struct{ records, verified, failed int }

func countDataset(dir string) (counts, error) {
	var sum counts
	for row, err := range rowsOf(dir, "documents.csv") {
		if err != nil {
			return sum, err
		}
		for name, n := range map[string]*int{"records": &sum.records, "verified": &sum.verified, "failed": &sum.failed} {
			var v int
			if _, err := fmt.Sscan(row(name), &v); err != nil {
				return sum, fmt.Errorf("documents.csv: %s: %w", name, err)
			}
			*n += v
		}
	}
	return sum, nil
}

// performanceForm is the id of a form whose figures are targets and marks, which do not add up.
var performanceForm = regexp.MustCompile(`target|evaluation|performance`)

// countKnownForms counts the figures in tables of the catalogue's forms.
func countKnownForms(dir string) (counts, error) {
	var sum counts
	for row, err := range rowsOf(dir, "records.csv") {
		if err != nil {
			return sum, err
		}
		if form := row("form"); form == "" || performanceForm.MatchString(form) || row("value") == "" {
			continue
		}
		sum.records++
		if row("status") == "verified" {
			sum.verified++
		}
	}
	return sum, nil
}

// rowsOf gives the rows of one of a dataset's files, each by the names of its columns.
func rowsOf(dir, file string) iter.Seq2[func(column string) string, error] {
	return func(yield func(func(string) string, error) bool) {
		f, err := os.Open(filepath.Join(dir, file))
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		r := csv.NewReader(f)
		r.ReuseRecord = true
		column := map[string]int{}
		for n := 0; ; n++ {
			row, err := r.Read()
			switch {
			case err == io.EOF && n > 1:
				return
			case err == io.EOF:
				yield(nil, fmt.Errorf("%s: it has no rows", file))
				return
			case err != nil:
				yield(nil, fmt.Errorf("%s: %w", file, err))
				return
			case n == 0:
				for i, name := range row {
					column[name] = i
				}
			case !yield(func(name string) string { return row[column[name]] }, nil):
				return
			}
		}
	}
}

// icdarLine is the closing line of the benchmark's judge.
var icdarLine = regexp.MustCompile(`macro P (\d\.\d+) R (\d\.\d+) F (\d\.\d+)`)

// measureICDAR scores the tables found in the ICDAR 2013 documents, no region given, by the
// adjacency relations of their cells.
func measureICDAR(ctx context.Context) ([]score, error) {
	return withCommand(ctx, "the ICDAR benchmark", measureRelations)
}

func measureRelations(ctx context.Context, mingxi, work string) ([]score, error) {
	truth := filepath.Join(shared, "bench", "icdar2013-eu")
	tables := filepath.Join(work, "tables")
	if err := writeTables(ctx, mingxi, truth, tables); err != nil {
		return nil, err
	}
	out, err := runTool(ctx, "evaluate.py", "icdar", tables, truth)
	if err != nil {
		return nil, err
	}
	m := icdarLine.FindStringSubmatch(out)
	if m == nil {
		return nil, fmt.Errorf("evaluate.py icdar: no figure in %q", out)
	}
	return []score{
		{name: "icdar2013-eu: macro precision", value: m[1]},
		{name: "icdar2013-eu: macro recall", value: m[2]},
		{name: "icdar2013-eu: macro F1", value: m[3]},
	}, nil
}
