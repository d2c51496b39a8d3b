package normalize

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"pgregory.net/rapid"
)

// printout writes a document of several agencies: a line of text, or a table for each title, one page each.
type printout struct{ doc extract.Document }

func (p *printout) page() int {
	n := len(p.doc.Pages) + 1
	p.doc.Pages = append(p.doc.Pages, page.Page{Number: n, Source: page.Text})
	return n
}

func (p *printout) text(lines ...string) *printout {
	n := p.page()
	for i, l := range lines {
		box := page.Box{X0: 90, X1: 500, Y0: float64(100 + 20*i), Y1: float64(112 + 20*i)}
		p.doc.Paragraphs = append(p.doc.Paragraphs, layout.Paragraph{Text: l, Lines: []layout.Line{{Text: l, Page: n, Box: box}}})
	}
	return p
}

func (p *printout) tables(caption string, titles ...string) *printout {
	for _, title := range titles {
		n := p.page()
		t := drawn(title, "万元", "项目|合计|基本支出|项目支出\n---\n合计|3.00|1.00|2.00")
		t.FirstPage, t.LastPage, t.Box.Y0 = n, n, 200
		for i := range t.Captions {
			t.Captions[i].Page = n
		}
		if caption != "" {
			t.Captions = append(t.Captions, layout.Line{Text: caption, Page: n})
		}
		p.doc.Tables = append(p.doc.Tables, t)
	}
	return p
}

// sets prints each table's set, one word for one after another: own×3 某市二中×3.
func (p *printout) sets() string {
	p.doc.SHA256 = strings.Repeat("0", 64)
	var out []string
	n := 0
	ds := Document(&p.doc)
	for i, t := range ds.Tables {
		name := t.Set
		if name == "" {
			name = "own"
		}
		if n++; i+1 == len(ds.Tables) || ds.Tables[i+1].Set != t.Set {
			out = append(out, fmt.Sprintf("%s×%d", name, n))
			n = 0
		}
	}
	return strings.Join(out, " ")
}

var forms3 = []string{"收支总表", "收入总表", "支出总表"}

func TestSets(t *testing.T) {
	begin := func() *printout { return new(printout).text("某市教育局", "2024年度部门预算") }
	tests := []struct {
		name, want string
		doc        *printout
	}{
		{"captions name the units", "own×3 某市第一中学×3 某市第二中学×3",
			begin().tables("单位名称：某市教育局", forms3...).tables("单位名称：某市第一中学", forms3...).tables("单位名称：某市第二中学", forms3...)},
		{"variants of one name, no form twice", "own×5",
			begin().tables("部门：某市教育局", forms3...).tables("部门：教育局（本级）", "财政拨款收支总表").tables("编制单位：中共某市委教育工作领导小组", "项目支出表")},
		{"the department with its own level", "own×3 某市教育局本级×3",
			begin().tables("部门：某市教育局", forms3...).tables("部门：某市教育局本级", forms3...)},
		{"a variant inside a unit's set", "own×3 某市第一中学×4",
			begin().tables("部门：某市教育局", forms3...).tables("部门：某市第一中学", forms3[:2]...).tables("部门：第一中学", forms3[2]).tables("部门：某市第一中学", "项目支出表")},
		{"covers name the units", "own×3 某市第一中学×3",
			begin().tables("", forms3...).text("某市第一中学", "2024年单位预算").tables("", forms3...)},
		{"captions name the department throughout, headings the units", "own×3 某市第一中学×3",
			begin().tables("部门：某市教育局", forms3...).text("第二部分 某市第一中学2024年单位预算", "一、主要职责", "本校承担义务教育阶段的教学工作，并承担有关的行政管理和后勤保障工作，按照规定编制年度预算并接受监督，同时承担上级交办的其他各项工作任务和有关的业务指导工作，具体以批复的机构编制方案为准，不再一一列出，另有规定的从其规定，本条所称其他工作由主管部门解释。").tables("部门：某市教育局", forms3...)},
		{"titles name the units", "own×2 某市第一中学×2",
			begin().tables("", "某市教育局2024年收支总表", "某市教育局2024年收入总表").tables("", "某市第一中学2024年收支总表", "某市第一中学2024年收入总表")},
		{"table by table", "own×1 某市第一中学×1 own×1 某市第一中学×1",
			begin().tables("单位：某市教育局", forms3[0]).tables("单位：某市第一中学", forms3[0]).tables("单位：某市教育局", forms3[1]).tables("单位：某市第一中学", forms3[1])},
		{"one form twice, nothing else", "own×5",
			begin().tables("", forms3...).tables("", "项目支出表", "项目支出表")},
		{"contents name all units before the first table", "own×3 某市第一中学×3",
			new(printout).text("某市教育局", "2024年度部门预算").text("目录", "某市教育局2024年部门预算……1", "某市第一中学2024年单位预算……9", "某市第二中学2024年单位预算……19").
				tables("", forms3...).text("某市第一中学", "2024年单位预算").tables("", forms3...)},
		{"the regions of a government", "own×6",
			new(printout).text("某省2024年政府预算草案").tables("单位：某省某市", "一般公共预算收入表", "一般公共预算支出表", "政府性基金收入表").tables("单位：某省某县", "一般公共预算收入表", "一般公共预算支出表", "政府性基金收入表")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.doc.sets(); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}

// TestRestoreSets parts stored tables as they were parted when they were read, also where the department's
// name stands over each unit's table.
func TestRestoreSets(t *testing.T) {
	for _, over := range []string{"", "部门：某市教育局"} {
		p := new(printout).text("某市教育局", "2024年度部门预算").tables(over, forms3...).text("某市第一中学", "2024年单位预算").tables(over, forms3...)
		p.sets()
		ds := Document(&p.doc)
		want := make([]string, len(ds.Tables))
		for i := range ds.Tables {
			want[i], ds.Tables[i].Set = ds.Tables[i].Set, ""
		}
		ds.RestoreSets()
		for i, table := range ds.Tables {
			if table.Set != want[i] || (table.Agency == "某市第一中学") != (i >= len(forms3)) {
				t.Errorf("%q: table %d of %s in the set %q, want %q", over, i+1, table.Agency, table.Set, want[i])
			}
		}
	}
}

// TestClaimSets gives the narrative of each part to that part's agency, and says where it cannot be
// told.
func TestClaimSets(t *testing.T) {
	prose := func(sum string) string { return "2024年支出总计" + sum + "万元，比上年增加1.00万元。" }
	p := new(printout).text("某市教育局", "2024年度部门预算").text("支出情况说明", prose("3.00")).tables("部门：某市教育局", forms3...).
		text("某市第一中学", "2024年单位预算").text("支出情况说明", prose("4.00")).tables("部门：某市第一中学", forms3...).
		text("支出情况说明", prose("5.00")).tables("部门：某市第二中学", forms3...)
	p.sets()
	ds := Document(&p.doc)
	got := map[string]string{}
	for _, c := range ds.Claims {
		if c.Kind == Amount {
			got[c.Value.Decimal.StringFixed(2)] = c.Set
		}
	}
	if got["3.00"] != "" || got["4.00"] != "某市第一中学" || got["5.00"] != UnknownSet {
		t.Errorf("claims belong to %v", got)
	}
}

// TestSetsHold says that every table is in one set, that tables with the same name over them are in one,
// and that one name throughout makes one set, in whatever order they come.
func TestSetsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.SampledFrom([]string{"某市教育局", "某市第一中学", "某市第二中学"}), 1, 12).Draw(t, "names")
		tables := make([]Table, len(names))
		for i := range tables {
			tables[i].Title = rapid.SampledFrom(forms3).Draw(t, "title")
		}
		n := 0
		for _, s := range setsOf(tables, names) {
			n += len(s.tables)
		}
		if n != len(tables) {
			t.Fatalf("%d of %d tables are in a set", n, len(tables))
		}
		one := make([]string, len(names))
		if sets := setsOf(tables, one); len(sets) != 1 {
			t.Fatalf("%d sets without a name", len(sets))
		}
	})
}
