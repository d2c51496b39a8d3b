package pdf

import (
	"bytes"
	"strings"

	lib "github.com/ledongthuc/pdf"

	"github.com/mingxi/mingxi/extract/page"
)

// maxMarks bounds unclosed marks.
const maxMarks = 4096

func (p *painter) beginMark() {
	if len(p.marks) >= maxMarks {
		return
	}
	m := p.newMark()
	p.marks = append(p.marks, m)
	if m.hidden {
		p.hidden++
	}
}

func (p *painter) endMark() {
	n := len(p.marks)
	if n == 0 {
		return
	}
	if p.marks[n-1].hidden {
		p.hidden--
	}
	p.marks = p.marks[:n-1]
}

// newMark reads the tag and the property list among the operands.
func (p *painter) newMark() mark {
	if len(p.operands) == 0 || p.operands[0].kind != tokName {
		return mark{}
	}
	tag := string(p.operands[0].text)
	m := mark{artifact: tag == "Artifact"}
	if len(p.operands) < 2 {
		return m
	}
	switch props := p.operands[1]; props.kind {
	case tokDictOpen:
		if bytes.Contains(props.text, []byte("ActualText")) {
			l := lexer{src: props.text}
			s, _ := l.dict(0)["ActualText"].(str)
			m.actual = textString(string(s))
		}
	case tokName:
		list := get(get(p.res.dict, "Properties"), string(props.text))
		m.actual = textString(p.file.text(get(list, "ActualText")))
		m.hidden = tag == "OC" && p.file.isHidden(list)
	}
	return m
}

// isHidden says whether an optional content group, or every group of a membership, is off.
func (f *File) isHidden(group lib.Value) bool {
	if len(f.hidden) == 0 || !isDict(group) {
		return false
	}
	if f.hidden[f.number(group)] {
		return true
	}
	groups := get(group, "OCGs")
	if isDict(groups) {
		return f.hidden[f.number(groups)]
	}
	for i := range groups.Len() {
		if !f.hidden[f.number(item(groups, i))] {
			return false
		}
	}
	return groups.Len() > 0
}

// textString decodes a text string: UTF-16 or UTF-8 with a mark, else close to Latin 1.
func textString(s string) string {
	switch {
	case len(s) >= 2 && s[:2] == "\xfe\xff":
		return utf16Text(str(s[2:]))
	case len(s) >= 3 && s[:3] == "\xef\xbb\xbf":
		return s[3:]
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}

// marked gives a run the attributes of the marks around it.
func (p *painter) marked(r *page.Run) {
	for _, m := range p.marks {
		r.Artifact = r.Artifact || m.artifact
		if m.actual != "" {
			r.ActualText = m.actual
		}
	}
}

// restoreCase takes the letters' case from the ActualText around a run: small capitals are drawn with
// glyphs that fonts call lower case, and the replacement text tells what they are.
func restoreCase(r *page.Run) {
	letters := []rune(r.ActualText)
	if len(letters) != len(r.Glyphs) || r.ActualText == r.Text || !strings.EqualFold(r.ActualText, r.Text) {
		return
	}
	for i, c := range letters {
		if !strings.EqualFold(string(c), r.Glyphs[i].Text) {
			return
		}
	}
	if r.Printed == "" {
		r.Printed = r.Text
	}
	r.Text = r.ActualText
	for i, c := range letters {
		r.Glyphs[i].Text = string(c)
	}
}

// actualText is the replacement text around glyphs that have no Unicode themselves. It stands for all
// glyphs of its mark and is given once; ok is false if there is none.
func (p *painter) actualText() (text string, ok bool) {
	for i := len(p.marks) - 1; i >= 0; i-- {
		m := &p.marks[i]
		if m.actual == "" {
			continue
		}
		if m.spent {
			return "", true
		}
		m.spent = true
		return m.actual, true
	}
	return "", false
}
