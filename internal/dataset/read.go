package dataset

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/file"
	"github.com/mingxi/mingxi/normalize"
)

// A Stored is a dataset in a folder, as Write left it there as CSV. It holds where each document's
// rows are and no rows, so that its documents can be read one by one.
type Stored struct {
	dir   string
	pkg   dataPackage
	docs  []normalize.Disclosure
	spans map[string]map[string][]span // by resource and document
}

// A span is a run of bytes of a file that holds whole rows.
type span struct{ from, to int64 }

// IsDataset says whether a folder holds a dataset that this program wrote, or two where it is torn.
func IsDataset(dir string) bool { return readPackage(dir).Name != "" || Torn(dir) }

// Open finds the dataset in a folder. The error is or wraps ErrUnreadable.
func Open(dir string) (*Stored, error) {
	if Torn(dir) {
		return nil, ErrTorn
	}
	s := &Stored{dir: dir, pkg: readPackage(dir), spans: map[string]map[string][]span{}}
	if err := s.pkg.readable(); err != nil {
		return nil, err
	}
	ds := &normalize.Dataset{}
	err := s.eachRow(contract.Documents(), func(_ span, row []string) error { return contract.Documents().Read(ds, row) })
	s.docs = ds.Disclosures
	return s, err
}

// readable says why a dataset cannot be read back: it is none, or it has no CSV.
func (p dataPackage) readable() error {
	if p.Name == "" {
		return fmt.Errorf("%w: there is no datapackage.json that mingxi wrote", ErrUnreadable)
	}
	if p.csvOf(contract.Documents()) != nil {
		return nil
	}
	var formats []string
	for _, r := range p.Resources {
		if !slices.Contains(formats, r.Format) {
			formats = append(formats, r.Format)
		}
	}
	return fmt.Errorf("%w, and this one has only %s", ErrNoCSV, strings.Join(formats, ", "))
}

// csvOf is the CSV file of a resource; nil if the dataset has none.
func (p dataPackage) csvOf(r contract.Resource) *packageResource {
	for i := range p.Resources {
		if p.Resources[i].Path == r.Name+".csv" {
			return &p.Resources[i]
		}
	}
	return nil
}

// Disclosures are the dataset's documents, in its order.
func (s *Stored) Disclosures() []normalize.Disclosure { return slices.Clone(s.docs) }

// Bundles are the documents' IDs, those together that were reconciled as one.
func (s *Stored) Bundles() [][]string {
	var out [][]string
	at := map[string]int{}
	for _, d := range s.docs {
		if i, known := at[d.Bundle]; known && d.Bundle != "" {
			out[i] = append(out[i], d.ID)
			continue
		}
		at[d.Bundle] = len(out)
		out = append(out, []string{d.ID})
	}
	return out
}

// Dataset reads what the dataset has of documents. Of tables it has their texts as people read them, and
// the heads of columns and the names of rows that figures tell of; of claims what the contract has. The
// error is or wraps ErrUnreadable.
func (s *Stored) Dataset(ids ...string) (*normalize.Dataset, error) {
	ds, err := s.Tables(ids...)
	for _, id := range ids {
		for _, r := range []contract.Resource{contract.Claims(), contract.Checks(), contract.Findings(), contract.Targets(), contract.Facts()} {
			err = errors.Join(err, s.load(id, r, ds))
		}
	}
	return ds, errors.Join(err, s.readTexts(ds.Tables))
}

// Tables reads the tables and records of documents alone. The tables have the heads of columns and the
// names of rows that figures tell of.
func (s *Stored) Tables(ids ...string) (*normalize.Dataset, error) {
	ds := &normalize.Dataset{}
	var err error
	for _, id := range ids {
		for _, d := range s.docs {
			if d.ID == id {
				ds.Disclosures = append(ds.Disclosures, d)
			}
		}
		err = errors.Join(err, s.load(id, contract.Tables(), ds), s.load(id, contract.Records(), ds))
	}
	restoreHeads(ds)
	ds.RestoreSets()
	return ds, err
}

// load adds one document's rows of a resource to a dataset.
func (s *Stored) load(id string, r contract.Resource, ds *normalize.Dataset) error {
	if err := s.find(r); err != nil {
		return err
	}
	f, err := os.Open(filepath.Join(s.dir, r.Name+".csv"))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	defer f.Close()
	for _, p := range s.spans[r.Name][id] {
		lines := csv.NewReader(io.NewSectionReader(f, p.from, p.to-p.from))
		for {
			row, err := lines.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return fmt.Errorf("%w: %s.csv: %w", ErrUnreadable, r.Name, err)
			}
			s.pkg.restore(row)
			if err := r.Read(ds, r.Whole(row)); err != nil {
				return err
			}
		}
	}
	return nil
}

// find notes where the rows of each document are in a resource's file.
func (s *Stored) find(r contract.Resource) error {
	if s.spans[r.Name] != nil {
		return nil
	}
	at := slices.Index(r.Header(), "document")
	byDocument := map[string][]span{}
	err := s.eachRow(r, func(p span, row []string) error {
		id := row[at]
		list := byDocument[id]
		if n := len(list); n > 0 && list[n-1].to == p.from {
			list[n-1].to = p.to
			return nil
		}
		byDocument[strings.Clone(id)] = append(list, p)
		return nil
	})
	if err != nil {
		return err
	}
	s.spans[r.Name] = byDocument
	return nil
}

// eachRow goes through a resource's file.
func (s *Stored) eachRow(r contract.Resource, do func(span, []string) error) error {
	var failed error
	for at, row := range s.pkg.storedRows(s.dir, r, &failed) {
		if err := do(at, row); err != nil {
			return err
		}
	}
	return failed
}

// storedRows gives the rows of a resource's CSV file in a folder, and where each is. A failure is kept in
// failed. The row is only good until the next.
func (p dataPackage) storedRows(dir string, r contract.Resource, failed *error) iter.Seq2[span, []string] {
	return func(yield func(span, []string) bool) {
		f, err := os.Open(filepath.Join(dir, r.Name+".csv"))
		if err != nil {
			*failed = fmt.Errorf("%w: %s.csv is missing: extract the documents again", ErrUnreadable, r.Name)
			return
		}
		defer f.Close()
		lines := csv.NewReader(f)
		lines.ReuseRecord = true
		header, err := lines.Read()
		if err != nil || !isHeader(header, r) {
			*failed = fmt.Errorf("%w: the columns of %s.csv are not those that this program knows", ErrUnreadable, r.Name)
			return
		}
		for {
			from := lines.InputOffset()
			row, err := lines.Read()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				*failed = fmt.Errorf("%w: %s.csv: %w", ErrUnreadable, r.Name, err)
				return
			}
			p.restore(row)
			if !yield(span{from, lines.InputOffset()}, r.Whole(row)) {
				return
			}
		}
	}
}

// readTexts reads the tables as people read them, where their files are there.
func (s *Stored) readTexts(list []normalize.Table) error {
	for i := range list {
		if err := s.readText(&list[i]); err != nil {
			return fmt.Errorf("%w: %s: %w", ErrUnreadable, contract.TableName(&list[i]), err)
		}
	}
	return nil
}

func (s *Stored) readText(t *normalize.Table) error {
	all, err := s.pkg.readTable(filepath.Join(s.dir, filepath.FromSlash(contract.TableName(t))))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // Changed tells of it
	}
	if err != nil || len(all) == 0 {
		return err
	}
	t.HeaderRows = 1
	for i, path := range all[0] {
		if i < len(t.Columns) && path != "" {
			t.Columns[i].Path = strings.Split(path, contract.PathSeparator)
		}
	}
	for i, row := range all[1:] {
		for j, text := range row {
			if text != "" {
				t.Cells = append(t.Cells, layout.Cell{Row: i + 2, Column: j + 1, RowSpan: 1, ColSpan: 1, Text: text})
			}
		}
	}
	return nil
}

// Identity is the same for datasets whose files were written with the same bytes.
func (s *Stored) Identity() string {
	var b strings.Builder
	for _, r := range s.pkg.Resources {
		b.WriteString(r.Path + " " + r.Hash + "\n")
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:])
}

// Changed are the files whose bytes are not those that were written, and those that are gone, by their
// paths inside the folder: of the files that describe all documents, and of the tables as people read
// them, which have no hash, those that are gone.
func (s *Stored) Changed() []string {
	var out []string
	for _, r := range s.pkg.Resources {
		if !r.intact(s.dir) {
			out = append(out, r.Path)
		}
	}
	for _, source := range s.pkg.Sources {
		for _, name := range source.Files {
			if _, err := os.Lstat(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil && isTableFile(name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// intact says that the file in the dataset's folder has the bytes that were written, as far as its hash tells.
func (r packageResource) intact(dir string) bool {
	name := filepath.FromSlash(r.Path)
	hash, ok := strings.CutPrefix(r.Hash, "sha256:")
	if !ok || !filepath.IsLocal(name) {
		return true
	}
	got, err := file.Hash(filepath.Join(dir, name))
	return err == nil && got == hash
}

// Findings are those of all documents, in the dataset's order.
func (s *Stored) Findings() ([]normalize.Finding, error) {
	ds := &normalize.Dataset{}
	err := s.eachRow(contract.Findings(), func(_ span, row []string) error { return contract.Findings().Read(ds, row) })
	return ds.Findings, err
}

// EachFact goes through the facts of all documents, in the dataset's order: those of which want says so, by what their columns hold.
func (s *Stored) EachFact(want func(column func(name string) string) bool, do func(*normalize.Fact)) error {
	at := map[string]int{}
	for i, name := range contract.Facts().Header() {
		at[name] = i
	}
	return s.eachRow(contract.Facts(), func(_ span, row []string) error {
		if !want(func(name string) string { return row[at[name]] }) {
			return nil
		}
		one := &normalize.Dataset{}
		if err := contract.Facts().Read(one, slices.Clone(row)); err != nil {
			return err
		}
		do(&one.Facts[0])
		return nil
	})
}

// Files are those of the dataset, by their paths inside the folder.
func (s *Stored) Files() []string { return append(s.pkg.files(), packageFile) }

// isTableFile says that a file of a dataset is a table as people read it.
func isTableFile(name string) bool {
	return strings.HasPrefix(name, "tables/") && path.Ext(name) == ".csv" && filepath.IsLocal(filepath.FromSlash(name))
}

// readTable reads a table as people read it.
func (p dataPackage) readTable(name string) ([][]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := csv.NewReader(unmarked(f))
	lines.FieldsPerRecord = -1
	all, err := lines.ReadAll()
	for _, row := range all {
		p.restore(row)
	}
	return all, err
}

// restore gives the cells of a row back as they were before its kind of CSV made them safe.
func (p dataPackage) restore(row []string) {
	for i := range row {
		if p.CSV.safe() {
			row[i] = raw(row[i])
		}
	}
}
