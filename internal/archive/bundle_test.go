package archive

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// bundling plans to reconcile all documents as one, and counts how often that is done.
func bundling(p planned, joined *int) planned {
	p.Bundle = func(docs []normalize.Disclosure) {
		for i := range docs {
			docs[i].Bundle = docs[0].ID
		}
	}
	p.Join = func(ds *normalize.Dataset) error {
		*joined++
		for i := range ds.Disclosures {
			ds.Disclosures[i].Verified = len(ds.Disclosures)
		}
		return nil
	}
	return p
}

// verified runs a plan and gives what joining left in each document.
func verified(t *testing.T, p planned) (of []int, problems []error) {
	t.Helper()
	result, work, err := p.run(t, t.Context(), func(Fate) {})
	if err != nil {
		t.Fatal(err)
	}
	defer work.Close()
	for _, portion := range result.Portions() {
		ds, err := portion.Dataset()
		if err != nil {
			t.Fatal(err)
		}
		of = append(of, ds.Disclosures[0].Verified)
	}
	if err := result.Done(); err != nil {
		t.Error(err)
	}
	return of, result.Problems
}

// What comes of a bundle is kept, and made anew where a document comes or goes, without reading the others.
func TestBundleIsKept(t *testing.T) {
	joined := 0
	p := bundling(planOf(t, "good 1", "good 2", "good 3"), &joined)
	steps := []struct {
		files  int
		joined int
	}{{2, 1}, {2, 1}, {3, 2}, {2, 3}, {1, 3}}
	all := p.Files
	for i, s := range steps {
		p.Files = all[:s.files]
		got, problems := verified(t, p)
		want := s.files
		if want == 1 {
			want = 0 // it is alone, and never joined
		}
		for _, n := range got {
			if len(got) != s.files || n != want || joined != s.joined || len(problems) > 0 {
				t.Errorf("step %d: %v after %d joinings, problems %v", i+1, got, joined, problems)
			}
		}
	}
}

// A bundle that cannot be reconciled is left apart, and that is said.
func TestBundleIsLeftApart(t *testing.T) {
	joined := 0
	p := bundling(planOf(t, "good 1", "good 2"), &joined)
	p.Join = func(*normalize.Dataset) error { return errors.New("no") }
	got, problems := verified(t, p)
	if len(got) != 2 || got[0] != 0 || len(problems) != 1 || !strings.Contains(problems[0].Error(), "not reconciled with the others of its bundle: no") {
		t.Errorf("%v, problems %v", got, problems)
	}
}

// What a killed run was writing is cleared away, and what is no part of the run stays.
func TestHalfWritten(t *testing.T) {
	p := planOf(t, "good 1")
	work := filepath.Join(p.Dir, workFolder)
	half, mine := put(t, filepath.Join(work, tempPrefix+strings.Repeat("0a", keyLength)+portionSuffix), "half"), put(t, filepath.Join(work, "notes"), "mine")
	put(t, filepath.Join(work, "mine"+workbookSuffix), "mine")
	expect(t, fates(t, p), []string{"read"})
	if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error(err)
	}
}
