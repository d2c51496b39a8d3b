package export

import (
	"encoding/json"
	"iter"
	"math"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A fieldType is what the values of a field are.
type fieldType int

const (
	text         fieldType = iota
	integer                // a whole number
	year                   // likewise
	amount                 // a decimal number, exact
	real                   // a measured number
	object                 // JSON in CSV
	texts                  // a JSON list of strings in CSV
	claimNumbers           // a JSON list of whole numbers in CSV; of document:number where a claim is another document's
)

// schemaTypes are the names that Frictionless Table Schema has for them.
var schemaTypes = map[fieldType]string{
	text: "string", integer: "integer", year: "year", amount: "number", real: "number",
	object: "object", texts: "array", claimNumbers: "array",
}

// A field is one column of a resource.
type field struct {
	name        string
	kind        fieldType
	description string
	constraints constraints
}

// A constraints is what every value of a field satisfies; its names are those of Table Schema.
type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Minimum  *int     `json:"minimum,omitempty"`
	Maximum  *int     `json:"maximum,omitempty"`
}

// A resource is one table of the dataset contract. Its rows hold each value as CSV shows it; an
// empty string is a missing value.
type resource struct {
	name, title, description string
	fields                   []field
	primaryKey               []string
	foreignKeys              []foreignKey
	rows                     func(*normalize.Dataset) iter.Seq[[]string]
}

// A foreignKey says that fields hold the key of a row of another resource, under the same names.
type foreignKey struct {
	fields   []string
	resource string
}

func (r resource) header() []string {
	names := make([]string, len(r.fields))
	for i, f := range r.fields {
		names[i] = f.name
	}
	return names
}

// A column is a field and where its value comes from.
type column[T any] struct {
	field
	of func(*T) string
}

// rowsOf gives the rows that the columns make of each of the items.
func rowsOf[T any](items func(*normalize.Dataset) []T, columns []column[T]) func(*normalize.Dataset) iter.Seq[[]string] {
	return func(ds *normalize.Dataset) iter.Seq[[]string] {
		return func(yield func([]string) bool) {
			row := make([]string, len(columns))
			list := items(ds)
			for i := range list {
				for j, c := range columns {
					row[j] = clean(c.of(&list[i]))
				}
				if !yield(row) {
					return
				}
			}
		}
	}
}

func fieldsOf[T any](columns []column[T]) []field {
	fields := make([]field, len(columns))
	for i, c := range columns {
		fields[i] = c.field
	}
	return fields
}

// clean takes out what no reader of text files accepts: bytes that are not UTF-8, and NUL.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// count shows a number that is always there.
func count(n int) string { return strconv.Itoa(n) }

// ordinal shows a number that counts from 1; 0 is none.
func ordinal(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// printed shows a figure with the digits it was printed with.
func printed(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.StringFixed(max(0, -d.Decimal.Exponent()))
}

// plain shows a figure without trailing zeros.
func plain(d decimal.NullDecimal) string {
	if !d.Valid {
		return ""
	}
	return d.Decimal.String()
}

// points shows a length to a hundredth of a point, finer than any print.
func points(v float64) string { return rounded(v, 2) }

// rounded shows a measured number rounded to some decimals, without trailing zeros.
func rounded(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

// jsonText is v as JSON that leaves <, > and & as they are.
func jsonText(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// keysText shows the label cells of a row as a JSON object in their order. A path that comes twice
// gets a number, so that no cell is lost.
func keysText(keys []normalize.Key) string {
	var b strings.Builder
	seen := map[string]int{}
	for i, k := range keys {
		if i > 0 {
			b.WriteByte(',')
		}
		name := clean(k.Path)
		if seen[k.Path]++; seen[k.Path] > 1 {
			name += " " + strconv.Itoa(seen[k.Path])
		}
		b.WriteString(jsonText(name))
		b.WriteByte(':')
		b.WriteString(jsonText(clean(k.Text)))
	}
	return "{" + b.String() + "}"
}

// refsText shows references as a JSON list of table:row:column, or document:table:row:column.
func refsText(refs []normalize.Ref) string {
	list := make([]string, len(refs))
	for i, r := range refs {
		list[i] = r.String()
	}
	return jsonText(list)
}

// claimsText shows claims as a JSON list of their numbers, or of document:number.
func claimsText(refs []normalize.ClaimRef) string {
	list := make([]any, len(refs))
	for i, r := range refs {
		list[i] = r.Number
		if r.Document != "" {
			list[i] = r.String()
		}
	}
	return jsonText(list)
}
