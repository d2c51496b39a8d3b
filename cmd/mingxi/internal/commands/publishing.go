package commands

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize"
	"github.com/spf13/pflag"
)

// A publishing is what the flags say of a dataset and of where its documents are from.
type publishing struct {
	about    dataset.About
	manifest string
}

func (p *publishing) flags(f *pflag.FlagSet) {
	f.StringVar(&p.about.Title, "title", "", "`title` of the dataset, for who publishes it")
	f.StringVar(&p.about.Licence, "licence", "", "`licence` of the dataset, such as CC-BY-4.0, or its address")
	f.StringVar(&p.about.Homepage, "homepage", "", "`address` of the dataset's page")
	f.StringVar(&p.about.Version, "version", "", "`version` of the dataset, such as 1.0.0")
	f.StringVar(&p.about.Review, "review-base", "", "`address` where the pages of review --static will be, or their folder from the dataset's on; findings and workbooks then link to them")
	f.StringArrayVar(&p.about.Contributors, "contributor", nil, "`name` of a person or body that made the dataset; may be repeated")
	f.StringVar(&p.manifest, "manifest", "", "`file` (CSV) that says of documents where they are from: "+strings.Join(manifestColumns(), ", "))
}

// sensible refuses what cannot be meant.
func (p *publishing) sensible() error {
	base := p.about.Review
	if of, err := url.Parse(base); err != nil || filepath.IsAbs(base) || of.Scheme != "" && of.Scheme != "https" && of.Scheme != "http" {
		return fmt.Errorf("--review-base %s: give an address such as https://example.org/review, or a folder from the dataset's on such as ../review", base)
	}
	return nil
}

// saidBefore takes what was said of the dataset in a folder where nothing is said anew.
func (p *publishing) saidBefore(dir string) error {
	before, err := dataset.AboutOf(dir)
	p.about = p.about.Or(before)
	return err
}

// mark names what the dataset's own files say, for dataset.Stands.
func (p *publishing) mark() string { return fmt.Sprintf("%q", p.about) }

// manifestFields are the columns of a manifest but for that of the file.
var manifestFields = []struct {
	name string
	take func(*normalize.Told, string) error
}{
	{"url", func(t *normalize.Told, s string) error { return keep(&t.URL, s) }},
	{"retrieved", func(t *normalize.Told, s string) error {
		if !day.MatchString(s) {
			return fmt.Errorf("%q is no day such as 2026-05-01", s)
		}
		return keep(&t.Retrieved, s)
	}},
	{"region", func(t *normalize.Told, s string) error { return keep(&t.Region, s) }},
	{"publisher", func(t *normalize.Told, s string) error { return keep(&t.Publisher, s) }},
	{"licence", func(t *normalize.Told, s string) error { return keep(&t.Licence, s) }},
	{"agency", func(t *normalize.Told, s string) error { return keep(&t.Agency, s) }},
	{"year", func(t *normalize.Told, s string) (err error) {
		if t.Year, err = strconv.Atoi(s); err != nil || t.Year < 1900 || t.Year > 2200 {
			return fmt.Errorf("%q is no year", s)
		}
		return nil
	}},
}

// day is how days are written, with or without a time: so that the later one comes later.
var day = words.Expression(`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$`)

func keep(at *string, s string) error {
	*at = s
	return nil
}

const manifestFile = "file"

func manifestColumns() []string {
	names := []string{manifestFile}
	for _, f := range manifestFields {
		names = append(names, f.name)
	}
	return names
}

// tell puts what the manifest says of the inputs into what is known of them. What it says of no input is a note.
func (p *publishing) tell(o *opened) error {
	if p.manifest == "" {
		return nil
	}
	f, err := os.Open(p.manifest)
	if err != nil {
		return plainly(p.manifest, err)
	}
	defer f.Close()
	rows, err := readManifest(f)
	if err != nil {
		return fmt.Errorf("%s: %w", p.manifest, err)
	}
	claimed := map[string]bool{} // files that a row names by their whole path
	names := slices.Sorted(maps.Keys(rows))
	for _, name := range names {
		for _, file := range o.named(name) {
			claimed[file] = true
		}
	}
	for _, name := range names {
		files := o.named(name)
		if len(files) == 0 {
			files = slices.DeleteFunc(o.ending(name), func(file string) bool { return claimed[file] })
		}
		if len(files) == 0 {
			o.notes = append(o.notes, fmt.Errorf("%s: it tells of %s, which is none of the files that are read", p.manifest, name))
		}
		if len(files) > 1 {
			return fmt.Errorf("%s: %s can be %s or %s: give its path from the folder on that is read", p.manifest, name, files[0], files[1])
		}
		for _, file := range files {
			told := o.told[file]
			for i, value := range rows[name] {
				if value = strings.TrimSpace(value); value == "" {
					continue
				}
				if err := manifestFields[i].take(&told, value); err != nil {
					return fmt.Errorf("%s: of %s, %s: %w", p.manifest, name, manifestFields[i].name, err)
				}
			}
			o.told[file] = told
		}
	}
	return nil
}

// named are the inputs of this path, from the folder on that was named or as given.
func (in *inputs) named(name string) []string {
	slashed := path.Clean(filepath.ToSlash(name))
	return in.which(func(file string) bool { return in.told[file].File == slashed || pathOf(file) == pathOf(name) })
}

// ending are the inputs whose paths end so.
func (in *inputs) ending(name string) []string {
	end := "/" + path.Clean(filepath.ToSlash(name))
	return in.which(func(file string) bool { return strings.HasSuffix(filepath.ToSlash(pathOf(file)), end) })
}

func (in *inputs) which(so func(file string) bool) (files []string) {
	for _, file := range in.files {
		if so(file) && !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	return files
}

// readManifest gives, by the name of each file, its values in the order of manifestFields.
func readManifest(r io.Reader) (map[string][]string, error) {
	in := csv.NewReader(r)
	head, err := in.Read()
	if err != nil {
		return nil, errors.New("it has no first line with the names of columns: " + strings.Join(manifestColumns(), ", "))
	}
	head[0] = strings.TrimPrefix(head[0], "\uFEFF")
	at := slices.Index(head, manifestFile)
	if at < 0 {
		return nil, fmt.Errorf("it has no column %q", manifestFile)
	}
	for _, name := range head {
		if !slices.Contains(manifestColumns(), name) {
			return nil, fmt.Errorf("the column %q is not known: use some of %s", name, strings.Join(manifestColumns(), ", "))
		}
	}
	rows := map[string][]string{}
	for {
		row, err := in.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		if rows[row[at]] != nil {
			return nil, fmt.Errorf("it tells of %s twice", row[at])
		}
		values := make([]string, len(manifestFields))
		for i, f := range manifestFields {
			if column := slices.Index(head, f.name); column >= 0 {
				values[i] = row[column]
			}
		}
		rows[row[at]] = values
	}
}
