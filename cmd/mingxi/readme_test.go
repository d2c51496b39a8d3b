package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// readmeBlock is a command of the README with the output printed below it, if any.
var readmeBlock = regexp.MustCompile("(?s)```console\n\\$ (.*?)\n```\n(?:\n<!-- output -->\n```text\n(.*?)```\n)?")

// TestReadme runs every command that the READMEs show, as it stands there, and holds its output
// against what they print.
func TestReadme(t *testing.T) {
	t.Parallel()
	for name, language := range map[string]string{"README.md": "en", "README.zh.md": "zh"} {
		t.Run(name, func(t *testing.T) { t.Parallel(); follow(t, filepath.Join("..", "..", name), language) })
	}
}

// The READMEs say the same in the same order.
func TestReadmesAgree(t *testing.T) {
	shape := regexp.MustCompile("(?m)^(#+ |```[a-z]*$|!\\[|\\| `[^`]*`)")
	var got []string
	for _, name := range []string{"README.md", "README.zh.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", name))
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, strings.Join(shape.FindAllString(string(text), -1), "\n"))
	}
	if d := cmp.Diff(got[0], got[1]); d != "" {
		t.Error(d)
	}
}

// follow does what a README says.
func follow(t *testing.T, readme, language string) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	blocks := readmeBlock.FindAllStringSubmatch(string(text), -1)
	if len(blocks) < 2 {
		t.Fatalf("the README shows %d commands", len(blocks))
	}
	var script, files strings.Builder
	for _, b := range blocks {
		script.WriteString("exec " + b[1] + "\n")
		if b[2] != "" {
			script.WriteString("cmp stdout want\n")
			files.WriteString("-- want --\n" + b[2])
		}
	}
	if files.Len() == 0 {
		t.Fatal("the README shows no output")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "readme.txtar")
	if err := os.WriteFile(file, []byte(script.String()+files.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	if *update {
		t.Cleanup(func() { rewriteReadme(t, readme, string(text), file) }) // once the script has run
	}
	testscript.Run(t, testscript.Params{
		Files:         []string{file},
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, "MINGXI_LANG="+language, compiled())
			doc, err := os.ReadFile(shippedDocument)
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(e.WorkDir, "budget.pdf"), doc, 0o644)
		},
	})
}

// rewriteReadme puts the output that the script was updated with into the README.
func rewriteReadme(t *testing.T, readme, text, script string) {
	updated, err := os.ReadFile(script)
	if err != nil {
		t.Fatal(err)
	}
	_, want, _ := strings.Cut(string(updated), "-- want --\n")
	at := regexp.MustCompile("(?s)(<!-- output -->\n```text\n).*?(```\n)")
	text = at.ReplaceAllStringFunc(text, func(s string) string {
		m := at.FindStringSubmatch(s)
		return m[1] + want + m[2]
	})
	if err := os.WriteFile(readme, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
