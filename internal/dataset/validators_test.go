package dataset

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi"
	"github.com/mingxi/mingxi/normalize"
)

// validator reads datapackage.json and every table that it describes, casts each value, holds the constraints, and looks for the
// row of every foreign key. It prints how many rows each table has, and what it refuses.
const validator = `const { Package } = require('datapackage');
process.removeAllListeners('warning');
(async () => {
  const data = await Package.load('datapackage.json', { basePath: '.' });
  data.errors.forEach(e => console.log('refused: ' + e.message));
  for (const table of data.resources) {
    if (!table.tabular) { console.log(table.name); continue; }
    try {
      console.log(table.name + ' ' + (await table.read({ relations: true })).length);
    } catch (e) {
      console.log('refused: ' + table.name + ': ' + [e, ...(e.errors || [])].map(x => x.message).join('; '));
    }
  }
})();`

// The validator that the makers of Data Package have for Node takes the shipped document's dataset as it is described. It
// knows version 1, of which 2 keeps what it can check.
func TestValidator(t *testing.T) {
	ds, err := mingxi.Read(t.Context(), filepath.Join("..", "..", "testdata", "hongqi-2026", "doc.pdf"), mingxi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	about := About{Title: "某市的预算", Licence: "CC-BY-4.0", Homepage: "https://example.org/", Version: "1.0.0", Contributors: []string{"某人"}}
	portion := Portion{Dataset: func() (*normalize.Dataset, error) { return ds, nil }}
	writing := Writing{Formats: []Format{CSV, SQLite, XLSX}, Width: 1, About: about}
	if err := WritePortions(t.Context(), dir, []Portion{portion}, writing); err != nil {
		t.Fatal(err)
	}
	want := []string{}
	for _, r := range describedIn(t, dir).desc.Resources {
		line := r.Name
		if r.Format == "csv" {
			line += " " + strconv.Itoa(strings.Count(tree(t, dir)[r.Path], "\n")-1)
		}
		want = append(want, line)
	}
	got := strings.Split(node(t, "datapackage@1.1.10", dir, validator), "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows that it read (+):\n%s", diff)
	}

	for name, change := range map[string][2]string{
		"facts.csv":   {",verified,", ",certain,"},  // no value of its column
		"records.csv": {",income,", ",no-measure,"}, // no row of measures.csv
	} {
		text := tree(t, dir)[name]
		broken := strings.Replace(text, change[0], change[1], 1)
		if broken == text {
			t.Fatalf("%s has no %q", name, change[0])
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(broken), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	refused := node(t, "datapackage@1.1.10", dir, validator)
	for _, name := range []string{"facts", "records"} {
		if !strings.Contains(refused, "refused: "+name+": ") {
			t.Errorf("%s is taken though it is broken:\n%s", name, refused)
		}
	}
}
