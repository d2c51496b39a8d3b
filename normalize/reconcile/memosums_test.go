package reconcile

import (
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// memos makes the indented rows of the last table parts listed as 其中.
func (p *page) memos() *page {
	t := &p.ds.Tables[len(p.ds.Tables)-1]
	for i := range t.Rows {
		if it := &t.Rows[i].Items[0]; it.Parent > 0 {
			it.Role = normalize.Memo
		}
	}
	return p
}

func TestPartsComplete(t *testing.T) {
	cities := func(last string) *page {
		return budget().table("债务余额表", "万元", "余额", "甲市 600", ">其中：本级 250", ">乙县 350", "丙市 905", ">其中：本级 400", ">丁县 505",
			"戊市 77", ">其中：本级 31", ">己县 46", "庚市 1208", ">其中：本级 600", ">辛县 608", "壬市 340", ">其中：本级 90", ">癸县 250",
			"子市 410", ">其中：本级 200", ">丑县 210", "寅市 820", ">其中：本级 400", ">卯县 420", "辰市 931", ">其中：本级 430", ">巳县 501",
			"午市 704", ">其中：本级 300", ">未县 404", "申市 "+last, ">其中：本级 100", ">酉县 212").memos()
	}
	tests := []struct {
		name         string
		p            *page
		pass, failed int
	}{
		{"in both columns", budget().table("收入表", "万元", "预算数 执行数", "税收 600 655", ">其中：增值税 250 280", ">契税 350 375").memos(), 2, 0},
		{"in one column of two", budget().table("收入表", "万元", "预算数 执行数", "税收 600 690", ">其中：增值税 250 280", ">契税 350 375").memos(), 0, 0},
		{"all through the table", cities("312"), 10, 0},
		{"all through the table but for a digit", cities("319"), 9, 1},
		{"all through the table but for a short list", cities("977"), 9, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := outcomes(tt.p.checked())
			if pass, failed := got["parts-complete:pass"], got["parts-complete:fail"]; pass != tt.pass || failed != tt.failed {
				t.Errorf("%d hold, %d fail, want %d and %d: %v", pass, failed, tt.pass, tt.failed, got)
			}
		})
	}
}

// A list that lacks an item is told, and no figure of it is accused: it is not known which item is short, or left
// out.
func TestShortListOfGovernment(t *testing.T) {
	rows := []string{"专项收入 12018 11170 -7.1", ">教育费附加 8324 8500 2.1", ">残保金 3694 2070 -44.0", "行政收费 8418 8040 -4.5", ">甲 4200 4000 -4.8", ">乙 4218 4040 -4.2",
		"罚没收入 14728 15080 2.4", ">丙 14000 14300 2.1", ">丁 728 780 7.1"}
	for _, level := range []normalize.Level{normalize.Government, normalize.Department} {
		p := budget().table("2026年全市一般公共预算收入表", "万元", "2025年完成数 2026年预算数 增长%", rows...).percent(4)
		p.ds.Disclosures[0].Level = level
		got := outcomes(p.checked())
		if got["parent-children:fail"] == 0 || got["column-change:fail"] > 0 {
			t.Errorf("%s: %v", level, got)
		}
		for _, r := range p.ds.Records {
			if r.Status == normalize.Contradicted {
				t.Errorf("%s: %s is accused", level, r.Label)
			}
		}
	}
}
