package prose

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed wording.txt
var wordingText string

var (
	wording       = words.Read("wording.txt", wordingText)
	pageNumber    = wording.Pattern("page.number")
	headingNumber = wording.Pattern("heading.number")
)
