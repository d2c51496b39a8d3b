package narrative

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/layout"
)

var show = flag.Bool("show", false, "print what is read of testdata")

// TestNarratives reads narratives worded as those of several provinces and cities are. The truth
// beside each was written by hand: every figure and statement, what it is about, and which one it
// refers to.
func TestNarratives(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no narratives: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			got := lines(readFile(t, file))
			if *show {
				fmt.Printf("== %s\n%s", file, got)
				return
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".truth")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("statements (-truth +read):\n%s", diff)
			}
		})
	}
}

// readFile reads a narrative: its first line names the agency, the year and the kind, each other line
// is a paragraph.
func readFile(t *testing.T, file string) []Statement {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Split(strings.TrimSpace(string(data)), "\n")
	head := strings.Split(text[0], "\t")
	year, err := strconv.Atoi(head[1])
	if err != nil {
		t.Fatal(err)
	}
	var paragraphs []layout.Paragraph
	for _, l := range text[1:] {
		paragraphs = append(paragraphs, layout.Paragraph{Text: l})
	}
	return Read(paragraphs, head[0], year)
}

// lines writes one claim a line: number, kind, year, value and unit, what it is about, and the
// numbers of the statements that it is about and that it is measured against.
func lines(all []Statement) string {
	var b strings.Builder
	for _, c := range all {
		value := c.Value.Decimal.String() + c.Unit
		if !c.Value.Valid {
			value = "-"
		}
		fmt.Fprintf(&b, "%d\t%s\t%d\t%s\t%s\tof %d\twhole %d\n", c.Number, c.Kind, c.Year, value, c.Subject, c.Of, c.Whole)
	}
	return b.String()
}
