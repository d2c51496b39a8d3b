package forms

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed measures.json
var measuresJSON []byte

// A measure is what a column of figures measures.
type measure struct {
	ID      string   `json:"id"`      // stable, kebab-case
	Chinese string   `json:"zh"`      //
	English string   `json:"en"`      //
	Names   []string `json:"names"`   // other names it is printed under
	Generic bool     `json:"generic"` // says only that it is an amount, or of which phase; what stands beside it says of what
	Phase   phase    `json:"phase,omitempty"`
}

// A phase is the phase of the budget that a generic measure tells.
type phase string

const (
	noPhase    phase = ""
	planPhase  phase = "plan"  // the budget, which is meant where nothing else is said
	namedPhase phase = "named" // one that belongs to the name of what is measured
)

var (
	measures = sync.OnceValue(func() []measure { return parseMeasures(measuresJSON) })
	byName   = sync.OnceValue(func() map[string]string { return indexMeasures(measures()) })
	byID     = sync.OnceValue(func() map[string]*measure { return indexIDs(measures()) })
)

func parseMeasures(data []byte) []measure {
	var q []measure
	if err := json.Unmarshal(data, &q); err != nil {
		panic(fmt.Sprintf("measures.json: %v", err))
	}
	return q
}

func indexMeasures(all []measure) map[string]string {
	index := map[string]string{}
	for _, q := range all {
		for _, n := range append([]string{q.Chinese}, q.Names...) {
			index[plainName(n)] = q.ID
		}
	}
	return index
}

func indexIDs(all []measure) map[string]*measure {
	index := map[string]*measure{}
	for i := range all {
		index[all[i].ID] = &all[i]
	}
	return index
}

// A Term is an id of the catalogue of measures with its names.
type Term struct{ ID, Chinese, English string }

// Measures lists the known measures in the catalogue's order.
func Measures() []Term {
	out := make([]Term, len(measures()))
	for i, m := range measures() {
		out[i] = Term{m.ID, m.Chinese, m.English}
	}
	return out
}

// Generic says whether a measure only tells that it is an amount, or its phase.
func Generic(id string) bool { return byID()[id] != nil && byID()[id].Generic }

// Measure is the canonical id of what a header path measures: that of its innermost name, or, where
// that only says 小计 or 决算数, of the name above it, with the phase after a point. It is empty
// where no name is known.
func Measure(path []string) string {
	found := ""
	for i := len(path) - 1; i >= 0; i-- {
		id := byName()[plainName(path[i])]
		switch {
		case id == "" && found == "":
			return ""
		case id == "":
			return found
		case !Generic(id):
			return qualify(id, found)
		case found == "" || byID()[found].Phase == noPhase:
			found = id
		}
	}
	return found
}

// qualify adds the phase that a generic measure names to a measure.
func qualify(id, phase string) string {
	if phase == "" || byID()[phase].Phase != namedPhase {
		return id
	}
	return id + "." + phase
}

// nameNoise is what the names of one quantity have and lack.
var nameNoise = wordings.Pattern("name-noise")

// plainName is a name without white space, quotation marks, numbering, years and units.
func plainName(s string) string {
	s = words.TrimNumber(words.Fold(words.Unquote(s)))
	return strings.TrimLeft(nameNoise.ReplaceAllString(s, ""), ":")
}
