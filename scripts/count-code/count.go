package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// longFile is how many lines a file has at most that is read at once.
const longFile = 500

// counts is what was counted.
type counts struct {
	lines, testLines    int
	han                 int // string literals that hold a Chinese character
	patterns            int // calls of regexp.Compile, regexp.MustCompile and words.Expression
	dataPatterns        int // concepts of glossaries, and titles of the catalogue of forms: patterns that stand in data
	functions, booleans int // functions and methods; those whose one result is a bool
	packages            int // packages that another module can import
	thresholds          int
	long, hanIn         map[string]int // by file
}

func count(root string) (*counts, error) {
	c := &counts{long: map[string]int{}, hanIn: map[string]int{}}
	public := map[string]bool{}
	err := filepath.WalkDir(root, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && name != root && (strings.HasPrefix(e.Name(), ".") || e.Name() == "testdata" || e.Name() == "out"):
			return fs.SkipDir
		case strings.HasSuffix(name, ".go"):
			return c.goFile(name, public)
		case strings.HasSuffix(name, ".txt"), strings.HasSuffix(name, "catalogue.json"):
			return c.data(name)
		}
		return nil
	})
	c.packages = len(public)
	return c, err
}

func (c *counts) goFile(name string, public map[string]bool) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	lines := strings.Count(string(text), "\n")
	if lines > longFile {
		c.long[name] = lines
	}
	if strings.HasSuffix(name, "_test.go") {
		c.testLines += lines
		return nil
	}
	c.lines += lines
	f, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
	if err != nil {
		return err
	}
	if dir := filepath.ToSlash(filepath.Dir(name)); f.Name.Name != "main" && !strings.Contains("/"+dir+"/", "/internal/") {
		public[dir] = true
	}
	c.source(name, f)
	return nil
}

// source counts in one parsed file.
func (c *counts) source(name string, f *ast.File) {
	constant := map[*ast.BasicLit]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			c.functions++
			if yieldsBool(n.Type) {
				c.booleans++
			}
		case *ast.CallExpr:
			if s, ok := n.Fun.(*ast.SelectorExpr); ok && ((s.Sel.Name == "MustCompile" || s.Sel.Name == "Compile") && isName(s.X, "regexp") || s.Sel.Name == "Expression" && isName(s.X, "words")) {
				c.patterns++
			}
		case *ast.BasicLit:
			if n.Kind == token.STRING && strings.ContainsFunc(n.Value, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
				c.han++
				c.hanIn[name]++
			}
		case *ast.GenDecl:
			if n.Tok == token.CONST {
				c.thresholds += numbers(n, constant)
			}
		case *ast.BinaryExpr:
			for _, side := range []ast.Expr{n.X, n.Y} {
				if lit, ok := side.(*ast.BasicLit); ok && compares(n.Op) && isThreshold(lit) && !constant[lit] {
					c.thresholds++
				}
			}
		}
		return true
	})
}

func yieldsBool(t *ast.FuncType) bool {
	return t.Results != nil && len(t.Results.List) == 1 && len(t.Results.List[0].Names) <= 1 && isName(t.Results.List[0].Type, "bool")
}

func isName(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

func compares(op token.Token) bool {
	return slices.Contains([]token.Token{token.LSS, token.GTR, token.LEQ, token.GEQ, token.EQL, token.NEQ}, op)
}

// isThreshold says whether a literal is a number that somebody chose: not 0 and not 1, which ask whether
// there is any.
func isThreshold(lit *ast.BasicLit) bool {
	return (lit.Kind == token.INT || lit.Kind == token.FLOAT) && lit.Value != "0" && lit.Value != "1"
}

// numbers are the constants of a declaration that are given a number, and marks their literals.
func numbers(d *ast.GenDecl, seen map[*ast.BasicLit]bool) int {
	n := 0
	for _, s := range d.Specs {
		for _, v := range s.(*ast.ValueSpec).Values {
			if lit, ok := v.(*ast.BasicLit); ok && (lit.Kind == token.INT || lit.Kind == token.FLOAT) {
				seen[lit] = true
				n++
			}
		}
	}
	return n
}

// data counts the patterns that a file of wordings holds.
func (c *counts) data(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if strings.HasSuffix(name, ".json") {
		return c.catalogue(text)
	}
	for _, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, "[") && !strings.Contains(line, "\t") && strings.Contains(line, "] ") {
			c.dataPatterns++
		}
	}
	return nil
}

// catalogue counts the patterns of the catalogue of forms, one a title.
func (c *counts) catalogue(text []byte) error {
	var forms []struct{ Titles []string }
	if err := json.Unmarshal(text, &forms); err != nil {
		return err
	}
	for _, f := range forms {
		c.dataPatterns += len(f.Titles)
	}
	return nil
}

func (c *counts) print(w io.Writer) {
	for _, row := range []struct {
		name  string
		value string
	}{
		{"lines of Go without tests", fmt.Sprint(c.lines)},
		{"lines of tests", fmt.Sprint(c.testLines)},
		{"Chinese literals in Go", fmt.Sprint(c.han)},
		{"regular expressions in Go", fmt.Sprint(c.patterns)},
		{"regular expressions in data: concepts of glossaries, titles of forms", fmt.Sprint(c.dataPatterns)},
		{"functions", fmt.Sprint(c.functions)},
		{"of them with a bool as their one result", fmt.Sprintf("%d (%.0f%%)", c.booleans, 100*float64(c.booleans)/float64(max(c.functions, 1)))},
		{"packages that other modules can import", fmt.Sprint(c.packages)},
		{"numeric thresholds: constants with a number, and numbers above 1 that something is compared with", fmt.Sprint(c.thresholds)},
		{"files of more than 500 lines, tests included", fmt.Sprint(len(c.long))},
	} {
		fmt.Fprintf(w, "| %s | %s |\n", row.name, row.value)
	}
}

// list prints files, those with the most first.
func (c *counts) list(w io.Writer, of map[string]int) {
	names := slices.SortedFunc(maps.Keys(of), func(a, b string) int {
		if of[a] != of[b] {
			return of[b] - of[a]
		}
		return strings.Compare(a, b)
	})
	for _, n := range names {
		fmt.Fprintf(w, "%6d %s\n", of[n], n)
	}
}
