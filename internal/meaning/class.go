package meaning

import (
	_ "embed"
	"strings"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed classes.tsv
var classesTSV string

var classes = readClasses(classesTSV)

func readClasses(data string) map[string]string {
	out := map[string]string{}
	for _, row := range Rows(data) {
		out[row[1]] = row[0]
	}
	return out
}

var (
	listNumber  = words.Expression(`^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+[、.]|\d+[、.]|（\d+）)`)
	classSuffix = words.Expression(`(（类）)?(支出)?(（类）支出|（类）|类)?$`)
)

// Class is the code of the functional class that a row or a sentence names; empty if it names none.
func Class(name string) string {
	name = listNumber.ReplaceAllString(fullBrackets.Replace(name), "")
	name = strings.TrimPrefix(name, "其中：")
	return classes[classSuffix.ReplaceAllString(name, "")]
}
