package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
)

// What is lost of a page is told by every command, on stderr and by the exit status, and nothing is blank without a word.
func TestLostPagesAreTold(t *testing.T) {
	whole := "BT /F1 10 Tf 20 50 Td (A) Tj ET"
	pdf := func(contents string) string {
		return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 5 0 R]>>endobj\n" +
			"3 0 obj<</Type/Page/MediaBox[0 0 200 100]/Contents " + contents + "/Resources<</Font<</F1<</Subtype/Type1/BaseFont/Courier>>>>>>>>endobj\n" +
			"4 0 obj<</Length 31>>stream\n" + whole + "\nendstream endobj\n5 0 obj<</Type/Page/MediaBox[0 0 200 100]>>endobj\ntrailer<</Root 1 0 R>>\n"
	}
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.pdf"), filepath.Join(dir, "bad.pdf")
	for name, data := range map[string]string{good: pdf("4 0 R"), bad: pdf("[4 0 R 9 0 R]")} {
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"tables"}, {"inspect"}, {"check"}, {"check", "--quiet"}, {"extract", "-o", filepath.Join(dir, "out"), "--force", "--quiet"}} {
		for _, name := range []string{good, bad} {
			var stdout, stderr strings.Builder
			cmd := program(append(args, "--ocr", "never", name)...)
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			status := exitCode(cmd.Run())
			told := strings.Contains(stderr.String(), "bad.pdf: page 1: a part of its content is missing from the file")
			if lost := name == bad; told != lost || (status == commands.ExitUnread) != lost {
				t.Errorf("%v %s: exit status %d, %s", args, name, status, stderr.String())
			}
		}
	}
}
