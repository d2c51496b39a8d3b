package archive

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/normalize"
)

// inputsFile, in the work folder, tells where the documents of the dataset were read from: for each its
// SHA-256, a blank and an absolute path, ended by NUL. The dataset has no paths itself: they differ from
// machine to machine.
const inputsFile = "inputs"

// Dropped are the documents of the dataset in the folder dir that a run over other inputs would leave
// out. given are the names of files and folders as they were given, files what they stand for. A document
// stays where its file is named again, whatever that holds by now, or where another has its bytes. Of
// those that do not stay, gone were read from below a folder that is given again, and are no longer there;
// lost were read from elsewhere.
func Dropped(dir string, given, files []string) (gone, lost []string, err error) {
	from, err := readInputs(dir)
	if err != nil {
		return nil, nil, err
	}
	folders, named := absolute(given), map[string]bool{}
	for _, name := range append(absolute(files), folders...) {
		named[name] = true
	}
	docs := slices.DeleteFunc(export.Documents(dir), func(d normalize.Disclosure) bool {
		if path, known := from[d.SHA256]; known {
			return named[path]
		}
		return slices.ContainsFunc(files, func(f string) bool { return filepath.Base(f) == d.File })
	})
	if len(docs) == 0 {
		return nil, nil, nil
	}
	there := contents(files)
	for _, d := range docs {
		path := from[d.SHA256]
		switch {
		case there[d.SHA256]:
		case slices.ContainsFunc(folders, func(f string) bool { return strings.HasPrefix(path, strings.TrimSuffix(f, separator)+separator) }):
			gone = append(gone, path)
		default:
			lost = append(lost, cmp.Or(path, d.File))
		}
	}
	return gone, lost, nil
}

const separator = string(filepath.Separator)

// contents are the SHA-256 of the files that can be read.
func contents(files []string) map[string]bool {
	sums := map[string]bool{}
	for _, f := range files {
		if sum, err := ContentHash(f); err == nil {
			sums[sum] = true
		}
	}
	return sums
}

// Remember notes where documents are read from, by their SHA-256, for Dropped to know in a later run. It is
// called before the dataset in the folder dir is written: what is known of the documents that are still in
// it is kept. An empty name is that of no file: the document stays only where its bytes are given again.
func Remember(dir string, documents map[string]string) error {
	from, err := readInputs(dir)
	if err != nil {
		return err
	}
	all := map[string]string{}
	for _, d := range export.Documents(dir) {
		if path, known := from[d.SHA256]; known {
			all[d.SHA256] = path
		}
	}
	for sum, name := range documents {
		if all[sum] = name; name != "" {
			all[sum] = absolute([]string{name})[0]
		}
	}
	var b strings.Builder
	for _, sum := range slices.Sorted(maps.Keys(all)) {
		b.WriteString(sum + " " + all[sum] + "\x00")
	}
	s := &store{dir: filepath.Join(dir, workFolder)}
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return err
	}
	return s.write(filepath.Join(s.dir, inputsFile), []byte(b.String()))
}

// readInputs gives the paths of documents by their SHA-256.
func readInputs(dir string) (map[string]string, error) {
	data, err := os.ReadFile(filepath.Join(dir, workFolder, inputsFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	from := map[string]string{}
	for line := range strings.SplitSeq(string(data), "\x00") {
		if sum, path, ok := strings.Cut(line, " "); ok {
			from[sum] = path
		}
	}
	return from, nil
}

// absolute are the paths of names from the root on, which are the same in whatever folder a run is started.
func absolute(names []string) []string {
	paths := make([]string, len(names))
	for i, name := range names {
		path, err := filepath.Abs(name)
		if err != nil {
			path = name // there is no working folder any more
		}
		paths[i] = path
	}
	return paths
}
