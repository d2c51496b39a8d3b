package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/faulty"
	"github.com/mingxi/mingxi/internal/cluster"
	"github.com/mingxi/mingxi/internal/sample"
)

// What makes this test program something else than its tests stands before all flags, where package start takes it for no command.
const (
	asServer = "-test.server" // a NATS server: its address, and where it keeps what it has
	asKiller = "-test.killer" // see killAt: the number of a call, and a command line
)

// asProgram is mingxi itself, unless the tests are run: its work has mostly begun by now.
func asProgram() {
	if os.Getenv(faulty.Variable) == "" {
		return
	}
	switch os.Args[1] {
	case asServer:
		if _, err := cluster.Host(os.Args[2], os.Args[3]); err != nil {
			os.Exit(1)
		}
		select {}
	case asKiller:
		killer(os.Args[2], os.Args[3:])
	}
	main()
}

// program is a command of mingxi.
func program(args ...string) *exec.Cmd { return programContext(context.Background(), args...) }

func programContext(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), faulty.Variable+"=1")
	return cmd
}

// ran runs the program, which must end well.
func ran(t *testing.T, args ...string) {
	t.Helper()
	if said, err := program(args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if said, err := exec.Command("cp", "-a", from, to).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

// copies makes documents that differ in a byte nobody reads.
func copies(t *testing.T, dir string, n int) {
	t.Helper()
	data, err := os.ReadFile(shippedDocument)
	if err != nil {
		t.Fatal(err)
	}
	different(t, dir, data, n)
}

// smallCopies are copies of a document of a page, for tests of what does not depend on what is printed.
func smallCopies(t *testing.T, dir string, n int) {
	t.Helper()
	data, _, err := sample.Print(os.DirFS(cases), "c00-base")
	if err != nil {
		t.Fatal(err)
	}
	different(t, dir, data, n)
}

func different(t *testing.T, dir string, data []byte, n int) {
	for i := range n {
		put(t, dir, fmt.Sprintf("%d.pdf", i), fmt.Sprintf("%s%%%d\n", data, i))
	}
}

func put(t *testing.T, dir, name, data string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
		t.Fatal(err)
	}
}

// A run that is killed at any moment and started again ends with the bytes of one that never was. The moments of its
// writing, which are short, are those of TestKilledAtSystemCalls.
func TestKilledRunsGoOn(t *testing.T) {
	t.Parallel()
	in, want := t.TempDir(), t.TempDir()
	smallCopies(t, in, 2)
	arguments := func(out string) []string {
		return []string{"extract", in, "-o", out, "--quiet", "--format", "csv,json"}
	}
	began := time.Now()
	ran(t, arguments(want)...)
	whole := time.Since(began)
	expected := tree(t, want)
	for seed := range uint64(8) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 8))
			out := t.TempDir()
			killed := program(arguments(out)...)
			if err := killed.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(random.Float64() * float64(whole)))
			killed.Process.Kill()
			killed.Wait()
			ran(t, arguments(out)...)
			if d := cmp.Diff(expected, tree(t, out)); d != "" {
				t.Error(d)
			}
		})
	}
}

// A dataset that was added to is that of one run over all inputs, also where the adding was killed at any moment.
func TestKilledAddingGoesOn(t *testing.T) {
	t.Parallel()
	in, want, one := t.TempDir(), t.TempDir(), t.TempDir()
	smallCopies(t, in, 3)
	run := func(args ...string) {
		t.Helper()
		ran(t, append([]string{"extract", "--quiet"}, args...)...)
	}
	file := func(i int) string { return filepath.Join(in, strconv.Itoa(i)+".pdf") }
	began := time.Now()
	run(file(1), file(0), file(2), "-o", want)
	whole := time.Since(began)
	run(file(1), "-o", one)
	expected := tree(t, want)
	for seed := range uint64(8) {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 9))
			out := filepath.Join(t.TempDir(), "out")
			copyTree(t, one, out)
			adding := []string{"--add", in, "-o", out}
			killed := program(append([]string{"extract", "--quiet"}, adding...)...)
			if err := killed.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(random.Float64() * float64(whole)))
			killed.Process.Kill()
			killed.Wait()
			run(adding...)
			if d := cmp.Diff(expected, tree(t, out)); d != "" {
				t.Error(d)
			}
		})
	}
}

// The same bytes come out whatever the number of workers, and from a run over one file after another.
func TestWidthChangesNothing(t *testing.T) {
	t.Parallel()
	in := t.TempDir()
	copies(t, in, 3)
	var first map[string]string
	for _, jobs := range []string{"1", "3"} {
		out := t.TempDir()
		ran(t, "extract", in, "-o", out, "--quiet", "-j", jobs, "--format", "csv,xlsx,parquet")
		if first == nil {
			first = tree(t, out)
		} else if d := cmp.Diff(first, tree(t, out)); d != "" {
			t.Error(d)
		}
	}
}

// What is changed is done again, what is gone has no rows, and what failed is tried again when asked.
func TestChangedInputs(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), t.TempDir()
	smallCopies(t, in, 3)
	args := []string{"extract", in, "-o", out, "--quiet", "--format", "csv"}
	ran(t, args...)
	before := rows(t, filepath.Join(out, "documents.csv"))
	os.Remove(filepath.Join(in, "2.pdf"))
	smallCopies(t, in, 1)
	changed, _ := os.ReadFile(filepath.Join(in, "0.pdf"))
	put(t, in, "0.pdf", string(changed)+"% changed\n")
	ran(t, args...)
	after := rows(t, filepath.Join(out, "documents.csv"))
	if len(before) != 4 || len(after) != 3 || after[1][0] == before[1][0] || after[2][0] != before[2][0] {
		t.Errorf("before %v\nafter %v", before, after)
	}
	kept, _ := filepath.Glob(filepath.Join(out, ".mingxi", "*.part"))
	if len(kept) != 2 {
		t.Errorf("%d portions are kept, want 2", len(kept))
	}
}

// Two documents whose SHA-256 begin with the same digits, which were searched for, are both read, and
// their rows and files kept apart.
func TestAlikeDocuments(t *testing.T) {
	t.Parallel()
	in, out := t.TempDir(), t.TempDir()
	for _, n := range []int{29099060, 32579461} {
		put(t, in, fmt.Sprintf("%d.pdf", n), drawing("", nil)+fmt.Sprintf(`%%%d\n`, n))
	}
	said, err := program("extract", in, "-o", out, "--quiet", "--format", "csv,xlsx,sqlite").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	docs := rows(t, filepath.Join(out, "documents.csv"))
	const hash = 3 // column sha256
	if len(docs) != 3 || docs[1][hash][:12] != docs[2][hash][:12] {
		t.Fatalf("the hashes begin no longer alike: %v", docs)
	}
	if docs[1][0] != "d"+docs[1][hash][:12] || docs[2][0] != "d"+docs[2][hash][:13] || !strings.Contains(string(said), "its document has a longer id") {
		t.Errorf("documents %s and %s: %s", docs[1][0], docs[2][0], said)
	}
}

func exitCode(err error) int {
	if exit, ok := err.(*exec.ExitError); ok {
		return exit.ExitCode()
	}
	return 0
}

func rows(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	list, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// tree is every file of a dataset; the work folder is no part of it.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if e.Name() == ".mingxi" {
				return filepath.SkipDir
			}
			if strings.HasPrefix(e.Name(), ".mingxi-") {
				t.Errorf("%s is left", name)
			}
			return nil
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		files[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
