package export

import (
	"fmt"
	"iter"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// A fieldType is what the values of a field are.
type fieldType int

const (
	text         fieldType = iota
	integer                // a whole number
	year                   // likewise
	amount                 // a decimal number, exact
	real                   // a measured number
	boolean                // true or false
	object                 // JSON in CSV
	texts                  // a JSON list of strings in CSV
	claimNumbers           // a JSON list of whole numbers in CSV; of document:number where a claim is another document's
)

// schemaTypes are the names that Frictionless Table Schema has for them.
var schemaTypes = map[fieldType]string{
	text: "string", integer: "integer", year: "year", amount: "number", real: "number", boolean: "boolean",
	object: "object", texts: "array", claimNumbers: "array",
}

// A field is one column of a resource.
type field struct {
	name        string
	kind        fieldType
	description string
	constraints constraints
	columnType  string // its role in the Budget Taxonomy of Fiscal Data Package 1.0rc1, if it has one
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
	read                     func(ds *normalize.Dataset, row []string) error // adds what a row says
	common                   func(*used) iter.Seq[[]string]                  // the rows of a resource that tells of all documents together; nil of others
}

// A foreignKey says that fields hold the key of a row of another resource, under the same names unless to has others.
type foreignKey struct {
	fields   []string
	resource string
	to       []string
}

// keys are the names of the key in the other resource.
func (k foreignKey) keys() []string {
	if k.to != nil {
		return k.to
	}
	return k.fields
}

func (r resource) header() []string {
	names := make([]string, len(r.fields))
	for i, f := range r.fields {
		names[i] = f.name
	}
	return names
}

// A column is a field, how a value of it is shown, and how it is taken back. What has no sign of its own,
// such as the number 0 where things count from 1, is shown as a missing value.
type column[T any] struct {
	field
	show func(*T) string
	read func(*T, string) error
}

// resourceOf is a resource of these columns; items is where a dataset holds what the rows tell of.
func resourceOf[T any](r resource, items func(*normalize.Dataset) *[]T, columns []column[T]) resource {
	for _, c := range columns {
		r.fields = append(r.fields, c.field)
	}
	r.rows = func(ds *normalize.Dataset) iter.Seq[[]string] {
		return func(yield func([]string) bool) {
			row := make([]string, len(columns))
			list := *items(ds)
			for i := range list {
				for j, c := range columns {
					row[j] = clean(c.show(&list[i]))
				}
				if !yield(row) {
					return
				}
			}
		}
	}
	r.read = func(ds *normalize.Dataset, row []string) error {
		var v T
		for i, c := range columns {
			if err := c.read(&v, row[i]); err != nil {
				at := strings.Join(row[:len(r.primaryKey)], ":")
				return fmt.Errorf("%w: %s.csv: %s: %s: %w", ErrUnreadable, r.name, at, c.name, err)
			}
		}
		*items(ds) = append(*items(ds), v)
		return nil
	}
	return r
}

// clean takes out what no reader of text files accepts: bytes that are not UTF-8, and NUL.
func clean(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}
