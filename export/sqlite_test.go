package export

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSQLite(t *testing.T) {
	ds := sample("aaaaaaaaaaaa", "预算.pdf")
	ds.Append(sample("bbbbbbbbbbbb", "决算.pdf"))
	db, err := sql.Open("sqlite", filepath.Join(write(t, ds, SQLite), sqliteName))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, c := range []struct{ query, want, why string }{
		{"SELECT count(*) FROM records", "8", "every row is there"},
		{"SELECT count(*) FROM pragma_foreign_key_check", "0", "foreign keys lead somewhere"},
		{"PRAGMA integrity_check", "ok", "the file is whole"},
		{"SELECT typeof(value) FROM records LIMIT 1", "real", "amounts are numbers"},
		{"SELECT text FROM records LIMIT 1", "1,234.50", "the text is as printed"},
		{"SELECT count(*) FROM records WHERE value > 1000", "2", "amounts compare as numbers"},
		{"SELECT count(*) FROM records WHERE value IS NULL", "2", "what is missing is null"},
		{"SELECT agency || title || page FROM figures WHERE status = 'verified' AND document LIKE 'a%'", "某市财政局支出/总表3", "the view figures"},
		{"SELECT count(*) FROM failed_checks", "2", "the view failed_checks"},
		{"SELECT count(*) FROM to_look_at", "2", "the view to_look_at"},
		{"SELECT percent_verified FROM coverage LIMIT 1", "50", "the view coverage"},
	} {
		var got string
		if err := db.QueryRow(c.query).Scan(&got); err != nil {
			t.Errorf("%s: %v", c.query, err)
			continue
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s: %s", c.why, c.query, d)
		}
	}
}
