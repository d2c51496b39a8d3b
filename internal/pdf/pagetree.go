package pdf

import (
	"math"

	lib "github.com/ledongthuc/pdf"

	"github.com/mingxi/mingxi/extract/page"
)

// A leaf is a page's dictionary with what it inherits from the page tree.
type leaf struct {
	dict      lib.Value
	resources lib.Value
	media     page.Box // in user space, y upwards
	crop      page.Box
	rotate    int
	missing   bool // the file does not hold it
}

// letter is the size that a page without any MediaBox gets.
var letter = page.Box{X1: 612, Y1: 792}

// pageTree lists the pages in reading order. A page that the file does not hold keeps its place before
// those that it does, so that pages have the numbers that a viewer shows.
// more says that there are others, beyond the ceilings.
func pageTree(root lib.Value) (pages []leaf, more bool) {
	w := treeWalk{seen: map[int]bool{}}
	w.walk(get(root, "Pages"), leaf{media: letter}, 0)
	n := len(w.pages)
	for n > 0 && w.pages[n-1].missing {
		n--
	}
	return w.pages[:n], w.more
}

// loosePages lists pages that were found by scanning, with what their own parents still tell.
func loosePages(list lib.Value) []leaf {
	var out []leaf
	for i := range min(list.Len(), maxPages) {
		v := item(list, i)
		s := leaf{media: letter}
		for _, a := range ancestors(v) {
			s = s.inherit(a)
		}
		out = append(out, s.inherit(v))
	}
	return out
}

// ancestors are the nodes above a page, the root first.
func ancestors(v lib.Value) []lib.Value {
	var up []lib.Value
	for p := get(v, "Parent"); isDict(p) && len(up) < maxTreeDepth; p = get(p, "Parent") {
		up = append([]lib.Value{p}, up...)
	}
	return up
}

// A treeWalk collects the leaves of a page tree, each node once.
type treeWalk struct {
	pages []leaf
	seen  map[int]bool
	more  bool // some were left out
}

func (w *treeWalk) walk(node lib.Value, inherited leaf, depth int) {
	if depth > maxTreeDepth || len(w.pages) >= maxPages {
		w.more = true
		return
	}
	if !isDict(node) {
		inherited.missing = true
		w.pages = append(w.pages, inherited)
		return
	}
	here := inherited.inherit(node)
	kids := get(node, "Kids")
	if kids.Kind() != lib.Array {
		kind := get(node, "Type").Name()
		here.missing = (kind == "Pages" || kind != "Page" && depth == 0) && get(node, "Contents").Kind() == lib.Null // a node that lost its kids
		w.pages = append(w.pages, here)
		return
	}
	if num, _ := objectOf(node); w.seen[num] {
		return
	} else if num > 0 {
		w.seen[num] = true
	}
	for i := range kids.Len() {
		if len(w.pages) >= maxPages {
			w.more = true
			return
		}
		w.walk(item(kids, i), here, depth+1)
	}
}

// inherit overlays what node says of itself.
func (s leaf) inherit(node lib.Value) leaf {
	s.dict = node
	if r := get(node, "Resources"); isDict(r) {
		s.resources = r
	}
	if b, ok := rectangle(get(node, "MediaBox")); ok {
		s.media = b
	}
	if b, ok := rectangle(get(node, "CropBox")); ok {
		s.crop = b
	}
	if r, ok := number(get(node, "Rotate")); ok {
		s.rotate = (int(math.Round(r/90))%4 + 4) % 4 * 90
	}
	return s
}

// rectangle reads four numbers in any order of corners; ok is false for an empty rectangle.
func rectangle(v lib.Value) (page.Box, bool) {
	n := numbers(v, 4)
	if len(n) < 4 {
		return page.Box{}, false
	}
	var b page.Box
	b.X0, b.X1 = minmax(n[0], n[2])
	b.Y0, b.Y1 = minmax(n[1], n[3])
	return b, !b.Empty() && b.Width() < 1e6 && b.Height() < 1e6
}

// view is the part of user space that is seen.
func (s leaf) view() page.Box {
	if v := s.media.Intersect(s.crop); !v.Empty() {
		return v
	}
	return s.media
}

// unit is the size of a user space unit in points.
func (s leaf) unit() float64 {
	u := numberOr(get(s.dict, "UserUnit"), 1)
	if u <= 0 || u > 1000 {
		return 1
	}
	return u
}

// base maps user space to the page as it is seen: origin top left, y down, rotated; with its size.
func (s leaf) base() (m matrix, width, height float64) {
	v, u := s.view(), s.unit()
	w, h := v.Width()*u, v.Height()*u
	x, y := v.X0*u, v.Y0*u
	switch s.rotate {
	case 90:
		return matrix{0, u, u, 0, -y, -x}, h, w
	case 180:
		return matrix{-u, 0, 0, u, x + w, -y}, w, h
	case 270:
		return matrix{0, -u, -u, 0, y + h, x + w}, h, w
	}
	return matrix{u, 0, 0, -u, -x, y + h}, w, h
}
