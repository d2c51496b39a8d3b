package reconcile

import (
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// inSet moves the tables and claims that were added since to the set of an agency.
func (p *page) inSet(agency string, tables, claims int) *page {
	for i := tables; i < len(p.ds.Tables); i++ {
		p.ds.Tables[i].Set = agency
	}
	for i := claims; i < len(p.ds.Claims); i++ {
		p.ds.Claims[i].Set = agency
	}
	return p
}

// disclosed adds two tables and a sentence of one agency.
func (p *page) disclosed(agency, total, basic, project, stated string) *page {
	t, c := len(p.ds.Tables), len(p.ds.Claims)
	p.table("支出决算表", "万元", spending, "合计 "+total+" "+basic+" "+project, "201甲 "+total+" "+basic+" "+project)
	p.table("收入支出决算总表", "万元", "支出/决算数", "201甲 "+total, "本年支出合计 "+total)
	p.claim(normalize.Amount, "三、支出决算情况说明", "基本支出", stated, 0, 0)
	return p.inSet(agency, t, c)
}

// TestSets keeps the figures and sentences of several agencies apart, and proves each as if it were
// alone.
func TestSets(t *testing.T) {
	ds := budget().
		disclosed("", "300.00", "100.00", "200.00", "100.00万元").
		disclosed("某市第一中学", "30.00", "10.00", "20.00", "10.00万元").
		disclosed(normalize.UnknownSet, "7.00", "3.00", "4.00", "3.00万元").
		checked()
	set := map[int]string{}
	for _, table := range ds.Tables {
		set[table.Number] = table.Set
	}
	for i, c := range ds.Checks {
		if c.Number != i+1 {
			t.Errorf("check %d has the number %d", i+1, c.Number)
		}
		if c.Outcome == normalize.Fail {
			t.Errorf("%s fails: %s", c.Code, c.Message)
		}
		for _, r := range c.Records {
			if set[r.Table] != set[c.Records[0].Table] {
				t.Errorf("%s compares tables %d and %d of two agencies", c.Code, c.Records[0].Table, r.Table)
			}
		}
	}
	for i := range ds.Records {
		if r := &ds.Records[i]; r.Status != normalize.Verified {
			t.Errorf("%s is %s", r.Ref(), r.Status)
		}
	}
	for _, c := range ds.Claims {
		if c.Outcome != normalize.Pass {
			t.Errorf("claim %d of %q is %s", c.Number, c.Set, c.Outcome)
		}
	}
	if d := ds.Disclosures[0]; d.Verified != len(ds.Records) || d.Failed != 0 {
		t.Errorf("%d of %d verified, %d failed", d.Verified, len(ds.Records), d.Failed)
	}
}

// TestSetsContradict finds what is wrong in one agency's set, and nothing in the others'.
func TestSetsContradict(t *testing.T) {
	ds := budget().
		disclosed("", "300.00", "100.00", "200.00", "100.00万元").
		disclosed("某市第一中学", "30.00", "10.00", "20.00", "10.01万元").
		checked()
	if len(ds.Findings) != 1 || ds.Claims[0].Outcome != normalize.Pass || ds.Claims[1].Outcome != normalize.Fail {
		t.Errorf("%+v, claims %s and %s", ds.Findings, ds.Claims[0].Outcome, ds.Claims[1].Outcome)
	}
}
