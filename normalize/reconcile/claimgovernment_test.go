package reconcile_test

import (
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// TestGovernmentNarrative ties sentences of a whole government to the table of their own level, and to no
// other; a difference is no contradiction.
func TestGovernmentNarrative(t *testing.T) {
	table := func(title string, rows ...string) layout.Table {
		lt := layout.Table{Title: title, FirstPage: 2, LastPage: 2, HeaderRows: 1, Rows: 1, Captions: []layout.Line{{Text: "单位：万元", Page: 2}}}
		at := map[[2]int]int{}
		layRow(&lt, at, "项目 | 预算数 | 决算数 | 为预算%")
		for _, r := range rows {
			lt.Rows++
			layRow(&lt, at, r)
		}
		return lt
	}
	doc := &extract.Document{SHA256: "00000000000000000000", Pages: []page.Page{{Number: 1}, {Number: 2}}}
	doc.Tables = []layout.Table{
		table("2023年全市一般公共预算收入决算表", "税收收入 | 500000 | 512345 | 102.5", "非税收入 | 200000 | 187655 | 93.8", "收入合计 | 700000 | 700000 | 100"),
		table("2023年市本级一般公共预算收入决算表", "税收收入 | 120000 | 121212 | 101", "非税收入 | 40000 | 38788 | 97", "收入合计 | 160000 | 160000 | 100"),
		table("2023年市本级一般公共预算支出决算表", "教育支出 | 90000 | 91234 | 101.4", "支出合计 | 300000 | 298765 | 99.6"),
	}
	for _, text := range []string{"山城市2023年财政决算报告", "一、2023年一般公共预算决算",
		"全市一般公共预算收入完成70.00亿元，增长3.1%，其中：税收收入51.23亿元，非税收入18.77亿元。",
		"市本级一般公共预算收入完成16.00亿元，其中：税收收入12.12亿元，非税收入18.77亿元。市本级一般公共预算支出完成29.88亿元，教育支出9.99亿元。",
		"市本级非税收入完成3.88亿元，为预算的97.0%；教育支出9.12亿元，为预算的103.4%。"} {
		doc.Paragraphs = append(doc.Paragraphs, layout.Paragraph{Text: text, Heading: numberedTitle.MatchString(text)})
	}
	ds := normalize.Document(doc)
	reconcile.Check(ds, reconcile.Options{})
	want := map[string]string{"70.00亿元": "1:3:3", "51.23亿元": "1:1:3", "16.00亿元": "2:3:3", "12.12亿元": "2:1:3", "29.88亿元": "3:2:3", "9.99亿元": "",
		"3.88亿元": "2:2:3", "97.0%": "2:2:4", "103.4%": ""}
	for _, c := range ds.Claims {
		ref, told := want[c.Text]
		if !told {
			continue
		}
		got := ""
		if len(c.Records) > 0 {
			got = c.Records[0].String()
		}
		if got != ref || c.Outcome == normalize.Fail {
			t.Errorf("%s of %s: %s %s, want %s", c.Text, c.Subject, got, c.Outcome, ref)
		}
		delete(want, c.Text)
	}
	if len(want) > 0 {
		t.Errorf("not read: %v (level %s)", want, ds.Disclosures[0].Level)
	}
}
