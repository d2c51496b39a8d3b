package dataset

import (
	"encoding/json"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/normalize"
)

// Addresses of the profiles of Frictionless Data Package v2.
const (
	packageProfile  = "https://datapackage.org/profiles/2.0/datapackage.json"
	resourceProfile = "https://datapackage.org/profiles/2.0/dataresource.json"
	schemaProfile   = "https://datapackage.org/profiles/2.0/tableschema.json"
)

const (
	packageFile = "datapackage.json"
	packageName = "mingxi-dataset"

	packageTitle       = "Budget disclosures, reconciled" // where its publisher gives none
	packageDescription = "What published budgets and final accounts (预算、决算) print, figure by figure: where it stands, what it means, and what it was checked against."
	safeDescription    = "Texts in its CSV files that a spreadsheet would take for formulas have an apostrophe before them, which the loaders take off and other programs read."
)

// A dataPackage is what datapackage.json holds.
type dataPackage struct {
	Schema       string               `json:"$schema"`
	Name         string               `json:"name"`
	Title        string               `json:"title"`
	Description  string               `json:"description"`
	Homepage     string               `json:"homepage,omitempty"`
	Version      string               `json:"version,omitempty"`
	Licences     []packageLicence     `json:"licenses,omitempty"`
	Contributors []packageContributor `json:"contributors,omitempty"`
	Sources      []packageSource      `json:"sources,omitempty"`
	Resources    []packageResource    `json:"resources"`
	Loaders      []string             `json:"loaders,omitempty"` // files that load the others or tell of them
	Review       string               `json:"review,omitempty"`  // where the pages of a review are
	CSV          Format               `json:"csv,omitempty"`     // the kind of its CSV files
}

// A packageSource is one document the dataset was made from, and the files that are about it alone.
type packageSource struct {
	Title    string   `json:"title"`
	Path     string   `json:"path,omitempty"` // where it was published, if that is known, else that of the file
	Hash     string   `json:"hash"`
	Document string   `json:"document"`
	Files    []string `json:"files,omitempty"`
}

type packageResource struct {
	Schema      string       `json:"$schema,omitempty"`
	Name        string       `json:"name"`
	Type        string       `json:"type,omitempty"`
	Title       string       `json:"title"`
	Description string       `json:"description,omitempty"`
	Path        string       `json:"path"`
	Format      string       `json:"format"`
	MediaType   string       `json:"mediatype"`
	Encoding    string       `json:"encoding,omitempty"`
	Bytes       int64        `json:"bytes,omitempty"`
	Hash        string       `json:"hash,omitempty"` // none of what changes without a run
	Table       *tableSchema `json:"schema,omitempty"`
}

type tableSchema struct {
	Schema        string          `json:"$schema"`
	Fields        []schemaField   `json:"fields"`
	ExtraFields   []schemaField   `json:"extraFields,omitempty"` // what holds for every row, and is no column
	PrimaryKey    []string        `json:"primaryKey,omitempty"`
	ForeignKeys   []schemaForeign `json:"foreignKeys,omitempty"`
	MissingValues []string        `json:"missingValues"`
}

type schemaField struct {
	Name        string                `json:"name"`
	Type        string                `json:"type"`
	Description string                `json:"description,omitempty"`
	Constraints *contract.Constraints `json:"constraints,omitempty"`
	ColumnType  string                `json:"columnType,omitempty"` // of Fiscal Data Package
	Constant    string                `json:"constant,omitempty"`   // likewise
}

type schemaForeign struct {
	Fields    []string `json:"fields"`
	Reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	} `json:"reference"`
}

// mediaTypes by file name extension.
var mediaTypes = map[string]string{
	"csv":     "text/csv",
	"jsonl":   "application/jsonl",
	"parquet": "application/vnd.apache.parquet",
	"sqlite":  "application/vnd.sqlite3",
	"xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

// describe builds the data package of what the draft holds.
func describe(docs []normalize.Disclosure, files []drafted) dataPackage {
	p := dataPackage{
		Schema:    packageProfile,
		Name:      packageName,
		Title:     packageTitle,
		Resources: []packageResource{},
	}
	own := filesByDocument(files)
	p.Resources = describeFiles(files)
	for _, d := range docs {
		p.Sources = append(p.Sources, packageSource{contract.Clean(d.File), sourcePath(&d), "sha256:" + d.SHA256, d.ID, own[d.ID]})
	}
	return p
}

// filesByDocument are the paths of the files about each document alone, in their order.
func filesByDocument(files []drafted) map[string][]string {
	own := map[string][]string{}
	for _, f := range files {
		own[f.about] = append(own[f.about], f.path)
	}
	return own
}

// describeFiles describes the files that hold all documents. Where a resource of the contract is
// there in two formats, the second has its format in the name. Workbooks are described where there
// is nothing else, since a package must have a resource.
func describeFiles(files []drafted) []packageResource {
	list := []packageResource{}
	for _, f := range files {
		r, ok := describeTable(f)
		switch {
		case ok && slices.ContainsFunc(list, func(o packageResource) bool { return o.Name == r.Name }):
			r.Name += "-" + r.Format
		case !ok && f.about == "":
			r = describeFile(f, strings.TrimPrefix(path.Ext(f.path), "."), "All resources in one file")
		case !ok:
			continue
		}
		list = append(list, r)
	}
	if len(list) > 0 {
		return list
	}
	for _, f := range files {
		list = append(list, describeFile(f, "workbook-"+f.about, "Workbook of "+f.path))
	}
	return list
}

// describeTable describes a file that holds one resource of the contract.
func describeTable(f drafted) (packageResource, bool) {
	stem := strings.TrimSuffix(f.path, path.Ext(f.path))
	for _, r := range contract.All() {
		if r.Name == stem && f.about == "" {
			p := describeFile(f, r.Name, r.Title)
			p.Type, p.Description, p.Encoding, p.Table = "table", r.Description, "utf-8", schemaOf(r)
			return p, true
		}
	}
	return packageResource{}, false
}

func describeFile(f drafted, name, title string) packageResource {
	format := strings.TrimPrefix(path.Ext(f.path), ".")
	return packageResource{
		Schema: resourceProfile, Name: name, Title: title, Path: f.path,
		Format: format, MediaType: mediaTypes[format], Bytes: f.bytes, Hash: "sha256:" + f.hash,
	}
}

// describeCorrections describes what persons said of the documents, if there is something in a folder. People write the file, so
// it is none of those that a run writes or removes.
func describeCorrections(dir string) []packageResource {
	if _, err := os.Stat(filepath.Join(dir, correction.FileName)); err != nil {
		return nil
	}
	r := contract.Resource{Name: strings.TrimSuffix(correction.FileName, ".csv")}
	for _, c := range correction.Columns {
		r.Fields = append(r.Fields, contract.Field{Name: c.Name, Kind: contract.Text, Description: c.Description})
	}
	p := describeFile(drafted{path: correction.FileName}, r.Name, "What persons corrected and judged")
	p.Type, p.Encoding, p.Table, p.Hash = "table", "utf-8", schemaOf(r), ""
	return []packageResource{p}
}

func schemaOf(r contract.Resource) *tableSchema {
	s := &tableSchema{Schema: schemaProfile, PrimaryKey: r.PrimaryKey, MissingValues: []string{""}}
	for _, f := range r.Fields {
		sf := schemaField{Name: f.Name, Type: contract.SchemaTypes[f.Kind], Description: f.Description, ColumnType: f.ColumnType}
		if f.ColumnType == "value" {
			s.ExtraFields = append(s.ExtraFields, inCNY)
		}
		if contract.JsonText(f.Constraints) != "{}" {
			sf.Constraints = &f.Constraints
		}
		s.Fields = append(s.Fields, sf)
	}
	for _, k := range r.Described() {
		var f schemaForeign
		f.Fields, f.Reference.Resource, f.Reference.Fields = k.Fields, k.Resource, k.Keys()
		s.ForeignKeys = append(s.ForeignKeys, f)
	}
	return s
}

// inCNY says the currency of amounts, as Fiscal Data Package has what no column says.
var inCNY = schemaField{Name: "currency", Type: "string", ColumnType: "value-currency:code", Constant: "CNY"}

// sourcePath is the path of a source, if its name can be one: Data Package v2 takes addresses, and paths that are
// relative, never lead upwards and stand on one line.
func sourcePath(d *normalize.Disclosure) string {
	if url := contract.Clean(d.URL); isAddress(url) && !strings.ContainsAny(url, " \r\n\u2028\u2029") {
		return url
	}
	name := contract.Clean(d.File)
	if strings.IndexAny(name, "./~") == 0 || strings.ContainsAny(name, "\\:\r\n\u2028\u2029") || strings.Contains(name, "../") {
		return ""
	}
	return name
}

func (p dataPackage) write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(p)
}

// A licence and a contributor as Data Package v2 has them.
type (
	packageLicence struct {
		Name string `json:"name,omitempty"`
		Path string `json:"path,omitempty"`
	}
	packageContributor struct {
		Title string `json:"title"`
	}
)

// A drafted file is written, but not yet under its name.
type drafted struct {
	temp  string // where it is written, like path
	path  string // inside the output folder, with slashes
	about string // the id of the document it is about alone; empty if about all
	bytes int64
	hash  string // SHA-256, hexadecimal
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}
