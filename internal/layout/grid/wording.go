package grid

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed wording.txt
var wordingText string

var (
	wording      = words.Read("wording.txt", wordingText)
	columnNumber = wording.Pattern("column.number")
)
