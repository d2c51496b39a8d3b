package dataset

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/dataset/workbook"
	"github.com/mingxi/mingxi/normalize"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// anyText is text as broken files give it: control characters, quotes, bytes that are no UTF-8.
var anyText = rapid.OneOf(
	rapid.StringN(0, 20, -1),
	rapid.StringOfN(rapid.RuneFrom([]rune("\"',;\r\n\t\x00\x01\u2028\ufffe=+-@合计 （）")), 0, 12, -1),
	rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 12), func(b []byte) string { return string(b) }),
)

// Whatever a text holds, CSV and JSON give it back.
func TestAnyTextComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := normalize.Finding{Document: "daaaaaaaaaaaa", Code: "x", Severity: normalize.Info, Sentence: normalize.Sentence{Message: anyText.Draw(t, "message"), MessageZh: anyText.Draw(t, "message_zh")}}
		ds := &normalize.Dataset{Findings: []normalize.Finding{f}}
		at := slices.Index(contract.Findings().Header(), "message")
		want := contract.Clean(f.Message)

		var b bytes.Buffer
		if err := writeCSV(&b, contract.Findings().Header(), contract.Findings().Rows(ds)); err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(&b).ReadAll()
		if err != nil || len(lines) != 2 || lines[1][at] != strings.ReplaceAll(want, "\r\n", "\n") {
			t.Fatalf("CSV: %q came back as %q, %v", want, lines, err)
		}

		b.Reset()
		if err := writeJSONLines(&b, contract.Findings().Fields, contract.Findings().Rows(ds)); err != nil {
			t.Fatal(err)
		}
		var row map[string]any
		if err := json.Unmarshal(b.Bytes(), &row); err != nil {
			t.Fatalf("JSON: %v: %s", err, b.String())
		}
		if got, _ := row["message"].(string); got != want {
			t.Fatalf("JSON: %q came back as %q", want, got)
		}
	})
}

// What is written safe for spreadsheets begins with no sign of a formula, unless it is a number or dashes, and comes back as it was.
func TestSafeTextComesBack(t *testing.T) {
	for text, want := range map[string]string{
		"=cmd|'/c calc'!A0": "'=cmd|'/c calc'!A0", "@SUM(A1)": "'@SUM(A1)", "+1+2": "'+1+2", "-1-x": "'-1-x", "\t=1": "'\t=1", "＝1+1": "'＝1+1",
		"-58.17": "-58.17", "-1,234.00": "-1,234.00", "+3%": "+3%", "-": "-", "—": "—", "'=1": "''=1", "'a": "'a", "合计": "合计", "": "", "'": "'",
	} {
		if got := neutral(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := anyText.Draw(t, "text")
		safe := neutral(text)
		if strings.IndexAny(safe, formulaSigns) == 0 && !harmless().MatchString(safe) {
			t.Fatalf("%q is left as it is", safe)
		}
		if got := raw(safe); got != text {
			t.Fatalf("%q came back as %q", text, got)
		}
	})
}

// Whatever titles and cells hold, the workbook opens, and its names are those of files.
func TestAnyWorkbookOpens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ds := sample("daaaaaaaaaaaa", "a.pdf")
		ds.Tables[0].Title = anyText.Draw(t, "title")
		ds.Tables[0].Cells[4].Text = anyText.Draw(t, "cell")
		ds.Records[0].Text = anyText.Draw(t, "text")
		ds.Disclosures[0].Agency = anyText.Draw(t, "agency")
		ds.Disclosures[0].File = anyText.Draw(t, "file")
		var b bytes.Buffer
		if err := workbook.Write(&b, ds); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if _, err := f.GetRows("Records"); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{contract.TableName(&ds.Tables[0]), workbookNames(ds.Disclosures)[0]} {
			last := name[strings.LastIndex(name, "/")+1:]
			if strings.Count(name, "/") > 2 || len(last) > 143 || strings.ContainsAny(last, "\\:*?\"<>|\x00\n") {
				t.Fatalf("name %q", name)
			}
		}
	})
}
