// Package sqlite writes a dataset as a database.
package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
	_ "modernc.org/sqlite" // the driver "sqlite", in Go alone
)

// sqliteTypes are the column types. SQLite has no decimals: amounts are numbers of 15 digits, and the
// column text holds what was printed.
var sqliteTypes = map[contract.FieldType]string{
	contract.Text: "TEXT", contract.Integer: "INTEGER", contract.Year: "INTEGER", contract.Amount: "NUMERIC", contract.Real: "REAL", contract.Boolean: "INTEGER", contract.Object: "TEXT", contract.Texts: "TEXT", contract.ClaimNumbers: "TEXT",
}

// sqliteIndexes are the columns that people look for, by resource.
var sqliteIndexes = map[string][]string{
	"documents": {"agency", "year"},
	"facts":     {"agency", "function_code", "economic_code"},
	"tables":    {"form"},
	"records":   {"form", "measure", "function_code", "economic_code", "label", "status"},
	"claims":    {"kind", "outcome"},
	"checks":    {"code", "outcome"},
	"findings":  {"document", "code", "severity"},
	"targets":   {"document"},
}

// Write writes resources as a database into a folder and copies it to w.
func Write(ctx context.Context, w io.Writer, dir string, rows func(contract.Resource) iter.Seq[[]string]) error {
	name := filepath.Join(dir, "building.sqlite")
	defer os.Remove(name)
	if err := buildSQLite(ctx, name, rows); err != nil {
		return err
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(w, f)
	return err
}

func buildSQLite(ctx context.Context, name string, rows func(contract.Resource) iter.Seq[[]string]) (err error) {
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := db.Close(); err == nil {
			err = closeErr
		}
	}()
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(ctx, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF"); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, r := range contract.All() {
		if err := fillSQLite(ctx, tx, r, rows(r)); err != nil {
			return fmt.Errorf("%s: %w", r.Name, err)
		}
	}
	if err := listIndicatorPaths(ctx, tx); err != nil {
		return err
	}
	for _, v := range contract.FactViews {
		if _, err := tx.ExecContext(ctx, v.Sql()); err != nil {
			return err
		}
	}
	for _, v := range sqliteViews {
		if _, err := tx.ExecContext(ctx, v); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// fillSQLite makes the table of a resource, its rows and its indexes.
func fillSQLite(ctx context.Context, tx *sql.Tx, r contract.Resource, rows iter.Seq[[]string]) error {
	if _, err := tx.ExecContext(ctx, sqliteTable(r)); err != nil {
		return err
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(r.Fields)), ", ")
	insert, err := tx.PrepareContext(ctx, "INSERT INTO "+quoted(r.Name)+" VALUES ("+marks+")")
	if err != nil {
		return err
	}
	defer insert.Close()
	values := make([]any, len(r.Fields))
	for row := range rows {
		for i, v := range row {
			values[i] = sqliteValue(r.Fields[i].Kind, v)
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	for _, column := range sqliteIndexes[r.Name] {
		index := "CREATE INDEX " + quoted(r.Name+"_"+column) + " ON " + quoted(r.Name) + " (" + quoted(column) + ")"
		if _, err := tx.ExecContext(ctx, index); err != nil {
			return err
		}
	}
	return nil
}

// sqliteValue is a value as SQLite keeps it: it has no booleans but 0 and 1.
func sqliteValue(kind contract.FieldType, v string) any {
	switch {
	case v == "":
		return nil
	case kind == contract.Boolean:
		return v == "true"
	}
	return v
}

// listIndicatorPaths makes the table of the header paths whose records are no figures (Record.IsFigure), which SQL has
// no patterns to tell: under them stand the values, weights and scores of performance indicators.
func listIndicatorPaths(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "CREATE TABLE indicator_paths (path TEXT PRIMARY KEY)"); err != nil {
		return err
	}
	paths, err := textsOf(ctx, tx, "SELECT DISTINCT path FROM records WHERE value IS NOT NULL AND path IS NOT NULL ORDER BY path")
	if err != nil {
		return err
	}
	for _, path := range paths {
		r := normalize.Record{Path: strings.Split(path, contract.PathSeparator), Value: decimal.NewNullDecimal(decimal.Zero)}
		if r.IsFigure() {
			continue
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO indicator_paths VALUES (?)", path); err != nil {
			return err
		}
	}
	return nil
}

// textsOf is the one column of a query.
func textsOf(ctx context.Context, tx *sql.Tx, query string) (out []string, err error) {
	rows, err := tx.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

func sqliteTable(r contract.Resource) string {
	var lines []string
	for _, f := range r.Fields {
		line := quoted(f.Name) + " " + sqliteTypes[f.Kind]
		if f.Constraints.Required {
			line += " NOT NULL"
		}
		lines = append(lines, line)
	}
	if len(r.PrimaryKey) > 0 {
		lines = append(lines, "PRIMARY KEY ("+quotedList(r.PrimaryKey)+")")
	}
	for _, k := range r.ForeignKeys {
		lines = append(lines, "FOREIGN KEY ("+quotedList(k.Fields)+") REFERENCES "+quoted(k.Resource)+" ("+quotedList(k.Keys())+")")
	}
	return "CREATE TABLE " + quoted(r.Name) + " (\n  " + strings.Join(lines, ",\n  ") + "\n)"
}

func quoted(name string) string { return `"` + name + `"` }

func quotedList(names []string) string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = quoted(n)
	}
	return strings.Join(list, ", ")
}
