package correction

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// told is a dataset of what a scan says: on one line the whole, a part, and the share of the part; on the line below twice the same
// decrease, of two things.
func told(part, whole, share string) *normalize.Dataset {
	ds := sheet()
	ds.Tables = nil
	id := ds.Disclosures[0].ID
	say := func(line int, kind normalize.ClaimKind, before, text, unit string) *normalize.Claim {
		c := normalize.Claim{Document: id, Number: len(ds.Claims) + 1, Page: 3, Box: box(line), Kind: kind, Year: 2026, Before: before, Sentence: before + text + "。", Text: text, Unit: unit,
			Value: decimal.NewNullDecimal(decimal.RequireFromString(strings.TrimSuffix(text, unit)))}
		if kind == normalize.Amount || kind == normalize.Change {
			c.Yuan = decimal.NewNullDecimal(c.Value.Decimal.Shift(4))
		}
		ds.Claims = append(ds.Claims, c)
		return &ds.Claims[len(ds.Claims)-1]
	}
	say(0, normalize.Amount, "基本支出", whole+"万元", "万元")
	say(0, normalize.Amount, "基本支出"+whole+"万元，其中公用经费", part+"万元", "万元").Whole = 1
	c := say(0, normalize.Share, "基本支出"+whole+"万元，其中公用经费"+part+"万元，占", share+"%", "%")
	c.Of, c.Whole = 2, 1
	for i := range ds.Claims {
		ds.Claims[i].Sentence = c.Sentence
	}
	for _, of := range []string{"会议费", "培训费"} {
		c := say(1, normalize.Change, of+"比上年减少", "0.50万元", "万元")
		c.Value.Decimal, c.Yuan.Decimal = c.Value.Decimal.Neg(), c.Yuan.Decimal.Neg()
	}
	return ds
}

func claimEntry(line int, printed, corrected string) Entry {
	return Entry{SHA256: hash, Page: 3, Box: box(line), Field: Claim, Printed: printed, Corrected: corrected, When: "2026-01-01T00:00:00Z"}
}

func toldStatus(ds *normalize.Dataset) string {
	var out []string
	for _, c := range ds.Claims {
		out = append(out, fmt.Sprintf("%s %q %s%s %s %s", c.Text, c.Corrected, c.Value.Decimal, c.Unit, c.Yuan.Decimal, c.Outcome))
	}
	for _, f := range ds.Findings {
		out = append(out, f.Code+" "+f.Message+" "+string(f.Judged))
	}
	return strings.Join(out, "\n")
}

// A digit that was misread in a sentence is corrected: the share holds, and what was read stays beside it. Without the correction it does not hold.
func TestCorrectedClaimIsChecked(t *testing.T) {
	ds := told("20.00", "100.00", "26.00")
	reconcile.Check(ds, reconcile.Options{})
	if len(ds.Findings) != 1 || ds.Findings[0].Code != codes.ClaimShare {
		t.Fatalf("findings %v", ds.Findings)
	}
	for _, corrected := range []string{"20.00", "20.00%", "20.00％"} {
		ds := told("20.00", "100.00", "26.00")
		NewBook([]Entry{claimEntry(0, "26.00%", corrected)}).Apply(ds)
		reconcile.Check(ds, reconcile.Options{})
		if c := ds.Claims[2]; c.Text != "26.00%" || c.Corrected != corrected || c.Unit != "%" || c.Outcome != normalize.Pass || len(ds.Findings) > 0 {
			t.Errorf("%s: %+v, findings %v", corrected, c, ds.Findings)
		}
	}
}

// What fails still says that it was corrected.
func TestFailingCorrectedClaim(t *testing.T) {
	ds := told("20.00", "100.00", "26.00")
	NewBook([]Entry{claimEntry(0, "26.00%", "25.00")}).Apply(ds)
	reconcile.Check(ds, reconcile.Options{})
	if len(ds.Findings) != 1 || !strings.Contains(ds.Findings[0].Message, "25.00%") || !strings.Contains(ds.Findings[0].Message, "as corrected") {
		t.Errorf("findings %v", ds.Findings)
	}
}

// A decrease stays one, which of two that read alike is told, and the unit can be corrected to another of its kind.
func TestCorrectedDecrease(t *testing.T) {
	for corrected, want := range map[string]string{"0.80": "-8000", "0.80万元": "-8000", "-0.80": "-8000", "0.80元": "-0.8"} {
		ds := told("20.00", "100.00", "20.00")
		e := claimEntry(1, "0.50万元", corrected)
		e.Nth = 2
		NewBook([]Entry{e}).Apply(ds)
		if a, b := ds.Claims[3], ds.Claims[4]; a.Corrected != "" || b.Corrected != corrected || b.Yuan.Decimal.String() != want || len(ds.Findings) > 0 {
			t.Errorf("%s: %+v, %+v, findings %v", corrected, a, b, ds.Findings)
		}
	}
	ds := told("20.00", "100.00", "20.00") // one that was read as nothing falls all the same
	ds.Claims[4].Text, ds.Claims[4].Value, ds.Claims[4].Yuan = "0.00万元", decimal.NewNullDecimal(decimal.Zero), decimal.NewNullDecimal(decimal.Zero)
	NewBook([]Entry{claimEntry(1, "0.00万元", "0.80")}).Apply(ds)
	if c := ds.Claims[4]; c.Yuan.Decimal.String() != "-8000" || len(ds.Findings) > 0 {
		t.Errorf("%+v, findings %v", c, ds.Findings)
	}
}

// What a correction names a claim by leads back to it, and to no other.
func TestNameOfClaim(t *testing.T) {
	for i := range 5 {
		ds := told("20.00", "100.00", "20.00")
		e := OfClaim(ds, &ds.Claims[i])
		e.Corrected = "7"
		for k := range ds.Claims { // another version reads a figure more before them
			ds.Claims[k].Number++
			ds.Claims[k].Box.X0 -= 9
		}
		NewBook([]Entry{e}).Apply(ds)
		for k, c := range ds.Claims {
			if (c.Corrected != "") != (k == i) {
				t.Errorf("claim %d by the name of %d: %+v, findings %v", k, i, c, ds.Findings)
			}
		}
	}
}

// What reads otherwise now, is not to be told from its neighbour, or is no figure, is told of and left alone.
func TestStaleClaims(t *testing.T) {
	gone, third := claimEntry(0, "26.00%", "20.00"), claimEntry(1, "0.50万元", "0.80")
	gone.Page, third.Nth = 9, 3
	for why, e := range map[string]Entry{
		"what is read there now is \"100.00万元\"":                                  claimEntry(0, "28.00%", "20.00"),
		"no figure is read at its place now":                                      gone,
		"2 figures of its line read so, and which of them is meant is not told":   claimEntry(1, "0.50万元", "0.80"),
		"2 figures of its line read so, and which of them is meant is not told ":  third,
		"it is no figure in a unit that the sentence can have":                    claimEntry(0, "26.00%", "五"),
		"it is no figure in a unit that the sentence can have ":                   claimEntry(0, "26.00%", "5万元"),
		"2 figures of its line read so, and which of them is meant is not told  ": {SHA256: hash, Field: Claim, Printed: "0.50万元", Corrected: "0.80"},
	} {
		ds := told("20.00", "100.00", "26.00")
		before := toldStatus(ds)
		NewBook([]Entry{e}).Apply(ds)
		if len(ds.Findings) != 1 || ds.Findings[0].Code != codes.CorrectionStale || !strings.HasSuffix(ds.Findings[0].Message, strings.TrimSpace(why)) {
			t.Errorf("%s: findings %v", why, ds.Findings)
		}
		ds.Findings = nil
		if got := toldStatus(ds); got != before {
			t.Errorf("%s: %s", why, cmp.Diff(before, got))
		}
	}
	one := told("20.00", "100.00", "26.00") // of two that read alike one is read otherwise since: the other may not be what was meant
	one.Claims[3].Text = "0.60万元"
	second := claimEntry(1, "0.50万元", "0.80")
	second.Nth = 1
	if NewBook([]Entry{second}).Apply(one); len(one.Findings) != 1 || one.Claims[4].Corrected != "" {
		t.Errorf("%s", toldStatus(one))
	}
}

// By hand it is enough to say what reads so, where nothing else does.
func TestHandWrittenClaim(t *testing.T) {
	ds := told("20.00", "100.00", "26.00")
	NewBook([]Entry{{SHA256: hash, Field: Claim, Printed: "26.00%", Corrected: "20.00"}}).Apply(ds)
	if ds.Claims[2].Corrected != "20.00" || len(ds.Findings) > 0 {
		t.Errorf("%s", toldStatus(ds))
	}
	first, later := claimEntry(0, "26.00%", "21.00"), Entry{SHA256: hash, Field: Claim, Printed: "26.00%", Corrected: "20.00", When: "2026-02-01"}
	for _, list := range [][]Entry{{first, later}, {later, first}} {
		ds := told("20.00", "100.00", "26.00")
		if NewBook(list).Apply(ds); ds.Claims[2].Corrected != "20.00" {
			t.Errorf("the later one does not hold: %s", toldStatus(ds))
		}
	}
}

// Whatever the order of the entries, what comes of them is the same, twice as often, and from the file.
func TestOrderOfClaimEntries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Entry {
			e := claimEntry(rapid.IntRange(0, 1).Draw(t, "line"), rapid.SampledFrom([]string{"26.00%", "20.00万元", "100.00万元", "0.50万元", "0.70万元"}).Draw(t, "printed"),
				rapid.SampledFrom([]string{"", "20.00", "0.80万元", "25.00%", "0.50元", "x,\"\n"}).Draw(t, "corrected"))
			e.Nth = rapid.IntRange(0, 3).Draw(t, "nth")
			e.When = rapid.SampledFrom([]string{"", "2026-01-01", "2026-01-02"}).Draw(t, "when")
			if rapid.Bool().Draw(t, "by hand") {
				e.Box = page.Box{}
			}
			return e
		}), 0, 8).Draw(t, "entries")
		run := func(list []Entry) *normalize.Dataset {
			ds := told("20.00", "100.00", "26.00")
			b := NewBook(list)
			b.Apply(ds)
			reconcile.Check(ds, reconcile.Options{})
			b.Judge(ds)
			return ds
		}
		ds := run(list)
		want := toldStatus(ds)
		shuffled := slices.Clone(list)
		rand.Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
		if got := toldStatus(run(append(shuffled, list...))); got != want {
			t.Fatal(cmp.Diff(want, got))
		}
		dir, err := os.MkdirTemp("", "")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		name := filepath.Join(dir, FileName)
		for _, e := range shuffled {
			if err := Add(context.Background(), name, e); err != nil {
				t.Fatal(err)
			}
		}
		back, err := Read(name)
		if got := toldStatus(run(back)); err != nil || got != want {
			t.Fatalf("%v: %s", err, cmp.Diff(want, got))
		}
	})
}
