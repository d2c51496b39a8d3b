package main

import (
	"bytes"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/faulty"
)

// A process that reads a page never collects memory, but once where it makes room before there is any: what its libraries make when it
// starts is no reason to.
func TestStartCollectsNothing(t *testing.T) {
	dir := t.TempDir()
	smallCopies(t, dir, 1)
	for _, args := range [][]string{{"tables", "--json"}, {"worker", "tables", "--json"}, {"tables", "--json", "--jobs", "1"}} {
		said := toldBy(t, "gctrace=1", append(args, filepath.Join(dir, "0.pdf"))...)
		for line := range strings.Lines(said) {
			if strings.HasPrefix(line, "gc ") && !(strings.HasPrefix(line, "gc 1 @") && strings.HasSuffix(line, "(forced)\n")) {
				t.Errorf("%q: memory was collected: %s", args, line)
			}
		}
	}
}

// toldBy is what the runtime tells, for a setting of GODEBUG, of a command that ends well.
func toldBy(t *testing.T, setting string, args ...string) string {
	t.Helper()
	cmd := program(args...)
	cmd.Env = append(cmd.Env, "GOGC=", "GODEBUG="+setting)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	return said.String()
}

// libraries are packages that make large tables when they are initialised, and ours that import them.
var libraries = []string{
	"github.com/mingxi/mingxi/cmd/mingxi/internal/machines", "github.com/mingxi/mingxi/export", "github.com/mingxi/mingxi/internal/cluster",
	"github.com/nats-io/nats%2ego", "github.com/nats-io/nats-server/v2/server", "github.com/parquet-go/parquet-go",
	"github.com/prometheus/client_golang/prometheus", "github.com/xuri/excelize/v2",
}

var initialised = regexp.MustCompile(`(?m)^init (\S+) @`)

// What most commands do begins before the libraries are initialised that few need; they follow where one is needed.
func TestStartsBeforeLibraries(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("all begins in main there")
	}
	t.Parallel()
	dir := t.TempDir()
	smallCopies(t, dir, 1)
	file := filepath.Join(dir, "0.pdf")
	for name, c := range map[string]struct {
		args []string
		all  bool
	}{
		"tables":           {args: []string{"tables", "--json", file}},
		"its reader":       {args: []string{"worker", "tables", "--json", file}},
		"version":          {args: []string{"version"}},
		"csv":              {args: []string{"extract", "-q", file, "--format", "csv", "-o", filepath.Join(dir, "csv")}},
		"made by a worker": {args: []string{"extract", "-q", file, "-o", filepath.Join(dir, "xlsx")}},
		"workbook":         {args: []string{"tables", file, "--xlsx", filepath.Join(dir, "tables.xlsx")}, all: true},
		"parquet":          {args: []string{"extract", "-q", file, "--format", "csv,parquet", "-o", filepath.Join(dir, "parquet")}, all: true},
	} {
		var found []string
		for _, m := range initialised.FindAllStringSubmatch(toldBy(t, "inittrace=1", c.args...), -1) {
			if slices.Contains(libraries, m[1]) {
				found = append(found, m[1])
			}
		}
		if c.all && len(found) < len(libraries)-2 || !c.all && len(found) > 0 {
			t.Errorf("%s: initialised are %q", name, found)
		}
	}
}

// A command gives the same whether its work began before main or, as in this process, after it.
func TestStartChangesNothing(t *testing.T) {
	t.Setenv(faulty.Variable, "1") // what this process starts is no test
	dir := t.TempDir()
	smallCopies(t, dir, 1)
	file := filepath.Join(dir, "0.pdf")
	early, after := filepath.Join(dir, "early"), filepath.Join(dir, "after")
	for _, args := range [][]string{
		{"version"}, {"help"}, {"explain", "row-total"}, {"tables", "--json", file}, {"inspect", file}, {"check", file}, {"check", filepath.Join(dir, "none.pdf")},
		{"extract", file, "--quiet", "--format", "csv,json,xlsx,sqlite,parquet", "-o", early},
	} {
		cmd := program(args...)
		var stdout, stderr bytes.Buffer
		want, _ := cmd.Output()
		status := cmd.ProcessState.ExitCode()
		for i := range args {
			args[i] = strings.Replace(args[i], early, after, 1)
		}
		if got := commands.Run(args, &stdout, &stderr); got != status || stdout.String() != string(want) {
			t.Errorf("%q: status %d and %d, %s", args, status, got, cmp.Diff(string(want), stdout.String()))
		}
	}
	if d := cmp.Diff(tree(t, early), tree(t, after)); d != "" {
		t.Error(d)
	}
}
