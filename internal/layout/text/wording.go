package text

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed wording.txt
var wordingText string

var (
	wording      = words.Read("wording.txt", wordingText)
	amountsAfter = wording.Pattern("amount.after")
	goesOnBehind = wording.Pattern("blank.behind")
	filledIn     = wording.Pattern("blank.filled")
)
