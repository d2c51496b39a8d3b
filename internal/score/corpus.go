package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/extract/page"
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

// withCommand builds the command for a measurement that runs it, and gives it a folder of its own. It gives
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
	mingxi, err := build()
	if err != nil {
		return nil, err
	}
	return measure(ctx, mingxi, work)
}

func measureFolders(ctx context.Context, mingxi, work string) ([]score, error) {
	scores, errs := make([][]score, len(corpusFolders)), make([]error, len(corpusFolders))
	page.Each(len(corpusFolders), func(i int) { // the outside tools use one core each
		scores[i], errs[i] = measureFolder(ctx, mingxi, work, corpusFolders[i])
		if errs[i] != nil {
			errs[i] = fmt.Errorf("%s: %w", corpusFolders[i], errs[i])
		}
	})
	return slices.Concat(scores...), errors.Join(errs...)
}

func available(what string) bool {
	if _, err := os.Stat(shared); err == nil {
		return true
	}
	fmt.Fprintf(os.Stderr, "score: %s is left out: %s is missing\n", what, shared)
	return false
}

// build makes the command once for all measurements, where those of the next run find it made.
var build = sync.OnceValues(func() (string, error) {
	bin, err := filepath.Abs(filepath.Join("bin", "measured"))
	if err != nil {
		return "", err
	}
	out, err := exec.Command("go", "build", "-ldflags", "-s -w", "-o", bin, "./cmd/mingxi").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building the command: %w\n%s", err, out)
	}
	return bin, nil
})

func measureFolder(ctx context.Context, mingxi, work, folder string) ([]score, error) {
	pdfs := filepath.Join(shared, "corpus", folder)
	dataset := filepath.Join(work, folder)
	cmd := exec.CommandContext(ctx, mingxi, "extract", "--quiet", "--ocr", "never", "--format", "csv", "-o", dataset, pdfs)
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() < 0 {
		return nil, fmt.Errorf("extract: %w\n%s", err, out)
	}
	tables := filepath.Join(work, folder+"-tables")
	if err := writeTables(ctx, mingxi, pdfs, tables); err != nil {
		return nil, err
	}
	scores, err := judge(ctx, folder, dataset, tables, pdfs)
	if err != nil {
		return nil, err
	}
	all, known, failed, err := countDataset(dataset)
	if err != nil {
		return nil, err
	}
	return append(scores,
		score{name: folder + ": verified figures, %", value: all.percent()},
		score{name: folder + ": verified figures of known forms, %", value: known.percent()},
		score{name: folder + ": checks that fail", value: fmt.Sprint(failed), lower: true},
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
		out, err := exec.CommandContext(ctx, mingxi, "tables", "--json", "--ocr", "never", file).Output()
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

// judgement has the outside tools judge a folder in one process, so that poppler reads each of its documents once for two of them.
const judgement = `import functools, runpy, sys
tools, dataset, tables, pdfs = sys.argv[1:]
sys.path.insert(0, tools)
import evaluate
evaluate.pdf_tokens = functools.cache(evaluate.pdf_tokens)
sys.argv = ["coverage.py", tables, pdfs]
runpy.run_path(tools + "/coverage.py")
print("\f")
evaluate.tokens(dataset, pdfs)
print("\f")
evaluate.sums(dataset)
`

// judged is what they say, in their order; each ends with a share.
var (
	judged    = []string{"printed figures in cells, %", "printed figures in records, %", "identities that hold, %"}
	lastShare = regexp.MustCompile(`(?s)^.*= (\d\.\d+)`)
)

// judge gives the shares that the outside tools end with, in per cent.
func judge(ctx context.Context, folder, dataset, tables, pdfs string) ([]score, error) {
	out, err := runPython(ctx, "-c", judgement, filepath.Join(shared, "tools"), dataset, tables, pdfs)
	if err != nil {
		return nil, err
	}
	said := strings.Split(out, "\f")
	var scores []score
	for i, name := range judged {
		var m []string
		if i < len(said) {
			m = lastShare.FindStringSubmatch(said[i])
		}
		if m == nil {
			return nil, fmt.Errorf("%s: no share of %s in %q", folder, name, out)
		}
		f, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			return nil, err
		}
		scores = append(scores, score{name: folder + ": " + name, value: fmt.Sprintf("%.2f", 100*f)})
	}
	return scores, nil
}

func runPython(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "python3", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("the outside tools: %w", err)
	}
	return string(out), nil
}

// countDataset counts a stored dataset's figures, those of them in tables of the catalogue's forms, and the
// checks that failed.
func countDataset(dir string) (all, known verifiedShare, failed int, err error) {
	stored, err := export.Open(dir)
	if err != nil {
		return all, known, failed, err
	}
	for _, d := range stored.Disclosures() {
		ds, err := stored.Tables(d.ID)
		if err != nil {
			return all, known, failed, fmt.Errorf("%s: %w", d.File, err)
		}
		for i := range ds.Records {
			r := &ds.Records[i]
			all.add(r)
			if r.Form != "" {
				known.add(r)
			}
		}
		failed += d.Failed
	}
	return all, known, failed, nil
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
	there := filepath.Join(work, "truth")
	if err := linkReadable(truth, there); err != nil {
		return nil, err
	}
	judged, errs := [2][]string{}, [2]error{}
	page.Each(len(judged), func(i int) { // the judge uses one core
		judged[i], errs[i] = judgeRelations(ctx, tables, []string{truth, there}[i])
	})
	if err := errors.Join(errs[:]...); err != nil {
		return nil, err
	}
	all, readable := judged[0], judged[1]
	return []score{
		{name: "icdar2013-eu: macro precision", value: all[1]},
		{name: "icdar2013-eu: macro recall", value: all[2]},
		{name: "icdar2013-eu: macro F1", value: all[3]},
		{name: "icdar2013-eu: macro F1 of documents whose file is there", value: readable[3]},
	}, nil
}

// judgeRelations gives macro precision, recall and F1 of tables against truths, behind the judge's closing line.
func judgeRelations(ctx context.Context, tables, truth string) ([]string, error) {
	out, err := runPython(ctx, filepath.Join(shared, "tools", "evaluate.py"), "icdar", tables, truth)
	if err != nil {
		return nil, err
	}
	m := icdarLine.FindStringSubmatch(out)
	if m == nil {
		return nil, fmt.Errorf("evaluate.py icdar: no figure in %q", out)
	}
	return m, nil
}

// linkReadable links the truths of a folder whose documents are there into another folder: one truth names a document that
// nobody can read.
func linkReadable(truth, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	from, err := filepath.Abs(truth)
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(from, "*-str.xml"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if _, err := os.Stat(strings.TrimSuffix(file, "-str.xml") + ".pdf"); err != nil {
			continue
		}
		if err := os.Symlink(file, filepath.Join(dir, filepath.Base(file))); err != nil {
			return err
		}
	}
	return nil
}
