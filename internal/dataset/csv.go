package dataset

import (
	"bufio"
	"io"
	"iter"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/dataset/contract"
)

// csvLine is one record of a CSV file by RFC 4180. A field is quoted where it must be and not
// changed otherwise: a line break inside it stays as it is.
func csvLine(b []byte, fields []string) []byte {
	for i, f := range fields {
		if i > 0 {
			b = append(b, ',')
		}
		b = csvField(b, f, len(fields) == 1)
	}
	return append(b, '\r', '\n')
}

func csvField(b []byte, f string, alone bool) []byte {
	if !strings.ContainsAny(f, "\",\r\n") && !(alone && f == "") && strings.TrimSpace(f) == f {
		return append(b, f...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(f, `"`, `""`)...)
	return append(b, '"')
}

// writeCSV writes a header and rows as CSV.
func writeCSV(w io.Writer, header []string, rows iter.Seq[[]string]) error {
	out := bufio.NewWriter(w)
	line := csvLine(nil, header)
	out.Write(line)
	for row := range rows {
		line = csvLine(line[:0], row)
		out.Write(line)
	}
	return out.Flush()
}

// byteOrderMark makes Excel read a file as UTF-8.
const byteOrderMark = "\uFEFF"

// unmarked reads past a byte order mark, if there is one.
func unmarked(r io.Reader) io.Reader {
	in := bufio.NewReader(r)
	if head, err := in.Peek(len(byteOrderMark)); err == nil && string(head) == byteOrderMark {
		in.Discard(len(byteOrderMark))
	}
	return in
}

// isHeader says whether a first line, with a byte order mark or without, is a resource's, or was before the contract got more columns:
// those stand last and may be missing.
func isHeader(line []string, r contract.Resource) bool {
	line = slices.Clone(line)
	line[0] = strings.TrimPrefix(line[0], byteOrderMark)
	known := r.Header()
	return len(line) <= len(known) && slices.Equal(line, known[:len(line)]) &&
		!slices.ContainsFunc(r.Fields[len(line):], func(f contract.Field) bool { return f.Constraints.Required })
}
