package narrative

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/mingxi/mingxi/normalize/reconcile/internal/meaning"
)

// meaningOf is what an amount's words, its section and the amount it is a part of say that it measures.
func (s *Story) meaningOf(c *normalize.Claim) (meaning.Meaning, bool) {
	m := s.frame(c)
	if m.Year == 0 || s.ofEvaluation(c) {
		return m, false
	}
	subject := meaning.Quotes.Replace(c.Subject)
	if m.Stage == string(normalize.Final) && meaning.BudgetInWords.MatchString(subject) {
		m.Stage = string(normalize.Budget)
	}
	subject = strings.TrimSuffix(subject, "年初预算")
	if code, ok := s.codeOf(subject); ok {
		return m.OfCode(code)
	}
	own := meaning.Meaning{}
	if subject == "" || !own.Understand(subject) {
		return m, false
	}
	return m.Narrowed(own)
}

// evaluated marks sentences whose amounts are those of the projects that were evaluated, named by their
// funds: 对5个项目开展绩效评价，涉及一般公共预算支出120万元.
var evaluated = regexp.MustCompile(`绩效.*涉及.*(资金|预算)|评价.*涉及.*(资金|预算)`)

// ofEvaluation says that a claim stands in such a sentence.
func (s *Story) ofEvaluation(c *normalize.Claim) bool {
	if s.read != c.Sentence {
		s.read, s.evaluates = c.Sentence, evaluated.MatchString(c.Sentence)
	}
	return s.evaluates
}

var runningCosts = regexp.MustCompile(`运行经费|运转经费`)

// partOfRunningCosts says that a claim is an item of 机关运行经费, which only authorities have: its 公务接待费 is what
// these spend out of them, which need not be what the tables print for all of the department.
func (s *Story) partOfRunningCosts(c *normalize.Claim) bool {
	return c.Whole > 0 && runningCosts.MatchString(s.claims[c.Whole-1].Subject)
}

// frame is what the claim's section and whole say.
func (s *Story) frame(c *normalize.Claim) meaning.Meaning {
	var m meaning.Meaning
	m.Year, m.Stage = c.Year, string(s.ledger.Doc.Kind)
	if whole, ok := s.means[c.Whole]; ok {
		m.Fund, m.Flow, m.Use = whole.Fund, whole.Flow, whole.Use
		return m
	}
	for _, title := range append([]string{c.Section}, c.Headings...) {
		m.Entitled(meaning.OfTitle(title, s.ledger.Doc))
	}
	return m
}

// codeOf finds the code that a subject names: printed in it, by the name of a class, or by the names
// of class, division and item (类款项).
func (s *Story) codeOf(subject string) (string, bool) {
	if m := meaning.CodeInWords.FindStringSubmatch(subject); m != nil {
		return m[1] + m[2], true
	}
	if strings.Contains(subject, "（项）") || strings.Contains(subject, "（款）") {
		return s.codeOfNames(subject)
	}
	if class := meaning.FunctionClass(subject); class != "" {
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
func (s *Story) codeOfNames(subject string) (string, bool) {
	under := ""
	for _, m := range namedLevels.FindAllStringSubmatch(subject, -1) {
		name := bareName(m[1])
		var fits []string
		for _, code := range s.names[name] {
			if len(code) == map[string]int{"类": 3, "款": 5, "项": 7}[m[2]] && strings.HasPrefix(code, under) {
				fits = append(fits, code)
			}
		}
		if m[2] == "类" && len(fits) == 0 && meaning.FunctionClass(name) != "" {
			fits = []string{meaning.FunctionClass(name)}
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
