package reread

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// doubtErrors makes warnings of errors that a misreading explains: an identity fails that holds a recognised figure
// which was read with doubt, or of which another reading makes it come out. Only what was read surely is held
// against the publisher.
func doubtErrors(ds *normalize.Dataset) {
	if !slices.ContainsFunc(ds.Records, func(r normalize.Record) bool { return r.Source == recognised }) {
		return
	}
	e := evidenceOf(ds)
	checks := map[numbered]*normalize.Check{}
	for i := range ds.Checks {
		c := &ds.Checks[i]
		checks[numbered{c.Document, c.Number}] = c
	}
	for i := range ds.Findings {
		f := &ds.Findings[i]
		c := checks[numbered{f.Document, f.Check}]
		if f.Check == 0 || f.Severity != normalize.Error || c == nil {
			continue
		}
		if why := e.misread(c); why != "" {
			f.Severity = normalize.Warning
			f.Message += "; " + why + ": compare it with the page"
		}
	}
}

// numbered is the name of a check with its document.
type numbered struct {
	document string
	number   int
}

// misread says which figure of a failing check was perhaps read wrongly; empty if all were read surely.
func (e evidence) misread(c *normalize.Check) string {
	for _, ref := range c.Records {
		r := e.records[fromOutside(ref, c)]
		if r == nil || r.Source != recognised || r.First != "" {
			continue
		}
		for _, text := range readings(r) {
			if explains(*r, text, c) {
				return fmt.Sprintf("%q can also be read as %q, with which it comes out", r.Text, text)
			}
		}
		if !sure(r) && r.Status != normalize.Verified {
			return fmt.Sprintf("%q was read with doubt", r.Text)
		}
	}
	return ""
}

// readings are the other readings of a figure, and the one with its point as a comma, or its comma as a point: before
// three digits these look alike.
func readings(r *normalize.Record) []string {
	out := r.Others
	for _, swap := range [][2]string{{".", ","}, {",", "."}} {
		if i := strings.LastIndex(r.Text, swap[0]); i > 0 && len(r.Text)-i == 4 {
			out = append(out[:len(out):len(out)], r.Text[:i]+swap[1]+r.Text[i+1:])
		}
	}
	return out
}

// explains says whether another reading of a figure differs from the first by what a check is off.
func explains(r normalize.Record, text string, c *normalize.Check) bool {
	before := r.Value
	if !before.Valid || !c.Difference.Valid || r.Unit != c.Unit || !r.Reread(text) {
		return false
	}
	off := r.Value.Decimal.Sub(before.Decimal).Abs().Sub(c.Difference.Decimal.Abs()).Abs()
	return !r.Value.Decimal.Equal(before.Decimal) && off.LessThanOrEqual(c.Tolerance.Decimal)
}
