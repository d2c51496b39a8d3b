package export

import (
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// PathSeparator joins the parts of a header path.
const PathSeparator = " / "

// resources is the dataset contract: each table of the dataset, in the order a reader needs them.
var resources = []resource{documents, tables, records, claims, checks, findings, targets}

var (
	required = constraints{Required: true}
	ordinals = constraints{Required: true, Minimum: new(1)}
	counts   = constraints{Required: true, Minimum: new(0)}
	optional = constraints{Minimum: new(1)}
	fraction = constraints{Required: true, Minimum: new(0), Maximum: new(1)}
	hexID    = constraints{Required: true, Pattern: "[0-9a-f]{12,64}"}
	outcomes = []string{string(normalize.Pass), string(normalize.Rounding), string(normalize.Fail), string(normalize.Insufficient)}

	toDocument = foreignKey{[]string{"document"}, "documents"}
	toTable    = foreignKey{[]string{"document", "table"}, "tables"}
)

func oneOf(values ...string) constraints { return constraints{Enum: values} }

func requiredOneOf(values ...string) constraints { return constraints{Required: true, Enum: values} }

var documentColumns = []column[normalize.Disclosure]{
	{field{"document", text, "First 12 hexadecimal digits of the file's SHA-256; more where another's are the same", constraints{Required: true, Unique: true, Pattern: "[0-9a-f]{12,64}"}}, func(d *normalize.Disclosure) string { return d.ID }},
	{field{"file", text, "Name of the file", required}, func(d *normalize.Disclosure) string { return d.File }},
	{field{"sha256", text, "SHA-256 of the file, hexadecimal", constraints{Required: true, Pattern: "[0-9a-f]{64}"}}, func(d *normalize.Disclosure) string { return d.SHA256 }},
	{field{"agency", text, "Agency that publishes (部门、单位), as printed", constraints{}}, func(d *normalize.Disclosure) string { return d.Agency }},
	{field{"year", year, "Year the document is about", constraints{}}, func(d *normalize.Disclosure) string { return ordinal(d.Year) }},
	{field{"kind", text, "budget (预算) or final accounts (决算)", oneOf("budget", "final")}, func(d *normalize.Disclosure) string { return string(d.Kind) }},
	{field{"level", text, "Whose disclosure it is: of a department (部门), a unit (单位) or a government", oneOf("department", "unit", "government")}, func(d *normalize.Disclosure) string { return string(d.Level) }},
	{field{"pages", integer, "Pages of the file", counts}, func(d *normalize.Disclosure) string { return count(d.Pages) }},
	{field{"text_pages", integer, "Pages read from the text layer", counts}, func(d *normalize.Disclosure) string { return count(d.TextPages) }},
	{field{"ocr_pages", integer, "Pages recognised from a picture", counts}, func(d *normalize.Disclosure) string { return count(d.OCRPages) }},
	{field{"problem_pages", integer, "Pages that could not be read, wholly or in part", counts}, func(d *normalize.Disclosure) string { return count(d.ProblemPages) }},
	{field{"tables", integer, "Tables found", counts}, func(d *normalize.Disclosure) string { return count(d.Tables) }},
	{field{"records", integer, "Records of all tables", counts}, func(d *normalize.Disclosure) string { return count(d.Records) }},
	{field{"verified", integer, "Records that took part in a check that holds and could have failed", counts}, func(d *normalize.Disclosure) string { return count(d.Verified) }},
	{field{"failed", integer, "Checks that failed", counts}, func(d *normalize.Disclosure) string { return count(d.Failed) }},
	{field{"bundle", text, "Documents that were reconciled as one have the same: the first one's document", constraints{Pattern: "[0-9a-f]{12,64}"}}, func(d *normalize.Disclosure) string { return d.Bundle }},
}

var documents = resource{
	name:        "documents",
	title:       "Documents",
	description: "One row for each published document",
	fields:      fieldsOf(documentColumns),
	primaryKey:  []string{"document"},
	rows:        rowsOf(func(ds *normalize.Dataset) []normalize.Disclosure { return ds.Disclosures }, documentColumns),
}

var tableColumns = []column[normalize.Table]{
	{field{"document", text, "Document the table is in", hexID}, func(t *normalize.Table) string { return t.Document }},
	{field{"table", integer, "Number of the table in the document, from 1", ordinals}, func(t *normalize.Table) string { return count(t.Number) }},
	{field{"form", text, "Id of the form in the catalogue of known tables", constraints{}}, func(t *normalize.Table) string { return t.Form }},
	{field{"title", text, "Title, white space removed but for a blank between words or numbers", constraints{}}, func(t *normalize.Table) string { return t.Title }},
	{field{"unit", text, "Unit of the amounts as printed for the whole table (元, 万元, ...)", constraints{}}, func(t *normalize.Table) string { return t.Unit }},
	{field{"first_page", integer, "Page it begins on, from 1", ordinals}, func(t *normalize.Table) string { return count(t.FirstPage) }},
	{field{"last_page", integer, "Page it ends on", ordinals}, func(t *normalize.Table) string { return count(t.LastPage) }},
	{field{"rows", integer, "Rows below the header", counts}, func(t *normalize.Table) string { return count(len(t.Rows)) }},
	{field{"columns", integer, "Columns of the grid", counts}, func(t *normalize.Table) string { return count(len(t.Columns)) }},
	{field{"records", integer, "Records it gave", counts}, func(t *normalize.Table) string { return count(t.Records) }},
	{field{"checks", integer, "Checks that took in one of its figures", counts}, func(t *normalize.Table) string { return count(t.Checks) }},
	{field{"failed", integer, "Those of them that failed", counts}, func(t *normalize.Table) string { return count(t.Failed) }},
	{field{"agency", text, "Agency or unit whose table it is", constraints{}}, func(t *normalize.Table) string { return t.Agency }},
}

var tables = resource{
	name:        "tables",
	title:       "Tables",
	description: "One row for each table; its grid as people read it is in tables/<document>/",
	fields:      fieldsOf(tableColumns),
	primaryKey:  []string{"document", "table"},
	foreignKeys: []foreignKey{toDocument},
	rows:        rowsOf(func(ds *normalize.Dataset) []normalize.Table { return ds.Tables }, tableColumns),
}

var recordColumns = []column[normalize.Record]{
	{field{"document", text, "Document the figure is printed in", hexID}, func(r *normalize.Record) string { return r.Document }},
	{field{"table", integer, "Number of its table", ordinals}, func(r *normalize.Record) string { return count(r.Table) }},
	{field{"row", integer, "Row in the table's body, pages joined, from 1", ordinals}, func(r *normalize.Record) string { return count(r.Row) }},
	{field{"column", integer, "Column in the table's grid, from 1", ordinals}, func(r *normalize.Record) string { return count(r.Column) }},
	{field{"page", integer, "Page it is printed on, from 1", ordinals}, func(r *normalize.Record) string { return count(r.Page) }},
	{field{"form", text, "Id of the table's form in the catalogue of known tables", constraints{}}, func(r *normalize.Record) string { return r.Form }},
	{field{"label", text, "Name of the row, white space removed", constraints{}}, func(r *normalize.Record) string { return r.Label }},
	{field{"keys", object, "Every label cell of the row, of its own side where lists stand side by side: header path to text", constraints{}}, func(r *normalize.Record) string { return keysText(r.Keys) }},
	{field{"path", text, "Header path of the column, outermost first, joined by ' / '; begins with the side where lists stand side by side", constraints{}}, func(r *normalize.Record) string { return strings.Join(r.Path, PathSeparator) }},
	{field{"measure", text, "Canonical id of what the column measures", constraints{}}, func(r *normalize.Record) string { return r.Measure }},
	{field{"function_code", text, "Functional classification (支出功能分类科目): 3, 5 or 7 digits", constraints{Pattern: `\d{3}(\d{2}){0,2}`}}, func(r *normalize.Record) string { return r.FunctionCode }},
	{field{"economic_code", text, "Economic classification of departments (部门预算支出经济分类科目): 3 or 5 digits, 7 where the publisher divides further", constraints{Pattern: `\d{3}(\d{2}){0,2}`}}, func(r *normalize.Record) string { return r.EconomicCode }},
	{field{"gov_economic_code", text, "Economic classification of governments (政府预算支出经济分类科目): 3 or 5 digits, 7 where the publisher divides further", constraints{Pattern: `\d{3}(\d{2}){0,2}`}}, func(r *normalize.Record) string { return r.GovEconomicCode }},
	{field{"unit_code", text, "Code of the budget unit (单位代码)", constraints{}}, func(r *normalize.Record) string { return r.UnitCode }},
	{field{"project_code", text, "Code of the project (项目代码)", constraints{}}, func(r *normalize.Record) string { return r.ProjectCode }},
	{field{"text", text, "The figure exactly as printed", constraints{}}, func(r *normalize.Record) string { return r.Text }},
	{field{"value", amount, "The figure in its unit, with the decimals it was printed with; missing for text and for what could not be read", constraints{}}, func(r *normalize.Record) string { return printed(r.Value) }},
	{field{"unit", text, "Unit of value (元, 万元, %, ...)", constraints{}}, func(r *normalize.Record) string { return r.Unit }},
	{field{"yuan", amount, "The amount in 元; missing where the unit is none of money, or unknown", constraints{}}, func(r *normalize.Record) string { return plain(r.Yuan) }},
	{field{"x0", real, "Left edge of its cell, points from the left of the page", required}, func(r *normalize.Record) string { return points(r.Box.X0) }},
	{field{"y0", real, "Upper edge of its cell, points from the top of the page", required}, func(r *normalize.Record) string { return points(r.Box.Y0) }},
	{field{"x1", real, "Right edge of its cell, points from the left of the page", required}, func(r *normalize.Record) string { return points(r.Box.X1) }},
	{field{"y1", real, "Lower edge of its cell, points from the top of the page", required}, func(r *normalize.Record) string { return points(r.Box.Y1) }},
	{field{"source", text, "Whether it was read from the text layer or recognised from a picture", requiredOneOf("text", "ocr")}, func(r *normalize.Record) string { return string(r.Source) }},
	{field{"confidence", real, "How sure its reading is, 0 to 1; 1 for text layers", fraction}, func(r *normalize.Record) string { return rounded(r.Confidence, 3) }},
	{field{"status", text, "What the checks made of it", requiredOneOf("verified", "unverified", "contradicted")}, func(r *normalize.Record) string { return string(r.Status) }},
}

var records = resource{
	name:        "records",
	title:       "Records",
	description: "One row for each figure printed in a table, and for each text value of a performance target",
	fields:      fieldsOf(recordColumns),
	primaryKey:  []string{"document", "table", "row", "column"},
	foreignKeys: []foreignKey{toDocument, toTable},
	rows:        rowsOf(func(ds *normalize.Dataset) []normalize.Record { return ds.Records }, recordColumns),
}

var claimColumns = []column[normalize.Claim]{
	{field{"document", text, "Document the claim is in", hexID}, func(c *normalize.Claim) string { return c.Document }},
	{field{"claim", integer, "Number of the claim in the document, from 1", ordinals}, func(c *normalize.Claim) string { return count(c.Number) }},
	{field{"page", integer, "Page it begins on, from 1", ordinals}, func(c *normalize.Claim) string { return count(c.Page) }},
	{field{"x0", real, "Left edge of the line it begins on, points from the left of the page", required}, func(c *normalize.Claim) string { return points(c.Box.X0) }},
	{field{"y0", real, "Upper edge of that line, points from the top of the page", required}, func(c *normalize.Claim) string { return points(c.Box.Y0) }},
	{field{"x1", real, "Right edge of that line, points from the left of the page", required}, func(c *normalize.Claim) string { return points(c.Box.X1) }},
	{field{"y1", real, "Lower edge of that line, points from the top of the page", required}, func(c *normalize.Claim) string { return points(c.Box.Y1) }},
	{field{"sentence", text, "The sentence as printed", constraints{}}, func(c *normalize.Claim) string { return c.Sentence }},
	{field{"subject", text, "What it is about, as printed", constraints{}}, func(c *normalize.Claim) string { return c.Subject }},
	{field{"kind", text, "What it states", requiredOneOf("amount", "change", "percent-change", "share", "unchanged", "names", "count")}, func(c *normalize.Claim) string { return string(c.Kind) }},
	{field{"year", year, "Year its figure is of, where said", constraints{}}, func(c *normalize.Claim) string { return ordinal(c.Year) }},
	{field{"value", amount, "Its figure in its unit; a decrease is negative", constraints{}}, func(c *normalize.Claim) string { return printed(c.Value) }},
	{field{"unit", text, "Unit of value", constraints{}}, func(c *normalize.Claim) string { return c.Unit }},
	{field{"yuan", amount, "The amount in 元", constraints{}}, func(c *normalize.Claim) string { return plain(c.Yuan) }},
	{field{"records", texts, "Records it must agree with, each table:row:column, or document:table:row:column where it is another document's", constraints{}}, func(c *normalize.Claim) string { return refsText(c.Records) }},
	{field{"outcome", text, "How its check came out; missing if it was not checked", oneOf(outcomes...)}, func(c *normalize.Claim) string { return string(c.Outcome) }},
}

var claims = resource{
	name:        "claims",
	title:       "Claims",
	description: "One row for each figure or statement of the narrative",
	fields:      fieldsOf(claimColumns),
	primaryKey:  []string{"document", "claim"},
	foreignKeys: []foreignKey{toDocument},
	rows:        rowsOf(func(ds *normalize.Dataset) []normalize.Claim { return ds.Claims }, claimColumns),
}

var checkColumns = []column[normalize.Check]{
	{field{"document", text, "Document that was checked", hexID}, func(c *normalize.Check) string { return c.Document }},
	{field{"check", integer, "Number of the check in the document, from 1", ordinals}, func(c *normalize.Check) string { return count(c.Number) }},
	{field{"code", text, "Rule that was applied; stable", constraints{Required: true, Pattern: "[a-z0-9]+(-[a-z0-9]+)*"}}, func(c *normalize.Check) string { return c.Code }},
	{field{"table", integer, "Table it is about, if one", optional}, func(c *normalize.Check) string { return ordinal(c.Table) }},
	{field{"outcome", text, "How it came out; rounding is a difference that the print's rounding explains, insufficient a side that is not printed", requiredOneOf(outcomes...)}, func(c *normalize.Check) string { return string(c.Outcome) }},
	{field{"expected", amount, "What the other figures give", constraints{}}, func(c *normalize.Check) string { return plain(c.Expected) }},
	{field{"actual", amount, "What is printed", constraints{}}, func(c *normalize.Check) string { return plain(c.Actual) }},
	{field{"difference", amount, "Actual less expected", constraints{}}, func(c *normalize.Check) string { return plain(c.Difference) }},
	{field{"tolerance", amount, "Largest difference that rounding explains", constraints{}}, func(c *normalize.Check) string { return plain(c.Tolerance) }},
	{field{"unit", text, "Unit of these figures", constraints{}}, func(c *normalize.Check) string { return c.Unit }},
	{field{"records", texts, "Records that took part, each table:row:column, or document:table:row:column where it is another document's", constraints{}}, func(c *normalize.Check) string { return refsText(c.Records) }},
	{field{"claims", claimNumbers, "Claims that took part, by number, or document:number where it is another document's", constraints{}}, func(c *normalize.Check) string { return claimsText(c.Claims) }},
	{field{"terms", object, "The arithmetic: the record or claim that was compared, how it must stand (= or <=) to what is expected, and the terms of that, added but where minus says so; with terms in the base, 100 times the others by these", constraints{}}, func(c *normalize.Check) string { return termsText(c) }},
	{field{"message", text, "The comparison in words", constraints{}}, func(c *normalize.Check) string { return c.Message }},
}

var checks = resource{
	name:        "checks",
	title:       "Checks",
	description: "One row for each comparison that was made",
	fields:      fieldsOf(checkColumns),
	primaryKey:  []string{"document", "check"},
	foreignKeys: []foreignKey{toDocument},
	rows:        rowsOf(func(ds *normalize.Dataset) []normalize.Check { return ds.Checks }, checkColumns),
}

var findingColumns = []column[normalize.Finding]{
	{field{"document", text, "Document it is about", hexID}, func(f *normalize.Finding) string { return f.Document }},
	{field{"code", text, "Kind of finding; stable", required}, func(f *normalize.Finding) string { return f.Code }},
	{field{"severity", text, "How bad it is", requiredOneOf("error", "warning", "info")}, func(f *normalize.Finding) string { return string(f.Severity) }},
	{field{"page", integer, "Page to look at, if one", optional}, func(f *normalize.Finding) string { return ordinal(f.Page) }},
	{field{"table", integer, "Table to look at, if one", optional}, func(f *normalize.Finding) string { return ordinal(f.Table) }},
	{field{"row", integer, "Row in the table's body, if one", optional}, func(f *normalize.Finding) string { return ordinal(f.Row) }},
	{field{"column", integer, "Column in the table's grid, if one", optional}, func(f *normalize.Finding) string { return ordinal(f.Column) }},
	{field{"message", text, "What was found, in words", required}, func(f *normalize.Finding) string { return f.Message }},
	{field{"check", integer, "Check it comes from, if one", optional}, func(f *normalize.Finding) string { return ordinal(f.Check) }},
}

var findings = resource{
	name:        "findings",
	title:       "Findings",
	description: "What a person should look at, worst first",
	fields:      fieldsOf(findingColumns),
	foreignKeys: []foreignKey{toDocument},
	rows:        rowsOf(func(ds *normalize.Dataset) []normalize.Finding { return ds.Findings }, findingColumns),
}

var targetColumns = []column[normalize.Target]{
	{field{"document", text, "Document it is printed in", hexID}, func(t *normalize.Target) string { return t.Document }},
	{field{"table", integer, "Number of its table", ordinals}, func(t *normalize.Target) string { return count(t.Table) }},
	{field{"page", integer, "Page it is printed on, from 1", ordinals}, func(t *normalize.Target) string { return count(t.Page) }},
	{field{"project_code", text, "Code of the project", constraints{}}, func(t *normalize.Target) string { return t.ProjectCode }},
	{field{"project", text, "Name of the project; missing for targets of the whole department", constraints{}}, func(t *normalize.Target) string { return t.Project }},
	{field{"amount", amount, "Amount of the project, in unit", constraints{}}, func(t *normalize.Target) string { return printed(t.Amount) }},
	{field{"unit", text, "Unit of amount", constraints{}}, func(t *normalize.Target) string { return t.Unit }},
	{field{"level1", text, "First-level indicator (一级指标)", constraints{}}, func(t *normalize.Target) string { return t.Level1 }},
	{field{"level2", text, "Second-level indicator (二级指标)", constraints{}}, func(t *normalize.Target) string { return t.Level2 }},
	{field{"level3", text, "Third-level indicator (三级指标)", constraints{}}, func(t *normalize.Target) string { return t.Level3 }},
	{field{"operator", text, "How the result must stand to value; missing for a value in words", constraints{}}, func(t *normalize.Target) string { return t.Operator }},
	{field{"value", amount, "The figure to reach", constraints{}}, func(t *normalize.Target) string { return printed(t.Value) }},
	{field{"value_unit", text, "Unit of value", constraints{}}, func(t *normalize.Target) string { return t.ValueUnit }},
	{field{"text", text, "The target exactly as printed", constraints{}}, func(t *normalize.Target) string { return t.Text }},
}

var targets = resource{
	name:        "targets",
	title:       "Performance targets",
	description: "One row for each performance indicator (绩效指标)",
	fields:      fieldsOf(targetColumns),
	foreignKeys: []foreignKey{toDocument, toTable},
	rows:        rowsOf(func(ds *normalize.Dataset) []normalize.Target { return ds.Targets }, targetColumns),
}

// tableName is the path of a table's own CSV file inside the dataset.
func tableName(t *normalize.Table) string {
	number := strconv.Itoa(t.Number)
	if len(number) < 2 {
		number = "0" + number
	}
	title := strings.Join(strings.Fields(t.Title), "-")
	return "tables/" + safeName(t.Document, "document") + "/" + number + "-" + safeName(title, "table") + ".csv"
}
