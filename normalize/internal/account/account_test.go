package account

import (
	"runtime"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// Every wording finds its examples.
func TestWordings(t *testing.T) {
	for _, fault := range wordings.Faults() {
		t.Error(fault)
	}
}

// at is a line of text at a height, with letters of 10 points.
func at(x, y float64, text string) layout.Line {
	return layout.Line{Text: text, Page: 1, Box: page.Box{X0: x, Y0: y, X1: x + 5*setWidth(text), Y1: y + 10}}
}

// These passages are all at hand.
type these []Passage

func (l these) Len() int         { return len(l) }
func (l these) At(i int) Passage { return l[i] }

// of is lines that were read as one.
func of(kind Kind, text string, lines ...layout.Line) Passage { return Passage{kind, text, lines} }

// numbersOf are the numbers of all pages.
func numbersOf(stretches []layout.Line, claims []Claim, passages ...Passage) (out []Number) {
	for p := range Pages(stretches, these(passages), claims) {
		out = append(out, p.Numbers...)
	}
	return out
}

// TestReasons asks what becomes of the numbers of one line, of which another thing was made each time; a number that is left
// has "-".
func TestReasons(t *testing.T) {
	for _, c := range []struct {
		kind       Kind
		text, want string
	}{
		{Record, "1,234.00", "record"},
		{Target, "≥95%", "target"},
		{Told, "264 640000", "finding finding"},
		{Code, "2130301", "code"},
		{Code, "1,234.00", "-"},
		{Name, "2.5公里道路", "ordinal"},
		{Name, "教育支出 1,234.00", "-"},
		{Name, "1234", "-"},
		{Remark, "35", "-"},
		{Remark, "聘用35人", "counted"},
		{Head, "2025年预算数", "date"},
		{Head, "4=3/2*100", "head indicator counted head"},
		{Head, "1,979,625.33", "-"},
		{Amounts, "教育支出 12", "-"},
		{Amounts, "2026", "-"},
		{Furniture, "— 12 —", "page"},
		{Furniture, "某市水利局部门预算 12", "furniture"},
		{Furniture, "— 1 0 —", "furniture furniture"},
		{Furniture, "合计 1,234.00", "-"},
		{Furniture, "合计 1234 567", "- -"},
		{Repeated, "1,234.00", "-"},
		{Caption, "附件2", "ordinal"},
		{Caption, "注：含上年结转214.1亿元", "note"},
		{Caption, "合计 1,234.00", "-"},
		{Prose, "根据财预〔2021〕12号文件，2026年预算", "date law date"},
		{Prose, "单价50万元以上设备3台", "threshold counted"},
		{Prose, "教育支出 1,234.00 567.00", "- -"},
		{Prose, "教育支出比上年增加25.50。", "-"},
		{Prose, "二、收入预算15000万元", "-"},
		{Prose, "1.5", "-"},
	} {
		l := at(50, 100, c.text)
		var got []string
		for _, n := range numbersOf([]layout.Line{l}, nil, of(c.kind, c.text, l)) {
			if n.Reason == "" {
				n.Reason = "-"
			}
			got = append(got, n.Reason)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%d %q: %s, want %s", c.kind, c.text, s, c.want)
		}
	}
}

// A number that no line holds where it is printed is left, wherever else it is printed.
func TestNumberWithoutAPlace(t *testing.T) {
	here, there := at(50, 100, "1,234.00"), at(50, 300, "1,234.00")
	got := numbersOf([]layout.Line{here, there}, nil, of(Record, there.Text, there))
	if got[0].Reason != "" || !got[0].Alone || got[1].Reason != byRecord {
		t.Errorf("got %+v", got)
	}
}

// A line of letters that are kilometres high, as a damaged file has them, is noted once and not in each strip of the page.
func TestTallPlace(t *testing.T) {
	l := layout.Line{Page: 1, Box: page.Box{X0: 10, Y0: -1e12, X1: 60, Y1: 1e12}, Text: "12.50"}
	got := numbersOf([]layout.Line{l}, nil, of(Record, l.Text, l))
	if len(got) != 1 || got[0].Reason == "" {
		t.Errorf("%+v", got)
	}
}

// A figure of a sentence is told from the same one of another by the words before it.
func TestClaims(t *testing.T) {
	l := at(50, 100, "收入287.43万元，支出287.43万元。")
	claims := []Claim{{Page: 1, Sentence: "收入287.43万元，支出无。", Text: "287.43"}}
	got := numbersOf([]layout.Line{l}, claims, of(Prose, l.Text, l))
	if got[0].Reason != byClaim || got[1].Reason != "" || got[1].Alone {
		t.Errorf("got %+v", got)
	}
}

// What a page break cuts is printed on both pages.
func TestCutLine(t *testing.T) {
	upper, lower := at(50, 700, "1,000.00"), at(50, 60, "1,000.00")
	lower.Page = 2
	got := numbersOf([]layout.Line{upper, lower}, nil, of(Record, upper.Text, upper))
	if got[1].Reason != byRepeat {
		t.Errorf("got %+v", got)
	}
}

// Percentages around a chart are its labels; below each other they are a column.
func TestChart(t *testing.T) {
	for _, c := range []struct {
		x    []float64
		want string
	}{{[]float64{50, 90, 200}, byChart}, {[]float64{50, 50, 50}, ""}} {
		var lines []layout.Line
		var passages []Passage
		for i, x := range c.x {
			l := at(x, 100+20*float64(i), "34.20%")
			lines, passages = append(lines, l), append(passages, of(Prose, l.Text, l))
		}
		for _, n := range numbersOf(lines, nil, passages...) {
			if n.Reason != c.want {
				t.Errorf("at %v: %q, want %q", c.x, n.Reason, c.want)
			}
		}
	}
}

func TestAreCodes(t *testing.T) {
	for _, c := range []struct {
		numbers string
		want    bool
	}{{"213 21303 2130301", true}, {"2130301 2130399 2140104", true}, {"1 2 3 4", true}, {"7294 1654 230", false}, {"12000 12500", false}} {
		if got := AreCodes(strings.Fields(c.numbers)); got != c.want {
			t.Errorf("%s: %v", c.numbers, got)
		}
	}
}

// A number that stands by itself is whole without a look at how numbers are written, and both ways say the same of each.
func TestWholeNumbersAreThoseThatAreWritten(t *testing.T) {
	for _, text := range []string{"12.50", "共12.50万元", "1,234.50", "1,234,5", "0.12.50,12.50", "12.50.", ",12.50", "2024.1.2和1.2", "112.50 12.50 12.505"} {
		for _, m := range numeral.FindAllStringIndex(text, -1) {
			number := text[m[0]:m[1]]
			for _, at := range occurrences(text, number) {
				from, to := inWhole(text, at)
				if f, e := wholeOf(number, text, at); f != from || e != to {
					t.Errorf("%s at %d of %q is whole from %d to %d, not %d to %d", number, at, text, from, to, f, e)
				}
			}
		}
	}
}

// Of a page with more numbers than are ever printed on one those beyond are counted and not kept: a file that draws
// digits without end took minutes and hundreds of megabytes.
func TestNumbersWithoutEndAreCounted(t *testing.T) {
	var lines []layout.Line
	var passages these
	for i := range mostOnPage + 5 {
		l := at(0, float64(i*20), "2130301")
		lines, passages = append(lines, l), append(passages, of(Code, l.Text, l))
	}
	for p := range Pages(lines, passages, nil) {
		for _, n := range p.Numbers {
			if n.Reason == "" {
				t.Fatalf("%v is left", n)
			}
		}
		if len(p.Numbers) != mostOnPage || p.Beyond != 5 {
			t.Errorf("%d numbers and %d beyond, not %d and 5", len(p.Numbers), p.Beyond, mostOnPage)
		}
	}
}

// A passage is looked for on each page that it is printed on, whatever lies between: a sentence runs over two page breaks, and a
// stretch of a page may come late.
func TestPassageOverPages(t *testing.T) {
	text := []string{"根据财预〔20", "21〕12号", "文件，下达35人"}
	var lines []layout.Line
	for i, s := range text {
		l := at(50, 100, s)
		l.Page = 2*i + 1
		lines = append(lines, l)
	}
	got := numbersOf([]layout.Line{lines[2], lines[0], lines[1]}, nil, of(Prose, strings.Join(text, ""), lines...))
	var reasons []string
	for _, n := range got {
		reasons = append(reasons, n.Text+" "+n.Reason)
	}
	if s, want := strings.Join(reasons, ", "), "20 date, 21 date, 12 law, 35 counted"; s != want {
		t.Errorf("%s, want %s", s, want)
	}
}

// A longTable prints the same rows on each of its pages.
type longTable struct{ lines []layout.Line }

func (l longTable) Len() int         { return len(l.lines) }
func (l longTable) At(i int) Passage { return of(Amounts, l.lines[i].Text, l.lines[i]) }

// Of all pages no more is held at once than a list of what they print: it was a kilobyte for each number.
func TestPagesAreNotHeld(t *testing.T) {
	const pages, rows, most = 300, 100, 100 // bytes for a number, many times what is held
	var l longTable
	for p := range pages {
		for r := range rows {
			line := at(50, 10*float64(r), "1,234.50")
			line.Page = p + 1
			l.lines = append(l.lines, line)
		}
	}
	inUse := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before, told := inUse(), 0
	for p := range Pages(l.lines, l, nil) {
		told += len(p.Numbers)
		if p.Number%(pages/3) == 0 {
			if held := inUse() - before; held > most*pages*rows {
				t.Errorf("on page %d %d bytes are held for %d numbers", p.Number, held, pages*rows)
			}
		}
	}
	if told != pages*rows {
		t.Errorf("%d numbers", told)
	}
	runtime.KeepAlive(l)
}
