package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/reprint"
	"github.com/mingxi/mingxi/normalize"
)

// measurePrints prints the shipped document again, its tables drawn in each way of package reprint, and counts the
// figures that come out right. A style counts as its worst print. There are no scores where LibreOffice is missing.
func measurePrints(ctx context.Context) ([]score, error) {
	tables, err := readTruth(truthFile)
	if err != nil {
		return nil, err
	}
	doc, err := extract.Read(ctx, truthDocument, extract.Options{})
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "prints")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	prints := reprint.Prints()
	if err := reprint.Write(ctx, dir, doc, prints); err != nil {
		if errors.Is(err, reprint.ErrNoPrinter) {
			fmt.Fprintf(os.Stderr, "score: prints are left out: %v\n", err)
			return nil, nil
		}
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
	var scores []score
	for _, s := range reprint.Styles {
		scores = append(scores,
			score{name: "prints: " + s + ", figures right of 275 at least", value: fmt.Sprint(worst[s])},
			score{name: "prints: " + s + ", errors and warnings at most", value: fmt.Sprint(accused[s]), lower: true})
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
