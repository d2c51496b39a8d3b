package continuation

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed wording.txt
var wordingText string

var (
	wording    = words.Read("wording.txt", wordingText)
	continued  = wording.Pattern("continued")
	brokenWord = wording.Pattern("name.word")
)
