package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// What the documents name is there: commands with the flags that are said of them, files, packages; and what the program has is
// named. What is described in words nobody checks, so that as little as can be is said twice.

var (
	flagName    = regexp.MustCompile(`(?:^|[^-\w])--([a-z][a-z-]*[a-z])`)
	commandLine = regexp.MustCompile(`\bmingxi ([a-z]+)\b([^\n]*)`)
	codeSpan    = regexp.MustCompile("`([^`\n]+)`")
	fence       = regexp.MustCompile("(?ms)^```.*?^```$")
)

// documentation gives the READMEs and the pages of docs by their names below the root.
func documentation(t *testing.T) map[string]string {
	t.Helper()
	root := filepath.Join("..", "..")
	out := map[string]string{}
	for _, pattern := range []string{"README*.md", filepath.Join("docs", "*.md")} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			name, _ = filepath.Rel(root, name)
			out[filepath.ToSlash(name)] = string(text)
		}
	}
	return out
}

// flagsOf are all flags that a command takes.
func flagsOf(cmd *cobra.Command) map[string]bool {
	out := map[string]bool{"help": true}
	add := func(f *pflag.Flag) {
		if !f.Hidden {
			out[f.Name] = true
		}
	}
	cmd.LocalFlags().VisitAll(add)
	cmd.InheritedFlags().VisitAll(add)
	return out
}

func TestDocumentedCommands(t *testing.T) {
	root := commands.Root()
	root.InitDefaultHelpCmd()
	known := map[string]map[string]bool{}
	all := flagsOf(root)
	for _, c := range root.Commands() {
		known[c.Name()] = flagsOf(c)
		for f := range known[c.Name()] {
			all[f] = true
		}
	}
	said := map[string]bool{"help": true}
	named := map[string]bool{"help": true}
	for name, text := range documentation(t) {
		for _, m := range flagName.FindAllStringSubmatch(text, -1) {
			if said[m[1]] = true; !all[m[1]] {
				t.Errorf("%s names --%s, which no command has", name, m[1])
			}
		}
		lines := fence.FindAllString(text, -1)
		for _, m := range codeSpan.FindAllStringSubmatch(text, -1) {
			lines = append(lines, m[1])
		}
		for _, line := range lines {
			for _, m := range commandLine.FindAllStringSubmatch(line, -1) {
				if m[1] == "extract" || known[m[1]] != nil {
					named[m[1]] = true
				}
				for _, f := range flagName.FindAllStringSubmatch(strings.Split(m[2], "|")[0], -1) {
					if known[m[1]] != nil && !known[m[1]][f[1]] {
						t.Errorf("%s: mingxi %s has no --%s", name, m[1], f[1])
					}
				}
			}
		}
	}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() && !named[c.Name()] {
			t.Errorf("no document names the command %s", c.Name())
		}
	}
	for f := range all {
		if !said[f] && f != "output" { // which is called -o everywhere
			t.Errorf("no document names --%s", f)
		}
	}
}

func TestDocumentedFiles(t *testing.T) {
	root := filepath.Join("..", "..")
	have := map[string]bool{} // paths below the root, and names of Go files
	top := map[string]bool{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && (base == ".git" || base == "node_modules" || base == "bin" || base == "out" || base == "dist") {
			return fs.SkipDir
		}
		below, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		below = filepath.ToSlash(below)
		have[below] = true
		if strings.HasSuffix(below, ".go") {
			have[path.Base(below)] = true
			have[path.Join(path.Base(path.Dir(below)), path.Base(below))] = true
		}
		if d.IsDir() && !strings.Contains(below, "/") {
			top[below] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	path := regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./-]*$`)
	n := 0
	for name, text := range documentation(t) {
		for _, m := range codeSpan.FindAllStringSubmatch(text, -1) {
			span := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(m[1], "./"), "/..."), "/")
			first, _, below := strings.Cut(span, "/")
			if !path.MatchString(span) || strings.Contains(span, "..") || !(below && top[first] || strings.HasSuffix(span, ".go")) {
				continue
			}
			if n++; !have[span] {
				t.Errorf("%s names %s, which is not there", name, m[1])
			}
		}
	}
	if n < 50 {
		t.Errorf("%d files were looked for", n)
	}
}

// Every page of docs is listed in both lists of pages.
func TestDocumentationIsListed(t *testing.T) {
	pages := documentation(t)
	for _, list := range []string{"docs/README.md", "docs/README.zh.md"} {
		for name := range pages {
			base, below := strings.CutPrefix(name, "docs/")
			translated := strings.Replace(base, ".md", ".zh.md", 1)
			if !below || strings.HasPrefix(base, "README") || strings.HasSuffix(base, ".zh.md") && list == "docs/README.md" || list == "docs/README.zh.md" && pages["docs/"+translated] != "" {
				continue
			}
			if !strings.Contains(pages[list], "]("+base+")") {
				t.Errorf("%s does not list %s", list, base)
			}
		}
	}
}
