package shortcut

import (
	"bytes"
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

// What is handed back is taken apart again, in whatever pieces it comes, and not where its end is missing or more is said before it.
func TestEnd(t *testing.T) {
	back := append([]byte("printed\x00"), End(8, []byte("said\n"), 3)...)
	for size := range len(back) {
		var pieces [][]byte
		for rest := back; len(rest) > 0; rest = rest[min(len(rest), size+1):] {
			pieces = append(pieces, rest[:min(len(rest), size+1)])
		}
		printed, said, status, ok := parts(pieces)
		if string(bytes.Join(printed, nil)) != "printed\x00" || string(said) != "said\n" || status != 3 || !ok {
			t.Errorf("in pieces of %d: %q, %q, %d, %v", size+1, printed, said, status, ok)
		}
	}
	for n := range back {
		if printed, said, _, ok := parts([][]byte{back[:n]}); ok {
			t.Errorf("%d bytes: %q, %q", n, printed, said)
		}
	}
	if printed, _, _, ok := parts([][]byte{[]byte("panic"), back}); ok {
		t.Errorf("behind something else: %q", printed)
	}
}

// A process that crashed is told from one that leaves the file to another.
func TestEnded(t *testing.T) {
	for _, c := range []struct {
		status       int
		signal       string
		crash, fault string
	}{
		{0, "", "", ""}, {3, "", "", ""}, {5, "", "", ""}, {Faulted, "", "", "why"}, {2, "", "why\nexit status 2", ""},
		{137, "", "why\nexit status 137", ""}, {-1, "killed", "why\nsignal: killed", ""},
	} {
		if crash, fault := ended(c.status, c.signal, []byte("why")); crash != c.crash || fault != c.fault {
			t.Errorf("status %d, signal %q: %q, %q", c.status, c.signal, crash, fault)
		}
	}
}
