// Package contract says which tables a dataset consists of, which columns they have, and how a value is shown in them and taken back.
package contract

import (
	"encoding/json"
	"strconv"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// All is the dataset contract: each table of the dataset, in the order a reader needs them.
var All = sync.OnceValue(func() []Resource {
	return []Resource{
		Documents(), Facts(), Tables(), Records(), Claims(), Checks(), Findings(), Targets(), codesTable(), formsTable(), measuresTable(),
	}
})

var (
	hexID    = Constraints{Required: true, Pattern: idPattern}
	outcomes = []string{string(normalize.Pass), string(normalize.Rounding), string(normalize.Fail), string(normalize.Insufficient)}

	toDocument = foreignKey{[]string{"document"}, "documents", nil}
	toTable    = foreignKey{[]string{"document", "table_no"}, "tables", nil}
	toCheck    = foreignKey{[]string{"document", "check_no"}, "checks", nil}
	toForm     = foreignKey{[]string{"form"}, "forms", nil}
	toMeasure  = foreignKey{[]string{"measure"}, "measures", nil}
	toCodes    = []foreignKey{toCode("function_code"), toCode("economic_code"), toCode("gov_economic_code")}
)

func toCode(field string) foreignKey { return foreignKey{[]string{field}, "codes", []string{"code"}} }

// idPattern is what names of documents look like.
const idPattern = "d[0-9a-f]{12,64}"

var Documents = sync.OnceValue(func() Resource {
	return resourceOf(Resource{
		Name:        "documents",
		Title:       "Documents",
		Description: "One row for each published document",
		PrimaryKey:  []string{"document"},
	}, func(ds *normalize.Dataset) *[]normalize.Disclosure { return &ds.Disclosures }, []column[normalize.Disclosure]{
		words("document", "The letter d and the first 12 hexadecimal digits of the file's SHA-256; more where another's are the same", Constraints{Required: true, Unique: true, Pattern: idPattern}, func(d *normalize.Disclosure) *string { return &d.ID }),
		words("file", "Path of the file, from the folder on that was read; its name where it was named itself", required, func(d *normalize.Disclosure) *string { return &d.File }),
		words("url", "Where it was published, where somebody said so", free, func(d *normalize.Disclosure) *string { return &d.URL }),
		words("sha256", "SHA-256 of the file, hexadecimal", Constraints{Required: true, Pattern: "[0-9a-f]{64}"}, func(d *normalize.Disclosure) *string { return &d.SHA256 }),
		words("agency", "Agency that publishes (部门、单位), as printed", free, func(d *normalize.Disclosure) *string { return &d.Agency }),
		words("region", "Province, city or county (省、市、县) that the agency's name begins with, or that a report or a government's document is about", free, func(d *normalize.Disclosure) *string { return &d.Region }),
		years("year", "Year the document is about", func(d *normalize.Disclosure) *int { return &d.Year }),
		words("kind", "budget (预算), final accounts (决算) or a report about either (报告、公报)", oneOf("budget", "final", "report"), func(d *normalize.Disclosure) *normalize.Kind { return &d.Kind }),
		words("level", "Whose disclosure it is: of a department (部门), a unit (单位) or a government", oneOf("department", "unit", "government"), func(d *normalize.Disclosure) *normalize.Level { return &d.Level }),
		whole("edition", "Which edition it is among the documents of one agency, year and kind, from 1, where that is known", optional, func(d *normalize.Disclosure) *int { return &d.Edition }),
		words("same_as", "Document of which it is a copy or another edition, where that is known", Constraints{Pattern: idPattern}, func(d *normalize.Disclosure) *string { return &d.SameAs }),
		whole("pages", "Pages of the file", counts, func(d *normalize.Disclosure) *int { return &d.Pages }),
		whole("text_pages", "Pages read from the text layer", counts, func(d *normalize.Disclosure) *int { return &d.TextPages }),
		whole("ocr_pages", "Pages recognised from a picture", counts, func(d *normalize.Disclosure) *int { return &d.OCRPages }),
		whole("problem_pages", "Pages that could not be read, wholly or in part", counts, func(d *normalize.Disclosure) *int { return &d.ProblemPages }),
		whole("tables", "Tables found", counts, func(d *normalize.Disclosure) *int { return &d.Tables }),
		whole("records", "Records of all tables", counts, func(d *normalize.Disclosure) *int { return &d.Records }),
		whole("figures", "Records that state an amount, a rate or a count; dashes, words, and the values, weights and scores of performance indicators are none", counts, func(d *normalize.Disclosure) *int { return &d.Figures }),
		whole("verified", "Figures that took part in a check that holds and could have failed", counts, func(d *normalize.Disclosure) *int { return &d.Verified }),
		whole("failed", "Checks that failed", counts, func(d *normalize.Disclosure) *int { return &d.Failed }),
		whole("printed", "Numbers that its pages print: of tables, sentences, dates, codes, pages", counts, func(d *normalize.Disclosure) *int { return &d.Printed }),
		whole("placed", "Those of them that are figures of records, targets or claims", counts, func(d *normalize.Disclosure) *int { return &d.Placed }),
		whole("left", "Those of them that are neither placed nor have another reason to be printed", counts, func(d *normalize.Disclosure) *int { return &d.Left }),
		words("bundle", "Documents that were reconciled as one have the same: the first one's document", Constraints{Pattern: idPattern}, func(d *normalize.Disclosure) *string { return &d.Bundle }),
		words("retrieved", "When it was taken from url, where somebody said so", free, func(d *normalize.Disclosure) *string { return &d.Retrieved }),
		words("publisher", "Who published it, likewise", free, func(d *normalize.Disclosure) *string { return &d.Publisher }),
		words("licence", "Under which licence, likewise", free, func(d *normalize.Disclosure) *string { return &d.Licence }),
	})
})

var Facts = sync.OnceValue(func() Resource {
	return resourceOf(Resource{
		Name:        "facts",
		Title:       "Facts",
		Description: "One row for each quantity that a document tells, however often it is printed. Sum the leaves of one cut: one flow, fund, use and stage, and the same kinds of codes filled",
		PrimaryKey:  []string{"document", "fact_no"},
		ForeignKeys: append([]foreignKey{toDocument}, toCodes...),
	}, func(ds *normalize.Dataset) *[]normalize.Fact { return &ds.Facts }, []column[normalize.Fact]{
		words("document", "Document it is printed in", hexID, func(f *normalize.Fact) *string { return &f.Document }),
		whole("fact_no", "Number of the fact in the document, from 1", ordinals, func(f *normalize.Fact) *int { return &f.Number }),
		fiscal("administrative-classification:generic:level1:code", words("agency", "Agency whose amount it is", free, func(f *normalize.Fact) *string { return &f.Agency })),
		words("region", "Province, city or county (省、市、县) that the agency's name begins with, or that a report or a government's document is about", free, func(f *normalize.Fact) *string { return &f.Region }),
		years("year", "Year the document is about", func(f *normalize.Fact) *int { return &f.Year }),
		words("kind", "Kind of the document, as in documents", oneOf("budget", "final", "report"), func(f *normalize.Fact) *normalize.Kind { return &f.Kind }),
		words("level", "Level of the document, as in documents", oneOf("department", "unit", "government"), func(f *normalize.Fact) *normalize.Level { return &f.Level }),
		fiscal("administrative-classification:generic:level2:code", words("unit_code", "Code of the budget unit, where the tables list several", free, func(f *normalize.Fact) *string { return &f.UnitCode })),
		fiscal("administrative-classification:generic:level2:label", words("unit_name", "Its name", free, func(f *normalize.Fact) *string { return &f.UnitName })),
		fiscal("phase:id", words("stage", "budget (预算), adjusted (调整预算), executed (执行), final (决算)", oneOf("budget", "adjusted", "executed", "final"), func(f *normalize.Fact) *string { return &f.Quantity.Stage })),
		fiscal("date:fiscal-year", whole("amount_year", "Year the amount is of", optional, func(f *normalize.Fact) *int { return &f.Quantity.Year })),
		fiscal("direction", words("flow", "Income or expenditure", oneOf("in", "out"), func(f *normalize.Fact) *string { return &f.Quantity.Flow })),
		fiscal("fin-source:generic:code", words("fund", "Which money: all, fiscal (财政拨款), general (一般公共预算), government-fund (政府性基金), state-capital (国有资本经营), special-account (财政专户), unit (单位资金)", free, func(f *normalize.Fact) *string { return &f.Quantity.Fund })),
		fiscal("expenditure-type:code", words("use", "What it is spent for: all, basic (基本支出), personnel (人员经费), running (公用经费), project (项目支出), remitted, business, subsidies", free, func(f *normalize.Fact) *string { return &f.Quantity.Use })),
		words("source", "Where income is from: all, service (事业), business (经营), superior (上级补助), affiliates (附属单位上缴), other", free, func(f *normalize.Fact) *string { return &f.Quantity.Source }),
		fiscal("functional-classification:generic:code", words("function_code", "Functional classification (支出功能分类科目)", free, func(f *normalize.Fact) *string { return &f.Quantity.Function })),
		fiscal("functional-classification:generic:label", words("function_name", "As the document calls it, or else its usual name", free, func(f *normalize.Fact) *string { return &f.FunctionName })),
		fiscal("economic-classification:generic:code", words("economic_code", "Economic classification of departments (部门预算支出经济分类科目)", free, func(f *normalize.Fact) *string { return &f.Quantity.Economic })),
		fiscal("economic-classification:generic:label", words("economic_name", "Likewise; where there is no such code, the name of gov_economic_code", free, func(f *normalize.Fact) *string { return &f.EconomicName })),
		words("gov_economic_code", "Economic classification of governments (政府预算支出经济分类科目)", free, func(f *normalize.Fact) *string { return &f.Quantity.GovEconomic }),
		words("item", "Subject of its own: three-public (三公经费) with abroad, vehicles, vehicle-purchase, vehicle-running, reception; meetings, training, operating; vehicles-held and vehicles-bought are counts", free, func(f *normalize.Fact) *string { return &f.Quantity.Item }),
		fiscal("activity:generic:project:code", words("project_code", "Code of the project, text", free, func(f *normalize.Fact) *string { return &f.ProjectCode })),
		fiscal("activity:generic:project:label", words("project", "Name of the project", free, func(f *normalize.Fact) *string { return &f.Project })),
		words("scope", "total (with what was carried over), this-year, carried-in, carried-out; missing where that is not said", oneOf("total", "this-year", "carried-in", "carried-out"), func(f *normalize.Fact) *string { return &f.Quantity.Scope }),
		fiscal("value", ofAmounts(inYuan("yuan", "The amount in 元; missing where it is none: a change or a count", func(f *normalize.Fact) *decimal.Decimal { return &f.Yuan }))),
		ofAmounts(inYuan("precision", "What one in its last printed digit stands for, in 元, likewise", func(f *normalize.Fact) *decimal.Decimal { return &f.Precision })),
		{Field{Name: "leaf", Kind: Boolean, Description: "It counts once in a sum over its cut: no finer facts that add up to it are printed", Constraints: required}, func(f *normalize.Fact) string { return strconv.FormatBool(f.Leaf) }, func(f *normalize.Fact, s string) error {
			f.Leaf = s == "true"
			return nil
		}},
		words("status", "verified: a figure of it took part in a check that holds; contradicted: figures of it differ", requiredOneOf("verified", "unverified", "contradicted"), func(f *normalize.Fact) *normalize.Status { return &f.Status }),
		{Field{Name: "record", Kind: Text, Description: "Record it was taken from, document:table:row:column: that with the finest digits; missing where only sentences state it"}, recordOf, unlessMissing(readRecord)},
		listed("records", Texts, "All records that print it, each table:row:column, or document:table:row:column where it is another document's", refsText, refOf, func(f *normalize.Fact) *[]normalize.Ref { return &f.Records }),
		listed("claims", ClaimNumbers, "Claims that state it, by number, or document:number where it is another document's", claimsText, claimOf, func(f *normalize.Fact) *[]normalize.ClaimRef { return &f.Claims }),
		whole("page", "Page it is printed on, from 1", ordinals, func(f *normalize.Fact) *int { return &f.Page }),
		pointed("x0", "Left edge of the record's cell, or of the line the claim begins on, points from the left of the page", func(f *normalize.Fact) *float64 { return &f.Box.X0 }),
		pointed("y0", "Upper edge, points from the top of the page", func(f *normalize.Fact) *float64 { return &f.Box.Y0 }),
		pointed("x1", "Right edge, points from the left of the page", func(f *normalize.Fact) *float64 { return &f.Box.X1 }),
		pointed("y1", "Lower edge, points from the top of the page", func(f *normalize.Fact) *float64 { return &f.Box.Y1 }),
		words("claim_kind", "What it is where it is no amount, and only sentences state it: change (since the same stage of the year before, of the amount that the other columns say) or count; value then holds it", oneOf("change", "count"), func(f *normalize.Fact) *normalize.ClaimKind { return &f.Stated }),
		exact("value", "The change or the count in its unit; a decrease is negative", Printed, func(f *normalize.Fact) *decimal.NullDecimal { return &f.Value }),
		words("unit", "Unit of value (万元, 辆, ...)", free, func(f *normalize.Fact) *string { return &f.Unit }),
	})
})

var Tables = sync.OnceValue(func() Resource {
	return resourceOf(Resource{
		Name:        "tables",
		Title:       "Tables",
		Description: "One row for each table; its grid as people read it is in tables/<document>/",
		PrimaryKey:  []string{"document", "table_no"},
		ForeignKeys: []foreignKey{toDocument, toForm},
	}, func(ds *normalize.Dataset) *[]normalize.Table { return &ds.Tables }, []column[normalize.Table]{
		words("document", "Document the table is in", hexID, func(t *normalize.Table) *string { return &t.Document }),
		whole("table_no", "Number of the table in the document, from 1", ordinals, func(t *normalize.Table) *int { return &t.Number }),
		words("form", "Id of the form in the catalogue of known tables", free, func(t *normalize.Table) *string { return &t.Form }),
		words("title", "Title, white space removed but for a blank between words or numbers", free, func(t *normalize.Table) *string { return &t.Title }),
		words("unit", "Unit of the amounts as printed for the whole table (元, 万元, ...)", free, func(t *normalize.Table) *string { return &t.Unit }),
		whole("first_page", "Page it begins on, from 1", ordinals, func(t *normalize.Table) *int { return &t.FirstPage }),
		whole("last_page", "Page it ends on", ordinals, func(t *normalize.Table) *int { return &t.LastPage }),
		{Field{Name: "rows", Kind: Integer, Description: "Rows below the header", Constraints: counts}, func(t *normalize.Table) string { return Count(len(t.Rows)) }, readRows},
		{Field{Name: "columns", Kind: Integer, Description: "Columns of the grid", Constraints: counts}, func(t *normalize.Table) string { return Count(len(t.Columns)) }, readColumns},
		whole("records", "Records it gave", counts, func(t *normalize.Table) *int { return &t.Records }),
		whole("checks", "Checks that took in one of its figures", counts, func(t *normalize.Table) *int { return &t.Checks }),
		whole("failed", "Those of them that failed", counts, func(t *normalize.Table) *int { return &t.Failed }),
		words("agency", "Agency or unit whose table it is", free, func(t *normalize.Table) *string { return &t.Agency }),
	})
})

var Records = sync.OnceValue(func() Resource {
	return resourceOf(Resource{
		Name:        "records",
		Title:       "Records",
		Description: "One row for each figure printed in a table, and for each text value of a performance target",
		PrimaryKey:  []string{"document", "table_no", "row_no", "column_no"},
		ForeignKeys: append([]foreignKey{toDocument, toTable, toForm, toMeasure}, toCodes...),
	}, func(ds *normalize.Dataset) *[]normalize.Record { return &ds.Records }, []column[normalize.Record]{
		words("document", "Document the figure is printed in", hexID, func(r *normalize.Record) *string { return &r.Document }),
		whole("table_no", "Number of its table", ordinals, func(r *normalize.Record) *int { return &r.Table }),
		whole("row_no", "Row in the table's body, pages joined, from 1", ordinals, func(r *normalize.Record) *int { return &r.Row }),
		whole("column_no", "Column in the table's grid, from 1", ordinals, func(r *normalize.Record) *int { return &r.Column }),
		whole("page", "Page it is printed on, from 1", ordinals, func(r *normalize.Record) *int { return &r.Page }),
		words("page_label", "Number that the page itself prints, where that differs", free, func(r *normalize.Record) *string { return &r.PageLabel }),
		words("form", "Id of the table's form in the catalogue of known tables", free, func(r *normalize.Record) *string { return &r.Form }),
		words("label", "Name of the row, white space removed", free, func(r *normalize.Record) *string { return &r.Label }),
		{Field{Name: "keys", Kind: Object, Description: "Every label cell of the row, of its own side where lists stand side by side, and of the owner printed above it: header path to text"}, func(r *normalize.Record) string { return keysText(r.Keys) }, readKeys},
		{Field{Name: "path", Kind: Text, Description: "Header path of the column, outermost first, joined by ' / '; begins with the side where lists stand side by side"}, func(r *normalize.Record) string { return strings.Join(r.Path, PathSeparator) }, readPath},
		words("measure", "Canonical id of what the column measures", free, func(r *normalize.Record) *string { return &r.Measure }),
		words("role", "Whether its row is an item, a total (合计), or a subtotal (小计) that is part of one; part: the row or the column is 其中, which need not add up", oneOf("item", "total", "subtotal", "part"), func(r *normalize.Record) *normalize.FigureRole { return &r.Role }),
		whole("level", "Depth of its row in the table's hierarchy, from 0", counts, func(r *normalize.Record) *int { return &r.Level }),
		whole("parent_row", "Row that its row is part of, if one", optional, func(r *normalize.Record) *int { return &r.ParentRow }),
		whole("side", "Which of the lists that stand side by side, from 1; missing in ordinary tables", optional, func(r *normalize.Record) *int { return &r.Side }),
		years("column_year", "Year that the column's head names", func(r *normalize.Record) *int { return &r.ColumnYear }),
		{Field{Name: "quantity", Kind: Text, Description: "What the figure measures, as pairs of a dimension and a value (flow=out fund=general use=basic function=2130301 stage=budget year=2026); missing where the heads and the row do not tell"}, func(r *normalize.Record) string { return r.Quantity.String() }, func(r *normalize.Record, s string) (err error) {
			r.Quantity, err = normalize.ParseQuantity(s)
			return err
		}},
		words("function_code", "Functional classification (支出功能分类科目): 3, 5 or 7 digits", Constraints{Pattern: `\d{3}(\d{2}){0,2}`}, func(r *normalize.Record) *string { return &r.FunctionCode }),
		words("economic_code", "Economic classification of departments (部门预算支出经济分类科目): 3 or 5 digits, 7 where the publisher divides further", Constraints{Pattern: `\d{3}(\d{2}){0,2}`}, func(r *normalize.Record) *string { return &r.EconomicCode }),
		words("gov_economic_code", "Economic classification of governments (政府预算支出经济分类科目): 3 or 5 digits, 7 where the publisher divides further", Constraints{Pattern: `\d{3}(\d{2}){0,2}`}, func(r *normalize.Record) *string { return &r.GovEconomicCode }),
		words("unit_code", "Code of the budget unit (单位代码)", free, func(r *normalize.Record) *string { return &r.UnitCode }),
		words("unit_name", "Name of the budget unit, where the document prints it", free, func(r *normalize.Record) *string { return &r.UnitName }),
		words("project_code", "Code of the project (项目代码), up to 21 digits or letters: text, not a number", free, func(r *normalize.Record) *string { return &r.ProjectCode }),
		words("code_source", "Whether the code of a classification is printed or follows from the row's name", oneOf("printed", "name"), func(r *normalize.Record) *normalize.CodeSource { return &r.CodeSource }),
		words("text", "The figure exactly as printed", free, func(r *normalize.Record) *string { return &r.Text }),
		exact("value", "The figure in its unit, with the decimals it was printed with; missing for text and for what could not be read", Printed, func(r *normalize.Record) *decimal.NullDecimal { return &r.Value }),
		words("unit", "Unit of value (元, 万元, %, ...)", free, func(r *normalize.Record) *string { return &r.Unit }),
		exact("yuan", "The amount in 元; missing where the unit is none of money, or unknown", plain, func(r *normalize.Record) *decimal.NullDecimal { return &r.Yuan }),
		pointed("x0", "Left edge of its cell, points from the left of the page", func(r *normalize.Record) *float64 { return &r.Box.X0 }),
		pointed("y0", "Upper edge of its cell, points from the top of the page", func(r *normalize.Record) *float64 { return &r.Box.Y0 }),
		pointed("x1", "Right edge of its cell, points from the left of the page", func(r *normalize.Record) *float64 { return &r.Box.X1 }),
		pointed("y1", "Lower edge of its cell, points from the top of the page", func(r *normalize.Record) *float64 { return &r.Box.Y1 }),
		words("source", "Whether it was read from the text layer, recognised from a picture, or corrected by a person", requiredOneOf("text", "ocr", "person"), func(r *normalize.Record) *page.Source { return &r.Source }),
		measured("confidence", "How sure its reading is, 0 to 1; 1 for text layers", fraction, 3, func(r *normalize.Record) *float64 { return &r.Confidence }),
		words("status", "What the checks made of it", requiredOneOf("verified", "unverified", "contradicted"), func(r *normalize.Record) *normalize.Status { return &r.Status }),
		words("corrected", "What a person read on the page in its place, where somebody corrected it; value, unit and yuan are then of this", free, func(r *normalize.Record) *string { return &r.Corrected }),
	})
})

var Claims = sync.OnceValue(func() Resource {
	return resourceOf(Resource{
		Name:        "claims",
		Title:       "Claims",
		Description: "One row for each figure or statement of the narrative",
		PrimaryKey:  []string{"document", "claim_no"},
		ForeignKeys: []foreignKey{toDocument},
	}, func(ds *normalize.Dataset) *[]normalize.Claim { return &ds.Claims }, []column[normalize.Claim]{
		words("document", "Document the claim is in", hexID, func(c *normalize.Claim) *string { return &c.Document }),
		whole("claim_no", "Number of the claim in the document, from 1", ordinals, func(c *normalize.Claim) *int { return &c.Number }),
		whole("page", "Page it begins on, from 1", ordinals, func(c *normalize.Claim) *int { return &c.Page }),
		pointed("x0", "Left edge of the line it begins on, points from the left of the page", func(c *normalize.Claim) *float64 { return &c.Box.X0 }),
		pointed("y0", "Upper edge of that line, points from the top of the page", func(c *normalize.Claim) *float64 { return &c.Box.Y0 }),
		pointed("x1", "Right edge of that line, points from the left of the page", func(c *normalize.Claim) *float64 { return &c.Box.X1 }),
		pointed("y1", "Lower edge of that line, points from the top of the page", func(c *normalize.Claim) *float64 { return &c.Box.Y1 }),
		words("sentence", "The sentence as printed", free, func(c *normalize.Claim) *string { return &c.Sentence }),
		words("subject", "What it is about, as printed", free, func(c *normalize.Claim) *string { return &c.Subject }),
		words("kind", "What it states", requiredOneOf("amount", "change", "percent-change", "share", "unchanged", "names", "count"), func(c *normalize.Claim) *normalize.ClaimKind { return &c.Kind }),
		years("year", "Year its figure is of, where said", func(c *normalize.Claim) *int { return &c.Year }),
		exact("value", "Its figure in its unit; a decrease is negative", Printed, func(c *normalize.Claim) *decimal.NullDecimal { return &c.Value }),
		words("unit", "Unit of value", free, func(c *normalize.Claim) *string { return &c.Unit }),
		exact("yuan", "The amount in 元", plain, func(c *normalize.Claim) *decimal.NullDecimal { return &c.Yuan }),
		listed("records", Texts, "Records it must agree with, each table:row:column, or document:table:row:column where it is another document's", refsText, refOf, func(c *normalize.Claim) *[]normalize.Ref { return &c.Records }),
		words("outcome", "How its check came out; missing if it was not checked", oneOf(outcomes...), func(c *normalize.Claim) *normalize.Outcome { return &c.Outcome }),
		words("text", "Its figure as it was read, with its unit, or the words that stand for one", free, func(c *normalize.Claim) *string { return &c.Text }),
		words("corrected", "What a person read on the page in place of text, where somebody corrected it; value, unit and yuan are then of this", free, func(c *normalize.Claim) *string { return &c.Corrected }),
	})
})

var Checks = sync.OnceValue(func() Resource {
	return resourceOf(Resource{
		Name:        "checks",
		Title:       "Checks",
		Description: "One row for each comparison that was made",
		PrimaryKey:  []string{"document", "check_no"},
		ForeignKeys: []foreignKey{toDocument, toTable},
	}, func(ds *normalize.Dataset) *[]normalize.Check { return &ds.Checks }, []column[normalize.Check]{
		words("document", "Document that was checked", hexID, func(c *normalize.Check) *string { return &c.Document }),
		whole("check_no", "Number of the check in the document, from 1", ordinals, func(c *normalize.Check) *int { return &c.Number }),
		words("code", "Rule that was applied; stable", Constraints{Required: true, Pattern: "[a-z0-9]+(-[a-z0-9]+)*"}, func(c *normalize.Check) *string { return &c.Code }),
		whole("table_no", "Table it is about, if one", optional, func(c *normalize.Check) *int { return &c.Table }),
		words("outcome", "How it came out; rounding is a difference that the print's rounding explains, insufficient a side that is not printed", requiredOneOf(outcomes...), func(c *normalize.Check) *normalize.Outcome { return &c.Outcome }),
		exact("expected", "What the other figures give", plain, func(c *normalize.Check) *decimal.NullDecimal { return &c.Expected }),
		exact("actual", "What is printed", plain, func(c *normalize.Check) *decimal.NullDecimal { return &c.Actual }),
		exact("difference", "Actual less expected", plain, func(c *normalize.Check) *decimal.NullDecimal { return &c.Difference }),
		exact("tolerance", "Largest difference that rounding explains", plain, func(c *normalize.Check) *decimal.NullDecimal { return &c.Tolerance }),
		words("unit", "Unit of these figures", free, func(c *normalize.Check) *string { return &c.Unit }),
		listed("records", Texts, "Records that took part, each table:row:column, or document:table:row:column where it is another document's", refsText, refOf, func(c *normalize.Check) *[]normalize.Ref { return &c.Records }),
		listed("claims", ClaimNumbers, "Claims that took part, by number, or document:number where it is another document's", claimsText, claimOf, func(c *normalize.Check) *[]normalize.ClaimRef { return &c.Claims }),
		{Field{Name: "terms", Kind: Object, Description: "The arithmetic: the record or claim that was compared, how it must stand (= or <=) to what is expected, and the terms of that, added but where minus says so; with terms in the base, 100 times the others by these"}, func(c *normalize.Check) string { return termsText(c) }, readTerms},
		words("message", "The comparison in words, in English", free, func(c *normalize.Check) *string { return &c.Message }),
		words("message_zh", "The same in Chinese", free, func(c *normalize.Check) *string { return &c.MessageZh }),
	})
})

var Findings = sync.OnceValue(func() Resource {
	return resourceOf(Resource{
		Name:        "findings",
		Title:       "Findings",
		Description: "What a person should look at, worst first",
		ForeignKeys: []foreignKey{toDocument, toTable, toCheck},
	}, func(ds *normalize.Dataset) *[]normalize.Finding { return &ds.Findings }, []column[normalize.Finding]{
		words("document", "Document it is about", hexID, func(f *normalize.Finding) *string { return &f.Document }),
		words("code", "Kind of finding; stable", required, func(f *normalize.Finding) *string { return &f.Code }),
		words("severity", "How bad it is", requiredOneOf("error", "warning", "info"), func(f *normalize.Finding) *normalize.Severity { return &f.Severity }),
		whole("page", "Page to look at, if one", optional, func(f *normalize.Finding) *int { return &f.Page }),
		whole("table_no", "Table to look at, if one", optional, func(f *normalize.Finding) *int { return &f.Table }),
		whole("row_no", "Row in the table's body, if one", optional, func(f *normalize.Finding) *int { return &f.Row }),
		whole("column_no", "Column in the table's grid, if one", optional, func(f *normalize.Finding) *int { return &f.Column }),
		words("message", "What was found, in English", required, func(f *normalize.Finding) *string { return &f.Message }),
		words("message_zh", "The same in Chinese", required, func(f *normalize.Finding) *string { return &f.MessageZh }),
		whole("check_no", "Check it comes from, if one", optional, func(f *normalize.Finding) *int { return &f.Check }),
		words("judged", "What a person made of it: confirmed as the publisher's error, a misreading, or accepted as it is", oneOf("confirmed", "misreading", "accepted"), func(f *normalize.Finding) *normalize.Judgement { return &f.Judged }),
		words("review", "Its page in the published review, from the dataset's folder on where it is no address, if somebody said where that is", free, func(f *normalize.Finding) *string { return &f.Review }),
	})
})

var Targets = sync.OnceValue(func() Resource {
	return resourceOf(Resource{
		Name:        "targets",
		Title:       "Performance targets",
		Description: "One row for each performance indicator (绩效指标)",
		ForeignKeys: []foreignKey{toDocument, toTable},
	}, func(ds *normalize.Dataset) *[]normalize.Target { return &ds.Targets }, []column[normalize.Target]{
		words("document", "Document it is printed in", hexID, func(t *normalize.Target) *string { return &t.Document }),
		whole("table_no", "Number of its table", ordinals, func(t *normalize.Target) *int { return &t.Table }),
		whole("row_no", "Row in the table's body, if it is printed there", optional, func(t *normalize.Target) *int { return &t.Row }),
		whole("page", "Page it is printed on, from 1", ordinals, func(t *normalize.Target) *int { return &t.Page }),
		words("project_code", "Code of the project", free, func(t *normalize.Target) *string { return &t.ProjectCode }),
		words("project", "Name of the project; missing for targets of the whole department", free, func(t *normalize.Target) *string { return &t.Project }),
		exact("amount", "Amount of the project, in unit", Printed, func(t *normalize.Target) *decimal.NullDecimal { return &t.Amount }),
		words("unit", "Unit of amount", free, func(t *normalize.Target) *string { return &t.Unit }),
		words("level1", "First-level indicator (一级指标)", free, func(t *normalize.Target) *string { return &t.Level1 }),
		words("level2", "Second-level indicator (二级指标)", free, func(t *normalize.Target) *string { return &t.Level2 }),
		words("level3", "Third-level indicator (三级指标)", free, func(t *normalize.Target) *string { return &t.Level3 }),
		words("operator", "How the result must stand to value; missing for a value in words", free, func(t *normalize.Target) *string { return &t.Operator }),
		exact("value", "The figure to reach", Printed, func(t *normalize.Target) *decimal.NullDecimal { return &t.Value }),
		words("value_unit", "Unit of value", free, func(t *normalize.Target) *string { return &t.ValueUnit }),
		words("text", "The target exactly as printed", free, func(t *normalize.Target) *string { return &t.Text }),
	})
})

// ofAmounts is a column that facts have which are amounts.
func ofAmounts(c column[normalize.Fact]) column[normalize.Fact] {
	show := c.show
	c.Constraints.Required = false
	c.show = func(f *normalize.Fact) string {
		if f.Stated != "" {
			return ""
		}
		return show(f)
	}
	return c
}

// recordOf shows the record of a fact with its document, without which 1:31:2 reads as a time elsewhere.
func recordOf(f *normalize.Fact) string {
	if f.Record == (normalize.Ref{}) {
		return ""
	}
	r := f.Record
	r.Document = f.Document
	return r.String()
}

func readRecord(f *normalize.Fact, s string) (err error) {
	f.Record, err = refOf(json.RawMessage(JsonText(s)))
	f.Record.Document = ""
	return err
}

// TableName is the path of a table's own CSV file inside the dataset.
func TableName(t *normalize.Table) string {
	number := strconv.Itoa(t.Number)
	if len(number) < 2 {
		number = "0" + number
	}
	title := strings.Join(strings.Fields(t.Title), "-")
	return "tables/" + SafeName(t.Document, "document") + "/" + number + "-" + SafeName(title, "table") + ".csv"
}
