package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/normalize"
)

// fields of a figure that the pages correct.
var fields = []string{correction.Value, correction.Unit, correction.Label, correction.Path}

// fieldOf is what a field of a figure says now.
func fieldOf(r *normalize.Record, field string) string {
	switch field {
	case correction.Unit:
		return r.Unit
	case correction.Label:
		return r.Label
	case correction.Path:
		return strings.Join(r.Path, " / ")
	}
	return strings.TrimSpace(r.Stated())
}

// savedFor are the corrections of a figure that the dataset does not show yet.
func (r *Review) savedFor(d *normalize.Disclosure, rec *normalize.Record) []correction.Entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []correction.Entry
	for _, e := range r.book.Of(d.SHA256) {
		if e.Table == rec.Table && e.Row == rec.Row && e.Column == rec.Column && slices.Contains(fields, e.Field) && fieldOf(rec, e.Field) != e.Corrected && e.Corrected != "" {
			out = append(out, e)
		}
	}
	return out
}

// savedForClaim are the corrections of a claim that the dataset does not show yet.
func (r *Review) savedForClaim(about *correction.Entry, c *normalize.Claim) []correction.Entry {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []correction.Entry
	for _, e := range r.book.Of(about.SHA256) {
		if e.Field == correction.Claim && placeOf(&e) == placeOf(about) && e.Printed == about.Printed && e.Corrected != c.Corrected && e.Corrected != "" {
			out = append(out, e)
		}
	}
	return out
}

// placeOf tells apart what a form was made for from what has its number after another run.
func placeOf(e *correction.Entry) string {
	return fmt.Sprintf("%d %.0f %.0f %d-%d-%d-%d", e.Page, e.Box.X0, e.Box.Y0, e.Table, e.Row, e.Column, e.Nth)
}

// entryFor is a correction of a field of a figure as it reads now.
func entryFor(d *normalize.Disclosure, r *normalize.Record, field, corrected string) correction.Entry {
	printed := fieldOf(r, field)
	if field == correction.Value {
		printed = strings.TrimSpace(r.Text)
	}
	return correction.Entry{SHA256: d.SHA256, Page: r.Page, Box: r.Box, Table: r.Table, Row: r.Row, Column: r.Column, Field: field, Printed: printed, Corrected: corrected}
}
