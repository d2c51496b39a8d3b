package contract

// PanelQuery is what most people want of a dataset: agency, year, functional class and use. Only leaves are summed, which
// add up to the printed total.
const PanelQuery = `SELECT agency, year, kind, function_code, use, sum(yuan) AS yuan
FROM facts WHERE flow = 'out' AND fund = 'all' AND stage = kind AND amount_year = year AND function_code IS NOT NULL AND project IS NULL AND leaf
GROUP BY agency, year, kind, function_code, use`

// A factView is a view of the facts that SQLite and DuckDB understand.
type factView struct{ name, query string }

func (v factView) Sql() string { return "CREATE VIEW " + v.name + " AS\n" + v.query }

// FactViews are what people ask of the facts first.
var FactViews = []factView{
	{"panel", PanelQuery},
	// Of each class (the first three digits) what is basic and what is project expenditure, side by side.
	{"classes", `SELECT agency, year, kind, substr(function_code, 1, 3) AS class, max(c.name) AS name,
       sum(CASE WHEN use = 'all' THEN yuan END) AS total_yuan,
       sum(CASE WHEN use = 'basic' THEN yuan END) AS basic_yuan,
       sum(CASE WHEN use = 'project' THEN yuan END) AS project_yuan
FROM panel LEFT JOIN codes c ON c.code = substr(panel.function_code, 1, 3)
GROUP BY agency, year, kind, substr(function_code, 1, 3)`},
	// The three public expenses, one line for each agency, year, stage and fund.
	{"three_public", `SELECT agency, year, kind, stage, amount_year, fund,
       max(CASE WHEN item = 'three-public' THEN yuan END) AS total_yuan,
       max(CASE WHEN item = 'abroad' THEN yuan END) AS abroad_yuan,
       max(CASE WHEN item = 'vehicles' THEN yuan END) AS vehicles_yuan,
       max(CASE WHEN item = 'vehicle-purchase' THEN yuan END) AS vehicle_purchase_yuan,
       max(CASE WHEN item = 'vehicle-running' THEN yuan END) AS vehicle_running_yuan,
       max(CASE WHEN item = 'reception' THEN yuan END) AS reception_yuan
FROM facts
WHERE item IN ('three-public', 'abroad', 'vehicles', 'vehicle-purchase', 'vehicle-running', 'reception') AND unit_code IS NULL AND unit_name IS NULL AND claim_kind IS NULL
GROUP BY agency, year, kind, stage, amount_year, fund`},
	// Each total beside that of the year before: as the documents of both years print it, and as one document prints both.
	{"year_on_year", `SELECT b.agency, b.kind, b.stage, b.amount_year AS year, b.flow, b.fund, b.use, b.source, b.scope, a.yuan AS before_yuan, b.yuan, b.yuan - a.yuan AS change_yuan,
       CASE WHEN a.yuan <> 0 THEN round(100.0 * (b.yuan - a.yuan) / a.yuan, 2) END AS change_percent
FROM facts b JOIN facts a ON a.agency = b.agency AND a.stage = b.stage AND a.amount_year = b.amount_year - 1 AND a.flow = b.flow AND a.fund = b.fund
  AND coalesce(a.use, '') = coalesce(b.use, '') AND coalesce(a.source, '') = coalesce(b.source, '') AND coalesce(a.scope, '') = coalesce(b.scope, '')
WHERE b.function_code IS NULL AND b.economic_code IS NULL AND b.gov_economic_code IS NULL AND b.item IS NULL AND b.project IS NULL AND b.unit_code IS NULL AND b.unit_name IS NULL AND b.claim_kind IS NULL
  AND a.function_code IS NULL AND a.economic_code IS NULL AND a.gov_economic_code IS NULL AND a.item IS NULL AND a.project IS NULL AND a.unit_code IS NULL AND a.unit_name IS NULL AND a.claim_kind IS NULL`},
}
