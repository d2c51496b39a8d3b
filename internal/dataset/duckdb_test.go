package dataset

import (
	"testing"

	"github.com/shopspring/decimal"
)

// duckDB runs statements in DuckDB, in a folder, and prints the rows of each.
const duckDB = `const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const statement of process.argv.slice(1)) {
    for (const row of (await connection.runAndReadAll(statement)).getRowsJson()) console.log(row.join('|'));
  }
})().catch(e => { console.error(String(e)); process.exit(1); });`

// The dataset loads into DuckDB: by load.sql, from Parquet, and facts from CSV as they are. From CSV what is all digits becomes a
// number there, which is why the loader has types.
func TestDuckDB(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "预算.pdf")
	long := ds.Records[0]
	long.Row, long.Text, long.Unit, long.Yuan = 9, "2701020101201000079674", "", decimal.NullDecimal{}
	long.Value = decimal.NewNullDecimal(decimal.RequireFromString(long.Text)) // an account's number
	ds.Records = append(ds.Records, long)
	for i := range ds.Facts {
		ds.Facts[i].UnitCode = "042001"
	}
	dir := write(t, ds, CSV, Parquet)
	run := func(statements ...string) string {
		t.Helper()
		return node(t, "@duckdb/node-api@1.5.6-r.1", dir, duckDB, statements...)
	}
	load := tree(t, dir)["load.sql"]
	const fact = "SELECT typeof(yuan), yuan::VARCHAR, typeof(function_code), function_code, unit_code, project_code, leaf FROM "
	for _, tt := range []struct{ name, got, want string }{
		{"load.sql", run(load, fact+"facts WHERE yuan IS NOT NULL"), "DECIMAL(38,8)|12345000.00000000|VARCHAR|2011301|042001|410724000000000000001|true"},
		{"a long number", run(load, "SELECT value::VARCHAR FROM records WHERE row_no = 9"), "2701020101201000079674.00000000"},
		{"a view", run(load, "SELECT count(*)::VARCHAR FROM panel"), "0"},
		{"a count", run(load, "SELECT value::VARCHAR, unit FROM facts WHERE claim_kind = 'count'"), "3.00000000|辆"},
		{"Parquet", run("SELECT typeof(function_code), function_code, unit_code, project_code, leaf FROM 'facts.parquet' WHERE yuan IS NOT NULL"), "VARCHAR|2011301|042001|410724000000000000001|true"},
		{"CSV", run("SELECT unit_code, leaf, record, typeof(yuan) IN ('BIGINT', 'DOUBLE') FROM read_csv('facts.csv') WHERE yuan IS NOT NULL"), "042001|true|daaaaaaaaaaaa:1:1:2|true"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
	ds.Disclosures[0].File, ds.Records[0].Text = "=1+1.pdf", "'＝cmd"
	dir = write(t, ds, CSVSafeBOM)
	if got := run(tree(t, dir)["load.sql"], "SELECT file, text FROM documents, records WHERE text LIKE '''%'"); got != "=1+1.pdf|'＝cmd" {
		t.Errorf("from safe CSV %q", got)
	}
}
