package archive

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/file"
	"github.com/mingxi/mingxi/internal/folder"
	"github.com/mingxi/mingxi/normalize"
)

const (
	workFolder     = folder.Work
	portionSuffix  = ".part"   // one document's dataset
	workbookSuffix = ".xlsx"   // its workbook, where one was asked for
	failureSuffix  = ".failed" // why it could not be read
	tempPrefix     = "half-"   // a file that is being written
)

// layoutVersion names the way portions are stored; another way needs another name.
const layoutVersion = "6"

// A store keeps what was made of each document, under a key that says what it was made from. What has
// a name is whole, and says its own hash.
type store struct {
	dir     string
	held    *folder.Hold
	writing [16]sync.Mutex // by the hash of a file's name: an answer that is told twice is kept twice, perhaps at once, by way of one name
}

// openStore takes the output folder for this run, and clears away what a killed one was writing.
func openStore(dir string) (*store, error) {
	held, err := folder.Claim(dir)
	if err != nil {
		return nil, err
	}
	s := &store{dir: filepath.Join(dir, workFolder), held: held}
	err = s.each(func(name string) error {
		if rest, ok := strings.CutPrefix(name, tempPrefix); ok && (isKept(rest) || rest == inputsFile || rest == noteName) {
			return os.Remove(filepath.Join(s.dir, name))
		}
		return nil
	})
	if err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

func (s *store) close() { s.held.Drop() }

// isKept says that a name in the work folder is one that a store gives: a key and what is kept under it.
func isKept(name string) bool {
	key, suffix, _ := strings.Cut(name, ".")
	return IsKey(key) && slices.Contains([]string{portionSuffix, workbookSuffix, failureSuffix}, "."+suffix)
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

// keyLength is how many bytes of a SHA-256 are a key.
const keyLength = 20

// IsKey says that this has the form of a portion's key: so many hexadecimal digits, in lower case.
func IsKey(key string) bool {
	return len(key) == 2*keyLength && strings.Trim(key, "0123456789abcdef") == ""
}

// keyOf names what a portion is made from, such as the bytes of the file, its name and its document's ID,
// which are in the dataset, and the program with its options.
func keyOf(made ...string) string {
	sum := sha256.New()
	for _, s := range append([]string{layoutVersion}, made...) {
		fmt.Fprintf(sum, "%d:%s", len(s), s)
	}
	return hex.EncodeToString(sum.Sum(nil)[:keyLength])
}

// ContentHash is the SHA-256 of a regular file, hexadecimal.
func ContentHash(name string) (string, error) { return file.Hash(name) }

func (s *store) path(key, suffix string) string { return filepath.Join(s.dir, key+suffix) }

// has says that a portion is kept, as it was written. One that is damaged is removed, so that it is made again.
func (s *store) has(key string) bool {
	name := s.path(key, portionSuffix)
	data, err := os.ReadFile(name)
	if err != nil {
		return false
	}
	if _, err := openSealed(data); err != nil {
		os.Remove(name)
		return false
	}
	return true
}

// noteName is the file that is kept by Note: its own hash, the mark, and the note.
const noteName = "note"

func (s *store) putNote(mark string, note []byte) error {
	return s.write(filepath.Join(s.dir, noteName), seal(append([]byte(mark), note...), nil))
}

func (s *store) note(mark string) []byte {
	data, err := os.ReadFile(filepath.Join(s.dir, noteName))
	if err != nil {
		return nil
	}
	kept, err := openSealed(data)
	if err != nil {
		return nil
	}
	note, ok := bytes.CutPrefix(kept.portion, []byte(mark))
	if !ok {
		return nil
	}
	return note
}

// put keeps a portion and its workbook, if there is one, and forgets that the document failed before.
func (s *store) put(key string, portion, workbook []byte) error {
	if len(workbook) > 0 {
		if err := s.write(s.path(key, workbookSuffix), workbook); err != nil {
			return err
		}
	}
	if err := s.write(s.path(key, portionSuffix), seal(portion, workbook)); err != nil {
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
	one := &s.writing[crc32.ChecksumIEEE([]byte(name))%uint32(len(s.writing))]
	one.Lock()
	defer one.Unlock()
	return file.Write(name, filepath.Join(s.dir, tempPrefix+filepath.Base(name)), func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// portions are the datasets of all fates that have one.
func (s *store) portions(list []Fate) []dataset.Portion {
	var portions []dataset.Portion
	for _, o := range list {
		if o.Key == "" {
			continue
		}
		key := cmp.Or(o.Bundled, o.Key)
		p := dataset.Portion{Dataset: func() (*normalize.Dataset, error) { return s.open(key, o.File) }}
		if o.edition == 0 {
			p.Workbook, p.WorkbookHash = s.path(key, workbookSuffix), s.workbookHash(key)
		} else {
			p.Dataset = func() (*normalize.Dataset, error) { return s.edition(key, &o) }
		}
		portions = append(portions, p)
	}
	return portions
}

// edition is the dataset of a document of which there are several editions.
func (s *store) edition(key string, o *Fate) (*normalize.Dataset, error) {
	ds, err := s.open(key, o.File)
	if err == nil {
		ds.SetEdition(o.edition, o.counts)
	}
	return ds, err
}

func (s *store) portion(key string) (*normalize.Dataset, error) {
	p, err := s.sealed(key)
	if err != nil {
		return nil, err
	}
	return unpack(p.portion)
}

// sealed reads what is kept under a key.
func (s *store) sealed(key string) (sealed, error) {
	data, err := os.ReadFile(s.path(key, portionSuffix))
	if err != nil {
		return sealed{}, err
	}
	return openSealed(data)
}

// workbookHash is the SHA-256 of the workbook that is kept with a portion; empty if there is none.
func (s *store) workbookHash(key string) string {
	f, err := os.Open(s.path(key, portionSuffix))
	if err != nil {
		return ""
	}
	defer f.Close()
	head := make([]byte, sealLength)
	if _, err := io.ReadFull(f, head); err != nil {
		return ""
	}
	return hex.EncodeToString(head[sha256.Size:])
}

// keepOnly removes what belongs to none of the fates.
func (s *store) keepOnly(list []Fate) error {
	keys := map[string]bool{}
	for _, o := range list {
		keys[o.Key], keys[o.Bundled] = true, true
	}
	return s.each(func(name string) error {
		for _, suffix := range []string{portionSuffix, workbookSuffix} {
			if key, ok := strings.CutSuffix(name, suffix); ok && isKept(name) && !keys[key] {
				return os.Remove(filepath.Join(s.dir, name))
			}
		}
		return nil
	})
}

// sealLength is how many bytes are before a portion: the hash of all that follows, and that of its workbook.
const sealLength = 2 * sha256.Size

// A sealed portion is one as it is kept.
type sealed struct {
	portion  []byte
	workbook []byte // the SHA-256 of its workbook
}

// seal puts before a portion what it is verified by.
func seal(portion, workbook []byte) []byte {
	of := sha256.Sum256(workbook)
	rest := append(of[:], portion...)
	all := sha256.Sum256(rest)
	return append(all[:], rest...)
}

// openSealed verifies a portion.
func openSealed(data []byte) (sealed, error) {
	if len(data) < sealLength {
		return sealed{}, io.ErrUnexpectedEOF
	}
	if sum := sha256.Sum256(data[sha256.Size:]); !bytes.Equal(sum[:], data[:sha256.Size]) {
		return sealed{}, errors.New("its bytes are not those that were written")
	}
	return sealed{portion: data[sealLength:], workbook: data[sha256.Size:sealLength]}, nil
}

func unpackDisclosure(portion io.Reader) (d normalize.Disclosure, err error) {
	err = gob.NewDecoder(unpacked(portion)).Decode(&d)
	return d, err
}
