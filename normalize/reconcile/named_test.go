package reconcile

import (
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

const general, basic = "五、一般公共预算财政拨款支出决算情况说明", "六、一般公共预算财政拨款基本支出决算情况说明"

// TestShareOfNamedWhole keeps a share against the amount whose name it gives, which tables print.
func TestShareOfNamedWhole(t *testing.T) {
	for percent, want := range map[string]normalize.Outcome{"99.87%": normalize.Pass, "99.86%": normalize.Fail} {
		p := budget().
			table("收入支出总表", "万元", "支出/金额", "甲 12.88", "乙 9746.50", "本年支出合计 9759.38").
			claim(normalize.Amount, general, "一般公共预算财政拨款支出", "9746.50万元", 0, 0).
			claim(normalize.Share, general, "一般公共预算财政拨款支出", percent, 1, 0)
		p.ds.Claims[1].Against = "本年支出合计的"
		if got := p.checked().Claims[1].Outcome; got != want {
			t.Errorf("%s is %s", percent, got)
		}
	}
}

// TestNothingOfNothing keeps a rate of completion against the budget beside it, and nothing else.
func TestNothingOfNothing(t *testing.T) {
	p := budget().
		claim(normalize.Amount, "七、三公", "甲", "940.15万元", 0, 0).
		claim(normalize.Amount, "七、三公", "乙", "0万元", 0, 0).
		claim(normalize.Amount, "七、三公", "乙预算", "0万元", 0, 0).
		claim(normalize.Share, "七、三公", "乙", "0%", 2, 3)
	p.ds.Claims[3].Against = "完成预算的"
	p.ds.Claims[1].Number, p.ds.Claims[2].Number = 2, 3
	p.ds.Claims[3].Of, p.ds.Claims[3].Whole = 2, 3
	if got := p.checked().Claims[3].Outcome; got != normalize.Insufficient {
		t.Errorf("0%% of 0 is %s", got)
	}
}

// TestSectionOfTable keeps an amount whose words name fund and use against the tables, whatever it differs by and
// wherever it is said.
func TestSectionOfTable(t *testing.T) {
	for section, want := range map[string]normalize.Outcome{basic: normalize.Fail, "三、支出决算情况说明": normalize.Fail} {
		ds := budget().
			table("一般公共预算财政拨款支出决算表", "万元", "合计 基本支出 项目支出", "合计 9746.50 5364.75 4381.75").
			table("一般公共预算财政拨款基本支出决算表", "万元", "决算数", "合计 5364.75").
			claim(normalize.Amount, section, "一般公共预算财政拨款基本支出", "5377.64万元", 0, 0).
			checked()
		if got := ds.Claims[0].Outcome; got != want {
			t.Errorf("%s: %s", section, got)
		}
	}
}

// TestTotalOfEachPage keeps a total that each page of a table repeats for one amount.
func TestTotalOfEachPage(t *testing.T) {
	ds := budget().
		table("支出决算表", "万元", spending, "合计 1668.14 746.39 921.75", "201甲 1668.14 746.39 921.75", "合计 1668.14 746.39 921.75").
		claim(normalize.Amount, "三、支出决算情况说明", "基本支出", "746.39万元", 0, 0).
		checked()
	if got := ds.Claims[0].Outcome; got != normalize.Pass {
		t.Errorf("basic expenditure: %s", got)
	}
}
