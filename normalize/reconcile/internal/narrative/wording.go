package narrative

import (
	_ "embed"
	"strings"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
)

//go:embed story.txt
var storyWordings string

var wordings = words.Read("story", storyWordings)

var (
	codeBeside  = wordings.Pattern("code")
	levelBeside = wordings.Pattern("level")
)

// nameOf is a row's or a sentence's name without numbers, 其中, codes, and 类, 款, 项 in brackets.
func nameOf(text string) string {
	text = words.TrimNumber(words.TrimPart(words.TrimNumber(words.Sentence(text))))
	text = codeBeside.ReplaceAllString(meaning.Unquoted(text), "")
	return strings.Trim(levelBeside.ReplaceAllString(text, ""), "：，、")
}
