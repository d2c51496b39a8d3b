package forms

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

//go:embed measures.json
var measuresJSON []byte

// A Quantity is what a column of figures measures.
type Quantity struct {
	ID      string   `json:"id"`      // stable, kebab-case
	Chinese string   `json:"zh"`      //
	English string   `json:"en"`      //
	Names   []string `json:"names"`   // other names it is printed under
	Generic bool     `json:"generic"` // says only that it is an amount, or of which phase; what stands beside it says of what
}

var (
	quantities = parseMeasures(measuresJSON)
	byName     = indexMeasures(quantities)
	generic    = genericMeasures(quantities)
)

func parseMeasures(data []byte) []Quantity {
	var q []Quantity
	if err := json.Unmarshal(data, &q); err != nil {
		panic(fmt.Sprintf("measures.json: %v", err))
	}
	return q
}

func indexMeasures(all []Quantity) map[string]string {
	index := map[string]string{}
	for _, q := range all {
		for _, n := range append([]string{q.Chinese}, q.Names...) {
			index[plainName(n)] = q.ID
		}
	}
	return index
}

func genericMeasures(all []Quantity) map[string]bool {
	g := map[string]bool{}
	for _, q := range all {
		g[q.ID] = q.Generic
	}
	return g
}

// Generic says whether a measure only tells that it is an amount, or its phase.
func Generic(id string) bool { return generic[id] }

// Measure is the canonical id of what a header path measures: that of its innermost name, or, where
// that only says 小计 or 决算数, of the name above it, with the phase after a point. It is empty
// where no name is known.
func Measure(path []string) string {
	found := ""
	for i := len(path) - 1; i >= 0; i-- {
		id := byName[plainName(path[i])]
		switch {
		case id == "" && found == "":
			return ""
		case id == "":
			return found
		case !generic[id]:
			return qualify(id, found)
		case found == "" || found == "amount" || found == "total":
			found = id
		}
	}
	return found
}

// qualify adds the phase to a measure.
func qualify(id, phase string) string {
	switch phase {
	case "", "amount", "total", "budget-amount":
		return id
	}
	return id + "." + phase
}

var (
	nameNoise = regexp.MustCompile(`^(?:其中|其他)?[:：]|^其中|[(（](?:万元|元|亿元|千元|含[^()（）]*|不含[^()（）]*|境)[)）]|20\d{2}年度?`)
	nameOrder = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十\d]+[)]|\d{1,2}[、.])`)
)

// plainName is a name without white space, quotation marks, numbering, years and units.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, quotes.Replace(width.Fold.String(s)))
	s = nameOrder.ReplaceAllString(s, "")
	return strings.TrimLeft(nameNoise.ReplaceAllString(s, ""), ":")
}
