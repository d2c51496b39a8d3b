package text

import (
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// drawn is a run that begins at x, its digits 5 points wide and its ideographs 10.
func drawn(s string, x, base float64) page.Run {
	r := page.Run{Text: s, Size: 10, Confidence: 1, Origin: page.Point{X: x, Y: base}}
	for _, c := range s {
		w := 5.0
		if Ideographic(c) {
			w = 10
		}
		b := page.Box{X0: x, Y0: base - 8, X1: x + w, Y1: base + 2}
		r.Glyphs, r.Box = append(r.Glyphs, page.Glyph{Text: string(c), Box: b}), r.Box.Union(b)
		x += w
	}
	return r
}

// TestColumnsThatTouch parts codes, names and amounts with no blank between them: names where others of their column begin without a code, codes
// where they meet on each line, amounts by their decimals. A name behind its code in one cell is not parted.
func TestColumnsThatTouch(t *testing.T) {
	rows := []page.Run{drawn("合计", 75, 20), drawn("287.43", 165, 20), drawn("287.43", 195, 20), drawn("其中", 75, 40)}
	var inOne []page.Run
	for i, name := range []string{"津贴补贴", "奖金", "绩效工资"} {
		y := 60 + 20*float64(i)
		rows = append(rows, drawn("301", 50, y), drawn("02", 65, y), drawn(name, 75, y+0.7), drawn("3.28", 175, y))
		inOne = append(inOne, drawn("30102", 50, y), drawn(name, 75, y))
	}
	for _, tt := range []struct {
		runs []page.Run
		want string
	}{
		{rows, "合计|287.43|287.43 其中 301|02|津贴补贴|3.28 301|02|奖金|3.28 301|02|绩效工资|3.28"},
		{inOne, "30102津贴补贴 30102奖金 30102绩效工资"},
	} {
		seen, _ := pieces(&page.Page{Runs: tt.runs}, nil)
		var got []string
		for _, l := range Atoms(Lines(seen)) {
			var texts []string
			for _, p := range l {
				texts = append(texts, p.Text)
			}
			got = append(got, strings.Join(texts, "|"))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s\nwant %s", s, tt.want)
		}
	}
}
