package dataset

import (
	"bufio"
	"io"
	"iter"

	"github.com/mingxi/mingxi/internal/dataset/contract"
)

// writeJSONLines writes each row as a JSON object on its own line. Numbers have the digits that CSV
// shows; a missing value is null.
func writeJSONLines(w io.Writer, fields []contract.Field, rows iter.Seq[[]string]) error {
	out := bufio.NewWriter(w)
	var line []byte
	for row := range rows {
		line = append(line[:0], '{')
		for i, f := range fields {
			if i > 0 {
				line = append(line, ',')
			}
			line = append(line, contract.JsonText(f.Name)...)
			line = append(line, ':')
			line = append(line, jsonValue(f.Kind, row[i])...)
		}
		out.Write(append(line, '}', '\n'))
	}
	return out.Flush()
}

func jsonValue(kind contract.FieldType, value string) string {
	switch {
	case value == "":
		return "null"
	case kind == contract.Text:
		return contract.JsonText(value)
	}
	return value
}
