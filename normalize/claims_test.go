package normalize

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
)

var showClaims = flag.Bool("show-claims", false, "print the claims of testdata/narratives")

// TestNarratives reads narratives worded as those of several provinces and cities are. The truth
// beside each was written by hand: every figure and statement, what it is about, and which one it
// refers to.
func TestNarratives(t *testing.T) {
	files, err := filepath.Glob("testdata/narratives/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no narratives: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			got := claimLines(claimsOf(t, file))
			if *showClaims {
				fmt.Printf("== %s\n%s", file, got)
				return
			}
			want, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".truth")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("claims (-truth +read):\n%s", diff)
			}
		})
	}
}

// claimsOf reads a narrative: its first line names the agency, the year and the kind, each other line
// is a paragraph.
func claimsOf(t *testing.T, file string) []Claim {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	head := strings.Split(lines[0], "\t")
	year, err := strconv.Atoi(head[1])
	if err != nil {
		t.Fatal(err)
	}
	doc := &extract.Document{}
	for _, l := range lines[1:] {
		doc.Paragraphs = append(doc.Paragraphs, layout.Paragraph{Text: l})
	}
	return claims(doc, &Disclosure{Agency: head[0], Year: year, Kind: Kind(head[2])})
}

// claimLines writes one claim a line: number, kind, year, value and unit, what it is about, and the
// numbers of the claims that it is about and that it is measured against.
func claimLines(all []Claim) string {
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
