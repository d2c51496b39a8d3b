package review

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/groups"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A chart shows facts as bars.
type chart struct {
	Name string
	Bars []bar
}

// A bar is one quantity, or what was of it the year before.
type bar struct {
	Label, Amount, Href string
	Length              float64 // 0..100
	Status              normalize.Status
	Last                bool // of the year before
}

// A cut divides one whole in one way: facts that can be laid side by side.
type cut struct {
	fund, scope, stage string
	year               int
}

const (
	mostBars   = 16
	classCode  = 3 // digits of a functional class
	tenToFour  = 4
	longestBar = 100.0
)

// classes are the facts that divide a document's expenditure by functional class.
func classes(facts []*normalize.Fact, year int) []*normalize.Fact {
	return bestCut(facts, year, func(f *normalize.Fact) bool {
		q := &f.Quantity
		return q.Flow == "out" && (q.Use == "all" || q.Use == "") && len(q.Function) == classCode && undivided(f)
	}, func(f *normalize.Fact) string { return f.Quantity.Function })
}

// undivided says that a fact is of the whole agency, whatever it is spent on.
func undivided(f *normalize.Fact) bool {
	q := &f.Quantity
	return q.Economic == "" && q.GovEconomic == "" && q.Item == "" && q.Project == "" && f.Project == "" && q.Unit == "" && f.UnitCode == ""
}

// bestCut takes of the facts that are wanted those of one cut: that which tells of most money, all funds first.
func bestCut(facts []*normalize.Fact, year int, want func(*normalize.Fact) bool, key func(*normalize.Fact) string) []*normalize.Fact {
	cuts := map[cut][]*normalize.Fact{}
	sums := map[cut]decimal.Decimal{}
	var order []cut
	for _, f := range facts {
		q := &f.Quantity
		if !want(f) || f.Yuan.IsZero() || q.Year != year {
			continue
		}
		c := cut{q.Fund, q.Scope, q.Stage, q.Year}
		if cuts[c] == nil {
			order = append(order, c)
		}
		if !slices.ContainsFunc(cuts[c], func(o *normalize.Fact) bool { return key(o) == key(f) }) {
			cuts[c], sums[c] = append(cuts[c], f), sums[c].Add(f.Yuan)
		}
	}
	if len(order) == 0 {
		return nil
	}
	best := slices.MinFunc(order, func(a, b cut) int {
		return cmp.Or(len(cuts[b])-len(cuts[a]), sums[b].Cmp(sums[a]), fundRank(a.fund)-fundRank(b.fund))
	})
	list := cuts[best]
	slices.SortStableFunc(list, func(a, b *normalize.Fact) int { return b.Yuan.Cmp(a.Yuan) })
	return list[:min(len(list), mostBars)]
}

func fundRank(fund string) int {
	if i := slices.Index([]string{"all", "fiscal", "general"}, fund); i >= 0 {
		return i
	}
	return len(fund)
}

// charts are what people would rather look at than read.
func (w *writer) charts(o *opened, d *normalize.Disclosure) ([]chart, error) {
	facts := factsOf(o.ds, d.ID)
	year := d.Year
	now := classes(facts, year)
	out := []chart{w.chart("chart-function", now, func(f *normalize.Fact) string { return cmp.Or(f.FunctionName, f.Quantity.Function) })}
	out = append(out, w.chart("chart-use", bestCut(facts, year, func(f *normalize.Fact) bool {
		q := &f.Quantity
		return q.Flow == "out" && (q.Use == "basic" || q.Use == "project") && q.Function == "" && undivided(f)
	}, func(f *normalize.Fact) string { return f.Quantity.Use }), func(f *normalize.Fact) string { return say(w.lang, "use-"+f.Quantity.Use) }))
	out = append(out, w.chart("chart-source", sources(facts, year), func(f *normalize.Fact) string { return say(w.lang, "source-"+sourceOf(f)) }))
	last, err := w.lastYear(o, d, facts)
	if err != nil {
		return nil, err
	}
	out = append(out, w.beside(now, last, year))
	return slices.DeleteFunc(out, func(c chart) bool { return len(c.Bars) == 0 }), nil
}

func factsOf(ds *normalize.Dataset, id string) []*normalize.Fact {
	var out []*normalize.Fact
	for i := range ds.Facts {
		if ds.Facts[i].Document == id {
			out = append(out, &ds.Facts[i])
		}
	}
	return out
}

// sourceOf names where income is from: its source, or else its fund.
func sourceOf(f *normalize.Fact) string {
	if s := f.Quantity.Source; s != "" && s != "all" {
		return s
	}
	return f.Quantity.Fund
}

// sources are the facts that divide a document's income by where it is from; each once.
func sources(facts []*normalize.Fact, year int) []*normalize.Fact {
	var out []*normalize.Fact
	for _, f := range facts {
		q := &f.Quantity
		s := sourceOf(f)
		if q.Flow != "in" || s == "" || s == "all" || s == "fiscal" || f.Yuan.IsZero() || q.Year != year || !undivided(f) || q.Function != "" || q.Scope == "carried-in" {
			continue
		}
		if !slices.ContainsFunc(out, func(o *normalize.Fact) bool { return sourceOf(o) == s }) {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *normalize.Fact) int { return b.Yuan.Cmp(a.Yuan) })
	return out
}

// lastYear are the classes of the year before, as the document prints them, or else last year's document in the dataset.
func (w *writer) lastYear(o *opened, d *normalize.Disclosure, facts []*normalize.Fact) ([]*normalize.Fact, error) {
	if own := classes(facts, d.Year-1); len(own) > 0 || d.Agency == "" || d.Year == 0 {
		return own, nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, s := range w.list {
		if s.Agency != d.Agency || s.Kind != d.Kind || s.Level != d.Level || s.Year != d.Year-1 {
			continue
		}
		before, err := w.documentHeld(s.ID)
		if err != nil || before == nil {
			return nil, err
		}
		if list := classes(factsOf(before.ds, s.ID), d.Year-1); len(list) > 0 {
			return list, nil
		}
	}
	return nil, nil
}

// chart draws facts, which are in the order of their amounts.
func (w *writer) chart(name string, facts []*normalize.Fact, label func(*normalize.Fact) string) chart {
	c := chart{Name: name}
	most := mostOf(facts)
	for _, f := range facts {
		c.Bars = append(c.Bars, w.bar(f, label(f), most))
	}
	return c
}

func mostOf(facts []*normalize.Fact) decimal.Decimal {
	most := decimal.Zero
	for _, f := range facts {
		most = decimal.Max(most, f.Yuan.Abs())
	}
	return most
}

func (w *writer) bar(f *normalize.Fact, label string, most decimal.Decimal) bar {
	length := 0.0
	if most.IsPositive() {
		length = f.Yuan.Abs().Div(most).InexactFloat64() * longestBar
	}
	b := bar{Label: label, Amount: groupedText(f.Yuan.Shift(-tenToFour).StringFixed(2)), Length: length, Status: f.Status, Href: pagePage(f.Document, f.Page)}
	if f.Record != (normalize.Ref{}) {
		b.Href += "#" + recordAnchor(f.Record)
	} else if len(f.Claims) > 0 {
		b.Href += "#c" + strconv.Itoa(f.Claims[0].Number)
	}
	return b
}

// beside lays last year's amounts beside this year's.
func (w *writer) beside(now, last []*normalize.Fact, year int) chart {
	c := chart{Name: "chart-years"}
	if len(last) == 0 {
		return c
	}
	most := decimal.Max(mostOf(now), mostOf(last))
	for _, f := range now {
		c.Bars = append(c.Bars, w.bar(f, cmp.Or(f.FunctionName, f.Quantity.Function), most))
		for _, l := range last {
			if l.Quantity.Function == f.Quantity.Function {
				b := w.bar(l, say(w.lang, "last-year", year-1), most)
				b.Last = true
				c.Bars = append(c.Bars, b)
			}
		}
	}
	return c
}

// An atlas has the expenditure of agencies by functional class, of each as its latest document tells it.
type atlas struct {
	names map[string]string                     // of classes, by code
	sums  map[string]map[string]decimal.Decimal // by agency and class
	all   map[string]decimal.Decimal            // by class
	total map[string]decimal.Decimal            // by agency
	first map[string]map[string]string          // a page with the amount
}

func newAtlas(stored *dataset.Stored) (*atlas, error) {
	var byDocument groups.Groups[string, *normalize.Fact]
	ofClass := func(column func(string) string) bool {
		return column("flow") == "out" && len(column("function_code")) == classCode && column("year") == column("amount_year") && column("unit_code") == "" && column("economic_code") == ""
	}
	err := stored.EachFact(ofClass, func(f *normalize.Fact) {
		byDocument.Add(f.Document, f)
	})
	a := &atlas{map[string]string{}, map[string]map[string]decimal.Decimal{}, map[string]decimal.Decimal{}, map[string]decimal.Decimal{}, map[string]map[string]string{}}
	latest := map[string]int{} // by agency: the year of its latest document
	for _, all := range byDocument.All() {
		f := all[0]
		latest[f.Agency] = max(latest[f.Agency], f.Year)
	}
	for _, all := range byDocument.All() {
		if f := all[0]; f.Agency != "" && a.sums[f.Agency] == nil && f.Year == latest[f.Agency] {
			a.add(classes(all, f.Year))
		}
	}
	return a, err
}

func (a *atlas) add(facts []*normalize.Fact) {
	for _, f := range facts {
		code := f.Quantity.Function
		if a.sums[f.Agency] == nil {
			a.sums[f.Agency], a.first[f.Agency] = map[string]decimal.Decimal{}, map[string]string{}
		}
		a.names[code] = cmp.Or(a.names[code], f.FunctionName, code)
		a.sums[f.Agency][code] = a.sums[f.Agency][code].Add(f.Yuan)
		a.total[f.Agency] = a.total[f.Agency].Add(f.Yuan)
		a.all[code] = a.all[code].Add(f.Yuan)
		if a.first[f.Agency][code] == "" {
			a.first[f.Agency][code] = pagePage(f.Document, f.Page) + "#" + recordAnchor(f.Record)
		}
	}
}

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

const (
	mostAgencies = 30
	mostClasses  = 12
	shades       = 10
)

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
