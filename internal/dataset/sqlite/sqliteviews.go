package sqlite

// sqliteViews are what people would write first.
var sqliteViews = []string{
	`CREATE VIEW figures AS
SELECT d.agency, d.year, d.kind, d.level, t.title, r.label, r.path, r.value, r.unit, r.yuan, r.status, r.text, r.page, d.file,
       r.document, r.table_no, r.row_no, r.column_no, r.form, r.measure, r.function_code, r.economic_code
FROM records r JOIN documents d USING (document) JOIN tables t USING (document, table_no)
WHERE r.value IS NOT NULL AND NOT EXISTS (SELECT 1 FROM indicator_paths i WHERE i.path = r.path)`,
	`CREATE VIEW failed_checks AS
SELECT d.file, t.title, c.code, c.expected, c.actual, c.difference, c.unit, c.message, c.document, c.check_no, c.table_no
FROM checks c JOIN documents d USING (document) LEFT JOIN tables t USING (document, table_no)
WHERE c.outcome = 'fail'`,
	`CREATE VIEW to_look_at AS
SELECT f.severity, d.file, f.page, t.title, f.message, f.code, f.document, f.table_no, f.row_no, f.column_no
FROM findings f JOIN documents d USING (document) LEFT JOIN tables t USING (document, table_no)`,
	`CREATE VIEW coverage AS
SELECT document, file, agency, year, records, figures, verified, failed, round(100.0 * verified / nullif(figures, 0), 1) AS percent_verified
FROM documents`,
	// The grand totals of the summary table (收支总表). Where a document prints several that differ, as
	// one of many agencies does, there is none.
	`CREATE VIEW agency_totals AS
WITH ends AS (
  SELECT document, yuan, status,
         CASE WHEN path LIKE '支出%' OR path LIKE '本年支出%' OR measure LIKE 'expenditure%' THEN 'expenditure'
              WHEN path LIKE '收入%' OR path LIKE '本年收入%' OR measure LIKE 'income%' THEN 'income' END AS side,
         CASE WHEN label LIKE '%总计' THEN 1 ELSE 2 END AS rank
  FROM records
  WHERE form IN ('budget-summary', 'final-summary') AND yuan IS NOT NULL
    AND label IN ('收入总计', '支出总计', '总计', '收入合计', '支出合计', '合计')
    AND measure IN ('income', 'expenditure', 'income-of-year', 'expenditure-of-year', 'income.final-amount', 'expenditure.final-amount', 'amount')
), best AS (
  SELECT document, side, min(yuan) AS least, max(yuan) AS most, min(status = 'verified') AS proven
  FROM ends e
  WHERE rank = (SELECT min(rank) FROM ends o WHERE o.document = e.document AND o.side = e.side)
  GROUP BY document, side
)
SELECT d.agency, d.year, d.kind, d.level, d.file,
       max(CASE WHEN side = 'income' AND least = most THEN most END) AS income_yuan,
       max(CASE WHEN side = 'expenditure' AND least = most THEN most END) AS expenditure_yuan,
       min(proven) AS verified, document
FROM best JOIN documents d USING (document) GROUP BY document`,
	// The expenditure table (支出总表) from long to wide: a line for each row with a functional
	// classification. A figure that stands in several columns in different ways is left out.
	`CREATE VIEW function_totals AS
WITH parts AS (
  SELECT document, table_no, row_no, min(label) AS label, min(form) AS form, function_code,
         CASE WHEN measure IN ('total', 'amount', 'expenditure') THEN 'total' ELSE measure END AS part, min(yuan) AS least, max(yuan) AS most, min(status = 'verified') AS proven
  FROM records
  WHERE function_code IS NOT NULL AND yuan IS NOT NULL AND measure IN ('total', 'amount', 'expenditure', 'basic-expenditure', 'project-expenditure')
    AND path NOT LIKE '% / %' AND form IN ('budget-expenditure', 'final-expenditure')
  GROUP BY document, table_no, row_no, function_code, part
)
SELECT d.agency, d.year, d.kind, p.function_code, p.label, p.form,
       max(CASE WHEN part = 'total' AND least = most THEN most END) AS total_yuan,
       max(CASE WHEN part = 'basic-expenditure' AND least = most THEN most END) AS basic_yuan,
       max(CASE WHEN part = 'project-expenditure' AND least = most THEN most END) AS project_yuan,
       min(proven) AS verified, p.document, p.table_no, p.row_no
FROM parts p JOIN documents d USING (document) GROUP BY p.document, p.table_no, p.row_no`,
}
