package analysis

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

// sparseIncome is a table whose last column holds one figure only, far from the others.
func sparseIncome() *sketch {
	s := newSketch(1)
	s.text(55, 113, "科目").text(155, 113, "合计").text(215, 113, "财政拨款").text(285, 113, "事业收入").text(355, 113, "其他收入")
	s.text(55, 133, "教育支出").right(205, 133, "9.50").right(275, 133, "7.00").right(415, 133, "2.50")
	return s.text(55, 153, "合计").right(205, 153, "9.50").right(275, 153, "7.00").right(415, 153, "2.50")
}

const sparseCells = `1 |1 科目 |2 合计 |3 财政拨款 |4 事业收入 |5 其他收入
2 |1 教育支出 |2 9.50 |3 7.00 |4  |5 2.50
3 |1 合计 |2 9.50 |3 7.00 |4  |5 2.50`

var sparseXs, sparseYs = []float64{50, 150, 210, 280, 350, 420}, []float64{100, 120, 140, 160}

func TestWhiteBorders(t *testing.T) {
	s := sparseIncome().grid(sparseXs, sparseYs)
	for i := range s.Rulings {
		s.Rulings[i].Color = 0xFFFFFF
	}
	s.Unseen, s.Rulings = s.Rulings, nil
	check(t, one(t, s), sparseCells)
}

// White lines that run through text are no borders.
func TestWhiteLinesThroughText(t *testing.T) {
	s := booktabs()
	lines := newSketch(1).grid([]float64{50, 222, 402, 450}, []float64{100, 140, 200})
	s.Unseen = lines.Rulings
	if got := one(t, s); got.HeaderRows != 2 || got.Columns != 3 {
		t.Errorf("got\n%s", show(got))
	}
}

// Cells are white boxes upon a black one; what is left of that is seen as borders.
func TestCellsUponABlackBox(t *testing.T) {
	s := sparseIncome()
	s.Fills = append(s.Fills, page.Fill{Box: page.Box{X0: 49.5, Y0: 99.5, X1: 420.5, Y1: 160.5}})
	for r := range len(sparseYs) - 1 {
		for c := range len(sparseXs) - 1 {
			b := page.Box{X0: sparseXs[c] + 0.4, Y0: sparseYs[r] + 0.4, X1: sparseXs[c+1] - 0.4, Y1: sparseYs[r+1] - 0.4}
			s.Fills = append(s.Fills, page.Fill{Box: b, Color: 0xFFFFFF})
		}
	}
	check(t, one(t, s), sparseCells)
}
