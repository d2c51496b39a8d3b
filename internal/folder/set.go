package folder

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// A File is one of a set.
type File struct {
	Path string // inside the folder, with slashes
	Size int64  // bytes; 0 if not known
	Hash string // SHA-256 of its bytes, hexadecimal; empty if not known
}

// A Set is what was written together.
type Set struct {
	Mark  string // names what it was made from; empty if nothing does
	Files []File
}

// Written is the set that the folder holds, as far as it is known.
func (f *Folder) Written() Set { return f.readSet(writtenName) }

// Stands says that the folder holds the set that was written with this mark, every file as it was written.
func (f *Folder) Stands(mark string) bool {
	set := f.Written()
	return set.Mark == mark && mark != "" && !slices.ContainsFunc(set.Files, func(w File) bool { return !f.is(w) })
}

func (f *Folder) readSet(name string) (s Set) {
	data, err := f.root.ReadFile(name)
	if err == nil && json.Unmarshal(data, &s) != nil {
		return Set{}
	}
	return s
}

func (s Set) bytes() []byte {
	data, err := json.Marshal(s)
	if err != nil {
		panic(err) // there is nothing in it that could not be written
	}
	return append(data, '\n')
}

// is says that a file is in the folder as it was written. Of one that is known by its name alone nothing more can
// be asked.
func (f *Folder) is(w File) bool {
	info, err := f.root.Lstat(filepath.FromSlash(w.Path))
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	return w.Hash == "" || (w.Size == 0 || w.Size == info.Size()) && f.hash(w.Path) == w.Hash
}

// hash is that of a file's bytes; empty where they cannot be had.
func (f *Folder) hash(name string) string {
	in, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return ""
	}
	defer in.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, in); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// known is what the folder is known to hold: what was written last, and what others know of.
func (f *Folder) known(others []File) []File {
	list := f.Written().Files
	has := map[string]bool{}
	for _, w := range list {
		has[w.Path] = true
	}
	for _, w := range others {
		// What is known of a file by its name alone says nothing where it is known what was written.
		if (w.Hash != "" || !has[w.Path]) && filepath.IsLocal(filepath.FromSlash(w.Path)) {
			list = append(list, w)
		}
	}
	return list
}

// mostNamed is how many files an error names.
const mostNamed = 5

// Spare refuses to write files, by their paths, where others of these names are: all but those of the set that
// the folder holds, and those that others know of. It also refuses where a file of that set was changed since.
// The error wraps ErrForeign.
func (f *Folder) Spare(paths []string, others []File) error {
	_, err := f.spare(paths, f.known(others))
	return err
}

// spare is Spare. It gives the files that may be overwritten by force.
func (f *Folder) spare(paths []string, known []File) (forced []File, err error) {
	own := map[string][]File{}
	for _, w := range known {
		own[w.Path] = append(own[w.Path], w)
	}
	var foreign []string
	for _, name := range paths {
		info, err := f.root.Lstat(filepath.FromSlash(name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil && linkedOut(err):
			foreign = append(foreign, name)
		case err != nil:
			return nil, err
		case slices.ContainsFunc(own[name], f.is):
		case f.force && !info.IsDir():
			forced = append(forced, File{Path: name, Size: info.Size(), Hash: f.hash(name)})
		default:
			foreign = append(foreign, name)
		}
	}
	return forced, inTheWay(foreign)
}

// linkedOut says that an error tells of something else than a folder in a path, or of a link out of the folder.
func linkedOut(err error) bool {
	var p *fs.PathError
	return errors.As(err, &p) && !errors.Is(err, fs.ErrPermission)
}

// inTheWay is the error that names files that would be overwritten.
func inTheWay(foreign []string) error {
	if len(foreign) == 0 {
		return nil
	}
	slices.Sort(foreign)
	named := strings.Join(foreign[:min(len(foreign), mostNamed)], ", ")
	if more := len(foreign) - mostNamed; more > 0 {
		named += fmt.Sprintf(" and %d more", more)
	}
	return fmt.Errorf("%w and that would be overwritten: %s", ErrForeign, named)
}
