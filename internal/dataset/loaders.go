package dataset

import (
	"fmt"
	"io"
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/dataset/contract"
)

// loaders are the files that load a dataset's CSV elsewhere with the types of the contract: codes of 21 digits as text, amounts
// as decimals. Each is made from the same columns as the files themselves, and takes off the apostrophes of safe kinds.
var loaders = []struct {
	name  string
	write func(io.Writer, Format) error
}{
	{"load.sql", writeLoadSQL},
	{"load.R", writeLoadR},
	{"load.py", writeLoadPython},
}

// writeLoaders writes the files that load a dataset, where it has CSV, and notes their names.
func (p *dataPackage) writeLoaders(s *draft) error {
	p.Loaders = nil
	if p.csvOf(contract.Documents()) == nil {
		return nil
	}
	for _, l := range loaders {
		if err := s.file(l.name, "", func(w io.Writer) error { return l.write(w, p.CSV) }); err != nil {
			return err
		}
	}
	p.Loaders = loaderNames()
	if err := s.file(citationName, "", func(w io.Writer) error { return writeCitation(w, p) }); err != nil {
		return err
	}
	return s.file(readmeName, "", func(w io.Writer) error { return writeReadme(w, p) })
}

const readmeName = "README.md"

// loaderNames are the names of the loaders and of what tells of them.
func loaderNames() []string {
	var names []string
	for _, l := range loaders {
		names = append(names, l.name)
	}
	return append(names, citationName, readmeName)
}

// sqlTypes are the types of DuckDB.
var sqlTypes = map[contract.FieldType]string{
	contract.Text: "VARCHAR", contract.Integer: "INTEGER", contract.Year: "INTEGER", contract.Amount: "DECIMAL(38,8)", contract.Real: "DOUBLE", contract.Boolean: "BOOLEAN", contract.Object: "JSON", contract.Texts: "JSON", contract.ClaimNumbers: "JSON",
}

// writeLoadSQL writes what makes tables of the CSV files in DuckDB, run in the dataset's folder.
func writeLoadSQL(w io.Writer, kind Format) error {
	var b strings.Builder
	b.WriteString("-- Loads this dataset into DuckDB with types: duckdb my.db < load.sql, in this folder.\n")
	if kind.safe() {
		fmt.Fprintf(&b, "CREATE OR REPLACE MACRO printed(cell) AS regexp_replace(cell, '%s', '\\1');\n", strings.ReplaceAll(madeSafe, apostrophe, apostrophe+apostrophe))
	}
	for _, r := range contract.All() {
		var types, printed []string
		for _, f := range r.Fields {
			types = append(types, "'"+f.Name+"': '"+sqlTypes[f.Kind]+"'")
			if f.Kind == contract.Text {
				printed = append(printed, fmt.Sprintf("printed(%q) AS %q", f.Name, f.Name))
			}
		}
		columns := "*"
		if kind.safe() {
			columns += " REPLACE (" + strings.Join(printed, ", ") + ")"
		}
		fmt.Fprintf(&b, "CREATE OR REPLACE TABLE %s AS SELECT %s FROM read_csv('%s.csv', header = true, columns = {%s});\n", r.Name, columns, r.Name, strings.Join(types, ", "))
	}
	for _, v := range contract.FactViews {
		b.WriteString(strings.Replace(v.Sql(), "CREATE VIEW", "CREATE OR REPLACE VIEW", 1) + ";\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// rTypes are the letters that readr has for types.
var rTypes = map[contract.FieldType]string{contract.Text: "c", contract.Integer: "i", contract.Year: "i", contract.Amount: "d", contract.Real: "d", contract.Boolean: "l", contract.Object: "c", contract.Texts: "c", contract.ClaimNumbers: "c"}

// writeLoadR writes what reads the CSV files in R.
func writeLoadR(w io.Writer, kind Format) error {
	var b strings.Builder
	b.WriteString("# Reads this dataset with types: source(\"load.R\"), in this folder. It needs the package readr.\nlibrary(readr)\n")
	read := "read_csv"
	if kind.safe() {
		read = "read_printed"
		fmt.Fprintf(&b, "read_printed <- function(...) {\n  rows <- read_csv(...)\n"+
			"  rows[] <- lapply(rows, function(column) if (is.character(column)) sub(\"%s\", \"\\\\1\", column) else column)\n  rows\n}\n", madeSafe)
	}
	for _, r := range contract.All() {
		var types strings.Builder
		for _, f := range r.Fields {
			types.WriteString(rTypes[f.Kind])
		}
		fmt.Fprintf(&b, "%s <- %s(\"%s.csv\", col_types = \"%s\", na = \"\")\n", r.Name, read, r.Name, types.String())
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// pythonTypes are the types of pandas. Amounts become Decimal, which a converter makes.
var pythonTypes = map[contract.FieldType]string{
	contract.Text: "string", contract.Integer: "Int64", contract.Year: "Int64", contract.Real: "float64", contract.Boolean: "boolean", contract.Object: "string", contract.Texts: "string", contract.ClaimNumbers: "string",
}

// writeLoadPython writes what reads the CSV files with pandas.
func writeLoadPython(w io.Writer, kind Format) error {
	var b strings.Builder
	b.WriteString("\"\"\"Reads this dataset with types: from load import facts, in this folder. It needs pandas.\"\"\"\n" +
		"from decimal import Decimal\n\nimport pandas as pd\n\n\n" +
		"def _amount(text):\n    return Decimal(text) if text else None\n\n\n" +
		"def _read(name, types, amounts):\n" +
		"    rows = pd.read_csv(name, dtype=types, converters={a: _amount for a in amounts}, keep_default_na=False, na_values=[\"\"])\n")
	if kind.safe() {
		fmt.Fprintf(&b, "    for column in [c for c, kind in types.items() if kind == \"string\"]:\n        rows[column] = rows[column].str.replace(r\"%s\", r\"\\1\", regex=True)\n", madeSafe)
	}
	b.WriteString("    return rows\n\n\n")
	for _, r := range contract.All() {
		var types, amounts []string
		for _, f := range r.Fields {
			if f.Kind == contract.Amount {
				amounts = append(amounts, "\""+f.Name+"\"")
				continue
			}
			types = append(types, "\""+f.Name+"\": \""+pythonTypes[f.Kind]+"\"")
		}
		fmt.Fprintf(&b, "%s = _read(\"%s.csv\", {%s}, [%s])\n", r.Name, r.Name, strings.Join(types, ", "), strings.Join(amounts, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeReadme writes what the dataset's files hold, for who opens the folder, in both languages.
func writeReadme(w io.Writer, p *dataPackage) error {
	var b strings.Builder
	for i, l := range []bilingual.Language{bilingual.English, bilingual.Chinese} {
		if i > 0 {
			b.WriteString("\n")
		}
		readmeIn(&b, p, l)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func readmeIn(b *strings.Builder, p *dataPackage, l bilingual.Language) {
	fmt.Fprintf(b, "# %s\n\n%s\n\n", contract.Wordings.Say(p.Title).In(l), contract.Wordings.Say(packageDescription).In(l))
	if p.CSV.safe() {
		fmt.Fprintf(b, "%s\n\n", contract.Wordings.Say(safeDescription).In(l))
	}
	fmt.Fprintf(b, "%s\n\n", contract.Said("Made by mingxi from {documents} document(s). `datapackage.json` describes every column (Frictionless Data Package v2).", len(p.Sources)).In(l))
	fmt.Fprintf(b, "| %s | %s |\n|---|---|\n", contract.Said("file").In(l), contract.Said("rows").In(l))
	for _, r := range contract.All() {
		fmt.Fprintf(b, "| `%s.csv` | %s |\n", r.Name, contract.Wordings.Say(r.Description).In(l))
	}
	fmt.Fprintf(b, "| `tables/` | %s |\n\n%s\n\n%s\n\n```sql\n%s\n```\n", contract.Said("each printed table as people read it").In(l),
		contract.Said("Start with `facts.csv` for amounts, and with `findings.csv` for what does not add up. Every fact names the record it was taken from, every record its page and box.").In(l),
		contract.Said("`load.sql` (DuckDB), `load.R` (readr) and `load.py` (pandas) read the files with types. Without them, read codes as text: a project's code has up to 21 digits, more than a number holds.").In(l),
		contract.PanelQuery)
}
