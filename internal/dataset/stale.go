package dataset

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/mingxi/mingxi/internal/correction"
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

// files are all files that the package names.
func (p dataPackage) files() []string {
	var list []string
	for _, r := range p.Resources {
		if r.Path != correction.FileName {
			list = append(list, r.Path)
		}
	}
	for _, s := range p.Sources {
		list = append(list, s.Files...)
	}
	list = append(list, p.Loaders...)
	return list
}
