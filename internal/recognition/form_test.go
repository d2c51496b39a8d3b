package recognition

import (
	"image"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
	"github.com/mingxi/mingxi/internal/raster"
)

func columnOf(texts []string, others map[int]string) []reading {
	var out []reading
	for i, text := range texts {
		r := reading{line: raster.Line{Box: image.Rect(100-6*len(text), 20*i, 100, 20*i+10)}}
		for _, c := range text {
			r.Symbols = append(r.Symbols, ocr.Symbol{Text: string(c), Confidence: 0.99})
		}
		if o := others[i]; o != "" {
			r.others = []string{o}
		}
		out = append(out, r)
	}
	return out
}

// In a column of amounts with two decimals, a comma for a point and a lost point are found out; where
// another reading has the same digits and the column's form, it is taken.
func TestFiguresOfAColumnHaveOneForm(t *testing.T) {
	texts := []string{"12.50", "1,204.00", "184,15", "29355", "0.00", "12", "33.10", "7.25", "8.50"}
	all := columnOf(texts, map[int]string{2: "184.15", 3: "29.35"})
	agreeForms(all)
	if got := all[2].Text(); got != "184.15" || all[2].odd || all[2].others[0] != "184,15" {
		t.Errorf("%q, odd %v, others %v", got, all[2].odd, all[2].others)
	}
	if got := all[3].Text(); got != "29355" || !all[3].odd || all[3].trust() > uncountable {
		t.Errorf("%q, odd %v: digits are not dropped to fit", got, all[3].odd)
	}
	if o := all[3].others; o[len(o)-1] != "293.55" {
		t.Errorf("others %q: the figure with the point that its column has is one", o)
	}
	for _, i := range []int{0, 1, 4, 5, 6} {
		if all[i].odd || all[i].Text() != texts[i] {
			t.Errorf("%q is odd", all[i].Text())
		}
	}
}

// Points and commas that blurred into one another are read as the column's form asks for, the first reading
// kept; digits are never dropped or added for it.
func TestMarksFollowTheFormOfTheirColumn(t *testing.T) {
	for _, test := range []struct {
		peers      []string
		text, want string
		odd        bool
	}{
		{[]string{"12.50", "1,204.00", "0.00", "33.10", "7.25"}, "4,553,88", "4,553.88", false},
		{[]string{"12.50", "1,204.00", "0.00", "33.10", "7.25"}, "299, 12", "299.12", false},
		{[]string{"12.5", "101.2", "-33.0", "31.1", "70.2"}, "-5,9", "-5.9", false},
		{[]string{"1,250", "1,204", "12,000", "3,310", "725"}, "4.139", "4,139", false},
		{[]string{"1,250", "1,204", "12,000", "3,310", "725"}, "41.39", "41.39", true},
		{[]string{"12.50", "1,204.00", "0.00", "33.10", "7.25"}, "1,204", "1,204", true},
	} {
		all := columnOf(append(test.peers, test.text), nil)
		agreeForms(all)
		r := all[len(all)-1]
		if r.Text() != test.want || r.odd != test.odd {
			t.Errorf("%q among %q: %q, odd %v; want %q, %v", test.text, test.peers, r.Text(), r.odd, test.want, test.odd)
		}
		if r.Text() != test.text && (len(r.others) == 0 || r.others[0] != test.text) {
			t.Errorf("%q: others %q, want the first reading kept", test.text, r.others)
		}
	}
}

// A few figures that all have decimals tell that one of a page that was read weakly lost its point; of one that was read surely they do not.
func TestFewFiguresTellALostPoint(t *testing.T) {
	for _, test := range []struct {
		peers []string
		text  string
		sure  float64
		odd   bool
	}{
		{[]string{"91.08", "91.08", "0.94"}, "9014", weakly, true},
		{[]string{"91.08", "91.08", "0.94"}, "9014", 0.99, false},
		{[]string{"91.08", "91.08", "0.94"}, "90.14", weakly, false},
		{[]string{"91.08", "91.08"}, "9014", weakly, false},
		{[]string{"91.08", "91.08", "100"}, "9014", weakly, false},
		{[]string{"201", "208", "221"}, "90.14", weakly, false},
	} {
		all := columnOf(append(test.peers, test.text), nil)
		r := &all[len(all)-1]
		for i := range r.Symbols {
			r.Symbols[i].Confidence = test.sure
		}
		agreeForms(all)
		if r.odd != test.odd {
			t.Errorf("%q among %q, read with %v: odd %v", test.text, test.peers, test.sure, r.odd)
		}
	}
}

func TestColumnsOfSeveralFormsStay(t *testing.T) {
	all := columnOf([]string{"12.5", "1,204", "184", "29.33", "110.5", "1500", "33.10"}, nil)
	agreeForms(all)
	for _, r := range all {
		if r.odd {
			t.Errorf("%q is odd", r.Text())
		}
	}
}

func TestWellFormed(t *testing.T) {
	for text, want := range map[string]bool{
		"0": true, "0.00": true, "1,234,567.89": true, "1234.5": true, "-12.5%": true, "2011301": true, "(3.0)": true, "-": true, "05": true,
		"184,15": false, "027.05": false, "1,23": false, "12,3456": false, "1.234.56": false, "1,234,56": false, "0,123": false,
	} {
		if wellFormed(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
