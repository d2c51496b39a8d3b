package dataset

import (
	"fmt"
	"slices"
	"strings"
)

// A Format is a kind of file that Write can leave.
type Format string

const (
	CSV     Format = "csv"     // one file for each resource, and each table as people read it
	JSON    Format = "json"    // one JSON Lines file for each resource
	Parquet Format = "parquet" // one file for each resource, with typed columns
	SQLite  Format = "sqlite"  // one database, with keys, indexes and views
	XLSX    Format = "xlsx"    // one workbook for each document
)

// What can stand in place of CSV, for spreadsheets.
const (
	CSVBOM     Format = "csv-bom"      // each file with a byte order mark before it, for Excel
	CSVSafe    Format = "csv-safe"     // texts that would be taken for formulas with an apostrophe before them
	CSVSafeBOM Format = "csv-safe-bom" // both
)

// Formats are the formats that have a name of their own, in the order they are written.
var Formats = []Format{CSV, JSON, Parquet, SQLite, XLSX}

// order is the order in which formats are written.
var order = slices.Concat(dialects, Formats[1:])

// ParseFormats reads a list of formats by name, each once however often it is named.
func ParseFormats(names []string) ([]Format, error) {
	var formats []Format
	for _, n := range names {
		f := Format(strings.ToLower(strings.TrimSpace(n)))
		if !slices.Contains(Formats, f) {
			return nil, fmt.Errorf("unknown format %q: use some of %s", n, formatNames())
		}
		if !slices.Contains(formats, f) {
			formats = append(formats, f)
		}
	}
	return formats, nil
}

func formatNames() string {
	names := make([]string, len(Formats))
	for i, f := range Formats {
		names[i] = string(f)
	}
	return strings.Join(names, ", ")
}

// extensions of the files of each format.
var extensions = map[Format]string{CSV: "csv", CSVBOM: "csv", CSVSafe: "csv", CSVSafeBOM: "csv", JSON: "jsonl", Parquet: "parquet", SQLite: "sqlite", XLSX: "xlsx"}

// The kinds of CSV differ in what spreadsheets need, and a dataset has one of them.
var dialects = []Format{CSV, CSVBOM, CSVSafe, CSVSafeBOM}

func (f Format) isCSV() bool { return slices.Contains(dialects, f) }

func (f Format) marked() bool { return f == CSVBOM || f == CSVSafeBOM }

func (f Format) safe() bool { return f == CSVSafe || f == CSVSafeBOM }
