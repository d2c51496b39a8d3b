package export

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// readPackage reads the description of the dataset that is in dir already. If there is none that
// this package wrote, it is empty.
func readPackage(dir string) dataPackage {
	var p dataPackage
	data, err := os.ReadFile(filepath.Join(dir, packageFile))
	if err != nil || json.Unmarshal(data, &p) != nil || p.Name != packageName {
		return dataPackage{}
	}
	return p
}

// removeStale removes the files that the dataset before had and the one after has not.
func removeStale(dir string, before, after dataPackage) error {
	keep := map[string]bool{}
	for _, f := range after.files() {
		keep[f] = true
	}
	for _, f := range before.files() {
		name := filepath.FromSlash(f)
		if keep[f] || !filepath.IsLocal(name) {
			continue
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		removeEmpty(dir, filepath.Dir(name))
	}
	return nil
}

// removeEmpty removes a folder inside dir, and those around it, as far as they are empty.
func removeEmpty(dir, inner string) {
	for inner != "." && os.Remove(filepath.Join(dir, inner)) == nil {
		inner = filepath.Dir(inner)
	}
}

// files are all files that the package names.
func (p dataPackage) files() []string {
	var list []string
	for _, r := range p.Resources {
		list = append(list, r.Path)
	}
	for _, s := range p.Sources {
		list = append(list, s.Files...)
	}
	return list
}
