package reconcile

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// economic gives the rows of the last table the economic codes that their labels begin with.
func (p *page) economic() *page {
	number := len(p.ds.Tables)
	t := &p.ds.Tables[number-1]
	for i := range t.Rows {
		for k := range t.Rows[i].Items {
			it := &t.Rows[i].Items[k]
			it.EconomicCode, it.FunctionCode = it.FunctionCode, ""
		}
	}
	for i := range p.ds.Records {
		if r := &p.ds.Records[i]; r.Table == number {
			r.EconomicCode, r.FunctionCode = r.FunctionCode, ""
		}
	}
	return p
}

// TestChildIsBlamedBeforeSupportedParent keeps the blame on a wrong item where other sums bear out its class.
func TestChildIsBlamedBeforeSupportedParent(t *testing.T) {
	ds := budget().table("一般公共预算基本支出表", "万元", "合计 人员经费 公用经费",
		"合计 396.00 300.00 96.00",
		"301工资福利支出 300.00 300.00 .", "30101基本工资 120.00 120.00 .", "30102津贴补贴 180.00 180.00 .",
		"302商品和服务支出 86.00 . 86.00", "30201办公费 30.00 . 30.00", "30205水费 16.00 . 18.00", "30206电费 40.00 . 40.00",
		"310资本性支出 10.00 . 10.00", "31002办公设备购置 10.00 . 10.00").economic().checked()
	if len(ds.Findings) != 1 || !strings.Contains(ds.Findings[0].Message, "30205") || ds.Findings[0].Column != 4 {
		t.Fatalf("findings: %v", ds.Findings)
	}
	for _, single := range []string{"18.00", "16.50", "76.00"} {
		ds = budget().table("一般公共预算基本支出表", "万元", "公用经费",
			"合计 96.00", "302商品和服务支出 86.00", "30201办公费 30.00", "30205水费 "+single, "30206电费 40.00",
			"310资本性支出 10.00", "31002办公设备购置 10.00").economic().checked()
		for _, f := range ds.Findings {
			if f.Row == 2 || f.Row == 1 {
				t.Errorf("%s: blamed %s", single, f.Message)
			}
		}
		if len(ds.Findings) != 1 {
			t.Errorf("%s: %d findings", single, len(ds.Findings))
		}
	}
}

// TestMajorityIsNotBlamed keeps the figure contradicted that stands alone against those that agree.
func TestMajorityIsNotBlamed(t *testing.T) {
	for odd, last := range []string{"236.64", "236.63"} {
		ds := budget().
			table("收支总表", "万元", "支出/金额", "卫生健康支出 236.63", "教育支出 100.00", "支出总计 336.63").
			table("支出总表", "万元", "合计", "合计 336.63", "210卫生健康支出 236.63", "205教育支出 100.00").
			table("财政拨款支出表", "万元", "合计", "合计 336.63", "210卫生健康支出 "+last, "205教育支出 100.00").checked()
		for _, r := range ds.Records {
			if want := odd == 0 && r.Text == "236.64"; (r.Status == normalize.Contradicted) != want {
				t.Errorf("%s in table %d is %s: %v", r.Text, r.Table, r.Status, ds.Findings)
			}
		}
	}
}
