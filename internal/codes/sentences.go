package codes

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/bilingual"
)

//go:embed sentences.txt
var sentences string

// Sentences are what findings and checks say, by their keys.
var Sentences = bilingual.Read(sentences)

// Say is one of them with its places filled.
func Say(key string, args ...any) bilingual.Sentence { return Sentences.Say(key, args...) }
