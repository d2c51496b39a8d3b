package contract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// PathSeparator joins the parts of a header path.
const PathSeparator = " / "

// The kinds of columns: each says how a value is shown and how the same value is taken back.

// words is a column of text; at is where a row's item has it.
func words[T any, S ~string](name, description string, c Constraints, at func(*T) *S) column[T] {
	return column[T]{Field{Name: name, Kind: Text, Description: description, Constraints: c},
		func(v *T) string { return string(*at(v)) },
		func(v *T, s string) error {
			*at(v) = S(s)
			return nil
		}}
}

// whole is a column of whole numbers. Where it may be missing, 0 is none.
func whole[T any](name, description string, c Constraints, at func(*T) *int) column[T] {
	show := Ordinal
	if c.Required {
		show = Count
	}
	return column[T]{Field{Name: name, Kind: Integer, Description: description, Constraints: c},
		func(v *T) string { return show(*at(v)) },
		unlessMissing(func(v *T, s string) (err error) {
			if *at(v), err = strconv.Atoi(s); err != nil {
				return fmt.Errorf("%q is no whole number", s)
			}
			return nil
		})}
}

// years is a column of years; 0 is none.
func years[T any](name, description string, at func(*T) *int) column[T] {
	c := whole(name, description, free, at)
	c.Kind = Year
	return c
}

// fiscal is a column with its role in the Budget Taxonomy of Fiscal Data Package.
func fiscal[T any](columnType string, c column[T]) column[T] {
	c.ColumnType = columnType
	return c
}

// measured is a column of measured numbers, rounded to so many decimals.
func measured[T any](name, description string, c Constraints, decimals int, at func(*T) *float64) column[T] {
	return column[T]{Field{Name: name, Kind: Real, Description: description, Constraints: c},
		func(v *T) string { return rounded(*at(v), decimals) },
		unlessMissing(func(v *T, s string) (err error) {
			if *at(v), err = strconv.ParseFloat(s, 64); err != nil {
				return fmt.Errorf("%q is no number", s)
			}
			return nil
		})}
}

// pointed is a column of lengths in points, to a hundredth, which is finer than any print.
func pointed[T any](name, description string, at func(*T) *float64) column[T] {
	return measured(name, description, required, 2, at)
}

// longestNumber is how many characters a number has at most, which is written without an exponent: no
// figure comes near it, and arithmetic with larger ones would not end.
const longestNumber = 80

// exact is a column of figures, shown as printed or plain.
func exact[T any](name, description string, show func(decimal.NullDecimal) string, at func(*T) *decimal.NullDecimal) column[T] {
	return column[T]{Field{Name: name, Kind: Amount, Description: description},
		func(v *T) string { return show(*at(v)) },
		unlessMissing(func(v *T, s string) error { return exactOf(at(v), s) })}
}

// exactOf reads a figure.
func exactOf(at *decimal.NullDecimal, s string) error {
	d, err := decimal.NewFromString(s)
	if err != nil || len(s) > longestNumber || strings.ContainsAny(s, "eE") {
		return fmt.Errorf("%q is no number", s)
	}
	*at = decimal.NewNullDecimal(d)
	return nil
}

// inYuan is a column of amounts that are always there, shown plain.
func inYuan[T any](name, description string, at func(*T) *decimal.Decimal) column[T] {
	c := exact(name, description, plain, func(v *T) *decimal.NullDecimal { return &decimal.NullDecimal{Decimal: *at(v), Valid: true} })
	c.Constraints = required
	c.read = unlessMissing(func(v *T, s string) error {
		var d decimal.NullDecimal
		err := exactOf(&d, s)
		*at(v) = d.Decimal
		return err
	})
	return c
}

// listed is a column of JSON lists.
func listed[T, E any](name string, kind FieldType, description string, show func([]E) string, element func(json.RawMessage) (E, error), at func(*T) *[]E) column[T] {
	return column[T]{Field{Name: name, Kind: kind, Description: description},
		func(v *T) string { return show(*at(v)) },
		func(v *T, s string) error {
			var items []json.RawMessage
			if err := json.Unmarshal([]byte(s), &items); err != nil {
				return fmt.Errorf("%q is no list", s)
			}
			for _, raw := range items {
				e, err := element(raw)
				if err != nil {
					return err
				}
				*at(v) = append(*at(v), e)
			}
			return nil
		}}
}

// unlessMissing reads nothing of a missing value.
func unlessMissing[T any](read func(*T, string) error) func(*T, string) error {
	return func(v *T, s string) error {
		if s == "" {
			return nil
		}
		return read(v, s)
	}
}

// Count shows a number that is always there.
func Count(n int) string { return strconv.Itoa(n) }

// Ordinal shows a number that counts from 1; 0 is none.
func Ordinal(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Printed shows a figure with the digits it was printed with.
func Printed(d decimal.NullDecimal) string {
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

// JsonText is v as JSON that leaves <, > and & as they are.
func JsonText(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(v) != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// refsText shows references as a JSON list of table:row:column, or document:table:row:column.
func refsText(refs []normalize.Ref) string {
	list := make([]string, len(refs))
	for i, r := range refs {
		list[i] = r.String()
	}
	return JsonText(list)
}

// refOf reads table:row:column, or document:table:row:column.
func refOf(raw json.RawMessage) (normalize.Ref, error) {
	var text string
	wrong := fmt.Errorf("%s names no record: table:row:column", raw)
	if json.Unmarshal(raw, &text) != nil {
		return normalize.Ref{}, wrong
	}
	var ref normalize.Ref
	parts := strings.Split(text, ":")
	if len(parts) == 4 {
		ref.Document, parts = parts[0], parts[1:]
	}
	if len(parts) != 3 {
		return ref, wrong
	}
	for i, to := range []*int{&ref.Table, &ref.Row, &ref.Column} {
		n, err := strconv.Atoi(parts[i])
		if err != nil {
			return ref, wrong
		}
		*to = n
	}
	return ref, nil
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
	return JsonText(list)
}

// claimOf reads a claim's number, or document:number.
func claimOf(raw json.RawMessage) (normalize.ClaimRef, error) {
	document, number, other := strings.Cut(strings.Trim(string(raw), `"`), ":")
	if !other {
		document, number = "", document
	}
	n, err := strconv.Atoi(number)
	if err != nil {
		return normalize.ClaimRef{}, fmt.Errorf("%s names no claim", raw)
	}
	return normalize.ClaimRef{Document: document, Number: n}, nil
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
		name := Clean(k.Path)
		if seen[k.Path]++; seen[k.Path] > 1 {
			name += " " + strconv.Itoa(seen[k.Path])
		}
		b.WriteString(JsonText(name))
		b.WriteByte(':')
		b.WriteString(JsonText(Clean(k.Text)))
	}
	return "{" + b.String() + "}"
}

// readKeys reads a JSON object in its order.
func readKeys(r *normalize.Record, text string) error {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("%q is no object", text)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var value string
		if err := d.Decode(&value); err != nil {
			return err
		}
		r.Keys = append(r.Keys, normalize.Key{Path: name.(string), Text: value})
	}
	return nil
}

func readPath(r *normalize.Record, text string) error {
	if text != "" {
		r.Path = strings.Split(text, PathSeparator)
	}
	return nil
}

func readRows(t *normalize.Table, text string) error {
	n, err := sizeOf(text)
	if err != nil {
		return err
	}
	t.Rows = make([]normalize.Row, n)
	for i := range t.Rows {
		t.Rows[i].Number = i + 1
	}
	return nil
}

func readColumns(t *normalize.Table, text string) error {
	n, err := sizeOf(text)
	if err != nil {
		return err
	}
	t.Columns = make([]normalize.Column, n)
	for i := range t.Columns {
		t.Columns[i].Number = i + 1
	}
	return nil
}

// largestTable is more rows or columns than any table has.
const largestTable = 1 << 20

func sizeOf(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > largestTable {
		return 0, fmt.Errorf("%q is no size of a table", text)
	}
	return n, nil
}
