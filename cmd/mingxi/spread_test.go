package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/internal/freeport"
)

// A field is a NATS server, a process of its own, and those that use it.
type field struct {
	t       *testing.T
	address string
	dir     string
	server  *exec.Cmd
}

func newField(t *testing.T) *field {
	f := &field{t: t, address: fmt.Sprint("127.0.0.1:", freeport.Of(t)), dir: t.TempDir()}
	f.serve()
	t.Cleanup(func() { f.server.Process.Kill(); f.server.Wait() })
	return f
}

func (f *field) serve() {
	f.server = program(asServer, "embedded="+f.address, f.dir)
	f.server.Env = append(f.server.Env, "NATS_TOKEN=a secret")
	if err := f.server.Start(); err != nil {
		f.t.Fatal(err)
	}
	for f.t.Context().Err() == nil { // until it listens
		if c, err := net.Dial("tcp", f.address); err == nil {
			c.Close()
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// command is one of those that use the server.
func (f *field) command(args ...string) *exec.Cmd {
	cmd := programContext(f.t.Context(), append(args, "--nats", "nats://"+f.address)...)
	cmd.Env = append(cmd.Env, "NATS_TOKEN=a secret")
	return cmd
}

// work starts a machine of one core, and gives what ends it at once.
func (f *field) work(more ...string) (kill func()) {
	cmd := f.command(append([]string{"work", "-j", "1", "--nats-patience", "2s"}, more...)...)
	cmd.Stderr = f.t.Output()
	if err := cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	kill = func() { cmd.Process.Kill(); cmd.Wait() }
	f.t.Cleanup(kill)
	return kill
}

// What several machines read is the dataset of one, byte for byte, and so are the lists of what could not be read.
func TestSpreadRunIsThatOfOneMachine(t *testing.T) {
	t.Parallel()
	in, want, out := t.TempDir(), t.TempDir(), t.TempDir()
	smallCopies(t, in, 3)
	data, err := os.ReadFile(shippedDocument)
	if err := errors.Join(err, os.Mkdir(filepath.Join(in, "below"), 0o777)); err != nil {
		t.Fatal(err)
	}
	put(t, in, "below/told.pdf", string(data)+"%told\n")
	manifest := filepath.Join(t.TempDir(), "manifest.csv")
	if err := os.WriteFile(manifest, []byte("file,url,agency,year\nbelow/told.pdf,https://example.org/told.pdf,某局,2031\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	put(t, in, "crash.pdf", "%PDF-1.4 a")
	put(t, in, "broken.pdf", "%PDF-1.4 b")
	put(t, in, "same.pdf", "%PDF-1.4 b")
	arguments := func(out string) []string {
		return []string{"extract", in, "-o", out, "--quiet", "--ocr", "never", "--format", "csv,xlsx,parquet", "--nats-patience", "2s", "--manifest", manifest}
	}
	one, _ := program(arguments(want)...).CombinedOutput()
	f := newField(t)
	var machines []string // where their counts are asked for
	for range 3 {
		machines = append(machines, fmt.Sprint("127.0.0.1:", freeport.Of(t)))
		f.work("--metrics", machines[len(machines)-1])
	}
	several, err := f.command(arguments(out)...).CombinedOutput()
	var ended *exec.ExitError
	if !errors.As(err, &ended) || ended.ExitCode() != commands.ExitUnread {
		t.Fatalf("%v: %s", err, several)
	}
	if d := cmp.Diff(string(one), string(several)); d != "" {
		t.Error(d)
	}
	expected, got := tree(t, want), tree(t, out)
	for _, told := range []string{"below/told.pdf", "https://example.org/told.pdf", "某局", "2031"} {
		if !strings.Contains(got["documents.csv"], told) {
			t.Errorf("documents.csv lacks %s", told)
		}
	}
	for _, list := range []string{"failures.csv", "duplicates.csv"} {
		delete(expected, list)
		delete(got, list)
		if d := cmp.Diff(withoutSeconds(t, want, in, list), withoutSeconds(t, out, in, list)); d != "" {
			t.Error(d)
		}
	}
	if d := cmp.Diff(expected, got); d != "" {
		t.Error(d)
	}
	var counts strings.Builder // a machine may have read nothing
	for _, address := range machines {
		answer, err := http.Get("http://" + address + "/metrics")
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		io.Copy(&counts, answer.Body)
	}
	if !strings.Contains(counts.String(), "mingxi_seconds_total{stage=") {
		t.Errorf("%s", counts.String())
	}
	said, err := f.command("status").CombinedOutput()
	if err != nil || !strings.Contains(string(said), "No run has a coordinator.") || strings.Count(string(said), " ago\n") != 3 {
		t.Errorf("%v: %s", err, said)
	}
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no device is full here: ", err)
	}
	defer full.Close()
	for _, args := range [][]string{{"status"}, {"status", "--json"}} {
		cmd := f.command(args...)
		cmd.Stdout = full
		if err := cmd.Run(); exitCode(err) != commands.ExitUnwritten {
			t.Errorf("%q to a full disk: %v", args, err)
		}
	}
}

// withoutSeconds are the rows of a list, but for the times.
func withoutSeconds(t *testing.T, dir, in, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if at := slices.Index(rows[0], "seconds"); at >= 0 {
		for i := range rows {
			rows[i] = slices.Delete(rows[i], at, at+1)
		}
	}
	return rows
}

// A run goes on where machines, the server and the one who leads it are killed.
func TestSpreadRunSurvives(t *testing.T) {
	t.Parallel()
	in, want, out := t.TempDir(), t.TempDir(), t.TempDir()
	copies(t, in, 6)
	arguments := func(out string) []string {
		return []string{"extract", in, "-o", out, "--quiet", "--ocr", "never", "--format", "csv", "--nats-patience", "2s"}
	}
	ran(t, arguments(want)...)
	f := newField(t)
	f.work()
	killed := f.work()
	leader := f.command(arguments(out)...)
	if err := leader.Start(); err != nil {
		t.Fatal(err)
	}
	kept := func(n int) {
		for {
			if list, _ := filepath.Glob(filepath.Join(out, ".mingxi", "*.part")); len(list) >= n || t.Context().Err() != nil {
				return
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	kept(1)
	killed()
	leader.Process.Kill()
	leader.Wait()
	f.server.Process.Kill()
	f.server.Wait()
	f.serve()
	f.work()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	second := f.command(arguments(out)...)
	context.AfterFunc(ctx, func() { second.Process.Kill() })
	if said, err := second.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	if d := cmp.Diff(tree(t, want), tree(t, out)); d != "" {
		t.Error(d)
	}
}

// A run that has its server in itself needs nobody else, and goes on where it was killed.
func TestSpreadRunByItself(t *testing.T) {
	t.Parallel()
	in, want, out := t.TempDir(), t.TempDir(), t.TempDir()
	copies(t, in, 3)
	arguments := func(out string) []string {
		return []string{"extract", in, "-o", out, "--ocr", "never", "--format", "csv", "--quiet"}
	}
	ran(t, arguments(want)...)
	address := fmt.Sprint("embedded=127.0.0.1:", freeport.Of(t))
	killed := program(append(arguments(out), "--nats", address, "--nats-patience", "2s")...)
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	for list := []string(nil); len(list) == 0 && t.Context().Err() == nil; time.Sleep(10 * time.Millisecond) {
		list, _ = filepath.Glob(filepath.Join(out, ".mingxi", "*.part"))
	}
	killed.Process.Kill()
	killed.Wait()
	said, err := program(append(arguments(out), "--nats", address, "--nats-patience", "2s")...).CombinedOutput()
	if err != nil || !strings.Contains(string(said), "mingxi work --nats nats://127.0.0.1:") {
		t.Fatalf("%v: %s", err, said)
	}
	if d := cmp.Diff(tree(t, want), tree(t, out)); d != "" {
		t.Error(d)
	}
	if info, err := os.Stat(filepath.Join(out, ".mingxi", "nats", "token")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v: the token can be read by others", err)
	}
}

// What cannot be is said before anything is read.
func TestSpreadRunIsRefused(t *testing.T) {
	t.Parallel()
	for args, want := range map[string]string{
		"--nats nats://me:secret@localhost:4222":        "NATS_CREDS",
		"--nats nats://localhost:1":                     "no server answers there",
		"--nats nats://localhost:1 --password open":     "would be kept on the servers",
		"--nats nats://localhost:1 --nats-patience 5ms": "give a second or more",
	} {
		out := filepath.Join(t.TempDir(), "out")
		cmd := program(append([]string{"extract", shippedDocument, "-o", out}, strings.Fields(args)...)...)
		said, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(said), want) || strings.Contains(string(said), "secret") && !strings.Contains(args, "secret") {
			t.Errorf("%s: %v: %s", args, err, said)
		}
	}
	said, err := program("work").CombinedOutput()
	if err == nil || !strings.Contains(string(said), "NATS_URL") {
		t.Error(fmt.Sprint(err), string(said))
	}
}

// Where the output folder's disk is full the run ends, keeps what was read, and goes on when there is room; a machine needs no disk.
func TestSpreadRunOnFullDisks(t *testing.T) {
	t.Parallel()
	in, want, small, full := t.TempDir(), t.TempDir(), smallDisk(t, "64m"), smallDisk(t, "64k")
	copies(t, in, 4)
	out := filepath.Join(small, "out")
	arguments := func(out string) []string {
		return []string{"extract", in, "-o", out, "--quiet", "--ocr", "never", "--format", "csv", "--nats-patience", "2s"}
	}
	ran(t, arguments(want)...)
	filler(t, full, 0)
	f := newField(t)
	machine := f.command("work", "-j", "1", "--nats-patience", "2s")
	machine.Env = append(machine.Env, "TMPDIR="+full, "XDG_CACHE_HOME="+full, "HOME="+full)
	machine.Stderr = t.Output()
	if err := machine.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { machine.Process.Kill(); machine.Wait() })
	name := filler(t, small, 64<<10)
	said, err := f.command(arguments(out)...).CombinedOutput()
	if exitCode(err) != commands.ExitUnwritten {
		t.Fatalf("to a full disk: %v: %s", err, said)
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if said, err := f.command(arguments(out)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	if d := cmp.Diff(tree(t, want), tree(t, out)); d != "" {
		t.Error(d)
	}
}
