package words

import "testing"

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		one, other string
		want       int
	}{{"", "", 0}, {"合计", "合计", 0}, {"奋计", "合计", 1}, {"", "合计", 2}, {"住房公积金", "住房积金", 1}, {"收入", "支出", 2}} {
		if got, back := Edits(c.one, c.other), Edits(c.other, c.one); got != c.want || back != c.want {
			t.Errorf("%q, %q: %d and %d, want %d", c.one, c.other, got, back, c.want)
		}
	}
}
