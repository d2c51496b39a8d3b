package reconcile

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// A fault is one wrong digit in a dataset: of a record or of a claim, by index.
type fault struct {
	record, claim int // -1 for none
	digit         int
	by            byte
	was           string
}

func (f fault) put(ds *normalize.Dataset) {
	if f.record >= 0 {
		spoil(&ds.Records[f.record], f.digit, f.by)
	} else {
		spoilClaim(&ds.Claims[f.claim], f.digit, f.by)
	}
}

// in says that a check takes in the spoiled figure.
func (f fault) in(ds *normalize.Dataset, c normalize.Check) bool {
	if f.record >= 0 {
		return slices.Contains(c.Records, ds.Records[f.record].Ref())
	}
	return slices.Contains(c.Claims, normalize.ClaimRef{Number: ds.Claims[f.claim].Number})
}

// namedBy says that a finding names the spoiled figure first.
func (f fault) namedBy(ds *normalize.Dataset, x normalize.Finding) bool {
	if f.record >= 0 {
		r := &ds.Records[f.record]
		return x.Check > 0 && x.Table == r.Table && x.Row == r.Row && x.Column == r.Column
	}
	return x.Check > 0 && x.Table == 0 && strings.HasPrefix(x.Message, ds.Claims[f.claim].Text+" ")
}

// TestTenErrorsAtOnce puts ten wrong digits into each of thirty published documents at the same time, and
// counts how many are in a failing check and how many a finding names first. A digit that alone lies
// within rounding cannot be seen and is left out.
func TestTenErrorsAtOnce(t *testing.T) {
	documents, all, caught, named := 0, 0, 0, 0
	for i, file := range corpusFiles(t) {
		if documents == seededDocuments {
			break
		}
		clean := readDataset(t, file)
		if clean == nil {
			continue
		}
		faults := visibleFaults(clean, rand.New(rand.NewPCG(2027, uint64(i))))
		if faults == nil {
			continue
		}
		documents++
		for _, f := range faults {
			f.put(clean)
		}
		Check(clean)
		for _, f := range faults {
			all++
			fails := func(c normalize.Check) bool { return c.Outcome == normalize.Fail && f.in(clean, c) }
			names := func(x normalize.Finding) bool { return f.namedBy(clean, x) }
			switch {
			case slices.ContainsFunc(clean.Findings, names):
				caught++
				named++
			case slices.ContainsFunc(clean.Checks, fails):
				caught++
				t.Logf("%s: not named: %s", filepath.Base(file), f.was)
			default:
				t.Logf("%s: not caught: %s", filepath.Base(file), f.was)
			}
		}
	}
	t.Logf("%d documents: %d wrong digits, %d caught, %d named first", documents, all, caught, named)
	if documents < seededDocuments || caught*100 < all*99 || named*10 < all*9 {
		t.Errorf("want %d documents, 99%% caught and 90%% named", seededDocuments)
	}
}

// visibleFaults are ten wrong digits in different figures that are in checks, each of which a check sees
// when it stands alone; nil for a document with too few figures in checks.
func visibleFaults(ds *normalize.Dataset, rnd *rand.Rand) []fault {
	Check(ds)
	records, claims := checkedFigures(ds)
	if len(records)+len(claims) < 10*seededErrors {
		return nil
	}
	var out []fault
	for _, k := range rnd.Perm(len(records) + len(claims)) {
		if len(out) == seededErrors {
			break
		}
		f := fault{record: -1, claim: -1, by: byte(1 + rnd.IntN(9))}
		if k < len(records) {
			f.record = records[k]
			r := &ds.Records[f.record]
			f.digit, f.was = rnd.IntN(digitsOf(r.Text)), r.Label+" "+strings.Join(r.Path, "/")+" "+r.Text
		} else {
			f.claim = claims[k-len(records)]
			c := &ds.Claims[f.claim]
			f.digit, f.was = rnd.IntN(digitsOf(c.Text)), c.Subject+" "+c.Text
		}
		if f.visible(ds) {
			out = append(out, f)
		}
	}
	return out
}

// visible says that a fault alone makes a check fail, or go.
func (f fault) visible(ds *normalize.Dataset) bool {
	records, claims, clean := slices.Clone(ds.Records), slices.Clone(ds.Claims), slices.Clone(ds.Checks)
	f.put(ds)
	Check(ds)
	count := func(all []normalize.Check) (n int) {
		for _, c := range all {
			if f.in(ds, c) {
				n++
			}
		}
		return n
	}
	fails := slices.ContainsFunc(ds.Checks, func(c normalize.Check) bool { return c.Outcome == normalize.Fail && f.in(ds, c) })
	seen := fails || count(ds.Checks) < count(clean)
	copy(ds.Records, records)
	copy(ds.Claims, claims)
	ds.Checks = clean
	return seen
}
