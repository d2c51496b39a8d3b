package normalize

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

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
	for _, t := range tables {
		for _, r := range t.Rows {
			for _, it := range r.Items {
				if name := words.Fold(it.Label); name != words.Fold(agency) && words.EndsAsAgency(it.Label) {
					out[name] = true
				}
			}
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

// speakerEnds is where the words end that a sentence may begin with, which say whose money it tells.
var speakerEnds = words.Expression(`20\d\d年|预算|决算|收入|支出|经费|资金|[，。；：、（“《]`)

// notSpeaker is what stands in no unit's name: the agency itself, and what others do.
var notSpeaker = words.Expression(`^(?:我|本|该|全|各|其)|核定|批复|下达|安排|根据|按照|关于|由|向|对|所属|合计|下设|建设|包括|内设|支持|另有|[(（](?:款|项|类)|\d|(?:运行|机关|设备|筹办|举办|承办)$`)

// A unit's name has so many characters: 学校 alone is the agency.
const (
	shortestSpeaker = 5
	longestSpeaker  = 24
)

// speaker is the unit that a sentence begins with, where it is another than the agency (东山市水库管理处2026年预算收入320.00万元): what it tells
// is that unit's alone. The agency's own name may be cut short. Empty where none is named.
func speaker(sentence, agency string) string {
	text := words.TrimPart(words.TrimNumber(words.Fold(sentence)))
	if at := speakerEnds.FindStringIndex(text); at != nil {
		text = text[:at[0]]
	}
	if n := utf8.RuneCountInString(text); agency == "" || n < shortestSpeaker || n > longestSpeaker || !words.EndsAsAgency(text) || notSpeaker.MatchString(text) || inOrder(text, words.Fold(agency)) {
		return ""
	}
	return text
}

// inOrder says that all characters of one text stand in another, in their order: 市政府办公室 in 东山市人民政府办公室.
func inOrder(short, long string) bool {
	for _, r := range short {
		at := strings.IndexRune(long, r)
		if at < 0 {
			return false
		}
		long = long[at+utf8.RuneLen(r):]
	}
	return true
}

// evaluated marks sentences whose amounts are those of the projects that were evaluated, named by their
// funds: 对5个项目开展绩效评价，涉及一般公共预算支出120万元.
var evaluated = words.Expression(`(绩效|评价).*涉及.*(资金|预算)`)

// claimQuantity is what one amount measures.
func claimQuantity(c *Claim, frame meaning.Quantity, names map[string][]string) (meaning.Quantity, bool) {
	if frame.Year == 0 || evaluated.MatchString(c.Sentence) {
		return frame, false
	}
	subject := meaning.Unquoted(c.Subject)
	if frame.Stage == meaning.Final && (meaning.NamesBudget(subject) || meaning.NamesBudget(c.Before)) {
		frame.Stage = meaning.Budget
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

// classDigits is the length of the code of a functional class.
const classDigits = 3

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

var namedLevels = words.Expression(`([^（）]*(?:（[^类款项）]*）[^（）]*)*)（(类|款|项)）`)

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
	for _, t := range tables {
		for _, r := range t.Rows {
			for _, it := range r.Items {
				name := functionName(it.Label)
				if it.FunctionCode != "" && name != "" && !slices.Contains(out[name], it.FunctionCode) {
					out[name] = append(out[name], it.FunctionCode)
				}
			}
		}
	}
	return out
}

// functionName is a row's or a sentence's name of a function without numbers and the code before it.
func functionName(name string) string {
	name = words.TrimNumber(name)
	return strings.TrimPrefix(strings.TrimPrefix(name, "支出"), "、")
}
