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
