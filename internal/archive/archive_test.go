package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/file"
	"github.com/mingxi/mingxi/normalize"
)

// workerVariable makes this test program a worker.
const workerVariable = "MINGXI_ARCHIVE_WORKER"

func TestMain(m *testing.M) {
	if os.Getenv(workerVariable) == "" {
		os.Exit(m.Run())
	}
	if err := Serve(os.Stdin, os.Stdout, pretend); err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// pretend reads documents whose bytes say what happens to them. A worker that has read one crashes at
// "fragile", as one does whose memory is used up. "drawn" is read where what draws pages is ready.
func pretend(o Order) (Reader, error) {
	read := 0
	return func(_ context.Context, t Task, data []byte, _ func(done, pages int)) (Made, error) {
		sum, err := file.HashOf(bytes.NewReader(data))
		if err != nil {
			return Made{}, err
		}
		if t.Want != nil {
			return Made{Other: append(t.Want, data...)}, nil
		}
		read++
		switch what, _, _ := strings.Cut(string(data), " "); {
		case what == "crash", what == "fragile" && read > 1:
			os.Exit(3)
		case what == "hang":
			time.Sleep(time.Hour)
		case what == "panic":
			panic("broken")
		case what == "never", what == "drawn" && !o.Draws:
			return Made{}, fmt.Errorf("page 1: %w", ErrUndrawn)
		case what == "bad":
			return Made{}, errors.New("it is bad")
		}
		id := normalize.DocumentID(sum, idDigits)
		return Made{Dataset: &normalize.Dataset{
			Disclosures: []normalize.Disclosure{{ID: id, SHA256: sum, File: filepath.Base(t.File), Pages: t.Cores}},
			Tables:      []normalize.Table{{Document: id}}, Records: []normalize.Record{{Document: id}}, Claims: []normalize.Claim{{Document: id}},
			Checks: []normalize.Check{{Document: id}}, Findings: []normalize.Finding{{Document: id}}, Targets: []normalize.Target{{Document: id}},
		}}, nil
	}, nil
}

// A planned run is a Plan, and the output folder.
type planned struct {
	Plan
	Dir string
}

// run carries it out. The folder is held until the test ends or the Work is closed.
func (p planned) run(t *testing.T, ctx context.Context, report func(Fate)) (*Result, *Work, error) {
	t.Helper()
	work, err := Open(p.Dir)
	if err != nil {
		return nil, nil, err
	}
	t.Cleanup(work.Close)
	result, err := work.Run(ctx, p.Plan, report)
	return result, work, err
}

// planOf writes files that hold these words and plans to read them.
func planOf(t *testing.T, words ...string) planned {
	t.Helper()
	dir := t.TempDir()
	p := planned{Dir: filepath.Join(dir, "out"), Plan: Plan{Version: "1", Width: 2, Cores: 4, Timeout: 5 * time.Second, Command: func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), workerVariable+"=1")
		return cmd
	}}}
	for i, w := range words {
		name := filepath.Join(dir, fmt.Sprintf("%02d.pdf", i))
		if err := os.WriteFile(name, []byte(w), 0o666); err != nil {
			t.Fatal(err)
		}
		p.Files = append(p.Files, name)
	}
	return p
}

// fates runs a plan and says in a word what became of each file.
func fates(t *testing.T, p planned) []string {
	t.Helper()
	var said []string
	result, work, err := p.run(t, t.Context(), func(o Fate) {
		switch {
		case o.Duplicate != "":
			said = append(said, "duplicate")
		case o.Failure != nil:
			said = append(said, string(o.Failure.Class)+" "+o.Failure.Reason)
		case o.Kept:
			said = append(said, "kept")
		default:
			said = append(said, fmt.Sprintf("read by %d cores", o.Pages))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := result.Done(); err != nil {
		t.Error(err)
	}
	work.Close()
	return said
}

func expect(t *testing.T, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%q, want %q", got, want)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("file %d: %q, want %q", i, got[i], want[i])
		}
	}
}

// One worker for each failure: whatever ends it, the next document has a new one.
func TestRun(t *testing.T) {
	p := planOf(t, "good 1", "crash", "good 2", "panic", "bad", "good 1", "hang", "good 3")
	p.Advice = map[Cause]string{TimeLimit: "wait longer"}
	expect(t, fates(t, p), []string{
		"read", "permanent a fault of the program: ", "read", "permanent a fault of the program: broken",
		"permanent it is bad", "duplicate", "transient it took longer than 5s: wait longer", "read",
	})
	again := []string{"kept", "permanent", "kept", "permanent", "permanent", "duplicate", "transient it took longer than 5s: wait longer", "kept"}
	expect(t, fates(t, p), again)
	p.Timeout = 6 * time.Second // more than before: it is tried again
	again[6] = "transient it took longer than 6s: wait longer"
	expect(t, fates(t, p), again)

	p.Version = "2"
	p.Files = p.Files[:1]
	expect(t, fates(t, p), []string{"read"})
}

// What a worker read before does not decide whether the next document can be read.
func TestUsedWorkerIsReplaced(t *testing.T) {
	p := planOf(t, "good 1", "fragile", "fragile 2")
	p.Width, p.Cores = 1, 1
	expect(t, fates(t, p), []string{"read", "read", "read"})
}

// A document whose pages must be drawn is read by a worker that makes ready what draws them, as are those after it.
func TestDrawingIsMadeReadyWhereNeeded(t *testing.T) {
	p := planOf(t, "good 1", "drawn", "drawn 2", "never")
	p.Width, p.Cores = 1, 1
	expect(t, fates(t, p), []string{"read", "read", "read", "transient page 1: what draws pages is not ready"})
}

// Where fewer documents are left than there are cores, they share them.
func TestCores(t *testing.T) {
	p := planOf(t, "good 1", "good 2", "good 3", "good 4")
	expect(t, fates(t, p), []string{"read by 2 cores", "read by 2 cores", "read by 2 cores", "read by 4 cores"})
	p = planOf(t, "good 1", "good 2")
	p.AllScans, p.ScanWidth = true, 1
	expect(t, fates(t, p), []string{"read by 4 cores", "read by 4 cores"})
}

// A portion that was damaged is made again; one that is damaged while a run goes on is an error that says what to do.
func TestDamagedPart(t *testing.T) {
	p := planOf(t, "good 1")
	fates(t, p)
	portions, err := filepath.Glob(filepath.Join(p.Dir, workFolder, "*"+portionSuffix))
	if err != nil || len(portions) != 1 {
		t.Fatalf("portions %v, %v", portions, err)
	}
	if err := os.Truncate(portions[0], 20); err != nil {
		t.Fatal(err)
	}
	expect(t, fates(t, p), []string{"read"})
	result, work, err := p.run(t, t.Context(), func(Fate) {})
	if err != nil {
		t.Fatal(err)
	}
	defer work.Close()
	if err := os.WriteFile(portions[0], []byte(strings.Repeat("damaged", 100)), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := result.Portions()[0].Dataset(); err == nil || !strings.Contains(err.Error(), "is damaged: run again") {
		t.Errorf("error %v", err)
	}
}

// Two runs into one folder do not mix.
func TestSecondRunIsRefused(t *testing.T) {
	p := planOf(t, "good 1")
	_, work, err := p.run(t, t.Context(), func(Fate) {})
	if err != nil {
		t.Fatal(err)
	}
	defer work.Close()
	if second, _, err := p.run(t, t.Context(), func(Fate) {}); err == nil || !strings.Contains(err.Error(), "another run is writing") {
		t.Errorf("%v, error %v", second, err)
	}
}

// When the context ends, what is read is kept.
func TestInterrupted(t *testing.T) {
	var files []string
	for i := range 40 { // more than workers can get through before the first is told of
		files = append(files, fmt.Sprintf("good %d", i))
	}
	p := planOf(t, files...)
	ctx, cancel := context.WithCancel(t.Context())
	result, work, err := p.run(t, ctx, func(Fate) { cancel() })
	if !errors.Is(err, ErrInterrupted) || result == nil {
		t.Fatalf("error %v", err)
	}
	done := result.Read()
	work.Close()
	said := fates(t, p)
	if done == 0 || done == len(p.Files) || said[0] != "kept" || len(said) != len(p.Files) {
		t.Errorf("%d were read before, then %q", done, said)
	}
}

// Two files whose SHA-256 begin with the same digits are two documents. These were searched for.
func TestAlike(t *testing.T) {
	p := planOf(t, "good 2530730", "good 13800898", "good 1")
	expect(t, fates(t, p), []string{"read", "read", "read"})
	result, work, err := p.run(t, t.Context(), func(Fate) {})
	if err != nil {
		t.Fatal(err)
	}
	work.Close()
	want := []string{"d352c1f22c167", "d352c1f22c167b", ""}
	for i, portion := range result.Portions() {
		ds, err := portion.Dataset()
		if err != nil {
			t.Fatal(err)
		}
		o := result.Fates[i]
		if want[i] == "" {
			want[i] = "d" + o.Document[:12]
		}
		for _, id := range []string{ds.Disclosures[0].ID, ds.Tables[0].Document, ds.Records[0].Document, ds.Claims[0].Document, ds.Checks[0].Document, ds.Findings[0].Document, ds.Targets[0].Document} {
			if id != want[i] {
				t.Errorf("document %s, want %s", id, want[i])
			}
		}
		if !o.Kept || (o.Alike != "") != (i == 1) {
			t.Errorf("kept %v, alike %q", o.Kept, o.Alike)
		}
	}
	// In another order the other one has the longer ID; what was kept under the first is not taken for it.
	p.Files[0], p.Files[1] = p.Files[1], p.Files[0]
	expect(t, fates(t, p), []string{"read", "read", "kept"})
}

// What failed is tried again where it may be read now, and not where nothing has changed.
func TestMayHeal(t *testing.T) {
	const gib = 1 << 30
	tests := []struct {
		failure Failure
		timeout time.Duration
		memory  int64
		want    bool
	}{
		{Failure{Class: Transient, Cause: TimeLimit, Timeout: time.Minute}, time.Minute, gib, false},
		{Failure{Class: Transient, Cause: TimeLimit, Timeout: time.Minute}, 2 * time.Minute, gib, true},
		{Failure{Class: Transient, Cause: TimeLimit, Timeout: time.Minute}, 0, gib, true},
		{Failure{Class: Transient, Cause: MemoryLimit, Memory: gib}, 0, gib + gib/10, false},
		{Failure{Class: Transient, Cause: MemoryLimit, Memory: gib}, 0, 2 * gib, true},
		{Failure{Class: Transient, Cause: Killed}, 0, gib, true},
		{Failure{Class: Transient}, 0, gib, true},
		{Failure{Class: Permanent}, 0, 2 * gib, false},
	}
	for _, test := range tests {
		if got := test.failure.mayHeal(&Plan{Timeout: test.timeout, Memory: test.memory}); got != test.want {
			t.Errorf("%+v with %v and %d bytes: %v", test.failure, test.timeout, test.memory, got)
		}
	}
}

// A single document is read by a worker, too, for what is no dataset; what keeps it from being read is said.
func TestAsker(t *testing.T) {
	p := planOf(t, "good 1", "good 2")
	p.MostBytes = 100
	a := NewAsker(&p.Plan)
	defer a.Close()
	for _, name := range p.Files {
		if got, err := a.Ask(t.Context(), name, []byte("w: ")); err != nil || !strings.HasPrefix(string(got), "w: good") {
			t.Errorf("%q, %v", got, err)
		}
	}
	large := put(t, filepath.Join(p.Dir, "large.pdf"), strings.Repeat("x", 1<<20))
	for name, want := range map[string]string{large: "larger than", os.DevNull: "no ordinary file", filepath.Join(p.Dir, "none"): "there is no such file"} {
		if _, err := a.Ask(t.Context(), name, []byte("w: ")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is known of a document is in its key, each word in its place.
func TestKeyHoldsWhatIsKnown(t *testing.T) {
	key := func(told normalize.Told) string {
		r := run{plan: Plan{Told: map[string]normalize.Told{"a.pdf": told}}}
		return r.key(&Fate{File: "a.pdf"})
	}
	one, other := normalize.Told{Publisher: "A B", Licence: "C"}, normalize.Told{Publisher: "A", Licence: "B C"}
	if key(one) == key(other) {
		t.Error(key(one))
	}
}

// What other machines send is kept under a key, or not at all.
func TestOnlyKeysAreKept(t *testing.T) {
	dir := t.TempDir()
	work, err := Open(filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer work.Close()
	victim := filepath.Join(dir, "victim.part")
	if err := os.WriteFile(victim, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"", "../../victim", strings.ToUpper(keyOf("a")), keyOf("a") + "/", keyOf("a")[1:] + "g"} {
		if work.Keep(key, &Answer{Portion: []byte("theirs")}) == nil || work.Has(key) {
			t.Errorf("%q is taken", key)
		}
	}
	if data, _ := os.ReadFile(victim); string(data) != "mine" {
		t.Errorf("%q", data)
	}
	if err := work.Keep(keyOf("a"), &Answer{Portion: []byte("theirs")}); err != nil || !work.Has(keyOf("a")) {
		t.Error(err)
	}
}
