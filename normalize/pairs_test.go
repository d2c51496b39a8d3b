package normalize

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/normalize/internal/grid"
)

// A row of pairs may have no cell in its first place, where a table has no rulings.
func TestPairKeysWithoutFirstCell(t *testing.T) {
	value := layout.Cell{Row: 1, Column: 3, RowSpan: 1, ColSpan: 1, Text: "120.00"}
	g := grid.Of(&layout.Table{Rows: 1, Columns: 3, Cells: []layout.Cell{{Row: 1, Column: 2, RowSpan: 1, ColSpan: 1, Text: "项目 总额"}, value}})
	rd := &recordReader{g: g}
	if diff := cmp.Diff([]Key{{Path: "", Text: "项目总额"}}, rd.pairKeys(1, &value)); diff != "" {
		t.Error(diff)
	}
}
