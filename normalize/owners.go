package normalize

import (
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
	"github.com/mingxi/mingxi/normalize/internal/outline"
)

// owners are the names that the rows above give to the items of a table, as keys.
type owners map[place][]owner

// An owner is a name that a row above gives to an item.
type owner struct {
	Key
	namesake bool // the row above is called as the item is
}

// of is the item's own keys and those of its owners. A name that the row prints itself is not told twice, unless the row above has
// the same.
func (o owners) of(row int, it *Item) []Key {
	keys := slices.Clip(it.Keys)
	for _, k := range o[place{row, it.Side}] {
		if !slices.ContainsFunc(keys, func(own Key) bool { return own.Text == k.Text }) || k.namesake {
			keys = append(keys, Key{freePath(keys, k.Path), k.Text})
		}
	}
	return keys
}

// freePath is the next path that no key has: where the owner stands in the column of the row's own name, that
// with a number behind it, as in lists under one head.
func freePath(keys []Key, path string) string {
	next := 1
	for n := 1; n <= len(keys)+1; n++ {
		if slices.ContainsFunc(keys, func(k Key) bool { return k.Path == numberedPath(path, n) }) {
			next = n + 1
		}
	}
	return numberedPath(path, next)
}

// An ownerReader finds the owners of the items of one side.
type ownerReader struct {
	*itemReader
	items  []*Item         // in order
	rows   []int           // by item: its row
	coded  bool            // agencies have codes: a project can be named like one (某平台)
	above  []int           // by item: the one above that it belongs to; -1 if none
	shared []bool          // by item: another one has the same name and codes, and belongs elsewhere
	tells  map[[2]int]bool // by agency and column: its name tells items there from others of the same name
}

// readOwners adds the owners of one side's items: those printed once in a column of agencies, and the rows
// above by which rows of one name are told apart.
func (o owners) readOwners(rd *itemReader, rows []Row) {
	r := &ownerReader{itemReader: rd}
	for i := range rows {
		if it := itemOf(&rows[i], rd.side); it != nil {
			r.items, r.rows = append(r.items, it), append(r.rows, rows[i].Number)
			r.coded = r.coded || rd.marks[rows[i].Number].Code.Scheme == code.Agency
		}
	}
	for i, c := range r.cols {
		if c.Side == r.side && c.Role == LabelColumn && code.NamesAgencies(c.leaf) {
			r.printedOnce(i, o)
		}
	}
	r.findAbove()
	r.findShared()
	for n := range r.items {
		for _, up := range r.told(n) {
			if name := r.items[up].Label; name != "" && !words.IsDigits(words.Fold(name)) {
				at := place{r.rows[n], r.side}
				o[at] = append(o[at], owner{Key{r.columnPath(r.mark(up).Column), name}, name == r.items[n].Label})
			}
		}
	}
}

func (r *ownerReader) mark(n int) *outline.Row { return r.marks[r.rows[n]] }

func (r *ownerReader) columnPath(i int) string { return strings.Join(r.cols[i].Path, " / ") }

// printedOnce gives the items that leave a column of agencies blank the agency printed above them, if the
// column prints no agency twice running: then a blank says nothing. A total ends an agency's rows, and so
// does a class further out than the first of them; a merged cell says itself how far it reaches.
func (r *ownerReader) printedOnce(column int, o owners) {
	now, found := "", owners{}
	var first code.Code
	page := 0
	for n, it := range r.items {
		cell := r.g.Cell(r.rows[n]+r.head, column+1)
		text := ""
		if cell != nil {
			text = words.Squeeze(cell.Text)
		}
		switch c := r.mark(n).Code; {
		case text != "" && cell.RowSpan > 1 || words.IsTotalRow(text):
			now = ""
		case text != "" && text == now && cell.Page == page:
			return
		case text != "":
			now, first, page = text, c, cell.Page
		case it.Role == Total || it.Role == Section || c.Classifies() && first.Classifies() && len(c.Text) < len(first.Text):
			now = ""
		case now != "" && r.mark(n).Column > column:
			at := place{r.rows[n], r.side}
			found[at] = append(found[at], owner{Key: Key{r.columnPath(column), now}})
		}
	}
	for at, keys := range found {
		o[at] = append(o[at], keys...)
	}
}

// How far out rows without a parent stand: names without a number belong to the numbered one above them,
// both to the agency above, and all to the heading above.
const (
	unranked = iota
	ofNumber
	ofAgency
	ofHeading
)

// standing is how far out an item stands.
func (r *ownerReader) standing(n int) int {
	it, m := r.items[n], r.mark(n)
	switch {
	case it.Role == Section:
		return ofHeading
	case m.Code.Scheme == code.Agency || m.Code.Scheme == code.None && !r.coded && words.EndsAsAgency(it.Label):
		return ofAgency
	case m.Code.Scheme == code.None && it.Role == Plain && words.Numbered(words.Fold(it.Label)).Style != words.Unnumbered:
		return ofNumber
	}
	return unranked
}

// findAbove finds the item to which each one belongs: its parent, or else the last one above that stands
// further out. A total ends what is no heading's, and belongs to nobody.
func (r *ownerReader) findAbove() {
	at := map[int]int{} // by row
	open := [ofHeading + 1]int{-1, -1, -1, -1}
	for n, it := range r.items {
		at[r.rows[n]] = n
		standing := r.standing(n)
		up := -1
		if it.Role == Total {
			open[ofNumber], open[ofAgency] = -1, -1
		} else {
			up = r.outer(n, standing, open[:])
			if parent, ok := at[it.Parent]; ok && (parent >= up || !r.mark(n).Code.Classifies()) {
				up = parent
			}
			for s := unranked; s <= standing; s++ {
				open[s] = -1
			}
			open[standing] = n
		}
		r.above = append(r.above, up)
	}
}

// outer is the nearest open item that stands further out, if the name is not set out further than its.
func (r *ownerReader) outer(n, standing int, open []int) int {
	for s := standing + 1; s < len(open); s++ {
		if open[s] < 0 {
			continue
		}
		m, o := r.mark(n), r.mark(open[s])
		if m.Column < o.Column || m.Column == o.Column && m.Indented && o.Indented && !m.Centred && !o.Centred && m.Indent < o.Indent-sideSlack {
			return -1
		}
		return open[s]
	}
	return -1
}

// findShared finds the items that have name and codes in common with one that belongs elsewhere, and which
// agencies tell them apart.
func (r *ownerReader) findShared() {
	r.underNamesake()
	r.underTheRegion()
	r.underTheKind()
	first, elsewhere := map[string]int{}, map[string]bool{}
	names := make([]string, len(r.items))
	for n, it := range r.items {
		if it.Role == Total {
			continue
		}
		names[n] = signature(it)
		if was, seen := first[names[n]]; !seen {
			first[names[n]] = r.above[n]
		} else if was != r.above[n] {
			elsewhere[names[n]] = true
		}
	}
	r.shared, r.tells = make([]bool, len(r.items)), map[[2]int]bool{}
	for n := range r.items {
		r.shared[n] = elsewhere[names[n]]
	}
	for n, it := range r.items {
		if up := r.above[n]; up >= 0 && r.shared[up] && r.standing(up) == ofAgency && it.Parent != r.rows[up] {
			r.above[n] = -1 // 市本级, below each of several cities
		}
		if r.shared[n] && r.above[n] >= 0 && r.standing(r.above[n]) == ofAgency {
			r.tells[[2]int{r.above[n], r.mark(n).Column}] = true
		}
	}
}

// signature is what an item prints besides its numbers in the table.
func signature(it *Item) string {
	parts := []string{it.Label, it.FunctionCode, it.EconomicCode, it.GovEconomicCode, it.ProjectCode}
	for _, k := range it.Keys {
		if words.HasHan(k.Text) {
			parts = append(parts, k.Text)
		}
	}
	return strings.Join(parts, "\x00")
}

// underNamesake puts a row below the one of the same name that it follows with other rows of that one between them: 其他共产党
// 事务支出 is the name of a division and of its last item.
func (r *ownerReader) underNamesake() {
	last := map[string]int{}
	for n, it := range r.items {
		if it.Role == Total || it.Label == "" {
			continue
		}
		name := signature(it)
		was, seen := last[name]
		if seen && r.above[n] == r.above[was] && n > was+1 && r.allUnder(was+1, n, was) {
			r.above[n] = was
			continue
		}
		last[name] = n
	}
}

// allUnder says that the items from one to before another belong to one item, or to each other.
func (r *ownerReader) allUnder(from, to, top int) bool {
	for n := from; n < to; n++ {
		if r.above[n] < top {
			return false
		}
	}
	return true
}

// ownLevel is what a region's or an agency's own level is called that does not say whose: 市本级 below 济南市.
var ownLevel = headWords.Pattern("own-level")

// underTheRegion puts rows that only say 本级 below the row before them, whose own level they are; none of the rows behind
// them is theirs.
func (r *ownerReader) underTheRegion() {
	own := make([]bool, len(r.items))
	for n, it := range r.items {
		own[n] = n > 0 && ownLevel.MatchString(it.Label) && !words.IsGrandTotal(r.items[n-1].Label)
		switch {
		case own[n]:
			r.above[n] = n - 1
		case r.above[n] >= 0 && own[r.above[n]]:
			r.above[n] = -1
		}
	}
}

// purchaseKind is a kind of purchases, by which lists of them are parted.
var purchaseKind = headWords.Pattern("purchase-kind")

// underTheKind puts an agency below the kind of purchases over it, in the same column.
func (r *ownerReader) underTheKind() {
	kinds := map[int]int{} // by column
	for n, it := range r.items {
		column := r.mark(n).Column
		if purchaseKind.MatchString(it.Label) {
			kinds[column] = n
		} else if up, found := kinds[column]; found && it.Role != Total && r.above[n] < 0 && r.standing(n) == ofAgency {
			r.above[n] = up
		}
	}
}

// told are the items above by which one is told from others of its name, nearest first, up to the first whose
// name stands once. An agency that tells one of its rows is named in all that have their names in the same column.
func (r *ownerReader) told(n int) []int {
	var out []int
	for up := r.above[n]; up >= 0 && (r.shared[n] || len(out) == 0 && r.tells[[2]int{up, r.mark(n).Column}]); n, up = up, r.above[up] {
		out = append(out, up)
	}
	return out
}
