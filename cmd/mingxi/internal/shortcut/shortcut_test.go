package shortcut

import (
	"strings"
	"testing"
)

// A shortcut is taken where tables of one file are printed and nothing is asked for that another process knows of.
func TestOnly(t *testing.T) {
	for line, want := range map[string]string{
		"tables a.pdf": "a.pdf", "tables --json a.pdf": "a.pdf", "tables a.pdf --ocr never --html": "a.pdf", "tables --ocr=auto a.pdf": "a.pdf",
		"": "", "tables": "", "tables --json": "", "tables a.pdf b.pdf": "", "tables -": "", "tables @list": "", "extract a.pdf": "",
		"tables a.pdf --pages 3": "", "tables a.pdf --ocr": "", "tables --ocr always a.pdf": "", "tables -- a.pdf": "", "tables a.pdf --timeout 1s": "",
	} {
		name, ok := only(strings.Fields(line))
		if name != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", line, name, ok)
		}
	}
}

// A worker learns of the environment what is listed, and no secret that is there beside it.
func TestEnvironment(t *testing.T) {
	t.Setenv("HOME", "/home/of")
	t.Setenv("HOMELY", "secret")
	t.Setenv("MINGXI_LANG", "zh")
	all := " " + strings.Join(Environment(), " ") + " "
	for v, want := range map[string]bool{" HOME=/home/of ": true, " MINGXI_LANG=zh ": true, "secret": false} {
		if strings.Contains(all, v) != want {
			t.Errorf("%q: %q", v, all)
		}
	}
}

// What is handed back is taken apart again, and not where its end is missing.
func TestBack(t *testing.T) {
	back := Back([]byte("printed\x00"), []byte("said\n"), 3)
	printed, said, status, ok := parts(back)
	if string(printed) != "printed\x00" || string(said) != "said\n" || status != 3 || !ok {
		t.Errorf("%q, %q, %d, %v", printed, said, status, ok)
	}
	for n := range len(back) {
		if printed, said, _, ok := parts(back[:n]); ok {
			t.Errorf("%d bytes: %q, %q", n, printed, said)
		}
	}
}
