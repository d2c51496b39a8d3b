package export_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/export"
)

var recipe = regexp.MustCompile("(?s)```sql\n(.*?)\n```\n\n```text\n(.*?)\n```")

// Every recipe of the cookbook gives what stands behind it.
func TestCookbook(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "cookbook.md"))
	if err != nil {
		t.Fatal(err)
	}
	ds, err := mingxi.Read(context.Background(), filepath.Join("..", "testdata", "hongqi-2026", "doc.pdf"), mingxi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := export.Write(context.Background(), dir, ds, []export.Format{export.SQLite}); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", filepath.Join(dir, "dataset.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	recipes := recipe.FindAllStringSubmatch(string(text), -1)
	if len(recipes) < 5 {
		t.Fatalf("%d recipes", len(recipes))
	}
	for _, r := range recipes {
		if got := strings.Join(asked(t, db, r[1]), "\n"); got != r[2] {
			t.Errorf("%s\ngives\n%s\nnot\n%s", r[1], got, r[2])
		}
	}
}

// asked are the rows that a query gives, a line each.
func asked(t *testing.T, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Errorf("%s: %v", query, err)
		return nil
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.Next() {
		values := make([]any, len(names))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		var line []string
		for _, v := range values {
			s := "-"
			if v := *v.(*any); v != nil {
				s = fmt.Sprint(v)
			}
			line = append(line, s)
		}
		out = append(out, strings.Join(line, " | "))
	}
	return slices.Clip(out)
}
