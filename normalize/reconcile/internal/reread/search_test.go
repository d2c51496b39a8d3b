package reread

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// sheet is a table of recognised figures whose last column and, of several rows, last row are sums, with its checks.
func sheet(texts [][]string, others map[string]string) (*normalize.Dataset, func()) {
	ds := &normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d"}}}
	wide := len(texts[0])
	for y, row := range texts {
		for x, text := range row {
			r := normalize.Record{Document: "d", Table: 1, Page: 1, Row: y + 1, Column: x + 1, Source: recognised, Confidence: 0.99, Unit: "万元"}
			r.Reread(text)
			if o := others[text]; o != "" {
				r.Others, r.Confidence = strings.Fields(o), 0.5
			}
			ds.Records = append(ds.Records, r)
		}
	}
	check := func() {
		ds.Checks, ds.Findings = nil, nil
		failed := map[int]bool{}
		sum := func(total int, parts ...int) {
			c := normalize.Check{Document: "d", Number: len(ds.Checks) + 1, Code: "sum", Outcome: normalize.Pass, Unit: "万元", Relation: normalize.Equal,
				Compared: normalize.FigureRef{Record: ds.Records[total].Ref()}}
			off := ds.Records[total].Value.Decimal
			for _, i := range append([]int{total}, parts...) {
				c.Records = append(c.Records, ds.Records[i].Ref())
			}
			for _, i := range parts {
				off = off.Sub(ds.Records[i].Value.Decimal)
				c.Terms = append(c.Terms, normalize.Term{FigureRef: normalize.FigureRef{Record: ds.Records[i].Ref()}})
			}
			c.Difference = decimal.NewNullDecimal(off)
			if !off.IsZero() {
				c.Outcome = normalize.Fail
				for _, i := range append([]int{total}, parts...) {
					failed[i] = true
				}
			}
			ds.Checks = append(ds.Checks, c)
		}
		for y := range texts {
			var row []int
			for x := range wide - 1 {
				row = append(row, y*wide+x)
			}
			sum(y*wide+wide-1, row...)
		}
		for x := range wide {
			if len(texts) == 1 {
				break
			}
			var column []int
			for y := range len(texts) - 1 {
				column = append(column, y*wide+x)
			}
			sum((len(texts)-1)*wide+x, column...)
		}
		for i := range ds.Records {
			if ds.Records[i].Status = normalize.Verified; failed[i] {
				ds.Records[i].Status = normalize.Contradicted
			}
		}
	}
	return ds, check
}

func texts(ds *normalize.Dataset) string {
	var all []string
	for _, r := range ds.Records {
		all = append(all, r.Text)
	}
	return strings.Join(all, " ")
}

// Up to three figures that were read wrongly come right where one way to read them makes all sums come out. Where several
// do, the doubt names them and nothing is changed; and so it is where none does.
func TestWaysToReadFewFigures(t *testing.T) {
	right := "11.00 22.00 33.00 66.00 44.00 55.00 67.00 166.00 55.00 77.00 100.00 232.00"
	for _, test := range []struct {
		why    string
		read   string
		others map[string]string
		want   string
		taken  int
		doubt  string
	}{
		{"one", strings.Replace(right, "22.00", "27.00", 1), map[string]string{"27.00": "22.00 21.00"}, right, 1, ""},
		{"a 4 without its bar", strings.Replace(right, "44.00", "14.00", 1), map[string]string{"14.00": "74.00"}, right, 1, ""},
		{"two in a row", strings.NewReplacer("11.00", "17.00", "22.00", "27.00").Replace(right), map[string]string{"17.00": "11.00", "27.00": "22.00"}, right, 2, ""},
		{"three", strings.NewReplacer("11.00", "17.00", "22.00", "27.00", "67.00", "61.00").Replace(right),
			map[string]string{"17.00": "11.00", "27.00": "22.00", "61.00": "67.00"}, right, 3, ""},
		{"one among figures of which none is sure", strings.Replace(right, "22.00", "27.00", 1), unsure(right, map[string]string{"27.00": "22.00"}), right, 1, ""},
		{"none", strings.Replace(right, "22.00", "27.00", 1), map[string]string{"27.00": "29.00"}, strings.Replace(right, "22.00", "27.00", 1), 0, ""},
	} {
		all := strings.Fields(test.read)
		ds, check := sheet([][]string{all[:4], all[4:8], all[8:]}, test.others)
		Settle(ds, check)
		taken := 0
		for _, f := range ds.Findings {
			if f.Code == codes.ReadingTaken {
				taken++
			}
		}
		if texts(ds) != test.want || taken != test.taken {
			t.Errorf("%s: %s, %d taken; want %s, %d", test.why, texts(ds), taken, test.want, test.taken)
		}
	}
}

// unsure gives each figure another reading, with which nothing comes out, and some those that are asked for.
func unsure(all string, others map[string]string) map[string]string {
	for i, text := range strings.Fields(all) {
		if others[text] == "" {
			others[text] = fmt.Sprintf("%d.99", 1000*i+7)
		}
	}
	return others
}

func TestSeveralWaysAreADoubt(t *testing.T) {
	ds, check := sheet([][]string{{"10.00", "20.00", "35.00"}}, map[string]string{"10.00": "15.00", "20.00": "25.00"})
	before := texts(ds)
	Settle(ds, check)
	i := slices.IndexFunc(ds.Findings, func(f normalize.Finding) bool { return strings.Contains(f.Message, "in 2 ways") })
	if texts(ds) != before || i < 0 {
		t.Fatalf("%s; findings %v", texts(ds), ds.Findings)
	}
	for _, way := range []string{`"10.00" as "15.00"`, `"20.00" as "25.00"`} {
		if f := ds.Findings[i]; f.Severity != normalize.Warning || !strings.Contains(f.Message, way) {
			t.Errorf("%s: %s, want %s in it", f.Severity, f.Message, way)
		}
	}
}

// A sheet full of doubts ends, and says so.
func TestTheSearchEnds(t *testing.T) {
	var rows [][]string
	others := map[string]string{}
	for y := range 20 {
		var row []string
		for x := range 20 {
			text := fmt.Sprintf("%d.%02d", 100+y, x)
			row = append(row, text)
			for o := range 9 {
				others[text] += fmt.Sprintf("%d.%02d ", 200+7*o+y, x)
			}
		}
		rows = append(rows, row)
	}
	ds, check := sheet(rows, others)
	Settle(ds, check)
	if !slices.ContainsFunc(ds.Findings, func(f normalize.Finding) bool { return f.Code == codes.ReadingsUntried }) {
		t.Error("nothing tells of readings that were not tried")
	}
}
