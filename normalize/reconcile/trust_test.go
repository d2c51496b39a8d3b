package reconcile

import (
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// TestMoneyIsNotAddedToAnythingElse keeps sums apart from figures of other units, however they got
// into one column.
func TestMoneyIsNotAddedToAnythingElse(t *testing.T) {
	p := budget().table("支出总表", "万元", "合计", "20406甲 2666", "2040601乙 20", "2040699丙 2646")
	p.ds.Records[1].Unit, p.ds.Records[1].Yuan.Valid = "项", false
	ds := p.checked()
	if got := outcomes(ds); len(got) > 0 {
		t.Errorf("compared all the same: %v", got)
	}
	for _, r := range ds.Records {
		if r.Status != normalize.Unverified {
			t.Errorf("row %d is %s", r.Row, r.Status)
		}
	}
}

// TestWrongTotalProvesNothing keeps the parts of a total unproven that other sums prove wrong.
func TestWrongTotalProvesNothing(t *testing.T) {
	ds := budget().
		table("支出总表", "万元", "合计", "合计 990.00", "201甲 90.00", ">一 40.00", ">二 50.00", "202乙 90.00").
		table("一般公共预算支出表", "万元", "合计", "合计 990.00", "201甲 900.00", "202乙 90.00").
		checked()
	status := map[int]normalize.Status{}
	for _, r := range ds.Records {
		if r.Table == 1 {
			status[r.Row] = r.Status
		}
	}
	if status[2] != normalize.Contradicted {
		t.Fatalf("the wrong total is %s: %v", status[2], ds.Findings)
	}
	for _, row := range []int{3, 4} {
		if status[row] != normalize.Unverified {
			t.Errorf("row %d, which only adds up to the wrong total, is %s", row, status[row])
		}
	}
}

// TestSentenceAgreesOnlyWithItself keeps an amount unchecked of which nothing is known but that the
// parts named beside it add up to it.
func TestSentenceAgreesOnlyWithItself(t *testing.T) {
	ds := budget().
		claim(normalize.Amount, "六、其他", "甲", "30.00万元", 0, 0).
		claim(normalize.Amount, "六、其他", "乙", "10.00万元", 0, 1).
		claim(normalize.Amount, "六、其他", "丙", "20.00万元", 0, 1).
		checked()
	if got := outcomes(ds); got["claim-parts:pass"] != 1 {
		t.Fatalf("outcomes: %v", got)
	}
	for _, c := range ds.Claims {
		if c.Outcome != normalize.Insufficient {
			t.Errorf("claim %d is %s", c.Number, c.Outcome)
		}
	}
}

// TestTermsDoNotAddUp keeps terms in years, rates and marks out of sums, whatever their totals say.
func TestTermsDoNotAddUp(t *testing.T) {
	for _, unit := range []string{"年", "%", "分"} {
		p := budget().table("债券发行情况表", unit, "合计 甲 乙", "合计 8 3 5", "201一 3 1 2", "202二 5 2 3")
		if got := outcomes(p.checked()); len(got) > 0 {
			t.Errorf("%s: %v", unit, got)
		}
	}
}
