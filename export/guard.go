package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// ErrForeign tells that a folder holds files that are no part of a dataset of this program, under names
// that one would take. Nothing of a folder is overwritten then.
var ErrForeign = errors.New("files are there that this program did not write")

// Writable says whether a dataset of these files can be written into the folder dir in these formats, or
// why not: the folder cannot be written to, or the error wraps ErrForeign. It leaves no trace: a dir that
// is not there is not made. What can only be known when the files are read, Write looks at again.
func Writable(dir string, files []string, formats []Format) error {
	s, err := newDraft(dir)
	if err != nil {
		return err
	}
	s.discard()
	return readPackage(dir).spare(dir, likelyNames(files, formats))
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
			for _, r := range resources {
				names = append(names, r.name+"."+extensions[f])
			}
		}
	}
	return names
}

// mostNamed is how many files an error names.
const mostNamed = 5

// spare refuses to write files, by their paths inside the folder, where others of these names are: all
// but those of the dataset that is there.
func (p dataPackage) spare(dir string, paths []string) error {
	own := map[string]bool{packageFile: p.Name != ""}
	for _, f := range p.files() {
		own[f] = true
	}
	var foreign []string
	for _, f := range paths {
		_, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(f)))
		if !own[f] && !errors.Is(err, fs.ErrNotExist) {
			foreign = append(foreign, f)
		}
	}
	if len(foreign) == 0 {
		return nil
	}
	slices.Sort(foreign)
	named := strings.Join(foreign[:min(len(foreign), mostNamed)], ", ")
	if more := len(foreign) - mostNamed; more > 0 {
		named += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Errorf("%w and that would be overwritten: %s", ErrForeign, named)
}

// announce puts a description into the draft that names what the folder's dataset has and what the new one
// will have. It gets its name before all other files: a run that ends while they get theirs leaves no
// file that the next run takes for somebody else's.
func (p dataPackage) announce(s *draft, after dataPackage) error {
	p.Schema, p.Name, p.Title, p.Description = after.Schema, after.Name, after.Title, after.Description
	p.Resources = append(slices.Clone(p.Resources), after.Resources...)
	p.Sources = append(slices.Clone(p.Sources), after.Sources...)
	if err := s.file("announced-"+packageFile, "", p.write); err != nil {
		return err
	}
	last := len(s.files) - 1
	first := s.files[last]
	first.path = packageFile
	s.files = slices.Insert(s.files[:last], 0, first)
	return nil
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
