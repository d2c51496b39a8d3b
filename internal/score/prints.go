package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/reprint"
	"github.com/mingxi/mingxi/normalize"
)

// measurePrints prints the shipped document again, its tables drawn in each way of package reprint, by each printer, and
// counts the figures that come out right. A style counts as its worst print. A printer that is missing has no scores.
func measurePrints(ctx context.Context) ([]score, error) {
	tables, err := readTruth(truthFile)
	if err != nil {
		return nil, err
	}
	doc, err := extract.Read(ctx, truthDocument, extract.Options{})
	if err != nil {
		return nil, err
	}
	var all []score
	for _, p := range reprint.Printers {
		if !p.IsInstalled() {
			fmt.Fprintf(os.Stderr, "score: prints by %s are left out: it is not installed\n", p.Name)
			continue
		}
		scores, err := measurePrinter(ctx, &p, doc, tables)
		if err != nil {
			return nil, err
		}
		all = append(all, scores...)
	}
	return all, nil
}

// measurePrinter counts what comes out right of the prints by one printer.
func measurePrinter(ctx context.Context, printer *reprint.Printer, doc *extract.Document, tables []truthTable) ([]score, error) {
	dir, err := os.MkdirTemp("", "prints")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	prints := reprint.Prints()
	if err := printer.Write(ctx, dir, doc, prints); err != nil {
		return nil, err
	}
	worst, accused := map[string]int{}, map[string]int{}
	for _, p := range prints {
		right, findings, err := scorePrint(ctx, filepath.Join(dir, p.Name()+".pdf"), tables)
		if err != nil {
			return nil, err
		}
		if was, ok := worst[p.Style]; !ok || right < was {
			worst[p.Style] = right
		}
		accused[p.Style] = max(accused[p.Style], findings)
	}
	suite := "prints"
	if printer.Name != reprint.Printers[0].Name {
		suite += " by " + printer.Name
	}
	var scores []score
	for _, s := range reprint.Styles {
		scores = append(scores,
			score{name: suite + ": " + s + ", figures right of 275 at least", value: fmt.Sprint(worst[s])},
			score{name: suite + ": " + s + ", errors and warnings at most", value: fmt.Sprint(accused[s]), lower: true})
	}
	return scores, nil
}

// scorePrint reads a print and gives the figures that are right, and how many errors and warnings there are.
func scorePrint(ctx context.Context, name string, tables []truthTable) (right, findings int, err error) {
	ds, err := mingxi.Read(ctx, name, mingxi.Options{})
	if err != nil {
		return 0, 0, err
	}
	for _, f := range ds.Findings {
		if f.Severity != normalize.Info {
			findings++
		}
	}
	return compareTruth(ds, tables).right, findings, nil
}
