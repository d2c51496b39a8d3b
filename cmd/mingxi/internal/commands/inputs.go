package commands

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/pdf"
	"github.com/mingxi/mingxi/internal/raster"
	"github.com/mingxi/mingxi/normalize"
	"github.com/spf13/cobra"
)

// The inputs of a run are what its arguments name.
type inputs struct {
	given    []string // names as they were given, in arguments and lists
	files    []string // what these stand for, in their order
	problems []error  // what could not be found
	spool    string   // a folder for the document that came on stdin; empty if none did

	told map[string]normalize.Told // of files, what is known of them: those below a folder that was named have their path from there on
	gone map[string]string         // of files, those of a dataset that are no longer there, with the SHA-256 of what they held
}

// addTo puts before the files those that the dataset in a folder was made of.
func (in *inputs) addTo(dir string) error {
	files, gone, told, err := archive.Standing(dir)
	if err != nil {
		return err
	}
	has := map[string]bool{}
	for _, name := range files {
		has[pathOf(name)] = true
	}
	for _, name := range in.files {
		if !has[pathOf(name)] {
			files = append(files, name)
			told[name] = in.told[name]
		}
	}
	in.files, in.gone, in.told = files, gone, told
	return nil
}

// pathOf is the path of a file from the root on.
func pathOf(name string) string { return archive.InputOf(name, "").Path }

// remembered is an input as it is kept: what came on stdin, now or for the dataset that this run adds to, has no path.
func (in *inputs) remembered(i archive.Input) archive.Input {
	if in.spool != "" && filepath.Dir(i.Name) == in.spool || filepath.Dir(i.Name) == "-" {
		i.Path, i.Name = "", filepath.Base(i.Name)
	}
	return i
}

// expand finds what arguments name: a file itself, the PDF files in a folder and in the folders inside it,
// by name, what a pattern stands for, and what the lines of a list name: of a file (@list.txt) or of
// stdin (-), which may also hold a document itself. close must be called when the files are read.
func expand(args []string, stdin io.Reader) *inputs {
	in := &inputs{told: map[string]normalize.Told{}}
	for _, arg := range args {
		names, err := listed(arg, stdin)
		var document *documentError
		switch {
		case errors.As(err, &document) && arg == "-" && len(args) == 1:
			err = in.take(document.content)
		case err == nil && len(names) == 0:
			err = fmt.Errorf("%s: no file is named there; name some, one on a line", listName(arg))
		}
		if err != nil {
			in.problems = append(in.problems, err)
		}
		for _, name := range names {
			files, problems := expandOne(name)
			in.given, in.files, in.problems = append(in.given, name), append(in.files, files...), append(in.problems, problems...)
			for _, f := range files {
				in.told[f] = normalize.Told{File: below(name, f)}
			}
		}
	}
	return in
}

// takenForOutput says -o where the last of several arguments is nothing that is there and has no ending: other programs take
// their output there.
func (in *inputs) takenForOutput(args []string) {
	last := args[len(args)-1]
	missing := plainly(last, fs.ErrNotExist).Error()
	at := slices.IndexFunc(in.problems, func(err error) bool { return err.Error() == missing })
	if at >= 0 && len(args) > 1 && filepath.Ext(last) == "" {
		in.problems[at] = fmt.Errorf("%s: there is no such file or folder; did you mean -o %s, the folder to write to?", last, last)
	}
}

// take keeps a document that comes on stdin in a file, so that it can be read like any other.
func (in *inputs) take(content io.Reader) error {
	dir, err := os.MkdirTemp("", "mingxi-stdin-")
	if err != nil {
		return fmt.Errorf("stdin: %w", err)
	}
	in.spool = dir
	name := filepath.Join(dir, stdinName)
	f, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("stdin: %w", err)
	}
	n, err := io.Copy(f, io.LimitReader(content, pdf.MaxFileBytes+1))
	if err = errors.Join(err, f.Close()); err == nil && n > pdf.MaxFileBytes {
		err = pdf.ErrTooLarge
	}
	if err != nil {
		return fmt.Errorf("stdin: %w", err)
	}
	in.files = []string{name}
	return nil
}

// stdinName is the name that a document on stdin has in the dataset.
const stdinName = "stdin.pdf"

// complain says what is wrong with an input, by the name that it was given by.
func (in *inputs) complain(stderr io.Writer, err error) {
	if in.spool != "" {
		err = errors.New(strings.ReplaceAll(err.Error(), in.spool+string(filepath.Separator), ""))
	}
	complain(stderr, err)
}

// close removes what was kept of stdin.
func (in *inputs) close() {
	if in.spool != "" {
		os.RemoveAll(in.spool)
	}
}

// someInput refuses a command line that names no input; missing says what is needed.
func someInput(missing string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New(missing)
		}
		return nil
	}
}

// atMost refuses more than so many arguments; wanted says what is taken.
func atMost(n int, wanted string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > n {
			return errors.New(wanted)
		}
		return nil
	}
}

// listed gives the names that an argument lists, or the argument itself. A file whose own name begins
// with @ is no list.
func listed(arg string, stdin io.Reader) ([]string, error) {
	if arg == "-" {
		return readNames("stdin", stdin)
	}
	name, isList := strings.CutPrefix(arg, "@")
	if _, err := os.Lstat(arg); !isList || err == nil {
		return []string{arg}, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, plainly(name, err)
	}
	defer f.Close()
	return readNames(name, f)
}

// listName names the list that an argument stands for.
func listName(arg string) string {
	if arg == "-" {
		return "stdin"
	}
	return strings.TrimPrefix(arg, "@")
}

// A documentError tells that what should be a list of names is a document itself.
type documentError struct {
	list    string
	content io.Reader
}

func (e *documentError) Error() string {
	if e.list == "stdin" {
		return "stdin: it holds a document, not names of files: give it alone"
	}
	return e.list + ": this is no list of names but a document: name it without @"
}

// readNames reads the names in a list. The error is a documentError where the list is a PDF or a picture.
func readNames(list string, r io.Reader) ([]string, error) {
	in := bufio.NewReader(r)
	head, _ := in.Peek(headLength)
	if bytes.HasPrefix(bytes.TrimSpace(head), []byte("%PDF-")) || raster.IsPicture(head) {
		return nil, &documentError{list, in}
	}
	data, err := readList(in)
	if err != nil {
		return nil, listError(list, err)
	}
	names, ok := lines(data)
	if !ok {
		return nil, fmt.Errorf("%s: this is no list of names; name files, one on a line, in UTF-8", list)
	}
	return names, nil
}

// headLength is how many bytes tell a document from a list.
const headLength = 16

// maxListBytes bounds a list of names: a million long ones. A device or a pipe can go on for ever.
const maxListBytes = 256 << 20

// readList reads a list of names whole, or not at all.
func readList(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxListBytes+1))
	if err == nil && len(data) > maxListBytes {
		err = errors.New("this is no list of names: it is larger than 256 MiB; name files, one on a line")
	}
	return data, err
}

// longestName is more than any system takes for the name of a file with its folders.
const longestName = 1 << 15

// lines gives the names in a list: one on each line, or each ended by a NUL byte, as find -print0 prints
// them. What is no list shows by names that are none: with bytes that no keyboard has, of no length between
// two NULs, or longer than names can be.
func lines(data []byte) (names []string, ok bool) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return nil, false // UTF-16
	}
	end, strange := "\n", func(r rune) bool { return r != '\t' && unicode.IsControl(r) }
	if bytes.IndexByte(data, 0) >= 0 {
		end, strange = "\x00", func(rune) bool { return false }
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(string(data), end), end) {
		if end == "\n" {
			name = strings.TrimSuffix(name, "\r")
		}
		if len(name) > longestName || strings.ContainsFunc(name, strange) || name == "" && end == "\x00" {
			return nil, false
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return names, true
}

// below is the path of a file from the folder on that was named; empty where that is the file itself, or a pattern.
func below(given, file string) string {
	path, err := filepath.Rel(given, file)
	if err != nil || path == "." || !filepath.IsLocal(path) {
		return ""
	}
	return strings.ToValidUTF8(filepath.ToSlash(path), "\uFFFD")
}

func expandOne(arg string) (files []string, problems []error) {
	info, err := os.Stat(arg)
	if errors.Is(err, fs.ErrNotExist) {
		if found, _ := filepath.Glob(arg); len(found) > 0 {
			return found, nil
		}
	}
	if err != nil {
		return nil, []error{plainly(arg, err)}
	}
	if !info.IsDir() {
		return []string{arg}, nil
	}
	files, problems = pdfsIn(arg)
	if len(files)+len(problems) == 0 {
		problems = append(problems, fmt.Errorf("%s: no PDF files in this folder; name one that holds files ending in .pdf", arg))
	}
	return files, problems
}

// pdfsIn lists the PDF files in a folder and below, by name, and what keeps others from being found: a
// folder that cannot be read, a pipe that nobody may ever write to. What macOS leaves beside files on
// foreign disks (._name.pdf) is no PDF.
func pdfsIn(dir string) (files []string, problems []error) {
	filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		isPDF := strings.EqualFold(filepath.Ext(name), ".pdf") && !strings.HasPrefix(filepath.Base(name), "._")
		switch {
		case err != nil:
			problems = append(problems, plainly(name, err)) // what is below it is left out, and nothing else
		case e.IsDir() || !isPDF:
		case e.Type()&^fs.ModeSymlink != 0:
			problems = append(problems, fmt.Errorf("%s: it is no ordinary file", name))
		default:
			files = append(files, name)
		}
		return nil
	})
	return files, problems
}

// plainly says what a file system error means to the one who typed the name.
func plainly(name string, err error) error {
	switch {
	case name == "":
		return errors.New("an argument is empty and names no file")
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file or folder; check the name", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: no permission to read it; change its permissions or run as its owner", name)
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", name, p.Err)
	}
	return err
}

// listError says what is wrong with a list.
func listError(name string, err error) error {
	var file *fs.PathError
	if errors.As(err, &file) {
		return plainly(name, err)
	}
	return fmt.Errorf("%s: %w", name, err)
}
