package archive

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// bundledName makes the keys of portions that were reconciled in a bundle.
const bundledName = "bundled"

// bundle has the documents of each bundle reconciled as one, and each document again of which persons corrected something. Their portions are kept beside those of the
// documents alone, under keys made of all of the bundle's, so that each is taken where it belongs when
// a document comes to a bundle or leaves it. A bundle that cannot be reconciled is left apart, and told
// of by problems.
func (r *Result) bundle(ctx context.Context, plan *Plan) (problems []error, err error) {
	if plan.Bundle == nil {
		return nil, nil
	}
	groups, err := r.bundles(plan)
	if err != nil {
		return nil, err
	}
	for _, members := range groups {
		if ctx.Err() != nil {
			return problems, ErrInterrupted
		}
		problem, err := r.join(plan, members)
		if err != nil {
			return problems, err
		}
		if problem != nil {
			problems = append(problems, problem)
		}
	}
	return problems, nil
}

// bundles are the fates that belong together, each in the order of the files.
func (r *Result) bundles(plan *Plan) ([][]*Fate, error) {
	var read []*Fate
	var docs []normalize.Disclosure
	for i := range r.Fates {
		o := &r.Fates[i]
		if o.Key == "" {
			continue
		}
		d, err := r.store.disclosure(o)
		if err != nil {
			return nil, err
		}
		read, docs = append(read, o), append(docs, d)
	}
	plan.Bundle(docs)
	tellEditions(read, docs)
	var groups [][]*Fate
	at := map[string]int{}
	for i, d := range docs {
		n, known := at[d.Bundle]
		if d.Bundle == "" {
			if plan.corrected(read[i]) != "" {
				groups = append(groups, []*Fate{read[i]})
			}
			continue
		}
		if !known {
			n = len(groups)
			at[d.Bundle], groups = n, append(groups, nil)
		}
		groups[n] = append(groups[n], read[i])
	}
	return slices.DeleteFunc(groups, func(g []*Fate) bool { return len(g) < 2 && plan.corrected(g[0]) == "" }), nil
}

// corrected names what persons said of a document.
func (p *Plan) corrected(o *Fate) string {
	if p.Corrected == nil {
		return ""
	}
	return p.Corrected(o.Document)
}

// tellEditions says which documents are editions of the same disclosure.
func tellEditions(read []*Fate, docs []normalize.Disclosure) {
	normalize.FindEditions(docs)
	at := map[string]*normalize.Disclosure{}
	for i := range docs {
		at[docs[i].ID] = &docs[i]
	}
	for i := range docs {
		read[i].edition, read[i].counts = docs[i].Edition, at[docs[i].SameAs]
	}
}

// join gives the documents of one bundle their portions, unless an earlier run has made them.
func (r *Result) join(plan *Plan, members []*Fate) (problem, err error) {
	var all, keys []string
	for _, o := range members {
		all = append(all, o.Key)
		if said := plan.corrected(o); said != "" {
			all = append(all, said)
		}
	}
	kept := true
	for _, o := range members {
		keys = append(keys, keyOf(strings.Join(all, " "), o.Key, bundledName))
		kept = kept && r.store.has(keys[len(keys)-1])
	}
	if !kept {
		if problem, err = r.make(plan, members, keys); problem != nil || err != nil {
			return problem, err
		}
	}
	for i, o := range members {
		o.Bundled = keys[i]
	}
	return nil, nil
}

// make reconciles the documents of one bundle and keeps what comes of each.
func (r *Result) make(plan *Plan, members []*Fate, keys []string) (problem, err error) {
	whole := &normalize.Dataset{}
	for _, o := range members {
		ds, err := r.store.open(o.Key, o.File)
		if err != nil {
			return nil, err
		}
		whole.Append(ds)
	}
	docs := make([]*normalize.Disclosure, len(whole.Disclosures))
	for i := range docs {
		docs[i] = &whole.Disclosures[i]
	}
	if len(docs) > 1 {
		normalize.Bundle(docs)
	}
	if err := plan.Join(whole); err != nil {
		return fmt.Errorf("%s: not reconciled with the others of its bundle: %w", members[0].File, err), nil
	}
	for i, ds := range whole.Split() {
		portion, err := pack(ds)
		if err != nil {
			return nil, err
		}
		if err := r.store.put(keys[i], portion, nil); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// open reads a portion back. One that cannot be read is forgotten, so that the next run makes it again.
func (s *store) open(key, file string) (*normalize.Dataset, error) {
	ds, err := s.portion(key)
	if err != nil {
		return nil, s.damaged(key, file, err)
	}
	return ds, nil
}

// disclosure reads no more of a portion than what it says of its document.
func (s *store) disclosure(o *Fate) (normalize.Disclosure, error) {
	d, err := s.firstOf(o.Key)
	if err != nil {
		return normalize.Disclosure{}, s.damaged(o.Key, o.File, err)
	}
	return d, nil
}

// firstOf reads the beginning of a portion, which was verified when it was found or is new.
func (s *store) firstOf(key string) (d normalize.Disclosure, err error) {
	f, err := os.Open(s.path(key, portionSuffix))
	if err != nil {
		return d, err
	}
	defer f.Close()
	if _, err := f.Seek(sealLength, io.SeekStart); err != nil {
		return d, err
	}
	return unpackDisclosure(f)
}

func (s *store) damaged(key, file string, err error) error {
	os.Remove(s.path(key, portionSuffix))
	return fmt.Errorf("what was kept of %s is damaged: run again: %w", file, err)
}
