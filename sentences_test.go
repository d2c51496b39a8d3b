package mingxi_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// TestSentences prints each sentence of testdata/sentences behind the tables of one budget and compares what is made of it with what
// must be: scope, base, year and record of a claim, and that nobody is accused of what was not said.
func TestSentences(t *testing.T) {
	const dir = "testdata/sentences"
	files, err := filepath.Glob(filepath.Join(dir, "c*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no sentences: ", err)
	}
	base, err := os.ReadFile(filepath.Join(dir, "base.txt"))
	if err != nil {
		t.Fatal(err)
	}
	parts, err := filepath.Glob("testdata/cases/parts/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	document := fstest.MapFS{}
	for _, part := range parts {
		data, err := os.ReadFile(part)
		if err != nil {
			t.Fatal(err)
		}
		document["parts/"+filepath.Base(part)] = &fstest.MapFile{Data: data}
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		class := strings.TrimSuffix(filepath.Base(file), ".txt")
		for i, sentence := range strings.Split(string(data), "\n===\n") {
			t.Run(fmt.Sprintf("%s/%02d", class, i+1), func(t *testing.T) {
				document["doc.txt"] = &fstest.MapFile{Data: fmt.Appendf(nil, "%spage\npart: 第三部分　情况说明\n%s", base, withWants(sentence))}
				if all := differences(t, document, "doc"); len(all) > 0 {
					t.Errorf("%s\n%s", sentence, strings.Join(all, "\n"))
				}
			})
		}
	}
}

// withWants parts what is printed of a sentence from what must come out.
func withWants(sentence string) string {
	var printed, wants []string
	for line := range strings.Lines(sentence) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "head:") || strings.HasPrefix(line, "text:") || strings.HasPrefix(line, "#") {
			printed = append(printed, line)
		} else if line != "" {
			wants = append(wants, line)
		}
	}
	return strings.Join(printed, "\n") + "\n\nmust come out\n" + strings.Join(wants, "\n") + "\n"
}
