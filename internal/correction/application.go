package correction

import (
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// An application is one entry and the document that it is about.
type application struct {
	ds *normalize.Dataset
	d  *normalize.Disclosure
	*Entry
}

// applied is said of an entry that fits.
var applied normalize.Sentence

func reads(what string) normalize.Sentence { return codes.Say("reads-otherwise", what) }
