package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/analysis"
	"github.com/mingxi/mingxi/normalize"
)

// unruledFolders are the folders of the collection whose tables are ruled.
var unruledFolders = []string{"dept-budget", "dept-final", "gov-budget"}

// measureUnruled takes the vertical rulings away from the pages of real disclosures, and all of them, and counts the figures
// that come out with the same label, path and value as with them: what is ruled tells what must be read where nothing is.
func measureUnruled(ctx context.Context) ([]score, error) {
	if !available("unruled") {
		return nil, nil
	}
	var scores []score
	for _, folder := range unruledFolders {
		files, err := filepath.Glob(filepath.Join(shared, "corpus", folder, "*.pdf"))
		if err != nil {
			return nil, err
		}
		parts, errs := make([][3]int, len(files)), make([]error, len(files))
		page.Each(len(files), func(i int) { parts[i], errs[i] = unruledFile(ctx, files[i]) })
		if err := errors.Join(errs...); err != nil {
			return nil, err
		}
		var all, columns, none int
		for _, p := range parts {
			all, columns, none = all+p[0], columns+p[1], none+p[2]
		}
		scores = append(scores,
			score{name: "unruled: " + folder + ", figures right without column lines, %", value: percent(columns, all)},
			score{name: "unruled: " + folder + ", figures right without lines, %", value: percent(none, all)})
	}
	return scores, nil
}

// unruledFile counts the figures of a file, and those that are the same without column lines, and without lines.
func unruledFile(ctx context.Context, name string) (n [3]int, err error) {
	doc, err := extract.Read(ctx, name, extract.Options{})
	if err != nil {
		return n, err
	}
	with := figuresOf(doc)
	for _, k := range with {
		n[0] += k
	}
	for i, keep := range []func(page.Ruling) bool{page.Ruling.Horizontal, func(page.Ruling) bool { return false }} {
		bare := *doc
		bare.Pages = slices.Clone(doc.Pages)
		for p := range bare.Pages {
			drop := func(r page.Ruling) bool { return !keep(r) }
			bare.Pages[p].Rulings = slices.DeleteFunc(slices.Clone(doc.Pages[p].Rulings), drop)
			bare.Pages[p].Unseen = slices.DeleteFunc(slices.Clone(doc.Pages[p].Unseen), drop)
		}
		bare.Tables, bare.Paragraphs = analysis.Pages(bare.Pages)
		for k, there := range figuresOf(&bare) {
			n[i+1] += min(there, with[k])
		}
	}
	return n, nil
}

// figuresOf counts the figures of a document by their page, label, path and value.
func figuresOf(doc *extract.Document) map[string]int {
	ds := normalize.Document(doc)
	out := map[string]int{}
	for i := range ds.Records {
		if r := &ds.Records[i]; r.IsFigure() {
			out[fmt.Sprint(r.Page, "|", r.Label, "|", strings.Join(r.Path, "/"), "|", r.Value.Decimal)]++
		}
	}
	return out
}
