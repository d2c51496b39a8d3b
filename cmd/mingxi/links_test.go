package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	code      = regexp.MustCompile("`[^`]*`") // in which patterns look like links
	link      = regexp.MustCompile(`\]\(([^)#\s]*)(#[^)\s]*)?\)`)
	titleLine = regexp.MustCompile(`(?m)^#+ (.*)$`)
	unnamed   = regexp.MustCompile(`[^\p{L}\p{N} _-]`) // what anchors leave out of headings
)

// What the documents link to is there, with the heading that is named.
func TestLinks(t *testing.T) {
	root := filepath.Join("..", "..")
	files, err := filepath.Glob(filepath.Join(root, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range append(files, more...) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(string(text), ""), -1) {
			if strings.Contains(m[1], "://") || m[1]+m[2] == "" {
				continue
			}
			n++
			to := name
			if m[1] != "" {
				to = filepath.Join(filepath.Dir(name), m[1])
			}
			target, err := os.ReadFile(to)
			if info, statErr := os.Stat(to); statErr == nil && info.IsDir() {
				continue
			}
			if err != nil {
				t.Errorf("%s links to %s: %v", name, m[1], err)
				continue
			}
			if anchor := strings.TrimPrefix(m[2], "#"); anchor != "" && !hasHeading(string(target), anchor) {
				t.Errorf("%s links to %s, which has no heading %s", name, m[1], anchor)
			}
		}
	}
	if n < 30 {
		t.Errorf("%d links were found", n)
	}
}

// hasHeading says whether a text has a heading with an anchor, as GitHub makes them.
func hasHeading(text, anchor string) bool {
	for _, m := range titleLine.FindAllStringSubmatch(text, -1) {
		if strings.ReplaceAll(unnamed.ReplaceAllString(strings.ToLower(m[1]), ""), " ", "-") == anchor {
			return true
		}
	}
	return false
}
