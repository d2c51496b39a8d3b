package normalize

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/meaning"
	"github.com/mingxi/mingxi/internal/words"
)

const (
	sureName   = 0.97 // confidence from which a recognised name stays as it was read, but for a stroke that is a character
	sureCode   = 0.9  // and from which a code tells of a name that is like its own: both readers say it
	likeName   = 0.3  // of a name's characters: fewer differ from what was read beside its code
	leastKnown = 3    // characters of a name by which another is known
)

// A speller knows the names that recognised cells may print: official ones, and those that the document prints elsewhere and
// that were read surely.
type speller map[string]bool

// spelled gives a document whose recognised names are known ones where they were read with doubt: the one of the three
// names of code levels that is missing beside the two others; the name of the code in the same row, if it is like what was
// read; and what else the reader made of it, if that is a known name and what was read is none. A 一 in front, which is lost as a rest of a
// ruling or read as a dash, is given back to an official name, and to one of 一般, however surely the others were read. The first reading is kept, and a finding tells of it.
func spelled(doc *extract.Document, id string) (*extract.Document, []Finding) {
	if !slices.ContainsFunc(doc.Pages, func(p page.Page) bool { return p.Source == page.OCR || len(p.Pasted) > 0 }) {
		return doc, nil
	}
	known := speller{}
	for _, c := range meaning.Classification() {
		known[meaning.NamedAs(c.Name)] = true
	}
	official := maps.Clone(known)
	for _, t := range doc.Tables {
		for _, c := range t.Cells {
			if name := meaning.NamedAs(c.Text); c.Confidence >= sureName && utf8.RuneCountInString(name) >= leastKnown {
				known[name] = true
			}
		}
	}
	out := *doc
	out.Tables = slices.Clone(doc.Tables)
	var findings []Finding
	for i := range out.Tables {
		t := &out.Tables[i]
		t.Cells = slices.Clone(t.Cells)
		codesOf := codesBeside(t)
		for k := range t.Cells {
			c := &t.Cells[k]
			if c.Source != page.OCR || c.Text == "" {
				continue
			}
			text := official.withOne(c.Text)
			if text == "" && c.Confidence < sureName {
				if text = levelName(t, c); text == "" {
					text = known.spell(c, codesOf[c.Row])
				}
			}
			if text == "" || text == c.Text {
				continue
			}
			findings = append(findings, Finding{Document: id, Code: codes.NameKnown, Severity: Info, Page: c.Page, Table: i + 1, Row: c.Row, Column: c.Column,
				Sentence: codes.Say("name-taken", c.Text, text)})
			c.Others = append([]string{c.Text}, c.Others...)
			c.Text = text
		}
	}
	return &out, findings
}

// levels are the names of the levels of a code, over the columns that print them.
var levels = []string{"类", "款", "项"}

// levelName is the name of a level that a cell of a head prints between, before or behind the two others.
func levelName(t *layout.Table, c *layout.Cell) string {
	if c.Row > t.HeaderRows {
		return ""
	}
	at := func(column int) string {
		i := slices.IndexFunc(t.Cells, func(o layout.Cell) bool { return o.Row == c.Row && o.Column == column })
		if i < 0 {
			return ""
		}
		return words.Squeeze(t.Cells[i].Text)
	}
	for i, name := range levels {
		first := c.Column - i
		right := 0
		for k, other := range levels {
			if k != i && at(first+k) == other {
				right++
			}
		}
		if right == len(levels)-1 {
			return name
		}
	}
	return ""
}

// codesBeside are the codes that the rows of a table print, in one column or a level in each of three.
func codesBeside(t *layout.Table) map[int]string {
	out := map[int]string{}
	for _, c := range t.Cells {
		text := words.Squeeze(c.Text)
		if c.Row > t.HeaderRows && c.Confidence >= sureCode && text != "" && strings.Trim(text, "0123456789") == "" && utf8.RuneCountInString(out[c.Row]+text) <= codeLongest {
			out[c.Row] += text
		}
	}
	return out
}

const (
	codeLongest = 7      // digits
	strokes     = "-—–·" // what 一 is misread as
)

// behindOne begins names of 一般 that no classification has, as 一般公共预算 and 一般债务; 般若寺 and 般阳路 are places.
var behindOne = words.Expression(`^般(?:公共|行政|预算|债务?|性|转移|支出|收入|项目|设备|管理)`)

// withOne is a known name, or one of 一般, with the 一 that what was read lacks in front, or has as a dash; empty where it lacks none.
func (s speller) withOne(text string) string {
	rest := strings.TrimLeft(text, strokes+" ")
	if name := meaning.NamedAs(rest); name == words.Squeeze(rest) && !s[name] && (s["一"+name] || behindOne.MatchString(name)) {
		return "一" + rest
	}
	return ""
}

// spell is what a cell prints; empty where that is not known.
func (s speller) spell(c *layout.Cell, code string) string {
	name := meaning.NamedAs(c.Text)
	if name == "" || s[name] {
		return ""
	}
	likest, least := "", likeName
	for _, k := range meaning.Classification() { // a code has several names, and some codes are in two classifications
		if official := meaning.NamedAs(k.Name); k.Code == code {
			if n := float64(words.Edits(name, official)) / float64(utf8.RuneCountInString(official)); n < least {
				likest, least = official, n
			}
		}
	}
	if before, behind, found := strings.Cut(c.Text, name); found && likest != "" {
		return strings.TrimRight(before, strokes) + likest + behind
	}
	for _, o := range c.Others {
		if s[meaning.NamedAs(o)] {
			return o
		}
	}
	return ""
}
