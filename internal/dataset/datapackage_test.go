package dataset

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// described is a dataset as a stranger reads it: its description and its files, nothing else.
type described struct {
	t     *testing.T
	files map[string]string
	desc  dataPackage
	rows  map[string][]map[string]string // by resource
}

func describedIn(t *testing.T, dir string) *described {
	d := &described{t: t, files: tree(t, dir), rows: map[string][]map[string]string{}}
	if err := json.Unmarshal([]byte(d.files["datapackage.json"]), &d.desc); err != nil {
		t.Fatal(err)
	}
	return d
}

// read reads a resource as its schema says and tells what does not conform.
func (d *described) read(r packageResource) {
	data := d.files[r.Path]
	sum := sha256.Sum256([]byte(data))
	if r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Bytes != int64(len(data)) {
		d.t.Errorf("%s: hash or size is not that of %s", r.Name, r.Path)
	}
	if r.Format != "csv" {
		return
	}
	lines, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		d.t.Fatalf("%s: %v", r.Path, err)
	}
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, f := range r.Table.Fields {
			if lines[0][i] != f.Name {
				d.t.Fatalf("%s: column %s is described as %s", r.Path, lines[0][i], f.Name)
			}
			d.value(r.Name, f, line[i])
			row[f.Name] = line[i]
		}
		d.rows[r.Name] = append(d.rows[r.Name], row)
	}
}

func (d *described) value(resource string, f schemaField, v string) {
	c := contract.Constraints{}
	if f.Constraints != nil {
		c = *f.Constraints
	}
	bad := ""
	switch n, err := strconv.ParseFloat(v, 64); {
	case v == "":
		if c.Required {
			bad = "missing"
		}
	case !conforms(f.Type, v):
		bad = "no " + f.Type
	case c.Pattern != "" && !regexp.MustCompile("^(?:"+c.Pattern+")$").MatchString(v):
		bad = "not " + c.Pattern
	case len(c.Enum) > 0 && !slices.Contains(c.Enum, v):
		bad = "none of those allowed"
	case c.Minimum != nil && (err != nil || n < float64(*c.Minimum)), c.Maximum != nil && (err != nil || n > float64(*c.Maximum)):
		bad = "out of range"
	}
	if bad != "" {
		d.t.Errorf("%s.%s: %q: %s", resource, f.Name, v, bad)
	}
}

func conforms(kind, v string) bool {
	switch kind {
	case "integer", "year":
		_, err := strconv.Atoi(v)
		return err == nil
	case "number":
		_, err := decimal.NewFromString(v)
		return err == nil
	case "object":
		return json.Unmarshal([]byte(v), &map[string]any{}) == nil
	case "array":
		return json.Unmarshal([]byte(v), &[]any{}) == nil
	}
	return true
}

func tuple(row map[string]string, fields []string) string {
	var values []string
	for _, f := range fields {
		values = append(values, row[f])
	}
	return strings.Join(values, "\x00")
}

// keys tells where primary keys are not unique and foreign keys lead nowhere.
func (d *described) keys(r packageResource) {
	seen := map[string]bool{}
	for _, row := range d.rows[r.Name] {
		k := tuple(row, r.Table.PrimaryKey)
		if len(r.Table.PrimaryKey) > 0 && seen[k] {
			d.t.Errorf("%s: two rows have the key %q", r.Name, k)
		}
		seen[k] = true
		for _, f := range r.Table.ForeignKeys {
			if row[f.Fields[len(f.Fields)-1]] == "" {
				continue // it refers to nothing
			}
			is := func(o map[string]string) bool { return tuple(o, f.Reference.Fields) == tuple(row, f.Fields) }
			if !slices.ContainsFunc(d.rows[f.Reference.Resource], is) {
				d.t.Errorf("%s: no row of %s for %q", r.Name, f.Reference.Resource, tuple(row, f.Fields))
			}
		}
	}
}

// What datapackage.json says of the files is true of them.
func TestDescriptionIsTrue(t *testing.T) {
	ds := sample("daaaaaaaaaaaa", "预算.pdf")
	ds.Append(sample("dbbbbbbbbbbbb", "决算.pdf"))
	d := describedIn(t, write(t, ds, CSV, JSON))
	for _, r := range d.desc.Resources {
		d.read(r)
	}
	for _, r := range d.desc.Resources {
		d.keys(r)
	}
	if n := len(d.desc.Resources); n != 2*len(contract.All()) {
		t.Errorf("%d resources", n)
	}
}

// The rules of Data Package v2 for names, paths and types that a program can check.
func TestDescriptionKeepsTheRules(t *testing.T) {
	name := regexp.MustCompile(`^[-a-z0-9._]+$`)
	seen := map[string]bool{}
	d := describedIn(t, write(t, sample("daaaaaaaaaaaa", "预算.pdf"), Formats...))
	for _, r := range d.desc.Resources {
		if !name.MatchString(r.Name) || seen[r.Name] {
			t.Errorf("resource name %q", r.Name)
		}
		seen[r.Name] = true
		if path.IsAbs(r.Path) || strings.Contains(r.Path, "..") || d.files[r.Path] == "" {
			t.Errorf("path %q", r.Path)
		}
		if r.Name == "sqlite" {
			continue // not a single table
		}
		if r.Type != "table" || r.Table == nil || len(r.Table.Fields) == 0 || r.Schema != resourceProfile || r.Table.Schema != schemaProfile {
			t.Errorf("%s is not described as a table", r.Name)
		}
		for _, f := range r.Table.Fields {
			if f.Description == "" {
				t.Errorf("%s.%s has no description", r.Name, f.Name)
			}
		}
	}
	if !name.MatchString(d.desc.Name) || d.desc.Schema != packageProfile {
		t.Errorf("package %q of profile %q", d.desc.Name, d.desc.Schema)
	}
}

func TestSources(t *testing.T) {
	d := describedIn(t, write(t, sample("daaaaaaaaaaaa", "预算.pdf"), CSV, XLSX))
	want := []packageSource{{
		Title: "预算.pdf", Path: "预算.pdf", Hash: "sha256:" + strings.Repeat("daaaaaaaaaaaa", 6)[:64], Document: "daaaaaaaaaaaa",
		Files: []string{"tables/daaaaaaaaaaaa/01-支出-总表.csv", "预算.xlsx"},
	}}
	if diff := cmp.Diff(want, d.desc.Sources); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"~x.pdf", "\x00~x.pdf", ".x.pdf", "a\\b.pdf", "/etc/x.pdf", "a/../../b.pdf", "http://x", "a\nb.pdf", "\rb.pdf", "a\u2028b.pdf", ""} {
		if p := sourcePath(&normalize.Disclosure{File: bad}); p != "" {
			t.Errorf("%q was taken for a path of a package: %q", bad, p)
		}
	}
}

// Workbooks alone are described as files.
func TestWorkbooksAlone(t *testing.T) {
	d := describedIn(t, write(t, sample("daaaaaaaaaaaa", "预算.pdf"), XLSX))
	if len(d.desc.Resources) != 1 || d.desc.Resources[0].Path != "预算.xlsx" || d.desc.Resources[0].Name != "workbook-daaaaaaaaaaaa" {
		t.Errorf("%+v", d.desc.Resources)
	}
	d = describedIn(t, write(t, sample("daaaaaaaaaaaa", "~$预算.pdf"), XLSX))
	if d.desc.Resources[0].Path != "_~$预算.xlsx" {
		t.Errorf("a path that Data Package v2 refuses: %q", d.desc.Resources[0].Path)
	}
	d = describedIn(t, write(t, &normalize.Dataset{}, JSON))
	if d.desc.Resources[0].Name != "documents" || d.desc.Resources[0].Format != "jsonl" {
		t.Errorf("%+v", d.desc.Resources[0])
	}
}

// budgetTaxonomy are roles of the Budget Taxonomy of Fiscal Data Package 1.0rc1, with the type that each asks of its column. Where
// there is a label there is a code.
var budgetTaxonomy = map[string]string{
	"value": "number", "value-currency:code": "string", "date:fiscal-year": "integer", "phase:id": "string", "direction": "string",
	"fin-source:generic:code": "string", "expenditure-type:code": "string",
	"administrative-classification:generic:level1:code": "string",
	"administrative-classification:generic:level2:code": "string", "administrative-classification:generic:level2:label": "string",
	"functional-classification:generic:code": "string", "functional-classification:generic:label": "string",
	"economic-classification:generic:code": "string", "economic-classification:generic:label": "string",
	"activity:generic:project:code": "string", "activity:generic:project:label": "string",
}

// Facts say what their columns are in budgets, each role once.
func TestFiscalRoles(t *testing.T) {
	d := describedIn(t, write(t, sample("daaaaaaaaaaaa", "预算.pdf"), CSV))
	for _, r := range d.desc.Resources {
		seen := map[string]bool{}
		for _, f := range append(slices.Clone(r.Table.Fields), r.Table.ExtraFields...) {
			if f.ColumnType == "" {
				continue
			}
			if budgetTaxonomy[f.ColumnType] != f.Type || seen[f.ColumnType] {
				t.Errorf("%s.%s is %s of type %s: no such role, or twice", r.Name, f.Name, f.ColumnType, f.Type)
			}
			seen[f.ColumnType] = true
		}
		for role := range seen {
			if code, is := strings.CutSuffix(role, ":label"); is && !seen[code+":code"] {
				t.Errorf("%s has %s without its code", r.Name, role)
			}
		}
		if is := len(seen) > 0; is != (r.Name == "facts") || is && len(seen) != len(budgetTaxonomy) {
			t.Errorf("%s has %d roles", r.Name, len(seen))
		}
	}
}
