package archive

import (
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// lent has the documents of a plan read elsewhere, one at a time, and gives what became of them and the files in the order in which they
// were begun. Each must count once, as soon as it is read.
func lent(t *testing.T, p planned) (list []Fate, begun []string) {
	t.Helper()
	work, err := Open(p.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer work.Close()
	var mu sync.Mutex
	p.Width, p.Apart = 1, 1
	p.Elsewhere = func(_ context.Context, e Errand) (Answer, *Failure, error) {
		mu.Lock()
		defer mu.Unlock()
		begun = append(begun, filepath.Base(e.File))
		portion, err := pack(&normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: e.ID, SHA256: e.SHA256}}})
		a := Answer{Final: true, Portion: portion, Pages: 1}
		if err == nil {
			err = work.Keep(e.Key, &a)
		}
		return a, nil, err
	}
	counted := map[string]int{}
	p.Finished = func(o Fate) {
		mu.Lock()
		defer mu.Unlock()
		counted[o.File]++
		if late := len(begun) - len(counted); late > mostLate && !o.Kept && o.Duplicate == "" {
			t.Errorf("%d were begun and %d count", len(begun), len(counted))
		}
	}
	result, err := work.Run(t.Context(), p.Plan, func(o Fate) { list = append(list, o) })
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range p.Files {
		if counted[file] != 1 {
			t.Errorf("%s counts %d times", file, counted[file])
		}
	}
	if !reflect.DeepEqual(result.Fates, list) {
		t.Error("what was reported is not what came of it")
	}
	for i := range list {
		list[i].Took, list[i].Pages = 0, 0
	}
	return list, begun
}

// mostLate is how many may be begun and count not yet, where one is read at a time: what is read again counts once.
const mostLate = 3

// A job is not handed on when the run has ended.
func TestNothingIsHandedOnAtTheEnd(t *testing.T) {
	ended, end := context.WithCancel(t.Context())
	end()
	for _, scans := range []bool{false, true} {
		r := &run{plan: Plan{AllScans: scans}, text: make(chan job, 1), scans: make(chan job, 1)}
		if r.hand(ended, job{}) || len(r.text)+len(r.scans) > 0 {
			t.Errorf("scans alone: %v: it is handed on", scans)
		}
	}
}

// The largest files are begun first where other machines read, and what becomes of each is what becomes of it here: which of two equal ones
// counts and which of two with the same digits has the usual ID is the one that stands first. The pair with the same digits was searched for.
func TestLargeFilesAreBegunFirst(t *testing.T) {
	words := append(slices.Repeat([]string{"a"}, 40), "good 2530730", "b", strings.Repeat("good 1 ", 4), "good 13800898", "c", strings.Repeat("good 1 ", 4))
	p := planOf(t, words...)
	far, begun := lent(t, p)
	want := []string{"42.pdf", "43.pdf", "40.pdf", "00.pdf", "41.pdf", "43.pdf", "44.pdf"}
	if !slices.Equal(begun, want) {
		t.Errorf("begun are %q, want %q", begun, want)
	}
	here := p
	here.Dir = filepath.Join(t.TempDir(), "out")
	var near []Fate
	_, _, err := here.run(t, t.Context(), func(o Fate) {
		o.Took, o.Pages = 0, 0
		near = append(near, o)
	})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(far, near) {
		t.Errorf("%+v, and here\n%+v", far, near)
	}
	if far[43].Alike != p.Files[40] || far[45].Duplicate != p.Files[42] {
		t.Errorf("%+v is alike to the first, %+v the same as the other", far[43], far[45])
	}
	again, begun := lent(t, p)
	for _, o := range again {
		if !o.Kept && o.Duplicate == "" || len(begun) > 0 {
			t.Errorf("%s is read again: %q", o.File, begun)
		}
	}
}

// Large is what is several times as large as the mean, the largest first.
func TestLarge(t *testing.T) {
	for _, c := range []struct {
		sizes []int64
		want  []int
	}{
		{nil, nil},
		{[]int64{7}, nil},
		{[]int64{0, 0}, nil},
		{[]int64{1, 1, 50, 1, 90, 1, 1, 50, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, []int{4, 2, 7}},
	} {
		if got := Large(c.sizes); !slices.Equal(got, c.want) {
			t.Errorf("of %v: %v, want %v", c.sizes, got, c.want)
		}
	}
}
