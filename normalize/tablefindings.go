package normalize

import (
	"slices"

	"github.com/mingxi/mingxi/internal/codes"
)

// tell adds the findings that only the whole of a table allows.
func (rd *recordReader) tell() {
	if rd.unitless {
		rd.warn(codes.MissingUnit, nil, 0, rd.titled(codes.Say("missing-unit")))
	}
	if len(rd.strange) > 0 {
		rd.warn(codes.MissingUnit, nil, 0, rd.titled(codes.Say("currency-unknown", len(rd.strange), rd.strange[0])))
	}
	slices.Sort(rd.unknown)
	for len(rd.unknown) > 0 {
		u, n := rd.unknown[0], 1
		for n < len(rd.unknown) && rd.unknown[n] == u {
			n++
		}
		rd.warn(codes.MissingUnit, nil, 0, rd.titled(codes.Say("unit-unknown", n, u)))
		rd.unknown = rd.unknown[n:]
	}
	switch n := rd.pathless(); {
	case rd.boxed: // names stand beside figures
	case rd.t.Form != "" && n >= fewestPathless:
		rd.warn(codes.HeaderUnread, nil, 0, rd.titled(codes.Say("header-unread", n)))
	default:
		rd.tellCodes()
	}
}

// tellCodes tells of figures under no name that may be codes.
func (rd *recordReader) tellCodes() {
	for i := range rd.records {
		r := &rd.records[i]
		if c := &rd.cols[r.Column-1]; r.Value.Valid && c.nameless == maybeCodes && c.Role == FigureColumn {
			rd.warn(codes.HeaderUnread, &rd.t.Rows[r.Row-1], r.Column, codes.Say("code-or-figure", r.Text))
			return
		}
	}
}

// fewestPathless is how many figures a table of a known form has at least, none under a name, if its
// head was not understood: single figures stand in rows that name them.
const fewestPathless = 3

// pathless counts the table's figures if none of them stands under a name of a column.
func (rd *recordReader) pathless() int {
	n := 0
	for i := range rd.records {
		if len(rd.records[i].Path) > 0 {
			return 0
		}
		if rd.records[i].Value.Valid {
			n++
		}
	}
	return n
}
