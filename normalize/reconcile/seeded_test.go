package reconcile

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

const (
	seededDocuments = 30
	seededErrors    = 10
)

// TestSeededErrors puts wrong digits, one at a time, into figures of published documents that take
// part in a check, and counts how many are in a failing check and how many a finding names first. A
// digit so small that every check puts it down to rounding cannot be seen and is counted apart.
func TestSeededErrors(t *testing.T) {
	var all score
	used := 0
	for i, file := range corpusFiles(t) {
		if used == seededDocuments {
			break
		}
		clean := readDataset(t, file)
		if clean == nil {
			continue
		}
		s, ok := seedDocument(clean, rand.New(rand.NewPCG(2026, uint64(i))))
		if !ok {
			continue
		}
		used++
		all = all.plus(s)
		if len(s.missed) > 0 {
			t.Logf("%s: %s", filepath.Base(file), strings.Join(s.missed, "; "))
		}
	}
	t.Logf("%d documents: %d wrong digits, %d of them within rounding; %d caught, %d named first", used, all.seeded+all.small, all.small, all.caught, all.named)
	if used < seededDocuments || all.caught*100 < all.seeded*99 || all.named*10 < all.seeded*9 {
		t.Errorf("want %d documents, 99%% caught and 90%% named", seededDocuments)
	}
}

// corpusFiles are the department documents of the corpus beside the repository.
func corpusFiles(t *testing.T) []string {
	t.Helper()
	const corpus = "../../../shared/corpus"
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the corpus of published documents is not here: ", err)
	}
	var files []string
	for _, dir := range []string{"dept-budget", "dept-final"} {
		found, err := filepath.Glob(filepath.Join(corpus, dir, "*.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	sort.Strings(files)
	return files
}

func readDataset(t *testing.T, file string) *normalize.Dataset {
	t.Helper()
	doc, err := extract.Read(context.Background(), file, extract.Options{})
	if err != nil {
		t.Logf("%s: %v", filepath.Base(file), err)
		return nil
	}
	return normalize.Document(doc)
}

type score struct {
	seeded, small, caught, named int
	missed                       []string
}

func (s score) plus(o score) score {
	return score{s.seeded + o.seeded, s.small + o.small, s.caught + o.caught, s.named + o.named, append(s.missed, o.missed...)}
}

// seedDocument spoils figures of a document one after the other. It is false for a document with too
// few figures that take part in checks.
func seedDocument(ds *normalize.Dataset, rnd *rand.Rand) (score, bool) {
	Check(ds)
	records, claims := checkedFigures(ds)
	if len(records)+len(claims) < 10*seededErrors {
		return score{}, false
	}
	clean := slices.Clone(ds.Checks)
	var s score
	for range seededErrors {
		if k := rnd.IntN(len(records) + len(claims)); k < len(records) {
			s = s.plus(seedRecord(ds, clean, &ds.Records[records[k]], rnd))
		} else {
			s = s.plus(seedClaim(ds, clean, &ds.Claims[claims[k-len(records)]], rnd))
		}
	}
	return s, true
}

func seedRecord(ds *normalize.Dataset, clean []normalize.Check, r *normalize.Record, rnd *rand.Rand) score {
	was := *r
	spoil(r, rnd.IntN(digitsOf(r.Text)), byte(1+rnd.IntN(9)))
	Check(ds)
	has := func(c normalize.Check) bool { return slices.Contains(c.Records, r.Ref()) }
	named := func(f normalize.Finding) bool {
		return f.Check > 0 && f.Table == r.Table && f.Row == r.Row && f.Column == r.Column
	}
	s := judge(ds, clean, has, named, r.Label+" "+strings.Join(r.Path, "/")+" "+was.Text+" → "+r.Text)
	*r = was
	return s
}

func seedClaim(ds *normalize.Dataset, clean []normalize.Check, c *normalize.Claim, rnd *rand.Rand) score {
	was := *c
	spoilClaim(c, rnd.IntN(digitsOf(c.Text)), byte(1+rnd.IntN(9)))
	Check(ds)
	has := func(k normalize.Check) bool { return slices.Contains(k.Claims, normalize.ClaimRef{Number: c.Number}) }
	named := func(f normalize.Finding) bool {
		return f.Check > 0 && f.Table == 0 && strings.HasPrefix(f.Message, c.Text+" ")
	}
	s := judge(ds, clean, has, named, c.Subject+" "+was.Text+" → "+c.Text)
	*c = was
	return s
}

// judge says what the checks and findings make of one wrong figure. One whose checks all still hold,
// as many as there were, lies within rounding.
func judge(ds *normalize.Dataset, clean []normalize.Check, has func(normalize.Check) bool, named func(normalize.Finding) bool, what string) score {
	count := func(all []normalize.Check) (n int) {
		for _, c := range all {
			if has(c) {
				n++
			}
		}
		return n
	}
	fails := slices.ContainsFunc(ds.Checks, func(c normalize.Check) bool { return c.Outcome == normalize.Fail && has(c) })
	switch {
	case fails && slices.ContainsFunc(ds.Findings, named):
		return score{seeded: 1, caught: 1, named: 1}
	case fails:
		return score{seeded: 1, caught: 1, missed: []string{"(not named) " + what}}
	case count(ds.Checks) == count(clean):
		return score{small: 1}
	}
	return score{seeded: 1, missed: []string{what}}
}

// checkedFigures are the figures, not zero, that are in checks which hold and in none that fails.
func checkedFigures(ds *normalize.Dataset) (records, claims []int) {
	inRecord, inClaim := map[normalize.Ref]normalize.Outcome{}, map[int]normalize.Outcome{}
	for _, c := range ds.Checks {
		if c.Code == "part-within" || c.Code == "claim-parts" {
			continue
		}
		for _, r := range c.Records {
			if inRecord[r] != normalize.Fail {
				inRecord[r] = c.Outcome
			}
		}
		for _, n := range c.Claims {
			if inClaim[n.Number] != normalize.Fail {
				inClaim[n.Number] = c.Outcome
			}
		}
	}
	for i := range ds.Records {
		r := &ds.Records[i]
		if o, ok := inRecord[r.Ref()]; ok && o != normalize.Fail && r.Value.Valid && !r.Value.Decimal.IsZero() {
			records = append(records, i)
		}
	}
	for i := range ds.Claims {
		c := &ds.Claims[i]
		if o, ok := inClaim[c.Number]; ok && o != normalize.Fail && c.Value.Valid && !c.Value.Decimal.IsZero() {
			claims = append(claims, i)
		}
	}
	return records, claims
}

// spoilClaim replaces a digit of a claim's text.
func spoilClaim(c *normalize.Claim, digit int, by byte) {
	r := normalize.Record{Text: c.Text, Value: c.Value, Yuan: c.Yuan}
	text := []byte(c.Text)
	for i, b := range text {
		if b < '0' || b > '9' {
			continue
		}
		if digit == 0 {
			text[i] = '0' + (b-'0'+by)%10
			break
		}
		digit--
	}
	c.Text = string(text)
	number := strings.TrimRightFunc(strings.ReplaceAll(c.Text, ",", ""), func(r rune) bool { return r < '0' || r > '9' })
	value := decimal.RequireFromString(number)
	if r.Value.Decimal.IsNegative() {
		value = value.Neg()
	}
	if c.Yuan.Valid {
		c.Yuan.Decimal = r.Yuan.Decimal.Div(r.Value.Decimal).Mul(value)
	}
	c.Value.Decimal = value
}
