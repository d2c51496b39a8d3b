package sample

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mingxi/mingxi/internal/pdf"
)

// printed prints a text and reads its first page back: "text@x,y" of every run, and the rulings.
func printed(t *testing.T, text string) (runs, rulings []string) {
	t.Helper()
	data, _, err := Print(fstest.MapFS{"case.txt": {Data: []byte(text)}}, "case")
	if err != nil {
		t.Fatal(err)
	}
	f, err := pdf.Open(data, "")
	if err != nil {
		t.Fatal(err)
	}
	p := f.Page(1)
	for _, r := range p.Runs {
		runs = append(runs, fmt.Sprintf("%s@%.0f,%.0f", r.Text, r.Origin.X, r.Origin.Y))
	}
	for _, r := range p.Rulings {
		rulings = append(rulings, fmt.Sprintf("%.0f,%.0f-%.0f,%.0f", r.From.X, r.From.Y, r.To.X, r.To.Y))
	}
	slices.Sort(rulings)
	return runs, rulings
}

func TestPrint(t *testing.T) {
	tests := []struct {
		name, text string
		want       string // of the runs
		rulings    string
	}{
		{"centred and right", "title: 收支总表\nunit: 单位：万元", "收支总表@270,77 单位：万元@502,101", ""},
		{"wrapped", "text size=20 indent=40: 一二三四五六七八九十一二三四五六七八九十一二三，1,286.40", "一二三四五六七八九十一二三四五六七八九十一二@85,77 三，1,286.40@45,95", ""},
		{"broken by hand", `note indent=0: 一\二`, "一@45,71 二@45,86", ""},
		{"at its place", "at 100 200 size=10: 甲", "甲@100,204", ""},
		{"filled blanks", "text size=10 indent=0: 共[_60 5.00]万元", "共@45,73 5.00@75,73 万元@115,73", "55,75-115,75"},
		{"a table", "table 100 100 width=200\n|项目|金额\n|-\n|甲|1.00", "项目@86,71 金额@186,71 甲@48,86 1.00@223,86",
			"145,60-145,90 245,60-245,90 45,60-245,60 45,60-45,90 45,75-245,75 45,90-245,90"},
		{"joined cells", "table 1 1 width=200\n|=甲|<\n|乙|丙\n|^|丁", "甲@140,71 乙@48,94 丙@148,86 丁@148,101",
			"145,75-145,105 145,90-245,90 245,60-245,105 45,105-245,105 45,60-245,60 45,60-45,105 45,75-245,75"},
		{"the first page is what is said of it", "# a comment\npage-landscape\nunit: 甲", "甲@788,71", ""},
		{"no ruling between two rows", "table 1 width=100 rules=rows\n|甲\n|~\n|乙", "甲@48,71 乙@48,86", "45,60-145,60 45,90-145,90"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			runs, rulings := printed(t, tt.text)
			if got := strings.Join(runs, " "); got != tt.want {
				t.Errorf("text\n got %s\nwant %s", got, tt.want)
			}
			if got := strings.Join(rulings, " "); got != tt.rulings {
				t.Errorf("rulings\n got %s\nwant %s", got, tt.rulings)
			}
		})
	}
}

func TestOutlines(t *testing.T) {
	runs, _ := printed(t, "page-outlines\nnote indent=0: 合计1.00")
	if got := strings.Join(runs, " "); got != "1.00@63,71" {
		t.Errorf("text %s, want what is not Chinese alone", got)
	}
}

func TestPrintIsDeterministic(t *testing.T) {
	files := fstest.MapFS{"case.txt": {Data: []byte("use part\nmust come out\nkind: budget")}, "parts/part.txt": {Data: []byte("title: 总表")}}
	var out [][]byte
	for range 2 {
		data, expected, err := Print(files, "case")
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(expected, []string{"kind: budget"}) {
			t.Errorf("must come out: %q", expected)
		}
		out = append(out, data)
	}
	if !bytes.Equal(out[0], out[1]) {
		t.Error("the same text gives other bytes")
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"titel: 收支总表":             `case.txt:1: unknown key word "titel"`,
		"title big: 收支总表":         `case.txt:1: unknown option "big"`,
		"table 1 1\n|甲":           "case.txt:2: 1 cells in a table of 2 columns",
		"|甲":                      "case.txt:1: a row without a table",
		"at 3: 甲":                 "case.txt:1: at takes two numbers",
		"use nothing":             "case.txt:1: open parts/nothing.txt: file does not exist",
		"to: 830\ntitle: 收支总表":    "case.txt:2: 860 points of a page of 842 are full",
		"table 1\n|甲\nuse a part": "case.txt:3: open parts/a part.txt: file does not exist",
	} {
		_, _, err := Print(fstest.MapFS{"case.txt": {Data: []byte(text)}}, "case")
		if err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
