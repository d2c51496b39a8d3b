package normalize

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/words"
)

// Codes in three columns, each row printing only its own level.
func TestCodesLeaveOutOuterLevels(t *testing.T) {
	ds := read(drawn("支出总表", "元", `
		科目编码|<|<|科目名称|合计
		类|款|项|^|^
		---
		|||合计|9
		201|||一般公共服务支出|9
		|05||统计信息事务|9
		||01|行政运行|4
		||50|事业运行|5`))
	expect(t, nested(&ds.Tables[0]), `
		1 合计 [] <0 total
		2 一般公共服务支出 [201] <0 
		3   统计信息事务 [20105] <2 
		4     行政运行 [2010501] <3 
		5     事业运行 [2010550] <3`)
}

// Codes printed with the name, in brackets or before a dash.
func TestCodesInNames(t *testing.T) {
	ds := read(drawn("一般公共预算基本支出表", "万元", `
		部门预算支出经济科目|预算
		---
		[301]工资福利支出|3.00
		[30101]基本工资|1.00
		30102-津贴补贴|2.00`))
	expect(t, nested(&ds.Tables[0]), `
		1 [301]工资福利支出 [301] <0 
		2   [30101]基本工资 [30101] <1 
		3   30102-津贴补贴 [30102] <1`)
}

// Units and items share a code column; each unit's block has its own 类.
func TestUnitBlocks(t *testing.T) {
	ds := read(drawn("支出明细表", "万元", `
		功能科目编码|功能科目名称|合计
		---
		|合计|12.00
		125001|安全生产监督管理局|5.00
		208|社会保障和就业支出|5.00
		05|行政事业单位离退休|5.00
		2080505|养老保险缴费支出|5.00
		125002|宣传教育中心|7.00
		208|社会保障和就业支出|7.00`))
	expect(t, nested(&ds.Tables[0]), `
		1 合计 [] <0 total
		2 安全生产监督管理局 [@125001] <0 
		3   社会保障和就业支出 [208@125001] <2 
		4     行政事业单位离退休 [20805@125001] <3 
		5       养老保险缴费支出 [2080505@125001] <4 
		6 宣传教育中心 [@125002] <0 
		7   社会保障和就业支出 [208@125002] <6`)
}

// A purchase list is one list though codes and dates follow the quantity; the number of a group of
// agencies ends the block of the agency above.
func TestCodesAfterQuantity(t *testing.T) {
	ds := read(drawn("政府采购预算表", "元", `
		科目编码|<|<|单位编码|采购项目|数量|部门经济科目编码|<|政府经济科目编码|<|采购时间|预算金额
		类|款|项|^|^|^|类|款|类|款|^|^
		---
		||||合计|3|||||| 933,080.00
		206|03|02|1|全额|2|||||| 800,000.00
		206|03|02|204001|某某局|2|||||| 800,000.00
		206|03|02||宣传片|2|302|27|502|05|2022-01-12| 800,000.00
		206|04|01|1|全额|1|||||| 133,080.00
		206|04|01|204005|某某院|1|||||| 133,080.00
		206|04|01||办公费|1|302|09|502|02|2022-03-01| 133,080.00`))
	want := []string{"", "", "204001", "204001", "", "204005", "204005"}
	for _, r := range ds.Records {
		if r.Label == "" || !words.HasHan(r.Label) || r.UnitCode != want[r.Row-1] {
			t.Errorf("row %d column %d: label %q, unit %q, want unit %q", r.Row, r.Column, r.Label, r.UnitCode, want[r.Row-1])
		}
	}
}

// TestOtherCodes keeps codes that are of no budget classification out of the codes, and what counts or
// ranks out of the money.
func TestOtherCodes(t *testing.T) {
	ds := read(drawn("地方政府债券发行情况表", "亿元", `债券名称|债券编码|期限（年）|发行规模|利率（%）|付息频率|年限|排名
		---
		甲债|2305001|10|25.30|2.91|2|5|1
		乙债|2305002|5|5.30|2.71|1|5|2`))
	want := map[string]string{"期限（年）": "年", "发行规模": "亿元", "利率（%）": "%", "付息频率": "", "年限": "", "排名": ""}
	for _, r := range ds.Records {
		if r.FunctionCode != "" || r.Unit != want[r.Path[0]] {
			t.Errorf("%s: code %q, unit %q", r.Path[0], r.FunctionCode, r.Unit)
		}
	}
	if len(ds.Records) != 12 {
		t.Errorf("%d records", len(ds.Records))
	}
}

// TestWrappedCodes reads codes that their narrow column breaks: they are no amounts.
func TestWrappedCodes(t *testing.T) {
	for _, head := range []string{"科目编码", "单位代码"} {
		ds := read(drawn("一般公共预算支出表", "万元", head+`|名称|合计
			---
			|合计|9.00
			201|一般公共服务支出|4.00
			20113|商贸事务|4.00
			20113 01|行政运行|3.00
			2011 302|一般行政管理事务|1.00
			20 8|社会保障和就业支出|5.00`))
		if len(ds.Records) != 6 {
			t.Fatalf("%s: %d records, want 6", head, len(ds.Records))
		}
		for _, r := range ds.Records {
			if strings.Join(r.Path, "") != "合计" || r.Label == "" {
				t.Errorf("%s: %s of %q under %v", head, r.Text, r.Label, r.Path)
			}
		}
		if got := ds.Records[3].FunctionCode; head == "科目编码" && got != "2011301" {
			t.Errorf("code of 行政运行: %q", got)
		}
	}
}

// TestProjectsOfUnits: what stands without a code below an agency's row is that agency's.
func TestProjectsOfUnits(t *testing.T) {
	ds := read(drawn("专项业务经费支出表", "万元", `
		单位编码 | 单位（项目）名称 | 项目金额
		---
		合计 | | 9.00
		119001 | 统计局 | 5.00
		 | 通用项目 | 3.00
		 | 专用项目 | 2.00
		1 | 差额 | 4.00
		 | 无主项目 | 4.00
		119002 | 调查中心 | 4.00
		 | 委托业务 | 4.00`))
	want := []string{"", "119001", "119001", "119001", "", "", "119002", "119002"}
	for i, r := range ds.Records {
		if r.UnitCode != want[i] {
			t.Errorf("%s: unit %q, want %q", r.Label, r.UnitCode, want[i])
		}
	}
	if len(ds.Records) != len(want) {
		t.Errorf("%d records, want %d", len(ds.Records), len(want))
	}
}
