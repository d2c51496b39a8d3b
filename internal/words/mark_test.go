package words

import "testing"

func TestDropNoteMarks(t *testing.T) {
	for text, want := range map[string]string{"收入3062.63¹亿元，下降4.1%²。": "收入3062.63亿元，下降4.1%。", "860²": "860", "12¹²": "12", "1,200m²": "1,200m²", "无": "无"} {
		if got := DropNoteMarks(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
