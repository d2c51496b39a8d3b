package golden

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/bilingual"
)

// Phrases holds wordings against the program's source below the folder root: each has the same places in both languages,
// is said by a call of the function (say, or codes.Say) with as many arguments, and each call has its wording; so have
// texts that are said in other ways.
func Phrases(t *testing.T, phrases bilingual.Phrases, root, function string, texts ...string) {
	t.Helper()
	places := phrases.Places()
	said := map[string]bool{}
	for _, text := range texts {
		said[text] = true
		if _, ok := places[text]; !ok {
			t.Errorf("%q is in no table of wordings: add it with its Chinese", text)
		}
	}
	for path, file := range Sources(t, root) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || nameOf(call.Fun) != function || len(call.Args) == 0 {
				return true
			}
			key, ok := Literal(call.Args[0])
			names, known := places[key]
			switch {
			case !ok:
				t.Errorf("%s: a key of %s that is no literal", path, function)
			case !known:
				t.Errorf("%s: %q is in no table of wordings: add it with its Chinese", path, key)
			case len(call.Args)-1 != len(names[0]) && !call.Ellipsis.IsValid():
				t.Errorf("%s: %q has %d arguments for the places %q", path, key, len(call.Args)-1, names[0])
			}
			said[key] = true
			return true
		})
	}
	for key, names := range places {
		if !said[key] {
			t.Errorf("%q is never said", key)
		}
		if slices.Sort(names[1]); !slices.Equal(slices.Sorted(slices.Values(names[0])), names[1]) {
			t.Errorf("%q has the places %q in English and %q in Chinese", key, names[0], names[1])
		}
	}
}

// Sources are the files below a folder that are part of the program.
func Sources(t *testing.T, root string) map[string]*ast.File {
	t.Helper()
	out := map[string]*ast.File{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		out[path] = f
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Literal is the text of a string literal; false for anything else.
func Literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			return x.Name + "." + e.Sel.Name
		}
	}
	return ""
}
