// Command soak reads damaged documents, thousands of them, the whole way from the file to its checked dataset, and counts what
// becomes of them: none may end the program, take long, or lose figures without a word being said.
// soak [-n MUTATIONS] [-time LIMIT] [-seed N] [-keep DIR] [CASE...], from the folder of the repository.
package main

import (
	"bytes"
	"compress/zlib"
	"context"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/sample"
	"github.com/mingxi/mingxi/normalize"
)

const (
	casesDir = "testdata/cases"
	usual    = 24              // cases that are damaged, where none are named
	slow     = 5 * time.Second // of a document of a page or two
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 60_000, "how many damaged documents")
	limit := flag.Duration("time", 0, "end after this time")
	seed := flag.Uint64("seed", 1, "of chance")
	keep := flag.String("keep", "", "a folder for documents that lose figures without a word, or are slow")
	flag.Parse()
	s := soak{chance: rand.New(rand.NewPCG(*seed, 20)), keep: *keep, counts: map[string]int{}}
	if err := s.print(flag.Args()); err != nil {
		log.Fatal("soak: ", err)
	}
	begun := time.Now()
	for i := range *n {
		if *limit > 0 && time.Since(begun) > *limit {
			break
		}
		s.one(i)
	}
	s.report()
	if s.counts[panicked] > 0 {
		os.Exit(1)
	}
}

// What becomes of a document.
const (
	refused  = "refused in words"
	asBefore = "read as before"
	told     = "read otherwise, and told of"
	changed  = "as many figures, and others among them"
	untold   = "fewer figures without a word"
	panicked = "faults of the program"
	tooSlow  = "slow"
)

var kinds = []string{refused, asBefore, told, changed, untold, panicked, tooSlow}

// A soak damages documents.
type soak struct {
	chance  *rand.Rand
	whole   []document
	keep    string
	counts  map[string]int
	all     int
	longest time.Duration
}

// A document is one before it is damaged, and what is printed in it.
type document struct {
	name    string
	data    []byte
	figures []string
}

// print prints the cases that are damaged.
func (s *soak) print(names []string) error {
	if len(names) == 0 {
		files, err := filepath.Glob(filepath.Join(casesDir, "*.txt"))
		if err != nil || len(files) == 0 {
			return fmt.Errorf("no cases in %s: %w", casesDir, err)
		}
		for i := range usual {
			names = append(names, strings.TrimSuffix(filepath.Base(files[i*len(files)/usual]), ".txt"))
		}
	}
	for _, name := range names {
		data, _, err := sample.Print(os.DirFS(casesDir), name)
		if err != nil {
			return err
		}
		data = packed(data)
		figures, _, err := read(data)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		s.whole = append(s.whole, document{name, data, figures})
	}
	return nil
}

// What a printed case consists of.
var (
	objects = regexp.MustCompile(`(?ms)^\d+ 0 obj\n(.*?)\nendobj\n`)
	streams = regexp.MustCompile(`(?s)/Length \d+(.*?>>\nstream\n)(.*)(\nendstream)`)
)

// packed packs the streams of a printed case, as nearly all documents have them: of text that stands open in a file nobody can
// say that it was once another.
func packed(data []byte) []byte {
	var out []string
	for _, o := range objects.FindAllSubmatch(data, -1) {
		out = append(out, string(streams.ReplaceAllFunc(o[1], func(s []byte) []byte {
			m := streams.FindSubmatch(s)
			if bytes.Contains(m[1], []byte("/Filter")) {
				return s
			}
			var b bytes.Buffer
			w := zlib.NewWriter(&b)
			w.Write(m[2])
			w.Close()
			return fmt.Appendf(nil, "/Filter/FlateDecode/Length %d%s%s%s", b.Len(), m[1], b.Bytes(), m[3])
		})))
	}
	return sample.File("/Root 1 0 R", out...)
}

// read gives the figures of a document, and whether something is said to be lost of it.
func read(data []byte) (figures []string, lost bool, err error) {
	ds, err := mingxi.ReadBytes(context.Background(), "soak.pdf", data, mingxi.Options{})
	if err != nil {
		return nil, false, err
	}
	for _, r := range ds.Records {
		figures = append(figures, r.Text)
	}
	for _, f := range ds.Findings {
		switch f.Code {
		case codes.PageDamaged, codes.PageUnread, codes.PageNeedsOCR, codes.PagesMissing, codes.FiguresLeft:
			lost = true
		}
		lost = lost || f.Severity != normalize.Info
	}
	return figures, lost, nil
}

// one damages a document, reads it, and counts what became of it.
func (s *soak) one(i int) {
	from := s.whole[s.chance.IntN(len(s.whole))]
	data := s.damage(from.data)
	begun := time.Now()
	kind := outcome(from, data)
	took := time.Since(begun)
	s.all++
	s.counts[kind]++
	s.longest = max(s.longest, took)
	if took > slow {
		s.counts[tooSlow]++
	}
	if s.keep != "" && (kind == untold || kind == panicked || took > slow) {
		name := fmt.Sprintf("%s-%d-%s.pdf", from.name, i, strings.ReplaceAll(kind, " ", "-"))
		if err := os.WriteFile(filepath.Join(s.keep, name), data, 0o666); err != nil {
			log.Print(err)
		}
	}
}

func outcome(from document, data []byte) (kind string) {
	defer func() {
		if x := recover(); x != nil {
			log.Printf("%s: %v", from.name, x)
			kind = panicked
		}
	}()
	figures, lost, err := read(data)
	switch {
	case err != nil:
		return refused
	case strings.Join(figures, "\n") == strings.Join(from.figures, "\n"):
		return asBefore
	case lost:
		return told
	case len(figures) < len(from.figures):
		return untold
	}
	return changed
}

// numbers that lead programs astray.
var numbers = []string{"0", "-1", "1", "65536", "2147483647", "4294967296", "99999999999", "-2147483648", "1e9", "0.00001"}

// damage gives a damaged copy.
func (s *soak) damage(whole []byte) []byte {
	data := bytes.Clone(whole)
	at := s.chance.IntN(len(data))
	end := min(len(data), at+1+s.chance.IntN(400))
	switch s.chance.IntN(7) {
	case 0: // bytes are others
		for range 1 + s.chance.IntN(8) {
			data[s.chance.IntN(len(data))] = byte(s.chance.IntN(256))
		}
	case 1: // cut off
		data = data[:at]
	case 2: // a part is gone
		data = append(data[:at], data[end:]...)
	case 3: // a part stands twice
		data = append(data[:end:end], data[at:]...)
	case 4: // a part of another document stands there
		other := s.whole[s.chance.IntN(len(s.whole))].data
		copy(data[at:end], other[s.chance.IntN(len(other)):])
	case 5: // a number is another
		for at < len(data) && (data[at] < '0' || data[at] > '9') {
			at++
		}
		for end = at; end < len(data) && '0' <= data[end] && data[end] <= '9'; {
			end++
		}
		data = append(append(data[:at:at], numbers[s.chance.IntN(len(numbers))]...), data[end:]...)
	case 6: // nothing where something was
		clear(data[at:end])
	}
	return data
}

func (s *soak) report() {
	fmt.Printf("%d damaged documents of %d cases\n", s.all, len(s.whole))
	for _, kind := range kinds {
		fmt.Printf("%8d  %s\n", s.counts[kind], kind)
	}
	fmt.Printf("the slowest took %v\n", s.longest.Round(time.Millisecond))
}
