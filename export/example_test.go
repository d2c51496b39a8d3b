package export_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile"
)

// The whole way from a file to a dataset: each stage's product is the next one's input.
func Example() {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "mingxi")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	name := filepath.Join("..", "testdata", "hongqi-2026", "doc.pdf")

	doc, err := extract.Read(ctx, name, extract.Options{})
	if err != nil {
		log.Fatal(err)
	}
	ds := normalize.Document(doc)
	reconcile.Check(ds, reconcile.Options{})
	if err := export.Write(ctx, dir, ds, []export.Format{export.CSV}); err != nil {
		log.Fatal(err)
	}

	d := ds.Disclosures[0]
	fmt.Println(d.Agency, d.Year, d.Kind)
	fmt.Println(d.Tables, "tables")
	// Output:
	// 新乡市红旗区工业和信息化局 2026 budget
	// 12 tables
}
