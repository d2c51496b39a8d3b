package normalize

import (
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
)

// nameUnits says of each record by what name the document calls its budget unit: that of the row that is the unit's
// own, in its table before others, that in the column of units, or, where tables of several units stand in one document, the
// one over the table.
func nameUnits(ds *Dataset) {
	var all []*Table
	tables, within := map[int]*Table{}, map[int]map[string]string{}
	for i := range ds.Tables {
		t := &ds.Tables[i]
		all, tables[t.Number], within[t.Number] = append(all, t), t, unitNames(t)
	}
	names := unitNames(all...)
	for i := range ds.Records {
		r := &ds.Records[i]
		switch t := tables[r.Table]; {
		case r.UnitCode != "" && within[r.Table][r.UnitCode] != "":
			r.UnitName = within[r.Table][r.UnitCode]
		case r.UnitCode != "" && names[r.UnitCode] != "":
			r.UnitName = names[r.UnitCode]
		case unitAmong(r.Keys) != "":
			r.UnitName = unitAmong(r.Keys)
		case t != nil && t.Set != "" && r.UnitCode == "":
			r.UnitName = t.Agency
		}
	}
}

// unitNames are the names of units by their codes: those in columns of units, or else those of the rows that are the units'
// own. Of a code under two names none is its own.
func unitNames(tables ...*Table) map[string]string {
	names, rows := map[string]string{}, map[string]string{}
	for _, it := range itemsOf(tables...) {
		note(names, it.UnitCode, unitAmong(it.Keys))
		note(rows, it.UnitCode, unitOfRow(it))
	}
	for code, name := range rows {
		if _, known := names[code]; !known {
			names[code] = name
		}
	}
	return names
}

// note keeps the name of a code, or that it has several.
func note(names map[string]string, code, name string) {
	if code == "" || name == "" {
		return
	}
	if was, known := names[code]; known && was != name {
		name = ""
	}
	names[code] = name
}

// unitOfRow is the unit that an item names where its row has no other code than the unit's.
func unitOfRow(it *Item) string {
	if name := bareUnit(it.Label); it.Role == Plain && !it.classified() && it.ProjectCode == "" && words.EndsAsAgency(name) {
		return name
	}
	return ""
}

// unitAmong is the name in the column of units; empty if there is none.
func unitAmong(keys []Key) string {
	for _, k := range keys {
		leaf := k.Path[strings.LastIndex(k.Path, "/")+1:]
		if name := bareUnit(k.Text); code.NamesAgencies(words.Fold(leaf)) && words.EndsAsAgency(name) {
			return name
		}
	}
	return ""
}

// bareUnit is a unit's name without the code before it: 126001-东山市信访局.
func bareUnit(text string) string {
	return strings.TrimLeft(words.Squeeze(text), "0123456789[]【】()（）-—_ ")
}

// unitsOf are the units whose rows a table's items are: by the code that the row or one above it prints, or else by the
// name in the column of units, or the row's own.
func unitsOf(t *Table, records []*Record) map[place]string {
	out := map[place]string{}
	for at, it := range itemsOf(t) {
		if it.UnitCode != "" {
			out[at] = it.UnitCode
		}
	}
	for _, r := range records {
		if at := (place{r.Row, r.Side}); out[at] == "" {
			if name := unitAmong(r.Keys); name != "" {
				out[at] = name
			}
		}
	}
	return out
}

// several says that a table lists more than one unit.
func several(units map[place]string) bool {
	seen := map[string]bool{}
	for _, u := range units {
		seen[u] = true
	}
	return len(seen) > 1
}
