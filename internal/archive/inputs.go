package archive

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/normalize"
)

// inputsFile, in the work folder, tells what the run was given that made the dataset: of each input its SHA-256, its
// path from the root on, its name as it was given and what was known of it, as JSON, each ended by NUL. The dataset has no paths itself: they differ
// from machine to machine.
const inputsFile = "inputs"

// An Input is a file that a run was given.
type Input struct {
	SHA256 string // of what it held; empty if that could not be read
	Path   string // from the root on; empty if it is that of no file
	Name   string // as it was given
	Told   normalize.Told
}

// Dropped are the documents of the dataset in the folder dir that a run over other inputs would leave
// out. given are the names of files and folders as they were given, files what they stand for. A document
// stays where its file is named again, whatever that holds by now, or where another has its bytes. Of
// those that do not stay, gone were read from below a folder that is given again, and are no longer there;
// lost were read from elsewhere.
func Dropped(dir string, given, files []string) (gone, lost []string, err error) {
	list, err := Inputs(dir)
	if err != nil {
		return nil, nil, err
	}
	from := map[string]string{}
	for _, in := range list {
		if _, twice := from[in.SHA256]; !twice {
			from[in.SHA256] = in.Path
		}
	}
	folders, named := absolute(given), map[string]bool{}
	for _, name := range append(absolute(files), folders...) {
		named[name] = true
	}
	docs := slices.DeleteFunc(dataset.Documents(dir), func(d normalize.Disclosure) bool {
		if path, known := from[d.SHA256]; known {
			return named[path]
		}
		return slices.ContainsFunc(files, func(f string) bool { return filepath.Base(f) == filepath.Base(d.File) })
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

// Remember notes what a run was given, for Dropped and for runs that add to it to know. It is called before the
// dataset in the folder dir is written: what is known of the documents that are still in it is kept. Paths are put
// in where names are those of files.
func Remember(dir string, inputs []Input) error {
	before, err := Inputs(dir)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, in := range inputs {
		known[in.SHA256] = true
	}
	for _, d := range dataset.Documents(dir) {
		at := slices.IndexFunc(before, func(in Input) bool { return in.SHA256 == d.SHA256 })
		if at >= 0 && !known[d.SHA256] {
			inputs = append(inputs, before[at])
		}
	}
	var b strings.Builder
	for _, in := range inputs {
		told, err := json.Marshal(in.Told)
		if err != nil {
			return err
		}
		b.WriteString(in.SHA256 + "\x00" + in.Path + "\x00" + in.Name + "\x00" + string(told) + "\x00")
	}
	s := &store{dir: filepath.Join(dir, workFolder)}
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return err
	}
	return s.write(filepath.Join(s.dir, inputsFile), []byte(b.String()))
}

// Inputs are what the dataset in the folder dir was made of, in their order.
func Inputs(dir string) ([]Input, error) {
	data, err := os.ReadFile(filepath.Join(dir, workFolder, inputsFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	parts := strings.Split(string(data), "\x00")
	var list []Input
	for ; len(parts) > 4; parts = parts[4:] {
		in := Input{SHA256: parts[0], Path: parts[1], Name: parts[2]}
		if err := json.Unmarshal([]byte(parts[3]), &in.Told); err != nil {
			return nil, fmt.Errorf("%s in the folder %s is damaged; remove it, and name all files again", inputsFile, workFolder)
		}
		list = append(list, in)
	}
	return list, nil
}

// InputOf is a file as an input.
func InputOf(name, sum string) Input {
	return Input{SHA256: sum, Path: absolute([]string{name})[0], Name: name}
}

// Standing are the inputs of the dataset in the folder dir, as files to be read again beside others: by the names that they
// were given by, where these lead to them from here, else by their paths. Of those that are gone it gives the SHA-256 of what
// they held, and of all what was known. The error names documents of which nobody knows where they were read from.
func Standing(dir string) (files []string, gone map[string]string, told map[string]normalize.Told, err error) {
	list, err := Inputs(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	known := map[string]bool{}
	gone, told = map[string]string{}, map[string]normalize.Told{}
	for _, in := range list {
		known[in.SHA256] = true
		name := in.Name
		switch {
		case in.Path == "":
			name = filepath.Join("-", in.Name)
		case absolute([]string{name})[0] != in.Path:
			name = in.Path
		}
		if _, err := os.Stat(in.Path); err != nil && in.SHA256 != "" {
			gone[name] = in.SHA256
		}
		told[name] = in.Told
		files = append(files, name)
	}
	for _, d := range dataset.Documents(dir) {
		if !known[d.SHA256] {
			return nil, nil, nil, fmt.Errorf("the dataset there has %s, and it is not known where that was read from: name all its files, and no --add", d.File)
		}
	}
	return files, gone, told, nil
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
