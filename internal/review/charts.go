package review

import (
	"cmp"
	"slices"
	"strconv"

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

const (
	tenToFour  = 4
	longestBar = 100.0
)

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
	last, err := w.lastYear(d, facts)
	if err != nil {
		return nil, err
	}
	out = append(out, w.beside(now, last, year))
	return slices.DeleteFunc(out, func(c chart) bool { return len(c.Bars) == 0 }), nil
}

// lastYear are the classes of the year before, as the document prints them, or else last year's document in the dataset.
func (w *writer) lastYear(d *normalize.Disclosure, facts []*normalize.Fact) ([]*normalize.Fact, error) {
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
