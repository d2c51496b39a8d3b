package archive

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/internal/file"
	"github.com/mingxi/mingxi/normalize"
)

const (
	workFolder     = ".mingxi" // inside the output folder
	portionSuffix  = ".part"   // one document's dataset
	workbookSuffix = ".xlsx"   // its workbook, where one was asked for
	failureSuffix  = ".failed" // why it could not be read
	tempPrefix     = "half-"   // a file that is being written
)

// layoutVersion names the way portions are stored; another way needs another name.
const layoutVersion = "3"

// A store keeps what was made of each document, under a key that says what it was made from. What has
// a name is whole.
type store struct {
	dir  string
	held *os.File
}

// openStore makes the work folder, if need be, takes it for this process and clears away what a
// killed run was writing.
func openStore(dir string) (*store, error) {
	s := &store{dir: filepath.Join(dir, workFolder)}
	if err := os.MkdirAll(s.dir, 0o777); err != nil {
		return nil, err
	}
	held, free := file.Lock(s.dir)
	if !free && file.Locks {
		return nil, fmt.Errorf("another run is writing to %s: wait for its end", dir)
	}
	s.held = held
	return s, s.each(func(name string) error {
		if strings.HasPrefix(name, tempPrefix) {
			return os.Remove(filepath.Join(s.dir, name))
		}
		return nil
	})
}

func (s *store) close() {
	if s.held != nil {
		s.held.Close()
		s.held = nil
	}
}

// each calls f with the name of every file in the work folder.
func (s *store) each(f func(name string) error) error {
	list, err := os.ReadDir(s.dir)
	if err != nil {
		return err
	}
	for _, e := range list {
		if err := f(e.Name()); err != nil {
			return err
		}
	}
	return nil
}

// keyOf names what a portion is made from, such as the bytes of the file, its name and its document's ID,
// which are in the dataset, and the program with its options.
func keyOf(made ...string) string {
	sum := sha256.New()
	for _, s := range append([]string{layoutVersion}, made...) {
		fmt.Fprintf(sum, "%d:%s", len(s), s)
	}
	return hex.EncodeToString(sum.Sum(nil)[:20])
}

// ContentHash is the SHA-256 of a regular file, hexadecimal.
func ContentHash(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", errors.New("it is no ordinary file")
	}
	return file.Hash(name)
}

func (s *store) path(key, suffix string) string { return filepath.Join(s.dir, key+suffix) }

func (s *store) has(key string) bool {
	_, err := os.Stat(s.path(key, portionSuffix))
	return err == nil
}

// put keeps a portion and its workbook, if there is one, and forgets that the document failed before.
func (s *store) put(key string, portion, workbook []byte) error {
	if len(workbook) > 0 {
		if err := s.write(s.path(key, workbookSuffix), workbook); err != nil {
			return err
		}
	}
	if err := s.write(s.path(key, portionSuffix), portion); err != nil {
		return err
	}
	err := os.Remove(s.path(key, failureSuffix))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (s *store) putFailure(key string, f *Failure) error {
	data, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return s.write(s.path(key, failureSuffix), data)
}

// failure is why a document failed in an earlier run; nil if it did not.
func (s *store) failure(key string) *Failure {
	data, err := os.ReadFile(s.path(key, failureSuffix))
	if err != nil {
		return nil
	}
	f := new(Failure)
	if json.Unmarshal(data, f) != nil {
		return nil
	}
	return f
}

// write writes a file, which gets its name when all of it is on the disk.
func (s *store) write(name string, data []byte) error {
	return file.Write(name, filepath.Join(s.dir, tempPrefix+filepath.Base(name)), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// portions are the datasets of all fates that have one.
func (s *store) portions(list []Fate) []export.Portion {
	var portions []export.Portion
	for _, o := range list {
		if o.Key == "" {
			continue
		}
		key := cmp.Or(o.Bundled, o.Key)
		open := func() (*normalize.Dataset, error) { return s.open(key, o.File) }
		portions = append(portions, export.Portion{Dataset: open, Workbook: s.path(key, workbookSuffix)})
	}
	return portions
}

func (s *store) portion(key string) (*normalize.Dataset, error) {
	data, err := os.ReadFile(s.path(key, portionSuffix))
	if err != nil {
		return nil, err
	}
	return unpack(data)
}

// keepOnly removes what belongs to none of the fates.
func (s *store) keepOnly(list []Fate) error {
	keys := map[string]bool{}
	for _, o := range list {
		keys[o.Key], keys[o.Bundled] = true, true
	}
	return s.each(func(name string) error {
		for _, suffix := range []string{portionSuffix, workbookSuffix} {
			if key, ok := strings.CutSuffix(name, suffix); ok && !keys[key] {
				return os.Remove(filepath.Join(s.dir, name))
			}
		}
		return nil
	})
}

// pack gives a dataset of one document as bytes, what it says of the document first.
func pack(ds *normalize.Dataset) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	to := gob.NewEncoder(z)
	if err := errors.Join(to.Encode(&ds.Disclosures[0]), to.Encode(ds), z.Close()); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func unpack(data []byte) (*normalize.Dataset, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	from, ds := gob.NewDecoder(z), new(normalize.Dataset)
	if err := errors.Join(from.Decode(new(normalize.Disclosure)), from.Decode(ds)); err != nil {
		return nil, err
	}
	if _, err := io.Copy(io.Discard, z); err != nil { // reads the check sum
		return nil, err
	}
	if len(ds.Disclosures) != 1 {
		return nil, fmt.Errorf("%d documents in one portion", len(ds.Disclosures))
	}
	return ds, nil
}

func unpackDisclosure(portion io.Reader) (d normalize.Disclosure, err error) {
	z, err := gzip.NewReader(portion)
	if err != nil {
		return d, err
	}
	err = gob.NewDecoder(z).Decode(&d)
	return d, err
}
