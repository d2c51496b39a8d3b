package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// The readers of each resource's fields, by name: what the contract's columns show, taken back.

func words[T any, S ~string](at func(*T) *S) func(*T, string) error {
	return func(v *T, text string) error {
		*at(v) = S(text)
		return nil
	}
}

func whole[T any](at func(*T) *int) func(*T, string) error {
	return func(v *T, text string) error {
		if text == "" {
			return nil
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			return fmt.Errorf("%q is no whole number", text)
		}
		*at(v) = n
		return nil
	}
}

func measured[T any](at func(*T) *float64) func(*T, string) error {
	return func(v *T, text string) error {
		if text == "" {
			return nil
		}
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return fmt.Errorf("%q is no number", text)
		}
		*at(v) = n
		return nil
	}
}

func exact[T any](at func(*T) *decimal.NullDecimal) func(*T, string) error {
	return func(v *T, text string) error {
		if text == "" {
			return nil
		}
		d, err := decimal.NewFromString(text)
		if err != nil || len(text) > longestNumber || strings.ContainsAny(text, "eE") {
			return fmt.Errorf("%q is no number", text)
		}
		*at(v) = decimal.NewNullDecimal(d)
		return nil
	}
}

// longestNumber is how many characters a number has at most, which is written without an exponent: no
// figure comes near it, and arithmetic with larger ones would not end.
const longestNumber = 80

func listed[T, E any](at func(*T) *[]E, element func(json.RawMessage) (E, error)) func(*T, string) error {
	return func(v *T, text string) error {
		var items []json.RawMessage
		if err := json.Unmarshal([]byte(text), &items); err != nil {
			return fmt.Errorf("%q is no list", text)
		}
		for _, raw := range items {
			e, err := element(raw)
			if err != nil {
				return err
			}
			*at(v) = append(*at(v), e)
		}
		return nil
	}
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

var readDocument = map[string]func(*normalize.Disclosure, string) error{
	"document":      words(func(d *normalize.Disclosure) *string { return &d.ID }),
	"file":          words(func(d *normalize.Disclosure) *string { return &d.File }),
	"sha256":        words(func(d *normalize.Disclosure) *string { return &d.SHA256 }),
	"agency":        words(func(d *normalize.Disclosure) *string { return &d.Agency }),
	"year":          whole(func(d *normalize.Disclosure) *int { return &d.Year }),
	"kind":          words(func(d *normalize.Disclosure) *normalize.Kind { return &d.Kind }),
	"level":         words(func(d *normalize.Disclosure) *normalize.Level { return &d.Level }),
	"pages":         whole(func(d *normalize.Disclosure) *int { return &d.Pages }),
	"text_pages":    whole(func(d *normalize.Disclosure) *int { return &d.TextPages }),
	"ocr_pages":     whole(func(d *normalize.Disclosure) *int { return &d.OCRPages }),
	"problem_pages": whole(func(d *normalize.Disclosure) *int { return &d.ProblemPages }),
	"tables":        whole(func(d *normalize.Disclosure) *int { return &d.Tables }),
	"records":       whole(func(d *normalize.Disclosure) *int { return &d.Records }),
	"verified":      whole(func(d *normalize.Disclosure) *int { return &d.Verified }),
	"failed":        whole(func(d *normalize.Disclosure) *int { return &d.Failed }),
	"bundle":        words(func(d *normalize.Disclosure) *string { return &d.Bundle }),
}

var readTable = map[string]func(*normalize.Table, string) error{
	"document":   words(func(t *normalize.Table) *string { return &t.Document }),
	"table":      whole(func(t *normalize.Table) *int { return &t.Number }),
	"form":       words(func(t *normalize.Table) *string { return &t.Form }),
	"title":      words(func(t *normalize.Table) *string { return &t.Title }),
	"unit":       words(func(t *normalize.Table) *string { return &t.Unit }),
	"first_page": whole(func(t *normalize.Table) *int { return &t.FirstPage }),
	"last_page":  whole(func(t *normalize.Table) *int { return &t.LastPage }),
	"rows":       readRows,
	"columns":    readColumns,
	"records":    whole(func(t *normalize.Table) *int { return &t.Records }),
	"checks":     whole(func(t *normalize.Table) *int { return &t.Checks }),
	"failed":     whole(func(t *normalize.Table) *int { return &t.Failed }),
	"agency":     words(func(t *normalize.Table) *string { return &t.Agency }),
}

var readRecord = map[string]func(*normalize.Record, string) error{
	"document":          words(func(r *normalize.Record) *string { return &r.Document }),
	"table":             whole(func(r *normalize.Record) *int { return &r.Table }),
	"row":               whole(func(r *normalize.Record) *int { return &r.Row }),
	"column":            whole(func(r *normalize.Record) *int { return &r.Column }),
	"page":              whole(func(r *normalize.Record) *int { return &r.Page }),
	"form":              words(func(r *normalize.Record) *string { return &r.Form }),
	"label":             words(func(r *normalize.Record) *string { return &r.Label }),
	"keys":              readKeys,
	"path":              readPath,
	"measure":           words(func(r *normalize.Record) *string { return &r.Measure }),
	"function_code":     words(func(r *normalize.Record) *string { return &r.FunctionCode }),
	"economic_code":     words(func(r *normalize.Record) *string { return &r.EconomicCode }),
	"gov_economic_code": words(func(r *normalize.Record) *string { return &r.GovEconomicCode }),
	"unit_code":         words(func(r *normalize.Record) *string { return &r.UnitCode }),
	"project_code":      words(func(r *normalize.Record) *string { return &r.ProjectCode }),
	"text":              words(func(r *normalize.Record) *string { return &r.Text }),
	"value":             exact(func(r *normalize.Record) *decimal.NullDecimal { return &r.Value }),
	"unit":              words(func(r *normalize.Record) *string { return &r.Unit }),
	"yuan":              exact(func(r *normalize.Record) *decimal.NullDecimal { return &r.Yuan }),
	"x0":                measured(func(r *normalize.Record) *float64 { return &r.Box.X0 }),
	"y0":                measured(func(r *normalize.Record) *float64 { return &r.Box.Y0 }),
	"x1":                measured(func(r *normalize.Record) *float64 { return &r.Box.X1 }),
	"y1":                measured(func(r *normalize.Record) *float64 { return &r.Box.Y1 }),
	"source":            words(func(r *normalize.Record) *page.Source { return &r.Source }),
	"confidence":        measured(func(r *normalize.Record) *float64 { return &r.Confidence }),
	"status":            words(func(r *normalize.Record) *normalize.Status { return &r.Status }),
}

var readClaim = map[string]func(*normalize.Claim, string) error{
	"document": words(func(c *normalize.Claim) *string { return &c.Document }),
	"claim":    whole(func(c *normalize.Claim) *int { return &c.Number }),
	"page":     whole(func(c *normalize.Claim) *int { return &c.Page }),
	"x0":       measured(func(c *normalize.Claim) *float64 { return &c.Box.X0 }),
	"y0":       measured(func(c *normalize.Claim) *float64 { return &c.Box.Y0 }),
	"x1":       measured(func(c *normalize.Claim) *float64 { return &c.Box.X1 }),
	"y1":       measured(func(c *normalize.Claim) *float64 { return &c.Box.Y1 }),
	"sentence": words(func(c *normalize.Claim) *string { return &c.Sentence }),
	"subject":  words(func(c *normalize.Claim) *string { return &c.Subject }),
	"kind":     words(func(c *normalize.Claim) *normalize.ClaimKind { return &c.Kind }),
	"year":     whole(func(c *normalize.Claim) *int { return &c.Year }),
	"value":    exact(func(c *normalize.Claim) *decimal.NullDecimal { return &c.Value }),
	"unit":     words(func(c *normalize.Claim) *string { return &c.Unit }),
	"yuan":     exact(func(c *normalize.Claim) *decimal.NullDecimal { return &c.Yuan }),
	"records":  listed(func(c *normalize.Claim) *[]normalize.Ref { return &c.Records }, refOf),
	"outcome":  words(func(c *normalize.Claim) *normalize.Outcome { return &c.Outcome }),
}

var readCheck = map[string]func(*normalize.Check, string) error{
	"document":   words(func(c *normalize.Check) *string { return &c.Document }),
	"check":      whole(func(c *normalize.Check) *int { return &c.Number }),
	"code":       words(func(c *normalize.Check) *string { return &c.Code }),
	"table":      whole(func(c *normalize.Check) *int { return &c.Table }),
	"outcome":    words(func(c *normalize.Check) *normalize.Outcome { return &c.Outcome }),
	"expected":   exact(func(c *normalize.Check) *decimal.NullDecimal { return &c.Expected }),
	"actual":     exact(func(c *normalize.Check) *decimal.NullDecimal { return &c.Actual }),
	"difference": exact(func(c *normalize.Check) *decimal.NullDecimal { return &c.Difference }),
	"tolerance":  exact(func(c *normalize.Check) *decimal.NullDecimal { return &c.Tolerance }),
	"unit":       words(func(c *normalize.Check) *string { return &c.Unit }),
	"records":    listed(func(c *normalize.Check) *[]normalize.Ref { return &c.Records }, refOf),
	"claims":     listed(func(c *normalize.Check) *[]normalize.ClaimRef { return &c.Claims }, claimOf),
	"terms":      readTerms,
	"message":    words(func(c *normalize.Check) *string { return &c.Message }),
}

var readFinding = map[string]func(*normalize.Finding, string) error{
	"document": words(func(f *normalize.Finding) *string { return &f.Document }),
	"code":     words(func(f *normalize.Finding) *string { return &f.Code }),
	"severity": words(func(f *normalize.Finding) *normalize.Severity { return &f.Severity }),
	"page":     whole(func(f *normalize.Finding) *int { return &f.Page }),
	"table":    whole(func(f *normalize.Finding) *int { return &f.Table }),
	"row":      whole(func(f *normalize.Finding) *int { return &f.Row }),
	"column":   whole(func(f *normalize.Finding) *int { return &f.Column }),
	"message":  words(func(f *normalize.Finding) *string { return &f.Message }),
	"check":    whole(func(f *normalize.Finding) *int { return &f.Check }),
}

var readTarget = map[string]func(*normalize.Target, string) error{
	"document":     words(func(t *normalize.Target) *string { return &t.Document }),
	"table":        whole(func(t *normalize.Target) *int { return &t.Table }),
	"page":         whole(func(t *normalize.Target) *int { return &t.Page }),
	"project_code": words(func(t *normalize.Target) *string { return &t.ProjectCode }),
	"project":      words(func(t *normalize.Target) *string { return &t.Project }),
	"amount":       exact(func(t *normalize.Target) *decimal.NullDecimal { return &t.Amount }),
	"unit":         words(func(t *normalize.Target) *string { return &t.Unit }),
	"level1":       words(func(t *normalize.Target) *string { return &t.Level1 }),
	"level2":       words(func(t *normalize.Target) *string { return &t.Level2 }),
	"level3":       words(func(t *normalize.Target) *string { return &t.Level3 }),
	"operator":     words(func(t *normalize.Target) *string { return &t.Operator }),
	"value":        exact(func(t *normalize.Target) *decimal.NullDecimal { return &t.Value }),
	"value_unit":   words(func(t *normalize.Target) *string { return &t.ValueUnit }),
	"text":         words(func(t *normalize.Target) *string { return &t.Text }),
}
