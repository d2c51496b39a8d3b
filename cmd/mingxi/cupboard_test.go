package main

import (
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/sample"
)

// pdfOf writes a PDF of objects numbered from 1, the first being the catalog.
func pdfOf(objects ...string) string { return string(sample.File("/Root 1 0 R", objects...)) }

const (
	catalog  = "<</Type/Catalog/Pages 2 0 R>>"
	onlyPage = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
)

// drawing is a file of one page with this content stream.
func drawing(entries string, data []byte) string {
	stream := fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
	return pdfOf(catalog, onlyPage, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R>>", stream)
}

// zeros is a zlib stream of so many times 16 MiB of zeros, in some kilobytes.
func zeros(times int) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	chunk := make([]byte, 16<<20)
	w.Write(chunk)
	w.Flush()
	first := b.Len()
	w.Write(chunk)
	w.Flush()
	again := b.Bytes()[first:]
	out := append([]byte{0x78, 0x9c}, b.Bytes()[:first]...)
	out = append(out, bytes.Repeat(again, times-1)...)
	return append(out, 0x03, 0x00, 0, 0, 0, 0) // an empty last block; nobody reads the check sum
}

// packedTwice is a zlib stream of a stream.
func packedTwice(data []byte) []byte {
	b := bytes.NewBuffer([]byte{0x78, 0x9c})
	w, _ := flate.NewWriter(b, flate.BestCompression)
	w.Write(data)
	w.Close()
	return append(b.Bytes(), 0, 0, 0, 0)
}

const (
	gigabytes = 256     // chunks of 16 MiB: 4 GiB
	depth     = 10_000  // of what is nested
	million   = 1 << 20 // pages
)

// nestedTree is a page tree of a thin line of nodes.
func nestedTree() string {
	objects := []string{catalog}
	for i := range depth {
		objects = append(objects, fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]/Count 1>>", i+3))
	}
	return pdfOf(append(objects, "<</Type/Page/MediaBox[0 0 200 100]>>")...)
}

// emptyPages is a page tree of a million pages, one object of many names.
func emptyPages() string {
	kids := strings.Repeat("3 0 R ", million)
	return pdfOf(catalog, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids, million), "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>")
}

// hostile are files made to take the machine or to break the program, by name.
func hostile() map[string]string {
	open, shut := strings.Repeat("[", depth), strings.Repeat("]", depth)
	return map[string]string{
		"bomb-flate.pdf":    drawing("/Filter/FlateDecode", zeros(gigabytes)),
		"bomb-nested.pdf":   drawing("/Filter[/FlateDecode/FlateDecode]", packedTwice(zeros(gigabytes))),
		"bomb-objects.pdf":  pdfOf(catalog, onlyPage, "<</Type/ObjStm/N 100/First 800/Filter/FlateDecode/Length 9>>\nstream\n"+string(zeros(gigabytes))+"\nendstream"),
		"deep-array.pdf":    drawing("", []byte(open+shut+" TJ")),
		"deep-object.pdf":   pdfOf(catalog, onlyPage, "<</Type/Page/Parent 2 0 R/MediaBox "+open+shut+">>"),
		"deep-dict.pdf":     pdfOf(catalog, onlyPage, "<</Type/Page/Resources "+strings.Repeat("<</A ", depth)+strings.Repeat(">>", depth)+">>"),
		"deep-tree.pdf":     nestedTree(),
		"pages-claimed.pdf": pdfOf(catalog, "<</Type/Pages/Kids[3 0 R]/Count 1000000>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>"),
		"pages-million.pdf": emptyPages(),
		"pages-circle.pdf":  pdfOf(catalog, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
		"zero.pdf":          "",
		"html.pdf":          "<!DOCTYPE html><html><body>404</body></html>",
	}
}

// unreadable are the files of the cupboard that give no document, with how their rows in failures.csv
// begin.
var unreadable = map[string]string{
	"memory.pdf":       "transient: it needed more memory than it was given",
	"stack.pdf":        "permanent: it is nested too deep",
	"crash.pdf":        "permanent: a fault of the program",
	"zero.pdf":         "permanent: empty file",
	"html.pdf":         "permanent: no PDF file but an HTML page",
	"pages-circle.pdf": "permanent: damaged or cut off",
	"locked.pdf":       "permanent: encrypted: give its password",
	"loop.pdf":         "transient: too many levels of symbolic links",
	"nowhere.pdf":      "transient: there is no such file or folder",
	"gone.pdf":         "transient: there is no such file or folder",
	"pipe.pdf":         "transient: it is no ordinary file",
	"forbidden.pdf":    "transient: no permission to read it",
}

// readable are the files that give a document, with what its first finding must say, if anything.
var readable = map[string]string{
	"0.pdf": "", "1.pdf": "", "folder.pdf/inside.pdf": "", "a\nb\xff.pdf": "",
	"bomb-flate.pdf": "a stream unpacks to more than its ceiling", "bomb-nested.pdf": "a stream unpacks to more than its ceiling", "bomb-objects.pdf": "",
	"deep-array.pdf": "", "deep-object.pdf": "", "deep-dict.pdf": "", "deep-tree.pdf": "",
	"pages-claimed.pdf": "1000000 pages, and 1 could be found", "pages-million.pdf": "1048576 pages, and",
	"cut.pdf": "",
}

// fillCupboard puts together everything that somebody's archive can hold.
func fillCupboard(t *testing.T, dir string) {
	t.Helper()
	smallCopies(t, dir, 2)
	good, err := os.ReadFile(filepath.Join(dir, "0.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	large := mustRead(t, shippedDocument)
	for name, data := range hostile() {
		put(t, dir, name, data)
	}
	for _, name := range []string{"memory.pdf", "stack.pdf", "crash.pdf"} {
		put(t, dir, name, "%PDF-1.4 "+name)
	}
	put(t, dir, "twice.pdf", string(good))
	put(t, dir, "a\nb\xff.pdf", string(good)+"%\n")
	put(t, dir, "cut.pdf", large[:len(large)*9/10])
	folder := filepath.Join(dir, "folder.pdf")
	err = errors.Join(
		os.Mkdir(folder, 0o777),
		os.WriteFile(filepath.Join(folder, "inside.pdf"), append(good, "% inside\n"...), 0o666),
		os.WriteFile(filepath.Join(dir, "locked.pdf"), []byte(mustRead(t, lockedDocument)), 0o666),
		os.Symlink("loop.pdf", filepath.Join(dir, "loop.pdf")),
		os.Symlink("nothing", filepath.Join(dir, "nowhere.pdf")),
		os.Symlink(".", filepath.Join(dir, "circle")),
		os.WriteFile(filepath.Join(dir, "forbidden.pdf"), append(good, "% forbidden\n"...), 0),
		exec.Command("mkfifo", filepath.Join(dir, "pipe.pdf")).Run())
	if err != nil {
		t.Fatal(err)
	}
}

const (
	cupboardTime   = 5 * time.Minute
	cupboardMemory = 1024  // MiB a worker; a stream at its ceiling takes 540
	hangTime       = "10s" // a document beside the one that hangs takes a third of a second on an idle machine
)

// Whatever an archive holds, all good documents come out, and each bad one has its row. That the number of workers
// changes nothing is shown by TestWidthChangesNothing, and where workers end by TestHangingDocument.
func TestHostileCupboard(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads what is made to take long")
	}
	t.Parallel()
	in := t.TempDir()
	fillCupboard(t, in)
	out := readCupboard(t, 2, in, filepath.Join(in, "gone.pdf"), "--timeout", "0")
	checkUnreadable(t, out)
	checkRead(t, out)
	if twice := rows(t, filepath.Join(out, archive.DuplicatesFile)); len(twice) != 2 || filepath.Base(twice[1][0]) != "twice.pdf" {
		t.Errorf("duplicates %v", twice)
	}
}

// A document that hangs costs its worker's time, one that crashes its worker, and neither another document, however many
// workers there are. They are apart from the cupboard, whose slowest files would have to be waited for as long.
func TestHangingDocument(t *testing.T) {
	t.Parallel()
	in := t.TempDir()
	smallCopies(t, in, 3)
	put(t, in, "crash.pdf", "%PDF-1.4 crash.pdf")
	put(t, in, "hang.pdf", "%PDF-1.4 hang.pdf")
	if err := os.Rename(filepath.Join(in, "2.pdf"), filepath.Join(in, "last.pdf")); err != nil {
		t.Fatal(err)
	}
	sameByWidth(t, func(t *testing.T, workers int) map[string]uint32 {
		out := readCupboard(t, workers, in, "--timeout", hangTime)
		failed := rows(t, filepath.Join(out, archive.FailuresFile))
		if len(failed) != 3 || filepath.Base(failed[1][0]) != "crash.pdf" || filepath.Base(failed[2][0]) != "hang.pdf" || failed[2][1] != "transient" || !strings.HasPrefix(failed[2][2], "it took longer than "+hangTime) {
			t.Errorf("failures %v", failed)
		}
		if docs := rows(t, filepath.Join(out, "documents.csv")); len(docs) != 4 {
			t.Errorf("documents %v", docs)
		}
		return dataset(t, out)
	})
}

// sameByWidth fails where two workers make another dataset than one.
func sameByWidth(t *testing.T, read func(t *testing.T, workers int) map[string]uint32) {
	datasets := make([]map[string]uint32, 2)
	t.Run("", func(t *testing.T) {
		for i := range datasets {
			t.Run(fmt.Sprintf("%d workers", i+1), func(t *testing.T) {
				t.Parallel()
				datasets[i] = read(t, i+1)
			})
		}
	})
	if d := cmp.Diff(datasets[0], datasets[1]); d != "" {
		t.Errorf("two workers make another dataset: %s", d)
	}
}

// readCupboard reads inputs some of which cannot be read with so many workers, and gives the folder of the
// dataset.
func readCupboard(t *testing.T, workers int, inputs ...string) string {
	t.Helper()
	out := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), cupboardTime)
	defer cancel()
	cmd := programContext(ctx, append([]string{"extract", "-o", out, "--quiet", "--memory", strconv.Itoa(cupboardMemory),
		"--format", "csv,xlsx", "--ocr", "never", "-j", strconv.Itoa(workers)}, inputs...)...)
	said, err := cmd.CombinedOutput()
	if code := exitCode(err); code != commands.ExitUnread {
		t.Fatalf("exit status %d: %s", code, said)
	}
	mostResident(t, cmd, cupboardMemory)
	return out
}

// dataset gives the check sums of what a run wrote, but for what tells how long it took.
func dataset(t *testing.T, out string) map[string]uint32 {
	files := tree(t, out)
	delete(files, archive.FailuresFile)
	return sums(files)
}

// sums are check sums of files.
func sums(files map[string]string) map[string]uint32 {
	m := map[string]uint32{}
	for name, data := range files {
		m[name] = crc32.ChecksumIEEE([]byte(data))
	}
	return m
}

func checkUnreadable(t *testing.T, out string) {
	t.Helper()
	got := map[string]string{}
	for _, row := range rows(t, filepath.Join(out, archive.FailuresFile))[1:] {
		got[filepath.Base(row[0])] = row[1] + ": " + row[2]
	}
	for name, want := range unreadable {
		if name == "forbidden.pdf" && os.Geteuid() == 0 {
			continue // root reads it
		}
		if !strings.HasPrefix(got[name], want) {
			t.Errorf("%s: %q, want %q", name, got[name], want)
		}
		delete(got, name)
	}
	if len(got) > 0 {
		t.Errorf("failures that nobody expected: %v", got)
	}
}

func checkRead(t *testing.T, out string) {
	t.Helper()
	names, says := map[string]string{}, map[string]string{}
	for _, row := range rows(t, filepath.Join(out, "documents.csv"))[1:] {
		names[row[1]] = row[0]
	}
	for _, row := range rows(t, filepath.Join(out, "findings.csv"))[1:] {
		says[row[0]] += row[7] + "\n"
	}
	for name, want := range readable {
		id, ok := names[strings.ToValidUTF8(name, "\uFFFD")]
		if !ok {
			t.Errorf("%q gave no document", name)
		} else if !strings.Contains(says[id], want) {
			t.Errorf("%s: findings %q, want %q", name, says[id], want)
		}
		delete(names, strings.ToValidUTF8(name, "\uFFFD"))
	}
	delete(names, "forbidden.pdf")
	if len(names) > 0 {
		t.Errorf("documents that nobody expected: %v", names)
	}
}
