package correction

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

var hash = strings.Repeat("0a", 32)

// sheet is a dataset of one table: a total and three items, each printed in a box of its own, recognised on a scan.
func sheet(texts ...string) *normalize.Dataset {
	ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d0a0a0a0a0a0a", SHA256: hash, Agency: "甲局", Year: 2026, Kind: normalize.Budget, Pages: 1}}}
	t := normalize.Table{Document: "d0a0a0a0a0a0a", Number: 1, Title: "支出总表", Unit: "万元", FirstPage: 3, LastPage: 3,
		Columns: []normalize.Column{{Number: 1, Path: []string{"科目"}, Role: normalize.LabelColumn}, {Number: 2, Path: []string{"金额"}, Role: normalize.FigureColumn}}}
	for i, text := range texts {
		it := normalize.Item{Label: fmt.Sprintf("科目%d", i)}
		if i == 0 {
			it = normalize.Item{Label: "合计", Role: normalize.Total}
		}
		t.Rows = append(t.Rows, normalize.Row{Number: i + 1, Page: 3, Items: []normalize.Item{it}})
		r := normalize.Record{Document: t.Document, Table: 1, Row: i + 1, Column: 2, Page: 3, Label: it.Label, Path: t.Columns[1].Path, Text: text, Unit: "万元",
			Box: box(i), Source: page.OCR, Confidence: 0.99}
		r.Reread(text)
		ds.Records = append(ds.Records, r)
	}
	ds.Tables = []normalize.Table{t}
	return ds
}

func box(row int) page.Box {
	return page.Box{X0: 200, Y0: 100 + 20*float64(row), X1: 280, Y1: 120 + 20*float64(row)}
}

func entry(row int, field, printed, corrected string) Entry {
	return Entry{SHA256: hash, Page: 3, Box: box(row), Table: 1, Row: row + 1, Column: 2, Field: field, Printed: printed, Corrected: corrected, Who: "甲", When: "2026-01-01T00:00:00Z"}
}

func status(ds *normalize.Dataset) string {
	var out []string
	for _, r := range ds.Records {
		out = append(out, fmt.Sprintf("%s %s %s %s", r.Text, r.Corrected, r.Source, r.Status))
	}
	for _, f := range ds.Findings {
		out = append(out, f.Code+" "+string(f.Judged))
	}
	return strings.Join(out, "\n")
}

// A digit that was misread is corrected: the sum holds, and what was read stays beside it.
func TestCorrectedFigureIsProven(t *testing.T) {
	ds := sheet("100.00", "20.00", "30.00", "56.00")
	NewBook([]Entry{entry(3, Value, "56.00", "50.00")}).Apply(ds)
	reconcile.Check(ds, reconcile.Options{})
	r := ds.Records[3]
	if r.Text != "56.00" || r.Corrected != "50.00" || r.Source != page.Person || r.Status != normalize.Verified || !r.Yuan.Decimal.Equal(decimal.NewFromInt(500000)) || len(ds.Findings) > 0 {
		t.Errorf("%+v, findings %v", r, ds.Findings)
	}
}

// A figure that could not be read at all has no unit; corrected it has that of its column, and the finding about it goes.
func TestUnreadableFigureIsCorrected(t *testing.T) {
	ds := sheet("100.00", "20.00", "30.00", "5..0.0")
	ds.Records[3].Value, ds.Records[3].Unit = decimal.NullDecimal{}, ""
	ds.Findings = []normalize.Finding{{Document: ds.Records[3].Document, Code: codes.UnreadableAmount, Severity: normalize.Warning, Page: 3, Table: 1, Row: 4, Column: 2}}
	NewBook([]Entry{entry(3, Value, "5..0.0", "50.00")}).Apply(ds)
	reconcile.Check(ds, reconcile.Options{})
	if r := ds.Records[3]; r.Unit != "万元" || r.Status != normalize.Verified || len(ds.Findings) > 0 {
		t.Errorf("%+v, findings %v", r, ds.Findings)
	}
}

// A reading that arithmetic took is no longer told of once a person has read the figure.
func TestCorrectedReading(t *testing.T) {
	ds := sheet("100.00", "20.00", "30.00", "56.00")
	ds.Records[3].First, ds.Records[3].Others = "58.00", []string{"58.00"}
	NewBook([]Entry{entry(3, Value, "58.00", "50.00")}).Apply(ds)
	reconcile.Check(ds, reconcile.Options{})
	if r := ds.Records[3]; r.Corrected != "50.00" || r.Status != normalize.Verified || len(ds.Findings) > 0 {
		t.Errorf("%+v, findings %v", r, ds.Findings)
	}
}

// What reads otherwise now, or is no figure, is told of and left alone.
func TestStaleCorrections(t *testing.T) {
	gone := entry(3, Value, "50.00", "51.00")
	gone.Page = 9
	for why, e := range map[string]Entry{
		"what is read there now is \"50.00\"": entry(3, Value, "56.00", "51.00"),
		"no figure is read at its place now":  gone,
		"it is neither a figure nor a dash":   entry(3, Value, "50.00", "five"),
		"there is no field of this name":      entry(3, "colour", "50.00", "5"),
		"what is read there now is \"万元\"":    entry(3, Unit, "元", "亿元"),
		"what is read there now is \"2026\"":  {SHA256: hash, Field: Year, Printed: "2025", Corrected: "2024"},
	} {
		ds := sheet("100.00", "20.00", "30.00", "50.00")
		before := status(ds)
		NewBook([]Entry{e}).Apply(ds)
		if len(ds.Findings) != 1 || ds.Findings[0].Code != codes.CorrectionStale || !strings.HasSuffix(ds.Findings[0].Message, why) {
			t.Errorf("%s: findings %v", why, ds.Findings)
		}
		ds.Findings = nil
		if got := status(ds); got != before {
			t.Errorf("%s: %s", why, cmp.Diff(before, got))
		}
	}
}

func TestOtherFields(t *testing.T) {
	ds := sheet("100.00", "20.00", "30.00", "50.00")
	table := Entry{SHA256: hash, Table: 1, Field: Unit, Printed: "万元", Corrected: "元"}
	NewBook([]Entry{table, entry(1, Label, "科目1", "教育支出"), entry(1, Path, "金额", "本年 / 金额"),
		{SHA256: hash, Field: Agency, Printed: "甲局", Corrected: "乙局"}, {SHA256: hash, Field: Year, Printed: "2026", Corrected: "2025"}}).Apply(ds)
	r := ds.Records[1]
	if len(ds.Findings) > 0 || r.Label != "教育支出" || ds.Tables[0].Rows[1].Items[0].Label != r.Label || strings.Join(r.Path, "/") != "本年/金额" || r.Unit != "元" ||
		!r.Yuan.Decimal.Equal(decimal.NewFromInt(20)) || ds.Disclosures[0].Agency != "乙局" || ds.Disclosures[0].Year != 2025 {
		t.Errorf("%+v %+v, findings %v", r, ds.Disclosures[0], ds.Findings)
	}
}

// What was corrected already and is corrected again, once or twice before the next run, is found by what was read at first.
func TestCorrectedAgain(t *testing.T) {
	first, second, third := entry(1, Label, "科目1", "教肓支出"), entry(1, Label, "教肓支出", "教育"), entry(1, Label, "教肓支出", "教育支出")
	second.When, third.When = "2026-01-02", "2026-01-03"
	third.Box.X0-- // cut a little otherwise
	year := Entry{SHA256: hash, Field: Year, Printed: "2026", Corrected: "2025", When: "2026-01-01"}
	later := Entry{SHA256: hash, Field: Year, Printed: "2025", Corrected: "2024", When: "2026-01-02"}
	ds := sheet("100.00", "20.00", "30.00", "50.00")
	NewBook([]Entry{third, later, second, year, first}).Apply(ds)
	if r := ds.Records[1]; len(ds.Findings) > 0 || r.Label != "教育支出" || ds.Disclosures[0].Year != 2024 {
		t.Errorf("%+v %+v, findings %v", r, ds.Disclosures[0], ds.Findings)
	}
}

// The region is that of the agency, unless it was said.
func TestRegionOfCorrectedAgency(t *testing.T) {
	for before, want := range map[string]string{"东山市": "海平省西河市", "北州": "北州"} {
		ds := sheet("100.00", "20.00", "30.00", "50.00")
		ds.Disclosures[0].Agency, ds.Disclosures[0].Region = "东山市教育局", before
		b := NewBook([]Entry{{SHA256: hash, Field: Agency, Printed: "东山市教育局", Corrected: "海平省西河市教育局"}})
		b.Documents(ds.Disclosures)
		b.Apply(ds)
		if d := ds.Disclosures[0]; d.Region != want || d.Agency != "海平省西河市教育局" || len(ds.Findings) > 0 {
			t.Errorf("%s: %+v, findings %v", before, d, ds.Findings)
		}
	}
}

// A newer version that counts tables and cuts cells a little otherwise finds the place again.
func TestPlaceSurvivesAnotherReading(t *testing.T) {
	ds := sheet("100.00", "20.00", "30.00", "56.00")
	for i := range ds.Records {
		r := &ds.Records[i]
		r.Table, r.Row = 4, r.Row+2
		r.Box.X0, r.Box.Y0 = r.Box.X0-9, r.Box.Y0+2
	}
	NewBook([]Entry{entry(3, Value, "56.00", "50.00")}).Apply(ds)
	if r := ds.Records[3]; r.Corrected != "50.00" || len(ds.Findings) > 0 {
		t.Errorf("%+v, findings %v", r, ds.Findings)
	}
}

// A finding that was judged stays so when everything is found out anew, and counts from a stored claim as from a fresh one.
func TestJudgementsStay(t *testing.T) {
	ds := sheet("100.00", "20.00", "30.00", "56.00")
	for i := range ds.Records {
		ds.Records[i].Source = page.Text
	}
	reconcile.Check(ds, reconcile.Options{})
	if len(ds.Findings) != 1 {
		t.Fatalf("findings %v", ds.Findings)
	}
	e := Subject(ds, &ds.Findings[0])
	e.Corrected, e.When = string(normalize.Confirmed), "2026-01-01"
	reconcile.Check(ds, reconcile.Options{})
	NewBook([]Entry{e}).Judge(ds)
	if ds.Findings[0].Judged != normalize.Confirmed {
		t.Errorf("%+v", ds.Findings)
	}
	back := e
	back.Corrected, back.When = "", "2026-01-02"
	NewBook([]Entry{back, e}).Judge(ds)
	if ds.Findings[0].Judged != "" {
		t.Errorf("taken back, and still %s", ds.Findings[0].Judged)
	}
}

// What is made of one finding is not made of another: of another claim of its sentence, of another without a figure on its page.
func TestJudgementsOfNeighbours(t *testing.T) {
	ds := sheet()
	d := ds.Disclosures[0].ID
	finding := func(code string, page, check int, message string) normalize.Finding {
		return normalize.Finding{Document: d, Code: code, Page: page, Check: check, Sentence: normalize.Sentence{Message: message}}
	}
	for i, value := range []string{"5", "7"} {
		ds.Claims = append(ds.Claims, normalize.Claim{Document: d, Number: i + 1, Page: 3, Box: box(0), Value: decimal.NewNullDecimal(decimal.RequireFromString(value)), Unit: "%"})
		ds.Checks = append(ds.Checks, normalize.Check{Document: d, Number: i + 1, Claims: []normalize.ClaimRef{{Number: i + 1}}})
	}
	ds.Findings = []normalize.Finding{finding(codes.ClaimShare, 3, 1, "a"), finding(codes.ClaimShare, 3, 2, "b"), finding(codes.ClaimUnit, 3, 0, "c"), finding(codes.ClaimUnit, 3, 0, "d"), finding(codes.ClaimUnit, 0, 0, "e")}
	judged := func(list []Entry) (out string) {
		NewBook(list).Judge(ds)
		for _, f := range ds.Findings {
			out += string(f.Judged) + ","
		}
		return out
	}
	var all []Entry
	for i, judgement := range []normalize.Judgement{normalize.Confirmed, normalize.Accepted, normalize.Misreading} {
		e := Subject(ds, &ds.Findings[i])
		e.Corrected, e.When = string(judgement), fmt.Sprintf("2026-01-0%d", i+1)
		all = append(all, e)
	}
	if got := judged(all); got != "confirmed,accepted,misreading,,," {
		t.Error(got)
	}
	whole := Entry{SHA256: hash, Field: FindingField + codes.ClaimUnit, Corrected: string(normalize.Accepted)}
	if got := judged([]Entry{whole}); got != ",,,,," {
		t.Error(got)
	}
	whole.Printed = "e"
	if got := judged([]Entry{whole}); got != ",,,,accepted," {
		t.Error(got)
	}
}

// Whatever the order of the entries, the file and what comes of it are the same; and taking all in again changes nothing.
func TestOrderOfEntries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Entry {
			e := entry(rapid.IntRange(0, 3).Draw(t, "row"), rapid.SampledFrom([]string{Value, Label, Unit, FindingField + codes.RowTotal}).Draw(t, "field"),
				rapid.SampledFrom([]string{"100.00", "20.00", "30.00", "56.00", "科目1", "万元"}).Draw(t, "printed"), rapid.SampledFrom([]string{"", "50.00", "20.00", "元", "x,\"\n", "confirmed"}).Draw(t, "corrected"))
			e.When = rapid.SampledFrom([]string{"", "2026-01-01", "2026-01-02"}).Draw(t, "when")
			return e
		}), 0, 8).Draw(t, "entries")
		run := func(list []Entry) string {
			ds := sheet("100.00", "20.00", "30.00", "56.00")
			b := NewBook(list)
			b.Apply(ds)
			reconcile.Check(ds, reconcile.Options{})
			b.Judge(ds)
			return b.Mark(hash) + status(ds)
		}
		shuffled := slices.Clone(list)
		rand.Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
		want := run(list)
		if got := run(append(shuffled, list...)); got != want {
			t.Fatal(cmp.Diff(want, got))
		}
		dir, err := os.MkdirTemp("", "")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		one, two := filepath.Join(dir, "1.csv"), filepath.Join(dir, "2.csv")
		for _, e := range shuffled {
			if err := Add(context.Background(), one, e); err != nil {
				t.Fatal(err)
			}
		}
		if err := Add(context.Background(), two, list...); err != nil {
			t.Fatal(err)
		}
		a, _ := os.ReadFile(one)
		b, _ := os.ReadFile(two)
		if len(list) > 0 && string(a) != string(b) {
			t.Fatal(cmp.Diff(string(a), string(b)))
		}
		back, err := Read(two)
		if err != nil || run(back) != want {
			t.Fatalf("%v: %s", err, cmp.Diff(want, run(back)))
		}
	})
}

func TestHandWritten(t *testing.T) {
	list, err := parse([]byte("\uFEFFfield,corrected,sha256\nvalue,1," + strings.ToUpper(hash) + "\n"))
	if err != nil || len(list) != 1 || list[0].SHA256 != hash {
		t.Errorf("%v, %v", list, err)
	}
	for text, want := range map[string]string{
		"sha256,field\n":                                 "line 1: the column corrected is missing",
		"sha256,field,corrected,colour\n":                `line 1: there is no column "colour" in corrections`,
		"sha256,field,corrected\nx,value,1\n":            `line 2: sha256: "x" is no SHA-256`,
		"sha256,field,corrected,page\n" + hash + ",,,-1": `line 2: page: "-1" is no whole number`,
		"sha256,field,corrected,x0\n" + hash + ",,,NaN":  `line 2: x0: "NaN" is no place on a page`,
	} {
		if _, err := parse([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// One that is killed while it writes leaves the old file or the new one, and both can be added to.
func TestKilledWhileWriting(t *testing.T) {
	name := filepath.Join(t.TempDir(), FileName)
	if os.Getenv("MINGXI_ADD_TO") != "" {
		for i := 0; ; i++ {
			e := entry(i%4, Value, fmt.Sprint(i), "1")
			if err := Add(context.Background(), os.Getenv("MINGXI_ADD_TO"), e); err != nil {
				t.Fatal(err)
			}
		}
	}
	last := 0
	for round := range 8 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWhileWriting$")
		cmd.Env = append(os.Environ(), "MINGXI_ADD_TO="+name)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for { // until it has begun
			if list, err := Read(name); err != nil || len(list) > last {
				break
			}
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(7*round) * time.Millisecond)
		cmd.Process.Kill()
		cmd.Wait()
		list, err := Read(name)
		if err != nil || len(list) <= last {
			t.Fatalf("%d entries after %d: %v", len(list), last, err)
		}
		last = len(list)
	}
}
