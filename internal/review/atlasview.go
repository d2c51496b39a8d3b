package review

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

const (
	mostAgencies = 30
	mostClasses  = 12
	shades       = 10
)

// An atlasView is what is drawn of it.
type atlasView struct {
	Classes []named
	Rows    []atlasRow
	Years   []int
	Proven  []provenRow
}

type atlasRow struct {
	Agency, Total string
	Cells         []atlasCell
}

type atlasCell struct {
	Percent, Shade int // shade is 0..9
	Amount, Href   string
	Any            bool
}

type provenRow struct {
	Agency string
	Cells  []provenCell
}

type provenCell struct {
	Percent int
	Href    string
	Any     bool
}

func (a *atlas) view(list []summary) *atlasView {
	v := &atlasView{}
	for _, code := range largest(a.all, mostClasses) {
		v.Classes = append(v.Classes, named{code, a.names[code]})
	}
	for _, agency := range largest(a.total, mostAgencies) {
		row := atlasRow{Agency: agency, Total: grouped(a.total[agency].Shift(-tenToFour).Round(0))}
		for _, c := range v.Classes {
			sum, any := a.sums[agency][c.ID]
			cell := atlasCell{Any: any, Amount: grouped(sum.Shift(-tenToFour)), Href: a.first[agency][c.ID]}
			if any && a.total[agency].IsPositive() {
				share := sum.Div(a.total[agency]).InexactFloat64()
				cell.Percent, cell.Shade = int(share*100+0.5), max(0, min(shades-1, int(share*shades)))
			}
			row.Cells = append(row.Cells, cell)
		}
		v.Rows = append(v.Rows, row)
	}
	v.proven(list)
	return v
}

// proven lays the share of proven figures out by agency and year.
func (v *atlasView) proven(list []summary) {
	type at struct {
		agency string
		year   int
	}
	figures, verified, href := map[at]int{}, map[at]int{}, map[at]string{}
	var agencies []string
	for _, s := range list {
		if s.Agency == "" || s.Year == 0 {
			continue
		}
		k := at{s.Agency, s.Year}
		figures[k], verified[k] = figures[k]+s.Figures, verified[k]+s.Verified
		href[k] = cmp.Or(href[k], documentPage(s.ID))
		if !slices.Contains(v.Years, s.Year) {
			v.Years = append(v.Years, s.Year)
		}
		if !slices.Contains(agencies, s.Agency) && len(agencies) < mostAgencies {
			agencies = append(agencies, s.Agency)
		}
	}
	slices.Sort(v.Years)
	for _, agency := range agencies {
		row := provenRow{Agency: agency}
		for _, year := range v.Years {
			k := at{agency, year}
			row.Cells = append(row.Cells, provenCell{percent(verified[k], figures[k]), href[k], figures[k] > 0})
		}
		v.Proven = append(v.Proven, row)
	}
}

// largest are the keys with the largest amounts.
func largest(sums map[string]decimal.Decimal, most int) []string {
	var keys []string
	for k := range sums {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(sums[b].Cmp(sums[a]), cmp.Compare(a, b)) })
	return keys[:min(len(keys), most)]
}
