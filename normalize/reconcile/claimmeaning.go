package reconcile

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/normalize"
)

// meaningOf is what an amount's words, its section and the amount it is a part of say that it measures.
func (s *story) meaningOf(c *normalize.Claim) (meaning, bool) {
	m := s.frame(c)
	if m.year == 0 || s.ofEvaluation(c) {
		return m, false
	}
	subject := quotes.Replace(c.Subject)
	if m.stage == string(normalize.Final) && budgetInWords.MatchString(subject) {
		m.stage = string(normalize.Budget)
	}
	subject = strings.TrimSuffix(subject, "年初预算")
	if code, ok := s.codeOf(subject); ok {
		return m.ofCode(code)
	}
	own := meaning{}
	if subject == "" || !own.understand(subject) {
		return m, false
	}
	return m.narrowed(own)
}

// evaluated marks sentences whose amounts are those of the projects that were evaluated, named by their
// funds: 对5个项目开展绩效评价，涉及一般公共预算支出120万元.
var evaluated = regexp.MustCompile(`绩效.*涉及.*(资金|预算)|评价.*涉及.*(资金|预算)`)

// ofEvaluation says that a claim stands in such a sentence.
func (s *story) ofEvaluation(c *normalize.Claim) bool {
	if s.read != c.Sentence {
		s.read, s.evaluates = c.Sentence, evaluated.MatchString(c.Sentence)
	}
	return s.evaluates
}

// frame is what the claim's section and whole say.
func (s *story) frame(c *normalize.Claim) meaning {
	var m meaning
	m.year, m.stage = c.Year, string(s.ledger.doc.Kind)
	if whole, ok := s.means[c.Whole]; ok {
		m.fund, m.flow, m.use = whole.fund, whole.flow, whole.use
		return m
	}
	for _, title := range append([]string{c.Section}, c.Headings...) {
		m.entitled(subjectOf(title, s.ledger.doc))
	}
	return m
}

// entitled adds what a heading says: one that names another fund, or spending after income, speaks of
// something else than those above it.
func (m *meaning) entitled(sub subject) {
	if !sub.ok || sub.item != "" {
		return
	}
	if sub.fund != "" && sub.fund != m.fund || sub.flow != "" && sub.flow != m.flow {
		m.use = ""
	}
	if sub.fund != "" {
		m.fund, m.flow = sub.fund, sub.flow
	}
	if sub.flow != "" || sub.twoSided {
		m.flow = sub.flow
	}
	if sub.use != "" {
		m.use = sub.use
	}
}

// narrowed joins what a section says with what the words themselves do; the words count for more.
func (m meaning) narrowed(own meaning) (meaning, bool) {
	m.item, m.scope, m.source, m.economic, m.gov = own.item, own.scope, own.source, own.economic, own.gov
	if own.flow != "" {
		m.flow = own.flow
	}
	if own.fund != "" {
		m.fund = own.fund
	}
	if own.use != "" {
		m.use = own.use
		if m.use == "personnel" || m.use == "public" || m.fund == "" && m.use == "basic" {
			m.flow = "out"
		}
	}
	if own.source != "" && m.fund == "gpb" {
		m.fund = ""
	}
	switch {
	case m.fund == "":
	case own.scope == carriedIn:
		m.flow, m.use = "in", ""
	case own.scope == carriedTo:
		m.flow, m.use = "out", ""
	}
	return m, m.flow != "" || m.item != "" || own.scope == total || own.fund != ""
}

// ofCode is the meaning of an item with a code.
func (m meaning) ofCode(code string) (meaning, bool) {
	m.flow = "out"
	switch code[0] {
	case '2':
		m.function = code
	case '3':
		m.economic = code
	case '5':
		m.gov = code
	default:
		return m, false
	}
	return m, true
}

// codeOf finds the code that a subject names: printed in it, by the name of a class, or by the names
// of class, division and item (类款项).
func (s *story) codeOf(subject string) (string, bool) {
	if m := codeInWords.FindStringSubmatch(subject); m != nil {
		return m[1] + m[2], true
	}
	if strings.Contains(subject, "（项）") || strings.Contains(subject, "（款）") {
		return s.codeOfNames(subject)
	}
	if class := functionClass(subject); class != "" {
		return class, true
	}
	if codes := s.names[bareName(subject)]; len(codes) == 1 && len(codes[0]) == classDigits {
		return codes[0], true
	}
	return "", false
}

// classDigits is the length of the code of a functional class.
const classDigits = 3

var namedLevels = regexp.MustCompile(`([^（）]*(?:（[^类款项）]*）[^（）]*)*)（(类|款|项)）`)

// codeOfNames looks the names up in the document's own tables.
func (s *story) codeOfNames(subject string) (string, bool) {
	under := ""
	for _, m := range namedLevels.FindAllStringSubmatch(subject, -1) {
		name := bareName(m[1])
		var fits []string
		for _, code := range s.names[name] {
			if len(code) == map[string]int{"类": 3, "款": 5, "项": 7}[m[2]] && strings.HasPrefix(code, under) {
				fits = append(fits, code)
			}
		}
		if m[2] == "类" && len(fits) == 0 && functionClass(name) != "" {
			fits = []string{functionClass(name)}
		}
		if len(fits) != 1 {
			if m[2] == "项" {
				return "", false
			}
			continue
		}
		under = fits[0]
	}
	last := subject[strings.LastIndex(subject, "（"):]
	return under, len(under) == 7 || len(under) == 5 && strings.HasPrefix(last, "（款）")
}

// bareName is a row's or a sentence's name of a function without numbers.
func bareName(name string) string {
	name = listNumber.ReplaceAllString(name, "")
	return strings.TrimPrefix(strings.TrimPrefix(name, "支出"), "、")
}
