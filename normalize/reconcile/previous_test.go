package reconcile

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

const agency = "某市财政局"

// lastBudget is a department's budget of 2025.
func lastBudget() *normalize.Dataset {
	p := budget()
	d := &p.ds.Disclosures[0]
	d.ID, d.Year, d.Agency, d.File = "e", 2025, agency, "2025.pdf"
	ds := p.table("收支总表", "万元", "收入/金额 支出/金额", "总计 500.00 500.00").
		table("一般公共预算“三公”经费支出表", "万元", "“三公”经费合计 因公出国（境）费 公务接待费", "合计 84.00 80.00 4.00").
		ds
	for i := range ds.Tables {
		ds.Tables[i].Document = "e"
	}
	for i := range ds.Records {
		ds.Records[i].Document = "e"
	}
	normalize.Measure(ds)
	return ds
}

// thisBudget is the budget of 2026 that says of last year what is given.
func thisBudget(abroad, change, percent string) *normalize.Dataset {
	p := budget()
	p.ds.Disclosures[0].Agency = agency
	p.table("收支总表", "万元", "收入/金额 支出/金额", "总计 530.00 530.00").
		table("一般公共预算“三公”经费支出表", "万元", "上年预算数/因公出国（境）费 2025年预算数/公务接待费 本年预算数/公务接待费", "合计 "+abroad+" 4.00 5.00").
		claim(normalize.Amount, "一、收支预算总体情况说明", "收入总计", "530.00万元", 0, 0).
		claim(normalize.Change, "一、收支预算总体情况说明", "收入总计", change, 1, 0).
		claim(normalize.PercentChange, "一、收支预算总体情况说明", "收入总计", percent, 1, 0)
	normalize.Measure(p.ds)
	return p.ds
}

func TestPrevious(t *testing.T) {
	tests := []struct {
		name                    string
		abroad, change, percent string
		outcomes                map[string]int
		says                    string // in the finding; empty if there must be none
	}{
		{"all follows", "80.00", "30.00万元", "6.0%", map[string]int{"previous-amount:pass": 2, "previous-change:pass": 2}, ""},
		{"a wrong digit in last year's column", "90.00", "30.00万元", "6.0%", map[string]int{"previous-amount:fail": 1, "previous-change:pass": 2}, "off by 10.00万元; it would have to be 80.00万元"},
		{"a wrong digit in a change", "80.00", "36.00万元", "6.8%", map[string]int{"previous-change:fail": 1}, "36.00万元"},
		{"a short figure that was adjusted", "80.00", "30.00万元", "6.1%", map[string]int{"previous-amount:pass": 2, "previous-change:fail": 0}, "do not follow from"},
		{"an adjusted budget", "15.37", "17.25万元", "3.4%", map[string]int{"previous-amount:pass": 1, "previous-amount:fail": 0, "previous-change:fail": 0}, "do not follow from"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			ds := thisBudget(test.abroad, test.change, test.percent)
			Check(ds, Options{Previous: lastBudget()})
			got := outcomes(ds)
			for code, n := range test.outcomes {
				if got[code] != n {
					t.Errorf("%s: %d, want %d: %v", code, got[code], n, got)
				}
			}
			said := false
			for _, f := range ds.Findings {
				if f.Severity == normalize.Error && strings.HasPrefix(f.Code, "previous") || f.Document != "d" {
					t.Errorf("%s %s of %s: %s", f.Severity, f.Code, f.Document, f.Message)
				}
				said = said || strings.Contains(f.Message, test.says)
			}
			if said != (test.says != "") {
				t.Errorf("findings: %v", ds.Findings)
			}
		})
	}
}

// TestPreviousOfOthers keeps documents apart that are not last year's of the same agency.
func TestPreviousOfOthers(t *testing.T) {
	d := normalize.Disclosure{ID: "d", Agency: agency, Year: 2026, Kind: normalize.Budget}
	other := func(id, agency string, year int, kind normalize.Kind, bundle string) normalize.Disclosure {
		return normalize.Disclosure{ID: id, Agency: agency, Year: year, Kind: kind, Bundle: bundle}
	}
	tests := []struct {
		name string
		all  []normalize.Disclosure
		want string
	}{
		{"the same", []normalize.Disclosure{other("a", agency, 2025, normalize.Budget, "")}, "a"},
		{"two years before", []normalize.Disclosure{other("a", agency, 2024, normalize.Budget, "")}, ""},
		{"final accounts", []normalize.Disclosure{other("a", agency, 2025, normalize.Final, "")}, ""},
		{"its own level", []normalize.Disclosure{other("a", agency+"（本级）", 2025, normalize.Budget, "")}, "a"},
		{"two variants", []normalize.Disclosure{other("a", agency+"（本级）", 2025, normalize.Budget, ""), other("b", agency+"本级", 2025, normalize.Budget, "")}, ""},
		{"the same before its variant", []normalize.Disclosure{other("a", agency+"（本级）", 2025, normalize.Budget, ""), other("b", agency, 2025, normalize.Budget, "")}, "b"},
		{"a bundle", []normalize.Disclosure{other("a", agency, 2025, normalize.Budget, "a"), other("b", agency, 2025, normalize.Budget, "a")}, "a b"},
		{"two that are not bundled", []normalize.Disclosure{other("a", agency, 2025, normalize.Budget, ""), other("b", agency, 2025, normalize.Budget, "")}, ""},
		{"another agency", []normalize.Disclosure{other("a", "某市审计局", 2025, normalize.Budget, "")}, ""},
	}
	for _, test := range tests {
		if got := strings.Join(Previous(&d, test.all), " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// TestCompareStored keeps figures of a stored dataset against last year's without touching what it says.
func TestCompareStored(t *testing.T) {
	ds := thisBudget("90.00", "30.00万元", "6.0%")
	Check(ds, Options{})
	ds.Disclosures[0].Tables, ds.Disclosures[0].Records = len(ds.Tables), len(ds.Records)
	before := len(ds.Checks)
	status := ds.Records[0].Status
	Audit(ds, Options{Previous: lastBudget()})
	if len(ds.Checks) != before+2 || ds.Checks[len(ds.Checks)-1].Number != before+2 || ds.Records[0].Status != status {
		t.Errorf("%d checks, then %d", before, len(ds.Checks))
	}
	if len(ds.Findings) != 1 || ds.Findings[0].Code != "previous-amount" || ds.Findings[0].Severity != normalize.Warning {
		t.Errorf("findings: %v", ds.Findings)
	}
}
