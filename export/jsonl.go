package export

import (
	"bufio"
	"io"
	"iter"
)

// writeJSONLines writes each row as a JSON object on its own line. Numbers have the digits that CSV
// shows; a missing value is null.
func writeJSONLines(w io.Writer, fields []field, rows iter.Seq[[]string]) error {
	out := bufio.NewWriter(w)
	var line []byte
	for row := range rows {
		line = append(line[:0], '{')
		for i, f := range fields {
			if i > 0 {
				line = append(line, ',')
			}
			line = append(line, jsonText(f.name)...)
			line = append(line, ':')
			line = append(line, jsonValue(f.kind, row[i])...)
		}
		out.Write(append(line, '}', '\n'))
	}
	return out.Flush()
}

func jsonValue(kind fieldType, value string) string {
	switch {
	case value == "":
		return "null"
	case kind == text:
		return jsonText(value)
	}
	return value
}
