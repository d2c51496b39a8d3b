package correction

import (
	"os"
	"path/filepath"
	"testing"
)

// People write this file by hand and with spreadsheets: whatever is in it, it is read or refused in words.
func FuzzRead(f *testing.F) {
	f.Add([]byte("document,page,table,row,column,field,is,note\nd1,3,,,,,12.30,\n"))
	f.Add([]byte("\ufeffdocument\n"))
	f.Add([]byte("document,page\n\"d1\",x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := parse(data)
		if err != nil {
			return
		}
		NewBook(list)
		name := filepath.Join(t.TempDir(), FileName)
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		if err := Add(t.Context(), name); err != nil {
			t.Fatalf("it is read and nothing can be added: %v", err)
		}
		again, err := Read(name)
		if err != nil || len(again) != len(list) {
			t.Fatalf("%d entries came back as %d: %v", len(list), len(again), err)
		}
	})
}
