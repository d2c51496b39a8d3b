package reread

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// doubtErrors makes warnings of errors that a misreading explains: an identity fails that holds a recognised figure
// which was read with doubt, or of which another reading makes it come out, or beside whose figures stands what may be a part that was not
// read as one. Only what was read surely is held against the publisher.
func doubtErrors(ds *normalize.Dataset) {
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
		if why := e.misread(c); why != (normalize.Sentence{}) {
			f.Severity = normalize.Warning
			f.Sentence = codes.Say("in-doubt", f.Sentence, why)
		}
	}
}

// numbered is the name of a check with its document.
type numbered struct {
	document string
	number   int
}

// misread says which figure of a failing check was perhaps read wrongly; nothing if all were read surely.
func (e evidence) misread(c *normalize.Check) normalize.Sentence {
	for _, ref := range c.Records {
		r := e.records[fromOutside(ref, c)]
		if r == nil || r.Source != recognised || r.First != "" {
			continue
		}
		for _, text := range readings(r) {
			if explains(*r, text, c) {
				return codes.Say("other-reading", r.Text, text)
			}
		}
		if !sure(r) && r.Status != normalize.Verified {
			return codes.Say("read-with-doubt", r.Text)
		}
	}
	return e.leftOut(c)
}

// leftOut says what stands in the columns or rows of a failing check's figures and may be a part of it that was not read as one: a
// recognised figure of what it is off by, as where the code of a row is misread, or writing that was read with doubt.
func (e evidence) leftOut(c *normalize.Check) normalize.Sentence {
	within := map[column]bool{}
	held := map[*normalize.Record]bool{}
	for _, ref := range c.Records {
		if r := e.records[fromOutside(ref, c)]; r != nil && r.Source == recognised {
			held[r] = true
			within[columnOf(r)], within[rowOf(r)] = true, true
		}
	}
	for _, r := range e.order {
		if held[r] || r.Source != recognised || !within[columnOf(r)] && !within[rowOf(r)] {
			continue
		}
		if r.Status != normalize.Verified && !sure(r) && strings.ContainsAny(r.Text, "0123456789〓") {
			return codes.Say("read-with-doubt", r.Text)
		}
		if r.Value.Valid && c.Difference.Valid && r.Unit == c.Unit && r.Value.Decimal.Abs().Equal(c.Difference.Decimal.Abs()) {
			return codes.Say("left-out", r.Text)
		}
	}
	return normalize.Sentence{}
}

// readings are the other readings of a figure, and what it would be if its ink had been lost or misjudged in one of the
// ways in which all readers are misled alike: a point that looks like a comma, or a comma like a point, before three
// digits; a dash, or the point before two decimals, taken for dust; a 4 without its bar, which is a 1; a first digit lost.
func readings(r *normalize.Record) []string {
	text := r.Text
	out := slices.Clone(r.Others)
	for _, swap := range [][2]string{{".", ","}, {",", "."}} {
		if i := strings.LastIndex(text, swap[0]); i > 0 && len(text)-i == 4 {
			out = append(out, text[:i]+swap[1]+text[i+1:])
		}
	}
	if n := len(text) - 2; n > 0 && digitsOf(text) == text {
		out = append(out, text[:n]+"."+text[n:])
	}
	for i, c := range text {
		switch c {
		case '1':
			out = append(out, text[:i]+"4"+text[i+1:])
		case '4':
			out = append(out, text[:i]+"1"+text[i+1:])
		}
	}
	if !strings.HasPrefix(text, "-") {
		out = append(out, "-"+text)
		for first := '1'; first <= '9'; first++ {
			out = append(out, string(first)+text)
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
