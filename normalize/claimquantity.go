package normalize

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
)

// measureClaims says of each amount of the narrative what it measures, and of some counts what they count, by its words, the headings that it stands
// under, the amount that it is a part of, and the names that the tables of the document or of its bundle give their codes. What is
// left unsaid (the fund of 支出) stays so.
func measureClaims(d *Disclosure, claims []*Claim, tables []*Table) {
	for _, c := range claims {
		c.Quantity, c.Base, c.Frame = Quantity{}, Quantity{}, Quantity{}
	}
	if d.Level == Government {
		return
	}
	names, units := functionNames(tables), unitRows(tables, d.Agency)
	for _, c := range claims {
		frame := frameOf(claims, c, d)
		frame.Unit = cmp.Or(unitOf(c, units), speaker(c.Sentence, d.Agency))
		if c.Kind == Count && c.Year > 0 {
			c.Quantity = counted(c, frame)
		}
		if c.Kind == Amount {
			c.Frame = Quantity(frame)
			if q, known := claimQuantity(c, frame, names); known {
				c.Quantity = Quantity(q)
			}
		}
		var own meaning.Quantity
		if c.Against != "" && own.Read(meaning.Unquoted(c.Against)) {
			if q, known := (meaning.Quantity{Year: frame.Year, Stage: frame.Stage}).Narrowed(own); known {
				c.Base = Quantity(ofAll(q))
			}
		}
	}
}

// counted is what a count counts, by the words before it. What an agency has is of no stage.
func counted(c *Claim, frame meaning.Quantity) Quantity {
	item := meaning.Counted(c.Before, c.Unit)
	if item == "" || c.Whole > 0 {
		return Quantity{}
	}
	q := Quantity{Item: item, Unit: frame.Unit, Year: c.Year}
	if item == meaning.VehiclesBought {
		q.Stage = frame.Stage
	}
	return q
}

// ofAll is what a whole measures that is called by its flow and its fund alone (占支出预算的): all that is spent or received.
// 总支出 some say of the year and some of all, so that it stays open.
func ofAll(q meaning.Quantity) meaning.Quantity {
	bare := q
	bare.Flow, bare.Fund, bare.Stage, bare.Year, bare.Scope = "", "", "", 0, ""
	switch {
	case bare != (meaning.Quantity{}), q.Scope == meaning.Total:
	case q.Flow == meaning.Out:
		q.Use = meaning.All
	case q.Flow == meaning.In:
		q.Source = meaning.All
	}
	return q
}

// frameOf is what a claim's whole says, or else its section and headings.
func frameOf(claims []*Claim, c *Claim, d *Disclosure) meaning.Quantity {
	q := meaning.Quantity{Year: c.Year, Stage: string(d.Kind)}
	if c.Whole > 0 && c.Whole <= len(claims) && claims[c.Whole-1].Quantity != (Quantity{}) {
		whole := claims[c.Whole-1].Quantity
		q.Fund, q.Flow, q.Use = whole.Fund, whole.Flow, whole.Use
		if !meaning.Within(whole.Item, meaning.ThreePublic) {
			q.Item = whole.Item // 公务接待费 of the running costs is not that of the three public expenses
		}
		return q
	}
	q.Under(c.Section)
	for _, h := range c.Headings {
		q.Under(h)
	}
	return q
}

// unitRows are the units that rows of tables are called by, without the agency itself: what a section headed by one of
// them tells is that unit's alone.
func unitRows(tables []*Table, agency string) map[string]bool {
	out := map[string]bool{}
	for _, it := range itemsOf(tables...) {
		if name := words.Fold(it.Label); name != words.Fold(agency) && words.EndsAsAgency(it.Label) {
			out[name] = true
		}
	}
	return out
}

// unitOf is the unit that heads the section or the item in which a claim stands; empty if none does.
func unitOf(c *Claim, units map[string]bool) string {
	for _, heading := range append([]string{c.Section}, c.Headings...) {
		if name := words.TrimNumber(heading); units[words.Fold(name)] {
			return name
		}
	}
	return ""
}

// evaluated marks sentences whose amounts are those of the projects that were evaluated, named by their funds.
var evaluated = claimWords.Pattern("evaluated")

// claimQuantity is what one amount measures.
func claimQuantity(c *Claim, frame meaning.Quantity, names map[string][]string) (meaning.Quantity, bool) {
	if frame.Year == 0 || evaluated.MatchString(c.Sentence) {
		return frame, false
	}
	subject := meaning.Unquoted(c.Subject)
	if frame.Stage == meaning.Final && (meaning.NamesBudget(subject) || meaning.NamesBudget(c.Before)) {
		frame.Stage = meaning.Budget
	} else if frame.Stage == meaning.Budget && (meaning.NamesAccounts(subject) || meaning.NamesAccounts(c.Before)) {
		frame.Stage = meaning.Final
	}
	if frame.Stage == meaning.Budget {
		c.Frame.Stage = meaning.Budget
	}
	subject = strings.TrimSuffix(subject, "年初预算")
	if code := codeOf(subject, names); code != "" {
		return frame.Coded(code)
	}
	var own meaning.Quantity
	if subject == "" || !own.Read(subject) {
		return frame, false
	}
	return frame.Narrowed(own)
}

// codeOf is the code that a subject names: printed in it, by the name of a class, or by the names of
// class, division and item (类款项); empty if it names none.
func codeOf(subject string, names map[string][]string) string {
	if code := meaning.CodeIn(subject); code != "" {
		return code
	}
	if strings.Contains(subject, "（项）") || strings.Contains(subject, "（款）") {
		return codeOfChain(subject, names)
	}
	if class := meaning.Class(subject); class != "" {
		return class
	}
	if codes := names[functionName(subject)]; len(codes) == 1 && len(codes[0]) == classDigits {
		return codes[0]
	}
	return ""
}

var namedLevels = claimWords.Pattern("level.named")

var digitsOfLevel = map[string]int{"类": classDigits, "款": 5, "项": 7}

// codeOfChain looks up a chain of names, 类 before 款 before 项, in what the document's own tables print.
func codeOfChain(subject string, names map[string][]string) string {
	under := ""
	for _, m := range namedLevels.FindAllStringSubmatch(subject, -1) {
		name := functionName(m[1])
		var fits []string
		for _, code := range names[name] {
			if len(code) == digitsOfLevel[m[2]] && strings.HasPrefix(code, under) {
				fits = append(fits, code)
			}
		}
		if class := meaning.Class(name); m[2] == "类" && len(fits) == 0 && class != "" {
			fits = []string{class}
		}
		if len(fits) != 1 {
			if m[2] == "项" {
				return ""
			}
			continue
		}
		under = fits[0]
	}
	last := subject[strings.LastIndex(subject, "（"):]
	if len(under) == digitsOfLevel["项"] || len(under) == digitsOfLevel["款"] && strings.HasPrefix(last, "（款）") {
		return under
	}
	return ""
}

// functionNames are the functional codes by the names that tables give them.
func functionNames(tables []*Table) map[string][]string {
	out := map[string][]string{}
	for _, it := range itemsOf(tables...) {
		name := functionName(it.Label)
		if it.FunctionCode != "" && name != "" && !slices.Contains(out[name], it.FunctionCode) {
			out[name] = append(out[name], it.FunctionCode)
		}
	}
	return out
}

// functionName is a row's or a sentence's name of a function without numbers and the code before it.
func functionName(name string) string {
	name = words.TrimNumber(name)
	return strings.TrimPrefix(strings.TrimPrefix(name, "支出"), "、")
}
