package dataset

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/folder"
	"github.com/mingxi/mingxi/normalize"
)

// Writable says whether a dataset of these files can be written into the folder dir in these formats, or
// why not: the folder cannot be written to, or the error wraps ErrForeign; by force, files of others may be
// overwritten. It leaves no trace: a dir that is not there is not made. What can only be known when the files are
// read, Write looks at again.
func Writable(ctx context.Context, dir string, files []string, formats []Format, force bool) error {
	s, err := newDraft(ctx, dir, force)
	if err != nil {
		return err
	}
	defer s.discard()
	return s.folder.Spare(likelyNames(files, formats), readPackage(dir).written())
}

// Stands says that the folder dir holds the dataset that [WritePortions] wrote with this mark, every file as it
// was written.
func Stands(ctx context.Context, dir, mark string) (bool, error) {
	f, err := folder.Open(ctx, dir, false)
	if err != nil {
		return false, err
	}
	defer f.Close()
	return f.Stands(mark), nil
}

// likelyNames are the names in a dataset's folder that are known before its documents are read.
func likelyNames(files []string, formats []Format) []string {
	names := []string{packageFile}
	for _, f := range formats {
		switch f {
		case SQLite:
			names = append(names, sqliteName)
		case XLSX:
			docs := make([]normalize.Disclosure, len(files))
			for i := range files {
				docs[i].File = filepath.Base(files[i])
			}
			names = append(names, workbookNames(docs)...)
		default:
			for _, r := range contract.All() {
				names = append(names, r.Name+"."+extensions[f])
			}
			if f.isCSV() {
				names = append(names, loaderNames()...)
			}
		}
	}
	return names
}

// FormatsIn are the formats that the dataset in a folder was written in, among them its kind of CSV.
func FormatsIn(dir string) []Format {
	var out []Format
	p := readPackage(dir)
	for _, name := range p.files() {
		for _, f := range Formats {
			if path.Ext(name) == "."+extensions[f] && !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	slices.Sort(out)
	if i := slices.Index(out, CSV); i >= 0 && p.CSV.isCSV() {
		out[i] = p.CSV
	}
	return out
}

// Documents are the documents of the dataset in a folder, by its description: of each what names it and
// its file. There are none where there is no dataset.
func Documents(dir string) []normalize.Disclosure {
	var docs []normalize.Disclosure
	for _, s := range readPackage(dir).Sources {
		docs = append(docs, normalize.Disclosure{ID: s.Document, File: s.Title, SHA256: strings.TrimPrefix(s.Hash, "sha256:")})
	}
	return docs
}
