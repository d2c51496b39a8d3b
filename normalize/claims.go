package normalize

import (
	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/normalize/internal/narrative"
)

// claims are what a document's running text states, in reading order.
func claims(doc *extract.Document, d *Disclosure) []Claim {
	var out []Claim
	for _, s := range narrative.Read(doc.Paragraphs, d.Agency, d.Year) {
		out = append(out, Claim{
			Document: d.ID, Number: s.Number, Page: s.Page, Box: s.Box, Sentence: s.Sentence, Before: s.Before, Section: s.Section, Headings: s.Headings,
			Subject: s.Subject, Against: s.Against, Kind: ClaimKind(s.Kind), Year: s.Year, Text: s.Text, Value: s.Value, Unit: s.Unit, Yuan: s.Yuan,
			Names: s.Names, Of: s.Of, Whole: s.Whole,
		})
	}
	return out
}
