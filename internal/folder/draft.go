package folder

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// A Draft is a set being written. Either Commit or Discard ends it.
type Draft struct {
	Temp   string // a folder of its own, for what does not stay
	folder *Folder
}

// Draft begins a set, of which there is one at a time.
func (f *Folder) Draft() (*Draft, error) {
	d := &Draft{folder: f, Temp: filepath.Join(f.Dir, filepath.FromSlash(draftName))}
	if err := f.step("make " + draftName); err != nil {
		return nil, err
	}
	if err := f.root.Mkdir(draftName, 0o777); err != nil {
		return nil, err
	}
	return d, f.root.Mkdir(path.Join(draftName, filesName), 0o777)
}

// Name is where a file is written, by its path inside the folder, before it has its name.
func (d *Draft) Name(path string) string {
	return filepath.Join(d.Temp, filesName, filepath.FromSlash(path))
}

// Discard removes what was written.
func (d *Draft) Discard() { d.folder.root.RemoveAll(draftName) }

// Commit makes the draft the set that the folder holds. Its files are those that were written, and those of the
// set before that stay; the one that describes the others is last. What the set before had and this one has not is removed; others know of files of
// the set before that the folder itself does not know of. The error wraps ErrForeign where files that were not
// written here are in the way; then nothing is changed.
func (d *Draft) Commit(set Set, others []File) error {
	f := d.folder
	before := Set{Files: f.known(others)}
	set.Files = slices.Clone(set.Files)
	var paths []string
	for i := range set.Files {
		w := &set.Files[i]
		info, err := os.Lstat(d.Name(w.Path))
		if errors.Is(err, fs.ErrNotExist) {
			*w = find(before.Files, w.Path)
			continue
		}
		if err != nil {
			return err
		}
		paths, w.Size = append(paths, w.Path), info.Size()
	}
	forced, err := f.spare(paths, before.Files)
	if err != nil {
		return err
	}
	before.Files = append(before.Files, forced...)
	if err := errors.Join(f.write(path.Join(draftName, beforeName), before.bytes()), f.write(path.Join(draftName, afterName), set.bytes())); err != nil {
		return err
	}
	if err := d.sync(); err != nil {
		return err
	}
	if err := f.rename(draftName, commitName); err != nil { // from here on the folder holds this set
		return err
	}
	if err := f.syncFolder(Work); err != nil {
		return err
	}
	return f.settle()
}

// find is what is known of a file.
func find(known []File, path string) File {
	for _, w := range known {
		if w.Path == path {
			return w
		}
	}
	return File{Path: path}
}

// sync has all of the draft on the disk.
func (d *Draft) sync() error {
	if err := d.folder.step("sync"); err != nil {
		return err
	}
	return syncTree(d.Temp)
}

// settle gives the files of a set that is whole their names, as far as they have not, and removes what is left
// of the set before. It can be stopped and done again at any point.
func (f *Folder) settle() error {
	after := f.readSet(path.Join(commitName, afterName))
	if len(after.Files) > 0 {
		before := f.readSet(path.Join(commitName, beforeName))
		changed, err := f.place(before, after)
		if err != nil {
			return err
		}
		if err := f.removeStale(before, after); err != nil {
			return err
		}
		for _, name := range changed {
			if err := f.syncFolder(name); err != nil {
				return err
			}
		}
		if err := f.rename(path.Join(commitName, afterName), writtenName); err != nil {
			return err
		}
		if err := f.syncFolder(Work); err != nil {
			return err
		}
	}
	if _, err := f.root.Lstat(commitName); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := f.step("remove " + commitName); err != nil {
		return err
	}
	return f.root.RemoveAll(commitName)
}

// place gives files their names, and tells the folders that changed. Who has put something of his own under
// one of the names since the set was whole is not overwritten.
func (f *Folder) place(before, after Set) (changed []string, err error) {
	var left []File
	var paths []string
	for _, w := range after.Files {
		if _, err := f.root.Lstat(filepath.FromSlash(path.Join(commitName, filesName, w.Path))); err == nil {
			left, paths = append(left, w), append(paths, w.Path) // the others have their names
		}
	}
	if _, err := f.spare(paths, before.Files); err != nil {
		return nil, err
	}
	for _, w := range left {
		from := path.Join(commitName, filesName, w.Path)
		made, err := f.makeFolders(w.Path)
		if err != nil {
			return nil, err
		}
		if err := f.rename(from, w.Path); err != nil {
			return nil, err
		}
		for _, name := range made {
			if !slices.Contains(changed, name) {
				changed = append(changed, name)
			}
		}
	}
	return changed, nil
}

// removeStale removes the files that the set before had and the one after has not, if they are as they were
// written, and the folders that are empty then.
func (f *Folder) removeStale(before, after Set) error {
	keep := map[string]bool{}
	for _, w := range after.Files {
		keep[w.Path] = true
	}
	for _, w := range before.Files {
		if keep[w.Path] || !f.is(w) {
			continue
		}
		if err := f.step("remove " + w.Path); err != nil {
			return err
		}
		if err := f.root.Remove(filepath.FromSlash(w.Path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, w := range before.Files {
		for name := path.Dir(w.Path); name != "." && !keep[w.Path] && f.root.Remove(filepath.FromSlash(name)) == nil; {
			name = path.Dir(name)
		}
	}
	return nil
}

func (f *Folder) rename(from, to string) error {
	if err := f.step("rename " + from); err != nil {
		return err
	}
	return f.root.Rename(filepath.FromSlash(from), filepath.FromSlash(to))
}

func (f *Folder) write(name string, data []byte) error {
	if err := f.step("write " + name); err != nil {
		return err
	}
	return f.root.WriteFile(name, data, 0o666)
}

// syncFolder has the names in a folder on the disk. Systems that cannot do so keep them by themselves.
func (f *Folder) syncFolder(name string) error {
	if err := f.step("sync " + name); err != nil {
		return err
	}
	d, err := f.root.Open(filepath.FromSlash(name))
	if err != nil {
		return err
	}
	defer d.Close()
	return syncNames(d)
}
