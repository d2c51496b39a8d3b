// Command file-arrows counts how files lean on each other. An arrow runs from a file to another one of
// its package whose definitions it uses; files are then put in the order in which the fewest arrows run
// back up, from a file to one that stands before it. A package whose arrows all run down is read from
// the top.
//
//	go run ./scripts/file-arrows normalize/reconcile    each package below that folder, and the sum
//
// A package is looked at by itself: a method counts where its receiver is known without what is imported.
package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "file-arrows:", err)
		os.Exit(1)
	}
}

func run(roots []string) error {
	if len(roots) == 0 {
		roots = []string{"."}
	}
	for _, root := range roots {
		dirs, err := packageDirs(root)
		if err != nil {
			return err
		}
		files, arrows, back := 0, 0, 0
		for _, dir := range dirs {
			g, err := readPackage(dir)
			if err != nil {
				return err
			}
			up := g.backArrows(g.order())
			fmt.Printf("%-44s %3d files %4d arrows %3d back up\n", dir, len(g.files), g.arrows(), len(up))
			for _, a := range up {
				fmt.Printf("    %s -> %s (%s)\n", a.from, a.to, a.name)
			}
			files, arrows, back = files+len(g.files), arrows+g.arrows(), back+len(up)
		}
		fmt.Printf("%-44s %3d files %4d arrows %3d back up\n", root+" in all", files, arrows, back)
	}
	return nil
}

// packageDirs are the folders at and below root that hold Go files.
func packageDirs(root string) ([]string, error) {
	var dirs []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && path != root) {
			return filepath.SkipDir
		}
		if dir := filepath.Dir(path); isSource(path) && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
		return nil
	})
	return dirs, err
}

func isSource(path string) bool {
	return strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go")
}

// A graph is the arrows between the files of one package: uses[a][b] is a name of b's that a uses.
type graph struct {
	files []string
	uses  []map[int]string
}

func readPackage(dir string) (*graph, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	g := &graph{}
	set, number := token.NewFileSet(), map[string]int{}
	var parsed []*ast.File
	for _, p := range slices.DeleteFunc(paths, func(p string) bool { return !isSource(p) }) {
		f, err := parser.ParseFile(set, p, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		number[p] = len(parsed)
		parsed = append(parsed, f)
		g.files = append(g.files, filepath.Base(p))
		g.uses = append(g.uses, map[int]string{})
	}
	known := types.Info{Uses: map[*ast.Ident]types.Object{}}
	// What other packages define is not looked at, so that errors are expected.
	alone := types.Config{Importer: nothing{}, Error: func(error) {}}
	of, _ := alone.Check(dir, set, parsed, &known)
	for i, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool { // in the order of the file, so that the first name is told
			if name, ok := n.(*ast.Ident); ok {
				if used := known.Uses[name]; used != nil && isDefinition(used, of) {
					g.add(i, number[set.Position(used.Pos()).Filename], name.Name)
				}
			}
			return true
		})
	}
	return g, nil
}

// isDefinition says that something is defined by a package for all of its files: a name, or a method.
func isDefinition(used types.Object, of *types.Package) bool {
	f, ok := used.(*types.Func)
	return used.Pkg() == of && (used.Parent() == of.Scope() || ok && f.Signature().Recv() != nil)
}

// nothing imports no package.
type nothing struct{}

func (nothing) Import(string) (*types.Package, error) { return nil, errors.New("it is not looked at") }

func (g *graph) add(from, to int, name string) {
	if _, drawn := g.uses[from][to]; to != from && !drawn {
		g.uses[from][to] = name
	}
}

func (g *graph) arrows() int {
	n := 0
	for _, u := range g.uses {
		n += len(u)
	}
	return n
}

// order puts the files so that few arrows run back up: those that nobody left uses come first, those
// that use nobody left last, and in a circle the one that uses most and is used least. Then files are
// moved as long as that saves an arrow.
func (g *graph) order() []int {
	left := make([]int, len(g.files))
	for i := range left {
		left[i] = i
	}
	var first, last []int
	for len(left) > 0 {
		at, toLast := g.next(left)
		if toLast {
			last = append(last, left[at])
		} else {
			first = append(first, left[at])
		}
		left = slices.Delete(left, at, at+1)
	}
	slices.Reverse(last)
	return g.improved(append(first, last...))
}

// next picks the file to place among those left, and whether at the end.
func (g *graph) next(left []int) (at int, toLast bool) {
	best := -len(g.files) - 1
	for k, i := range left {
		out, in := 0, 0
		for _, j := range left {
			if _, ok := g.uses[i][j]; ok {
				out++
			}
			if _, ok := g.uses[j][i]; ok {
				in++
			}
		}
		switch {
		case out == 0:
			return k, true
		case in == 0:
			return k, false
		case out-in > best:
			best, at = out-in, k
		}
	}
	return at, false
}

// improved moves single files to the place where the fewest arrows run back up, until none gains.
func (g *graph) improved(order []int) []int {
	least := len(g.backArrows(order))
	for again := true; again; {
		again = false
		for from := range order {
			for to := range order {
				tried := slices.Clone(order)
				f := tried[from]
				tried = slices.Insert(slices.Delete(tried, from, from+1), to, f)
				if n := len(g.backArrows(tried)); n < least {
					order, least, again = tried, n, true
				}
			}
		}
	}
	return order
}

type arrow struct{ from, to, name string }

// backArrows are the arrows from a file to one before it.
func (g *graph) backArrows(order []int) []arrow {
	var out []arrow
	for at, from := range order {
		for _, to := range order[:at] {
			if name, ok := g.uses[from][to]; ok {
				out = append(out, arrow{g.files[from], g.files[to], name})
			}
		}
	}
	return out
}
