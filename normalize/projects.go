package normalize

import (
	"cmp"
	"strings"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
)

// projectForm is the form that lists an agency's projects with their amounts.
const projectForm = "budget-project"

// measureProjects says of the figures of a list of projects which project they are of, where a row names one and
// no other row of its unit names the same. Totals and groups are left out: a list need not hold all projects; and so are, among
// those of several units, projects that stand below none.
func measureProjects(d *Disclosure, t *Table, records []*Record) {
	if t.Form != projectForm || d.Level == Government {
		return
	}
	subject := meaning.Subject{Quantity: meaning.Quantity{Flow: meaning.Out, Fund: meaning.All, Use: meaning.Project, Stage: string(d.Kind), Year: cmp.Or(t.Year, d.Year)}}
	heads := map[int]meaning.Quantity{}
	for i := range t.Columns {
		c := &t.Columns[i]
		if q, known := headQuantity(c, subject); c.Role == FigureColumn && !c.Part && known && q.Use == meaning.Project {
			heads[c.Number] = q
		}
	}
	units, groups := unitsOf(t, records), groupRows(t)
	rows := map[string]map[int]bool{}
	name := func(r *Record) string {
		if r.Role != OfItem || groups[r.Row] {
			return ""
		}
		unit := unitOfProject(units, r)
		project := cmp.Or(r.ProjectCode, words.Squeeze(r.Label))
		if !words.HasHan(r.Label) || bareUnit(r.Label) == unit || words.EndsAsAgency(r.Label) && r.ProjectCode == "" {
			return ""
		}
		return unit + "\t" + project
	}
	listed := map[place]string{}
	for _, r := range records {
		if n := name(r); n != "" {
			if rows[n] == nil {
				rows[n] = map[int]bool{}
			}
			rows[n][r.Row] = true
			listed[place{r.Row, r.Side}], _, _ = strings.Cut(n, "\t")
		}
	}
	several := several(units) || several(listed)
	for _, r := range records {
		n := name(r)
		q, known := heads[r.Column]
		if n == "" || len(rows[n]) > 1 || !known || !r.Yuan.Valid {
			continue
		}
		unit, project, _ := strings.Cut(n, "\t")
		if several {
			if q.Unit = unit; unit == "" {
				continue // whose it is stands in the table before, if anywhere
			}
		}
		q.Project, q.Function, q.Economic, q.GovEconomic = project, r.FunctionCode, r.EconomicCode, r.GovEconomicCode
		r.Quantity = Quantity(q)
	}
}

// unitOfProject is the unit whose project a row lists: by its code or its column of units, or else the agency that the
// row's keys name above it.
func unitOfProject(units map[place]string, r *Record) string {
	if unit := cmp.Or(units[place{r.Row, r.Side}], r.UnitCode); unit != "" {
		return unit
	}
	for _, k := range r.Keys {
		if name := bareUnit(k.Text); k.Text != r.Label && words.EndsAsAgency(name) {
			return name
		}
	}
	return ""
}

// groupRows are the rows that others are part of.
func groupRows(t *Table) map[int]bool {
	out := map[int]bool{}
	for _, it := range itemsOf(t) {
		out[it.Parent] = true
	}
	return out
}
