package imprint

import (
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/agency"
)

var (
	regionName  = wordings.Pattern("region")
	regionBreak = wordings.Pattern("region.break")
	notRegion   = wordings.Pattern("region.not")
	provinceEnd = wordings.Pattern("province.end")
	provinces   = wordings.Pattern("province")
	ofProvince  = wordings.Pattern("province.own")
	ofLevel     = wordings.Pattern("province.level")
	levelRow    = wordings.Pattern("region.own-level")
)

// region is the province, city or county that a document is about: the one named most often on
// the cover, otherwise in the tables' titles, otherwise the first whose own level a table lists (湖南省本级), otherwise, for a province, anywhere.
func (e *evidence) region(doc *extract.Document) string {
	for _, texts := range [][]string{e.title, e.titles} {
		if n := agency.Commonest(regions(texts)); n != "" {
			return n
		}
	}
	if n := ownLevel(doc); n != "" {
		return n
	}
	if ofProvince.MatchString(e.cover) || ofProvince.MatchString(strings.Join(e.titles, " ")) {
		return agency.Commonest(provincesIn(doc))
	}
	return ""
}

// ownLevel is the region whose own level the tables list first: a table by regions begins with the widest.
func ownLevel(doc *extract.Document) string {
	for i := range doc.Tables {
		for _, c := range doc.Tables[i].Cells {
			if name, ok := words.Taken(levelRow, words.Squeeze(c.Text)); ok && !notRegion.MatchString(name) && isRegion(name) {
				return name
			}
		}
	}
	return ""
}

// regions are the regions' names that begin phrases of the texts.
func regions(texts []string) []string {
	var names []string
	for _, s := range texts {
		for _, name := range words.TakenAll(regionName, regionBreak.ReplaceAllString(s, "，")) {
			if _, after, _ := strings.Cut(s, name); !notRegion.MatchString(name) && (isRegion(name) || ofLevel.MatchString(after)) {
				names = append(names, name)
			}
		}
	}
	return names
}

// isRegion refuses phrases that end like the name of a province and name none.
func isRegion(name string) bool {
	return !provinceEnd.MatchString(name) || provinces.FindString(name) == name
}

// provincesIn are the provinces that a document names, as often as it does.
func provincesIn(doc *extract.Document) []string {
	var names []string
	for i := range doc.Paragraphs {
		names = append(names, provinces.FindAllString(words.Squeeze(doc.Paragraphs[i].Text), -1)...)
	}
	for i := range doc.Tables {
		for _, c := range doc.Tables[i].Cells {
			names = append(names, provinces.FindAllString(words.Squeeze(c.Text), -1)...)
		}
		for _, l := range doc.Tables[i].Captions {
			names = append(names, provinces.FindAllString(words.Squeeze(l.Text), -1)...)
		}
	}
	return names
}
