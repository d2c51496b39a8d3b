package mingxi

import (
	"reflect"
	"testing"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize"
)

// What pages print is forgotten before its meaning is read, and the dataset is the same: it
// took most of the memory of a document of thousands of pages.
func TestMeaningNeedsNoPrint(t *testing.T) {
	doc, err := extract.Read(t.Context(), "testdata/hongqi-2026/doc.pdf", extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := normalize.Document(doc)
	forgetPrint(doc)
	if got := normalize.Document(doc); len(want.Records) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("of %d records %d are read without the print of pages, or others", len(want.Records), len(got.Records))
	}
	for i := range doc.Pages {
		if p := &doc.Pages[i]; p.Runs != nil || p.Rulings != nil || p.Number != i+1 {
			t.Errorf("page %d is not forgotten, or is another", i+1)
		}
	}
}
