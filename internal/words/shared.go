package words

import _ "embed"

//go:embed words.txt
var wordsText string

// shared are the concepts that any glossary may refer to: those of words.txt and the units.
var shared = parse("words", wordsText+unitConcepts(unitsText), nil)

// Read reads a glossary, whose concepts may refer to those of this package. It panics where the text is none:
// it is part of the program.
func Read(name, text string) *Glossary { return parse(name, text, shared) }
