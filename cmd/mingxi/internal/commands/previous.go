package commands

import (
	"errors"

	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
	"github.com/spf13/pflag"
)

// A lastYear is the dataset that --previous names.
type lastYear struct {
	dir    string
	stored *dataset.Stored // nil if there is none
}

func (l *lastYear) flag(f *pflag.FlagSet) {
	f.StringVar(&l.dir, "previous", "", "`dataset` with last year's documents of the same agencies, to hold what is said of last year against")
}

// open finds the dataset; it must be before documents are compared.
func (l *lastYear) open() error {
	if l.dir == "" {
		return nil
	}
	stored, err := dataset.Open(l.dir)
	if err != nil {
		return &failure{ExitUnread, cannotRead("--previous "+l.dir, err)}
	}
	l.stored = stored
	return nil
}

// of reads the documents that those of a dataset are compared with; nil if there are none.
func (l *lastYear) of(ds *normalize.Dataset) (*normalize.Dataset, error) {
	if l.stored == nil {
		return nil, nil
	}
	all := l.stored.Disclosures()
	var ids []string
	for i := range ds.Disclosures {
		ids = append(ids, reconcile.Previous(&ds.Disclosures[i], all)...)
	}
	if len(ids) == 0 {
		return nil, nil
	}
	previous, err := l.stored.Tables(ids...)
	if errors.Is(err, dataset.ErrUnreadable) {
		return nil, cannotRead("--previous "+l.dir, err)
	}
	return previous, err
}

// against reconciles a document once more, with last year's, if there are any.
func (l *lastYear) against(ds *normalize.Dataset) error {
	previous, err := l.of(ds)
	if err == nil && previous != nil {
		reconcile.Check(ds, reconcile.Options{Previous: previous})
	}
	return err
}

// identity names the dataset's content, empty if there is none.
func (l *lastYear) identity() string {
	if l.stored == nil {
		return ""
	}
	return l.stored.Identity()
}
