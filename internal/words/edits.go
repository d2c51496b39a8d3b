package words

// Edits is the least number of characters to put in, take out or exchange that makes one text into the other
// (V. I. Levenshtein, 1966).
func Edits(one, other string) int {
	a, b := []rune(one), []rune(other)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before := row[0]
		row[0] = i + 1
		for j := range b {
			here := row[j+1]
			differ := 1
			if a[i] == b[j] {
				differ = 0
			}
			before, row[j+1] = here, min(before+differ, here+1, row[j]+1)
		}
	}
	return row[len(b)]
}
