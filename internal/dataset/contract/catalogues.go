package contract

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/forms"
)

// A termEntry is an id of the catalogue of forms or of measures.
type termEntry struct{ ID, Chinese, English, Kind, Level, Source string }

var codesTable = sync.OnceValue(func() Resource {
	return catalogueOf(Resource{
		Name:        "codes",
		Title:       "Codes",
		Description: "What the codes of the classifications of expenditure mean: those that are known, and those that the documents of this dataset print besides",
		PrimaryKey:  []string{"code"},
	}, (*Used).codes, []column[codeEntry]{
		words("code", "Code: 3, 5 or 7 digits", required, func(c *codeEntry) *string { return &c.Code }),
		words("scheme", "function (支出功能分类), economic (部门预算支出经济分类), gov-economic (政府预算支出经济分类)", requiredOneOf(meaning.Functional, meaning.Economic, meaning.GovEconomic), func(c *codeEntry) *string { return &c.Scheme }),
		words("name", "Its commonest name", required, func(c *codeEntry) *string { return &c.Name }),
		words("name_en", "In English, where there is a translation", free, func(c *codeEntry) *string { return &c.English }),
		words("other_names", "Other names that are printed for it, parted by |", free, func(c *codeEntry) *string { return &c.Others }),
		words("parent", "Code of the level above", free, func(c *codeEntry) *string { return &c.Parent }),
		years("first_year", "First year of the disclosures that were seen to print it", func(c *codeEntry) *int { return &c.First }),
		years("last_year", "Last year of them", func(c *codeEntry) *int { return &c.Last }),
		words("source", "Where it was seen; dataset: in documents of this dataset alone", required, func(c *codeEntry) *string { return &c.Source }),
	})
})

var formsTable = sync.OnceValue(func() Resource {
	return catalogueOf(Resource{
		Name:        "forms",
		Title:       "Forms",
		Description: "The catalogue of known tables",
		PrimaryKey:  []string{"form"},
	}, func(*Used) []termEntry { return formEntries() }, []column[termEntry]{
		words("form", "Id", required, func(t *termEntry) *string { return &t.ID }),
		words("name", "Its usual title", required, func(t *termEntry) *string { return &t.Chinese }),
		words("name_en", "In English", required, func(t *termEntry) *string { return &t.English }),
		words("kind", "Of budgets or final accounts; missing for both", oneOf("budget", "final"), func(t *termEntry) *string { return &t.Kind }),
		words("level", "Of departments and units, or of governments; missing for both", oneOf("department", "government"), func(t *termEntry) *string { return &t.Level }),
		words("source", "Where it is laid down or was seen", free, func(t *termEntry) *string { return &t.Source }),
	})
})

var measuresTable = sync.OnceValue(func() Resource {
	return catalogueOf(Resource{
		Name:        "measures",
		Title:       "Measures",
		Description: "What columns measure; behind a point, the phase: expenditure.final-amount",
		PrimaryKey:  []string{"measure"},
	}, (*Used).measureEntries, []column[termEntry]{
		words("measure", "Id", required, func(t *termEntry) *string { return &t.ID }),
		words("name", "Its usual name", required, func(t *termEntry) *string { return &t.Chinese }),
		words("name_en", "In English", required, func(t *termEntry) *string { return &t.English }),
	})
})

// catalogueOf is a resource that tells of all documents together.
func catalogueOf[T any](r Resource, items func(*Used) []T, columns []column[T]) Resource {
	r = resourceOf(r, func(*normalize.Dataset) *[]T { return new([]T) }, columns)
	r.Common = func(u *Used) iter.Seq[[]string] {
		return func(yield func([]string) bool) {
			row := make([]string, len(columns))
			for _, item := range items(u) {
				for i, c := range columns {
					row[i] = Clean(c.show(&item))
				}
				if !yield(row) {
					return
				}
			}
		}
	}
	return r
}

func formEntries() []termEntry {
	var out []termEntry
	for _, f := range forms.All() {
		out = append(out, termEntry{f.ID, f.Chinese, f.English, f.Kind, f.Level, f.Source})
	}
	slices.SortFunc(out, func(a, b termEntry) int { return strings.Compare(a.ID, b.ID) })
	return out
}

func NewUsed() *Used {
	return &Used{named: map[string]map[string]*codeEntry{}, measures: map[string]bool{}}
}

// Add takes in the codes and measures of a dataset's records and facts.
func (u *Used) Add(ds *normalize.Dataset) {
	year := map[string]int{}
	for _, d := range ds.Disclosures {
		year[d.ID] = d.Year
	}
	for i := range ds.Records {
		r := &ds.Records[i]
		if r.Measure != "" {
			u.measures[r.Measure] = true
		}
		name := meaning.NamedAs(r.Label)
		if r.ProjectCode != "" || several(r.FunctionCode, r.EconomicCode, r.GovEconomicCode) {
			name = "" // it is that of one of them, or of a project
		}
		u.code(meaning.Functional, r.FunctionCode, name, year[r.Document])
		u.code(meaning.Economic, r.EconomicCode, name, year[r.Document])
		u.code(meaning.GovEconomic, r.GovEconomicCode, name, year[r.Document])
	}
	for i := range ds.Facts {
		q := &ds.Facts[i].Quantity
		u.code(meaning.Functional, q.Function, "", 0)
		u.code(meaning.Economic, q.Economic, "", 0)
		u.code(meaning.GovEconomic, q.GovEconomic, "", 0)
	}
}

func several(codes ...string) bool {
	n := 0
	for _, c := range codes {
		if c != "" {
			n++
		}
	}
	return n > 1
}

func (u *Used) code(scheme, code, name string, year int) {
	if code == "" {
		return
	}
	if u.named[code] == nil {
		u.named[code] = map[string]*codeEntry{}
	}
	e := u.named[code][name]
	if e == nil {
		e = &codeEntry{Code: code, Scheme: scheme, Name: name, First: year, Last: year, Source: "dataset"}
		u.named[code][name] = e
	}
	e.times++
	if year > 0 {
		e.First, e.Last = min(year, nonzero(e.First, year)), max(year, e.Last)
	}
}

func nonzero(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}

// codes are those that are known, and those that the documents print besides.
func (u *Used) codes() []codeEntry {
	at := map[string]*codeEntry{}
	for _, c := range meaning.Classification() {
		e := &codeEntry{Code: c.Code, Scheme: c.Scheme, Name: c.Name, English: c.English, First: c.First, Last: c.Last, Source: c.Source}
		if first := at[c.Code]; first != nil {
			first.call(e)
			continue
		}
		at[c.Code] = e
	}
	for _, code := range slices.Sorted(maps.Keys(u.named)) {
		byName := u.named[code]
		names := slices.Sorted(maps.Keys(byName))
		slices.SortStableFunc(names, func(a, b string) int { return byName[b].times - byName[a].times })
		for _, name := range names {
			e := *byName[name]
			if first := at[code]; first != nil {
				first.call(&e)
				continue
			}
			at[code] = &e
		}
	}
	var out []codeEntry
	for _, code := range slices.Sorted(maps.Keys(at)) {
		e := at[code]
		if e.Name == "" {
			e.Name = code // nobody prints a name beside it
		}
		if n := len(code) - 2; n >= 3 && at[code[:n]] != nil {
			e.Parent = code[:n]
		}
		out = append(out, *e)
	}
	return out
}

// call adds what else a code is called, and when.
func (e *codeEntry) call(o *codeEntry) {
	if o.First > 0 {
		e.First, e.Last = min(o.First, nonzero(e.First, o.First)), max(o.Last, e.Last)
	}
	switch {
	case o.Name == "" || o.Name == e.Name || slices.Contains(strings.Split(e.Others, "|"), o.Name):
	case e.Name == "":
		e.Name = o.Name
	case e.Others == "":
		e.Others = o.Name
	default:
		e.Others += "|" + o.Name
	}
}

// measureEntries are the measures of the catalogue, and those with a phase that the dataset has.
func (u *Used) measureEntries() []termEntry {
	at := map[string]termEntry{}
	for _, m := range forms.Measures() {
		at[m.ID] = termEntry{ID: m.ID, Chinese: m.Chinese, English: m.English}
	}
	for id := range u.measures {
		if _, known := at[id]; known {
			continue
		}
		what, phase, _ := strings.Cut(id, ".")
		a, b := at[what], at[phase]
		at[id] = termEntry{ID: id, Chinese: a.Chinese + b.Chinese, English: strings.TrimSpace(a.English + ", " + strings.ToLower(b.English))}
	}
	var out []termEntry
	for _, id := range slices.Sorted(maps.Keys(at)) {
		out = append(out, at[id])
	}
	return out
}
