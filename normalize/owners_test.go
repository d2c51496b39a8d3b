package normalize

import (
	"strings"
	"testing"
)

// owned prints the keys of the figures that read so.
func owned(ds *Dataset, text string) string {
	var b strings.Builder
	for _, r := range ds.Records {
		var keys []string
		for _, k := range r.Keys {
			keys = append(keys, k.Path+"="+k.Text)
		}
		if strings.Contains(r.Text, text) {
			b.WriteString(r.Text + " " + strings.Join(keys, ", ") + "\n")
		}
	}
	return strings.TrimSpace(b.String())
}

func TestOwners(t *testing.T) {
	for _, tt := range []struct{ name, table, of, want string }{
		{"an agency printed once holds for the rows below", `
			预算单位 | 科目名称 | 合计
			---
			东山市水文监测中心 | 行政运行 | 1.00
			 | 办公费 | 2.00`, "2.00", "2.00 科目名称=办公费, 预算单位=东山市水文监测中心"},
		{"but no further than to a total", `
			预算单位 | 科目名称 | 合计
			---
			东山市水文监测中心 | 行政运行 | 1.00
			 | 合计 | 1.00
			 | 办公费 | 2.00`, "2.00", "2.00 科目名称=办公费"},
		{"and not where the column prints it in each row", `
			预算单位 | 科目名称 | 合计
			---
			东山市水文监测中心 | 行政运行 | 1.00
			东山市水文监测中心 | 电费 | 1.00
			 | 办公费 | 2.00`, "2.00", "2.00 科目名称=办公费"},
		{"a class further out than the agency's first is not the agency's", `
			单位名称 | 科目编码 | 科目名称 | 合计
			---
			东山市水利局 | 2130301 | 行政运行 | 1.00
			 | 221 | 住房保障支出 | 2.00`, "2.00", "2.00 科目编码=221, 科目名称=住房保障支出"},
		{"rows of one name are told apart by the numbered row above", `
			项目 | 金额
			---
			一、上年末余额 | 3.00
			一般债务 | 2.00
			二、本年末余额 | 3.00
			一般债务 | 2.00`, "2.00", "2.00 项目=一般债务, 项目 2=一、上年末余额\n2.00 项目=一般债务, 项目 2=二、本年末余额"},
		{"a row whose name stands once needs none", `
			项目 | 金额
			---
			一、上年末余额 | 3.00
			一般债务 | 3.00
			二、本年末余额 | 3.00
			专项债务 | 2.00`, "2.00", "2.00 项目=专项债务"},
		{"what follows a total is not the agency's", `
			单位名称 | 金额
			---
			东山市水利局 | 3.00
			办公费 | 1.00
			东山市统计局 | 3.00
			办公费 | 1.00
			合计 | 4.00
			办公费 | 2.00`, "2.00", "2.00 单位名称=办公费"},
		{"a project named like an agency owns nothing where agencies have codes", `
			单位编码 | 单位（项目）名称 | 金额
			---
			348001 | 西河县技师学院 | 3.00
			 | 办公费 | 2.00
			 | 智慧校园平台 | 1.00
			 | 维修 | 1.00
			348002 | 西河县第一中学 | 3.00
			 | 办公费 | 1.00
			 | 维修 | 2.00`, "2.00", "2.00 单位（项目）名称=办公费, 单位（项目）名称 2=西河县技师学院\n2.00 单位（项目）名称=维修, 单位（项目）名称 2=西河县第一中学"},
		{"in lists side by side the owner stands in its own", `
			项目 | 收入 | 项目 | 支出
			---
			一、养老保险 | 1.00 | 一、养老保险 | 1.00
			利息 | 1.00 | 待遇 | 2.00
			二、失业保险 | 1.00 | 二、失业保险 | 1.00
			利息 | 1.00 | 待遇 | 2.00`, "2.00", "2.00 项目 2=待遇, 项目 3=一、养老保险\n2.00 项目 2=待遇, 项目 3=二、失业保险"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := owned(read(drawn("", "万元", tt.table)), tt.of); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// A unit is called as the column of units does, whatever rows below its code are called.
func TestUnitNames(t *testing.T) {
	ds := &Dataset{Tables: []Table{
		{Rows: []Row{{Items: []Item{{Label: "东山市水利局", UnitCode: "153001"}}}, {Items: []Item{{Label: "水文监测站", UnitCode: "153001"}}}, {Items: []Item{{Label: "东山市水文站", UnitCode: "153002"}}}}},
		{Rows: []Row{{Items: []Item{{Label: "东山市水利局", UnitCode: "153001", Keys: []Key{{"单位名称", "东山市水利局"}}}}}}},
	}}
	names := unitNames(&ds.Tables[0], &ds.Tables[1])
	if names["153001"] != "东山市水利局" || names["153002"] != "东山市水文站" {
		t.Errorf("%v", names)
	}
}

// Where a document calls one unit by two names, each table's figures have its own.
func TestUnitNamesOfTables(t *testing.T) {
	item := func(name string) Row { return Row{Items: []Item{{Label: name, UnitCode: "153002"}}} }
	ds := &Dataset{Tables: []Table{{Number: 1, Rows: []Row{item("东山市交通管理支队")}}, {Number: 2, Rows: []Row{item("东山市交通警察支队")}}, {Number: 3}},
		Records: []Record{{Table: 1, UnitCode: "153002"}, {Table: 2, UnitCode: "153002"}, {Table: 3, UnitCode: "153002"}}}
	nameUnits(ds)
	for i, want := range []string{"东山市交通管理支队", "东山市交通警察支队", ""} {
		if got := ds.Records[i].UnitName; got != want {
			t.Errorf("table %d: %q, want %q", i+1, got, want)
		}
	}
}
