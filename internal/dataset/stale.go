package dataset

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/internal/folder"
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

// files are those beside the description itself.
func (p dataPackage) files() []string {
	var list []string
	for _, f := range p.written() {
		if f.Path != packageFile {
			list = append(list, f.Path)
		}
	}
	return list
}

// Torn says that a run ended in the folder dir while the files of a dataset got their names. The folder holds
// files of two datasets then, until the next run.
func Torn(dir string) bool { return folder.Torn(dir) }
