package normalize

import "github.com/mingxi/mingxi/internal/words"

// IsFigure says that the record states an amount, a rate or a count, as a number that could be read. Dashes and
// words state none, and neither does what performance tables print of their indicators: the values they are to
// reach or did reach, their weights and scores. The share of verified figures is a share of these.
func (r *Record) IsFigure() bool {
	if !r.Value.Valid {
		return false
	}
	n := len(r.Path)
	return n == 0 || !performanceHead.MatchString(words.Fold(r.Path[n-1]))
}

func countFigures(records []Record) int {
	n := 0
	for i := range records {
		if records[i].IsFigure() {
			n++
		}
	}
	return n
}
