package narrative

import (
	"strings"

	"github.com/shopspring/decimal"
)

var (
	unchanged = wordings.Pattern("unchanged")
	// noneInWords says that there is none of something, whatever it is.
	noneInWords = wordings.Pattern("none")
	nothing     = wordings.Pattern("nothing")
	listIntro   = wordings.Pattern("list")
	andSoOn     = wordings.Pattern("list.and-so-on")
	noneOf      = wordings.Words("nothing.of")[0]
)

// statements reads what a stretch of text says without figures: that something is unchanged, that
// there is nothing of it, and lists of item names.
func (n *narrator) inWords(text string, offset int) {
	none := nothing.FindStringSubmatchIndex(text)
	for _, m := range unchanged.FindAllStringIndex(text, -1) {
		if none != nil && none[0] < m[0] {
			n.nothing(text[none[2]:none[3]]+noneOf, text[none[0]:none[1]], offset+none[0])
			n.unchangedNothing(text[m[0]:m[1]], offset+m[0])
			none = nil
			continue
		}
		n.unchanged(text[:m[0]], text[m[0]:m[1]], offset+m[0])
	}
	if none != nil {
		n.nothing(text[none[2]:none[3]]+noneOf, text[none[0]:none[1]], offset+none[0])
	}
	if m := listIntro.FindStringIndex(text); m != nil {
		n.names(text[m[1]:], offset+m[1])
	}
}

// unchanged is 与上年持平. 基本持平 (about the same) states no figure and is marked by its text alone.
func (n *narrator) unchanged(lead, text string, offset int) {
	subject := n.changeSubject(clause(lead))
	c := Statement{Kind: Unchanged, Subject: subject, Year: n.year, Text: text}
	if c.Of = n.referredTo(subject); c.Of > 0 && c.Of == n.last && n.speaksOfItsOwn(lead) {
		c.Of = 0
	}
	if c.Of > 0 {
		c.Subject = n.statement(c.Of).Subject
	}
	n.add(c, offset)
}

// unchangedNothing is 持平 behind the words that there is nothing of a fund: it speaks of that, not of an amount of the
// sentence before.
func (n *narrator) unchangedNothing(text string, offset int) {
	of := len(n.said)
	n.add(Statement{Kind: Unchanged, Subject: n.statement(of).Subject, Year: n.year, Text: text, Of: of}, offset)
}

// speaksOfItsOwn says that the last amount stands in a sentence before this one, which has words of its own that there
// is none of something (没有安排出国，与上年持平): the amount is not what is unchanged.
func (n *narrator) speaksOfItsOwn(lead string) bool {
	return n.statement(n.last).Sentence != n.sentence && noneInWords.MatchString(lead)
}

// nothing is a statement that there is none of a fund: an amount of zero said in words.
func (n *narrator) nothing(subject, text string, offset int) {
	zero := decimal.NewNullDecimal(decimal.Zero)
	n.add(Statement{Kind: Amount, Subject: subject, Year: n.year, Text: text, Value: zero, Yuan: zero}, offset)
}

// longestName is how many characters a name of an economic class has at most.
const longestName = 30

// names is a list of at least two item names: 主要包括：基本工资、津贴补贴、奖金.
func (n *narrator) names(text string, offset int) {
	if end := strings.IndexAny(text, "。；，：（"); end >= 0 && !strings.HasPrefix(text[end:], "（") {
		text = text[:end]
	} else if end >= 0 {
		if stop := strings.IndexAny(text, "。；，："); stop >= 0 {
			text = text[:stop]
		}
	}
	parts := strings.Split(text, "、")
	if len(parts) < 2 || len(readFigures(text)) > 0 || n.last == 0 {
		return
	}
	var names []string
	for _, p := range parts {
		p = andSoOn.ReplaceAllString(strings.TrimSpace(p), "")
		if p == "" || len([]rune(p)) > longestName {
			return
		}
		names = append(names, p)
	}
	n.add(Statement{Kind: Names, Subject: n.statement(n.last).Subject, Year: n.year, Text: text, Names: names, Of: n.last}, offset)
}
