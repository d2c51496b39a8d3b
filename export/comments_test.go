package export_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/export"
)

// What the types have that are declared elsewhere is named in their comments here, where people read them.
func TestCommentsAreComplete(t *testing.T) {
	source, err := os.ReadFile("export.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range []reflect.Type{
		reflect.TypeFor[export.Format](), reflect.TypeFor[export.Portion](), reflect.TypeFor[export.Writing](), reflect.TypeFor[export.About](), reflect.TypeFor[*export.Stored](),
	} {
		var names []string
		for i := range of.NumMethod() {
			names = append(names, of.Method(i).Name+"(")
		}
		if of.Kind() == reflect.Struct {
			for i := range of.NumField() {
				names = append(names, of.Field(i).Name+" ")
			}
		}
		for _, name := range names {
			text := strings.ReplaceAll(string(source), "Workbook, WorkbookHash", "Workbook \n//	WorkbookHash")
			if !strings.Contains(text, "\n//\t"+name) {
				t.Errorf("%s: nothing is said of %s", of, strings.TrimRight(name, "( "))
			}
		}
	}
}
