package dataset

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/dataset/contract"
)

// An About is what the publisher of a dataset says of it. What is empty is not said.
type About struct {
	Title        string
	Licence      string // an SPDX identifier such as CC-BY-4.0, or an address
	Homepage     string
	Version      string
	Contributors []string
	Review       string // address of the pages of a review, or their folder from the dataset's on
}

// say puts what its publisher says into the description of a dataset.
func (p *dataPackage) say(a About) {
	if a.Title != "" {
		p.Title = a.Title
	}
	p.Homepage, p.Version, p.Review = a.Homepage, a.Version, a.Review
	switch {
	case isAddress(a.Licence):
		p.Licences = []packageLicence{{Path: a.Licence}}
	case a.Licence != "":
		p.Licences = []packageLicence{{Name: a.Licence}}
	}
	for _, c := range a.Contributors {
		p.Contributors = append(p.Contributors, packageContributor{c})
	}
}

// AboutOf is what was said of the dataset in a folder; nothing where there is none.
func AboutOf(dir string) (a About, err error) {
	data, err := os.ReadFile(filepath.Join(dir, packageFile))
	if errors.Is(err, os.ErrNotExist) {
		return a, nil
	}
	var p dataPackage
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil {
		return a, err
	}
	if a.Homepage, a.Version, a.Review = p.Homepage, p.Version, p.Review; p.Title != packageTitle {
		a.Title = p.Title
	}
	for _, l := range p.Licences {
		a.Licence = cmp.Or(l.Path, l.Name)
	}
	for _, c := range p.Contributors {
		a.Contributors = append(a.Contributors, c.Title)
	}
	return a, nil
}

// Or is what is said, and of what is not what is said otherwise.
func (a About) Or(b About) About {
	a.Title, a.Licence, a.Homepage, a.Version = cmp.Or(a.Title, b.Title), cmp.Or(a.Licence, b.Licence), cmp.Or(a.Homepage, b.Homepage), cmp.Or(a.Version, b.Version)
	a.Review = cmp.Or(a.Review, b.Review)
	if len(a.Contributors) == 0 {
		a.Contributors = b.Contributors
	}
	return a
}

// citationName is the file that says how the dataset is cited, in the Citation File Format.
const citationName = "CITATION.cff"

// spdx is what identifiers of licences look like.
var spdx = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9.+-]+$`) })

// writeCitation writes how the dataset is cited. JSON's strings are YAML's.
func writeCitation(w io.Writer, p *dataPackage) error {
	var b strings.Builder
	b.WriteString("cff-version: 1.2.0\nmessage: To cite this dataset, please use what follows.\ntype: dataset\n")
	fmt.Fprintf(&b, "title: %s\nauthors:\n", contract.JsonText(p.Title))
	for _, c := range p.Contributors {
		fmt.Fprintf(&b, "  - name: %s\n", contract.JsonText(c.Title))
	}
	if len(p.Contributors) == 0 {
		b.WriteString("  - name: The publishers of its documents\n")
	}
	for _, l := range p.Licences {
		switch {
		case l.Path != "":
			fmt.Fprintf(&b, "license-url: %s\n", contract.JsonText(l.Path))
		case spdx().MatchString(l.Name):
			fmt.Fprintf(&b, "license: %s\n", l.Name)
		}
	}
	for _, said := range []struct{ key, value string }{{"url", p.Homepage}, {"version", p.Version}} {
		if said.value != "" {
			fmt.Fprintf(&b, "%s: %s\n", said.key, contract.JsonText(said.value))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
