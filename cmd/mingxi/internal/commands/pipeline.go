package commands

import (
	"fmt"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// reconcileAsOne reconciles documents of one bundle, each of which was taken the whole way alone, with each
// other and with last year's.
func reconcileAsOne(ds *normalize.Dataset, r *readFlags) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%s: a fault of the program: %v; please report it with this file", ds.Disclosures[0].File, p)
		}
	}()
	r.said.book.Apply(ds)
	previous, err := r.previous.of(ds)
	if err == nil {
		normalize.Measure(ds) // what one document does not say of year and kind, another may
		reconcile.Check(ds, reconcile.Options{Previous: previous})
		r.said.book.Judge(ds)
	}
	return err
}
