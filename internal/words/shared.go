package words

import (
	_ "embed"
	"sync"
)

//go:embed words.txt
var wordsText string

// shared are the concepts that any glossary may refer to: those of words.txt and the units.
var shared = newGlossary("words", wordsText, units)

// units are concepts, too.
var units = &Glossary{name: "words", parsed: sync.OnceValue(unitConcepts)}

// Read gives a glossary, whose concepts may refer to those of this package.
func Read(name, text string) *Glossary { return newGlossary(name, text, shared) }
