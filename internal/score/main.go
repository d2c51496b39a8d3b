// Command score measures the project against truth and against real disclosures, and holds the
// result against what SCORES.md recorded: worse fails, better must be recorded.
//
//	go run ./internal/score            measure and compare
//	go run ./internal/score -record    measure and rewrite SCORES.md
//	go run ./internal/score -only truth
//	go run ./internal/score -only prints    the shipped document's tables drawn in other ways: by LibreOffice and Chromium, where they are installed
//	go run ./internal/score -only unruled   real disclosures without their rulings, held against what is read with them
//	go run -tags weights ./internal/score -only scans   the shipped document as a scan, worn in six ways: minutes
//	go run ./internal/score -only overhead  what reading by several machines takes beyond one: two minutes
//	go run ./internal/score -only siege     twenty runs over several machines, with faults: ten minutes
//	go run ./internal/score -only archive   speed and memory: on an idle machine, and only when asked for
//
// What needs the collection of real disclosures (../shared) is left out, and said to be, where that
// is missing.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/mingxi/mingxi/extract/page"
)

const scoresFile = "SCORES.md"

// A suite measures one thing and says why where it cannot.
type suite struct {
	name    string
	measure func(context.Context) ([]score, error)
	alone   bool // measured only when asked for by name: it depends on the machine or on what is installed there
}

var suites = []suite{
	{name: "truth", measure: measureTruth},
	{name: "prints", measure: measurePrints, alone: true},
	{name: "unruled", measure: measureUnruled, alone: true},
	{name: "scans", measure: measureScans, alone: true},
	{name: "text", measure: measureText},
	{name: "imprint", measure: measureImprints},
	{name: "corpus", measure: measureCorpus},
	{name: "icdar", measure: measureICDAR},
	{name: "cluster", measure: measureCluster},
	{name: "overhead", measure: measureOverhead, alone: true},
	{name: "siege", measure: measureSiege, alone: true},
	{name: "archive", measure: measureArchive, alone: true},
}

func main() {
	record := flag.Bool("record", false, "rewrite "+scoresFile)
	only := flag.String("only", "", "measure this suite alone: "+suiteNames())
	flag.Parse()
	if err := run(context.Background(), *only, *record); err != nil {
		fmt.Fprintln(os.Stderr, "score:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, only string, record bool) error {
	measured, err := measureAll(ctx, only)
	if err != nil {
		return err
	}
	board, err := readBoard(scoresFile)
	if err != nil {
		return err
	}
	changes := board.compare(measured)
	printScores(os.Stdout, changes)
	if record {
		board.record(changes, time.Now())
		return board.write(scoresFile)
	}
	return verdict(changes)
}

func measureAll(ctx context.Context, only string) ([]score, error) {
	asked := slices.DeleteFunc(slices.Clone(suites), func(s suite) bool { return only != "" && only != s.name || only == "" && s.alone })
	scores, errs := make([][]score, len(asked)), make([]error, len(asked))
	page.Each(len(asked), func(i int) { // many of them wait for one tool on one core
		if scores[i], errs[i] = asked[i].measure(ctx); errs[i] != nil {
			errs[i] = fmt.Errorf("%s: %w", asked[i].name, errs[i])
		}
	})
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	all := slices.Concat(scores...)
	if len(all) == 0 {
		return nil, fmt.Errorf("nothing was measured: the suites are %s", suiteNames())
	}
	return all, nil
}

func suiteNames() string {
	var names []string
	for _, s := range suites {
		names = append(names, s.name)
	}
	return strings.Join(names, ", ")
}
