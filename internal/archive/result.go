package archive

import (
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/normalize"
)

// A Result is what became of all files.
type Result struct {
	Fates    []Fate  // in the order of the files; fewer if the run was interrupted
	Problems []error // bundles that are left apart, and why
	told     map[string]normalize.Told
	store    *store
}

// Portions gives the datasets of the documents that were read.
func (r *Result) Portions() []dataset.Portion { return r.store.portions(r.Fates) }

// Inputs are the files of the run, in their order.
func (r *Result) Inputs() []Input {
	list := make([]Input, len(r.Fates))
	for i, o := range r.Fates {
		list[i] = InputOf(o.File, o.Document)
		list[i].Told = r.told[o.File]
	}
	return list
}

// Mark names what the dataset of the documents that were read is made from, with what else it depends on.
func (r *Result) Mark(others ...string) string {
	made := others
	for _, o := range r.Fates {
		if o.Key != "" {
			made = append(made, o.Key, o.Bundled)
		}
	}
	return keyOf(made...)
}

// Note keeps what is to be said of the dataset that has this mark, so that it need not be found out again.
func (r *Result) Note(mark string, note []byte) error { return r.store.putNote(mark, note) }

// Noted is what was kept by Note for this mark; nil if there is nothing.
func (r *Result) Noted(mark string) []byte { return r.store.note(mark) }

// Read is how many documents were read, in this run or before.
func (r *Result) Read() int {
	n := 0
	for _, o := range r.Fates {
		if o.Key != "" {
			n++
		}
	}
	return n
}

// Failed is how many files could not be read.
func (r *Result) Failed() int {
	n := 0
	for _, o := range r.Fates {
		if o.Failure != nil {
			n++
		}
	}
	return n
}

// Done forgets the portions of documents that are no longer among the files. It is called when the
// dataset is written.
func (r *Result) Done() error { return r.store.keepOnly(r.Fates) }
