package dataset

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/folder"
	"github.com/mingxi/mingxi/normalize"
)

// ErrForeign tells that a folder holds files that are no part of a dataset of this program, or were changed since,
// under names that one would take. Nothing of a folder is overwritten then.
var ErrForeign = folder.ErrForeign

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

// Torn says that a run ended in the folder dir while the files of a dataset got their names. The folder holds
// files of two datasets then, until the next run.
func Torn(dir string) bool { return folder.Torn(dir) }

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

// sqliteName is the database's name in a dataset.
const sqliteName = "dataset.sqlite"

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
			if extensions[f] == extensions[CSV] {
				names = append(names, loaderNames()...)
			}
		}
	}
	return names
}

// written are the files of the dataset, as far as its description tells of them.
func (p dataPackage) written() []folder.File {
	if p.Name == "" {
		return nil
	}
	list := []folder.File{{Path: packageFile}}
	for _, r := range p.Resources {
		if r.Path == correction.FileName {
			continue // people write it
		}
		list = append(list, folder.File{Path: r.Path, Hash: strings.TrimPrefix(r.Hash, "sha256:")})
	}
	for _, s := range p.Sources {
		for _, f := range s.Files {
			list = append(list, folder.File{Path: f})
		}
	}
	for _, f := range p.Loaders {
		list = append(list, folder.File{Path: f})
	}
	return list
}

// FormatsIn are the formats that the dataset in a folder was written in, among them its kind of CSV.
func FormatsIn(dir string) []Format {
	var out []Format
	p := readPackage(dir)
	for _, name := range p.files() {
		for f, extension := range extensionsOf {
			if path.Ext(name) == extension && !slices.Contains(out, f) {
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

// extensionsOf are those of the files of each format.
var extensionsOf = map[Format]string{CSV: ".csv", JSON: ".jsonl", Parquet: ".parquet", SQLite: "." + string(SQLite), XLSX: ".xlsx"}

// Documents are the documents of the dataset in a folder, by its description: of each what names it and
// its file. There are none where there is no dataset.
func Documents(dir string) []normalize.Disclosure {
	var docs []normalize.Disclosure
	for _, s := range readPackage(dir).Sources {
		docs = append(docs, normalize.Disclosure{ID: s.Document, File: s.Title, SHA256: strings.TrimPrefix(s.Hash, "sha256:")})
	}
	return docs
}
