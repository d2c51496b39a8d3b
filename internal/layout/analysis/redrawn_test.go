package analysis

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/layout/figure"
)

// truthPages are the pages whose truth is written down, each as it is and without column lines.
func truthPages(t *testing.T) map[string]page.Page {
	t.Helper()
	out := map[string]page.Page{}
	for _, pattern := range []string{"testdata/truth/*.txt", "testdata/unruled/*.txt"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			p := corpusPage(t, readTruth(t, name))
			out[name] = p
			bare := p
			bare.Rulings = slices.DeleteFunc(slices.Clone(p.Rulings), func(r page.Ruling) bool { return !r.Horizontal() })
			bare.Unseen = nil
			out[name+" without column lines"] = bare
		}
	}
	return out
}

// redrawn is a page whose points are moved, and whose runs are as much narrower as another font sets them: figures end where they
// ended, and all else begins where it began. Characters drawn one by one keep their width.
func redrawn(p page.Page, move func(page.Point) page.Point, narrower float64) page.Page {
	box := func(b page.Box) page.Box {
		from, to := move(page.Point{X: b.X0, Y: b.Y0}), move(page.Point{X: b.X1, Y: b.Y1})
		return page.Box{X0: from.X, Y0: from.Y, X1: to.X, Y1: to.Y}
	}
	one := move(page.Point{X: 1}).X - move(page.Point{}).X
	runs := func(rs []page.Run) []page.Run {
		rs = slices.Clone(rs)
		for i := range rs {
			r, at := &rs[i], rs[i].Box.X0
			if figure.Is(r.Text) {
				at = r.Box.X1
			}
			set := func(b page.Box) page.Box {
				if r.Angle == 0 && !r.Vertical && len(r.Glyphs) > 1 {
					b.X0, b.X1 = at+(b.X0-at)*narrower, at+(b.X1-at)*narrower
				}
				return box(b)
			}
			if r.Clip != (page.Box{}) {
				r.Clip = box(r.Clip)
			}
			r.Box, r.Origin, r.Size, r.Glyphs = set(r.Box), move(r.Origin), r.Size*one, slices.Clone(r.Glyphs)
			for g := range r.Glyphs {
				r.Glyphs[g].Box = set(r.Glyphs[g].Box)
			}
		}
		return rs
	}
	rulings := func(rs []page.Ruling) []page.Ruling {
		rs = slices.Clone(rs)
		for i := range rs {
			rs[i].From, rs[i].To, rs[i].Width = move(rs[i].From), move(rs[i].To), rs[i].Width*one
		}
		return rs
	}
	p.Runs, p.Clipped, p.Rulings, p.Unseen, p.Fills = runs(p.Runs), runs(p.Clipped), rulings(p.Rulings), rulings(p.Unseen), slices.Clone(p.Fills)
	for i := range p.Fills {
		p.Fills[i].Box = box(p.Fills[i].Box)
	}
	p.Width, p.Height = p.Width*one, p.Height*one
	return p
}

// TestRedrawnPages shifts real pages, scales them and sets them in a narrower font: the cells are the same.
func TestRedrawnPages(t *testing.T) {
	for name, p := range truthPages(t) {
		t.Run(name, func(t *testing.T) {
			tables, _ := Pages([]page.Page{p})
			want := showAll(tables)
			shift := func(at page.Point) page.Point { return page.Point{X: at.X + 3.7, Y: at.Y - 2.3} }
			scale := func(by float64) func(page.Point) page.Point {
				return func(at page.Point) page.Point { return page.Point{X: at.X * by, Y: at.Y * by} }
			}
			for how, q := range map[string]page.Page{
				"shifted": redrawn(p, shift, 1), "smaller": redrawn(p, scale(0.8), 1), "larger": redrawn(p, scale(1.25), 1), "in another font": redrawn(p, scale(1), 0.98),
			} {
				tables, _ := Pages([]page.Page{q})
				if d := cmp.Diff(strings.Split(want, "\n"), strings.Split(showAll(tables), "\n")); d != "" {
					t.Errorf("%s:\n%s", how, d)
				}
			}
		})
	}
}
