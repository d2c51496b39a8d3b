package contract

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/normalize"
)

// ErrUnreadable tells that a folder holds no dataset that can be read.
var ErrUnreadable = errors.New("no dataset that can be read")

// A FieldType is what the values of a field are.
type FieldType int

const (
	Text         FieldType = iota
	Integer                // a whole number
	Year                   // likewise
	Amount                 // a decimal number, exact
	Real                   // a measured number
	Boolean                // true or false
	Object                 // JSON in CSV
	Texts                  // a JSON list of strings in CSV
	ClaimNumbers           // a JSON list of whole numbers in CSV; of document:number where a claim is another document's
)

// SchemaTypes are the names that Frictionless Table Schema has for them.
var SchemaTypes = map[FieldType]string{
	Text: "string", Integer: "integer", Year: "year", Amount: "number", Real: "number", Boolean: "boolean",
	Object: "object", Texts: "array", ClaimNumbers: "array",
}

// A Field is one column of a resource.
type Field struct {
	Name        string
	Kind        FieldType
	Description string
	Constraints Constraints
	ColumnType  string // its role in the Budget Taxonomy of Fiscal Data Package 1.0rc1, if it has one
}

// A Constraints is what every value of a field satisfies; its names are those of Table Schema.
type Constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Pattern  string   `json:"pattern,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Minimum  *int     `json:"minimum,omitempty"`
	Maximum  *int     `json:"maximum,omitempty"`
}

var (
	free     = Constraints{}
	required = Constraints{Required: true}
	ordinals = Constraints{Required: true, Minimum: new(1)}
	counts   = Constraints{Required: true, Minimum: new(0)}
	optional = Constraints{Minimum: new(1)}
	fraction = Constraints{Required: true, Minimum: new(0), Maximum: new(1)}
)

// A Resource is one table of the dataset contract. Its rows hold each value as CSV shows it; an
// empty string is a missing value.
type Resource struct {
	Name, Title, Description string
	Fields                   []Field
	PrimaryKey               []string
	ForeignKeys              []foreignKey
	Rows                     func(*normalize.Dataset) iter.Seq[[]string]
	Read                     func(ds *normalize.Dataset, row []string) error // adds what a row says
	Common                   func(*Used) iter.Seq[[]string]                  // the rows of a resource that tells of all documents together; nil of others
}

// A foreignKey says that fields hold the key of a row of another resource, under the same names unless to has others.
type foreignKey struct {
	Fields   []string
	Resource string
	to       []string
}

// Keys are the names of the key in the other resource.
func (k foreignKey) Keys() []string {
	if k.to != nil {
		return k.to
	}
	return k.Fields
}

func (r Resource) Header() []string {
	names := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		names[i] = f.Name
	}
	return names
}

// A column is a field, how a value of it is shown, and how it is taken back. What has no sign of its own,
// such as the number 0 where things count from 1, is shown as a missing value.
type column[T any] struct {
	Field
	show func(*T) string
	read func(*T, string) error
}

// resourceOf is a resource of these columns; items is where a dataset holds what the rows tell of.
func resourceOf[T any](r Resource, items func(*normalize.Dataset) *[]T, columns []column[T]) Resource {
	r.Fields = make([]Field, len(columns))
	for i, c := range columns {
		r.Fields[i] = c.Field
	}
	r.Rows = func(ds *normalize.Dataset) iter.Seq[[]string] {
		return func(yield func([]string) bool) {
			row := make([]string, len(columns))
			list := *items(ds)
			for i := range list {
				for j, c := range columns {
					row[j] = Clean(c.show(&list[i]))
				}
				if !yield(row) {
					return
				}
			}
		}
	}
	r.Read = func(ds *normalize.Dataset, row []string) error {
		var v T
		for i, c := range columns {
			if err := c.read(&v, row[i]); err != nil {
				at := strings.Join(row[:len(r.PrimaryKey)], ":")
				return fmt.Errorf("%w: %s.csv: %s: %s: %w", ErrUnreadable, r.Name, at, c.Name, err)
			}
		}
		*items(ds) = append(*items(ds), v)
		return nil
	}
	return r
}

// Whole is a row with the columns that the contract has got since it was written.
func (r Resource) Whole(row []string) []string {
	return append(row, make([]string, max(len(r.Fields)-len(row), 0))...)
}

// Described are the foreign keys that the description has. Readers of Table Schema look for the row of a key as soon as one of its
// fields is there, so a key of several of which one may be missing is left to the database; and in each row they put what
// they found in place of the fields, so no two keys may share one: of these the longer leads to the other's row as well.
func (r Resource) Described() []foreignKey {
	whole := slices.DeleteFunc(slices.Clone(r.ForeignKeys), func(k foreignKey) bool {
		return len(k.Fields) > 1 && slices.ContainsFunc(k.Fields, func(name string) bool { return !r.requires(name) })
	})
	return slices.DeleteFunc(slices.Clone(whole), func(k foreignKey) bool {
		return slices.ContainsFunc(whole, func(o foreignKey) bool {
			return len(o.Fields) > len(k.Fields) && slices.Contains(o.Fields, k.Fields[0])
		})
	})
}

// requires is true of a field that no row lacks.
func (r Resource) requires(name string) bool {
	return slices.ContainsFunc(r.Fields, func(f Field) bool { return f.Name == name && f.Constraints.Required })
}

// Clean takes out what no reader of text files accepts: bytes that are not UTF-8, and NUL.
func Clean(s string) string {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

func oneOf(values ...string) Constraints { return Constraints{Enum: values} }

func requiredOneOf(values ...string) Constraints { return Constraints{Required: true, Enum: values} }

// A Used is what the documents of a dataset refer to in the catalogues.
type Used struct {
	named    map[string]map[string]*codeEntry // by code, then by the name that is printed
	measures map[string]bool
}

// A codeEntry is one code of the classifications that the dataset speaks of, or could.
type codeEntry struct {
	Code, Scheme, Name, English, Others, Parent string
	First, Last                                 int
	Source                                      string
	times                                       int // that the dataset prints it so
}
