package codes

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/mingxi/mingxi/internal/golden"
)

// constants are the names of the codes' constants with the codes.
func constants(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			if v := s.(*ast.ValueSpec); v.Type == nil {
				out[v.Names[0].Name] = literal(v.Values[0])
			}
		}
	}
	return out
}

// sources are the files of the program but for those of this package.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	out := golden.Sources(t, filepath.Join("..", ".."))
	maps.DeleteFunc(out, func(path string, _ *ast.File) bool { return filepath.Base(filepath.Dir(path)) == "codes" })
	return out
}

// literal is the text of a string literal; empty for anything else.
func literal(e ast.Expr) string {
	s, _ := golden.Literal(e)
	return s
}

// Each sentence is in both languages, and is said.
func TestSentences(t *testing.T) {
	golden.Phrases(t, Sentences, filepath.Join("..", ".."), "codes.Say")
}

// Each code is a constant, and is explained in both languages.
func TestCodesAreExplained(t *testing.T) {
	ids := slices.Collect(maps.Values(constants(t)))
	for _, c := range All() {
		if !slices.Contains(ids, c.ID) {
			t.Errorf("%s has no constant", c.ID)
		}
		for _, w := range []Words{c.English, c.Chinese} {
			if w.Title == "" || w.Explanation == "" {
				t.Errorf("%s: %q, %q", c.ID, w.Title, w.Explanation)
			}
		}
		for english, chinese := range map[string]string{c.English.Title: c.Chinese.Title, c.English.Explanation: c.Chinese.Explanation} {
			if han(english) > han(chinese) {
				t.Errorf("%s: %q and %q are in the wrong order", c.ID, english, chinese)
			}
		}
		if !slices.Contains([]Kind{Check, Finding}, c.Kind) || !slices.Contains([]Stage{Normalize, Reconcile, Audit, Correct}, c.Stage) {
			t.Errorf("%s: kind %q, stage %q", c.ID, c.Kind, c.Stage)
		}
		if (c.Kind == Finding) != (c.Severity != "") {
			t.Errorf("%s: a %s of severity %q", c.ID, c.Kind, c.Severity)
		}
	}
	if all, byID := catalogue(); len(byID) != len(all) || len(ids) != len(all) {
		t.Errorf("%d codes, %d different ones, %d constants", len(all), len(byID), len(ids))
	}
}

// han is the share of Chinese characters in a text.
func han(text string) float64 {
	n := 0
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return float64(n) / float64(utf8.RuneCountInString(text))
}

// The program gives the codes of the table and no others, by their constants.
func TestCodesAreGiven(t *testing.T) {
	all := constants(t)
	given := map[string]bool{}
	keys := map[ast.Expr]bool{} // of sentences, which may be named like a code
	for path, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if x, ok := n.Fun.(*ast.SelectorExpr); ok && x.Sel.Name == "Say" {
					keys[n.Args[0]] = true
				}
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "codes" {
					given[n.Sel.Name] = true
				}
			case *ast.KeyValueExpr:
				if k, ok := n.Key.(*ast.Ident); ok && strings.EqualFold(k.Name, "code") && literal(n.Value) != "" {
					t.Errorf("%s: the code %q is no constant of package codes", path, literal(n.Value))
				}
			case *ast.BasicLit:
				if s := literal(n); !keys[n] && strings.Contains(s, "-") && slices.Contains(slices.Collect(maps.Values(all)), s) {
					t.Errorf("%s: %q stands there instead of its constant", path, s)
				}
			}
			return true
		})
	}
	data, err := os.ReadFile(filepath.Join("..", "..", "normalize", "reconcile", "internal", "across", "identities.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	for name, code := range all {
		if !given[name] && !strings.Contains(string(data), "\n"+code+"\t") {
			t.Errorf("nothing has the code %s", name)
		}
	}
}

// Findings that are always as grave are so where they are made.
func TestSeverities(t *testing.T) {
	all := constants(t)
	severities := []string{"Error", "Warning", "Info"}
	seen := 0
	for path, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			code, severity := "", ""
			for _, name := range namesIn(n) {
				if all[name] != "" {
					code = all[name]
				}
				if slices.Contains(severities, name) {
					severity = strings.ToLower(name)
				}
			}
			if c, ok := Find(code); ok && severity != "" {
				seen++
				if c.Severity != severity {
					t.Errorf("%s: %s is a finding of severity %s there, of %s by its explanation", path, code, severity, c.Severity)
				}
			}
			return true
		})
	}
	if seen < 10 {
		t.Errorf("%d findings are made in the program", seen)
	}
}

// namesIn are the names that a composite literal or a call gives directly.
func namesIn(n ast.Node) []string {
	var out []string
	var values []ast.Expr
	switch n := n.(type) {
	case *ast.CompositeLit:
		values = n.Elts
	case *ast.CallExpr:
		values = n.Args
	}
	for _, v := range values {
		if kv, ok := v.(*ast.KeyValueExpr); ok {
			v = kv.Value
		}
		switch v := v.(type) {
		case *ast.Ident:
			out = append(out, v.Name)
		case *ast.SelectorExpr:
			out = append(out, v.Sel.Name)
		}
	}
	return out
}
