package narrative

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/words"
)

// Read reads a document's running text. The agency's name and the year are those of the document; statements
// come in reading order.
func Read(paragraphs []layout.Paragraph, agency string, year int) []Statement {
	n := narrator{agency: narrativeText(agency), documentYear: year}
	for _, p := range continued(paragraphs) {
		n.paragraph(readPassage(p), p.Heading)
	}
	return n.said
}

// paragraph reads one paragraph, or remembers it as the heading of what follows.
func (n *narrator) paragraph(p passage, heading bool) {
	if p.text == "" {
		return
	}
	number := words.Numbered(p.text)
	level, length := number.Level(), number.Length
	if len(readFigures(p.text)) == 0 && (heading || level > 0 && isTitle(p.text)) {
		n.heading(p.text, level, length)
		return
	}
	if title := gluedTitle(p.text); title > 0 && level == 1 {
		n.heading(p.text[:title], level, length)
		p, level, length = p.from(title), 0, 0
	}
	n.begin(p, level, length)
	for _, s := range p.sentences() {
		n.read(s)
	}
	n.finish(p, level)
}

const (
	// longestTitle is how many characters a title has at most.
	longestTitle = 60
	// longestTopic is how many bytes the words have that say what an item is about; longer ones are a
	// sentence of their own.
	longestTopic = 180
)

// isTitle says that a numbered line without a full stop is a title.
func isTitle(text string) bool {
	return utf8.RuneCountInString(text) <= longestTitle && !strings.ContainsAny(text, "。；，")
}

var gluedTitlePattern = wordings.Pattern("title.glued")

// gluedTitle is the length of a title that runs on into its text without a break; 0 if there is none.
func gluedTitle(text string) int {
	m := gluedTitlePattern.FindString(text)
	if strings.HasPrefix(text[len(m):], "。") || strings.HasPrefix(text[len(m):], "：") {
		return 0
	}
	return len(m)
}

// heading starts a part of the narrative: what was read before is not referred to any more.
func (n *narrator) heading(text string, level, length int) {
	if level <= 1 {
		n.section, n.sectionYear = text, yearAlone(text)
		n.last, n.whole, n.outline, n.titles = 0, 0, nil, nil
	} else {
		n.entitle(level, strings.TrimRight(text[length:], "。："))
	}
	n.topic, n.topicLevel = strings.TrimRight(text[length:], "。："), level
	n.dropOutline(level)
	n.outline = append(n.outline, outlineItem{level: level})
}

// begin sets what the first figure of a paragraph refers to.
func (n *narrator) begin(p passage, level, length int) {
	n.here, n.open, n.base, n.budget, n.whole, n.undated, n.reasoned = p, nil, 0, 0, 0, 0, 0
	n.last, n.before = n.brokenDown(n.last), len(n.said)
	if year := cmp.Or(n.sectionYear, n.documentYear); year > 0 {
		n.year = year
	}
	if level > 0 {
		n.topic, n.topicLevel = leadingTopic(p.text[length:]), level
		n.last = 0
		n.entitle(level, paragraphTitle(p.text[length:]))
	}
	n.listed = n.announced(level)
	if level > 0 {
		n.dropOutline(level)
	}
}

// paragraphTitle is the first sentence of an item, if it only says what the item is about.
func paragraphTitle(text string) string {
	end := strings.IndexAny(text, "。，；：")
	if end <= 0 || !strings.HasPrefix(text[end:], "。") || len(readFigures(text[:end])) > 0 {
		return ""
	}
	return text[:end]
}

// entitle leaves the titles of the items at this level and below for the one that begins; an item
// without a title of its own adds none.
func (n *narrator) entitle(level int, title string) {
	for len(n.titles) > 0 && n.titles[len(n.titles)-1].level >= level {
		n.titles = n.titles[:len(n.titles)-1]
	}
	if title != "" {
		n.titles = append(n.titles, itemTitle{level, title})
	}
}

// announced is the amount that the nearest outer item promised to break down; 0 if none did.
func (n *narrator) announced(level int) int {
	for i := len(n.outline) - 1; i >= 0; i-- {
		item := n.outline[i]
		if item.amount == 0 || level > 0 && item.level >= level {
			continue
		}
		if item.announces {
			return item.amount
		}
		return 0
	}
	return 0
}

// dropOutline forgets the items at this level and below.
func (n *narrator) dropOutline(level int) {
	for len(n.outline) > 0 && n.outline[len(n.outline)-1].level >= level {
		n.outline = n.outline[:len(n.outline)-1]
	}
}

var announcement = wordings.Pattern("announces")

// finish remembers what the items that follow may be parts of.
func (n *narrator) finish(p passage, level int) {
	first := n.firstAmount()
	if level == 0 && !announcement.MatchString(p.text) {
		return
	}
	n.dropOutline(level)
	n.outline = append(n.outline, outlineItem{level, first, announcement.MatchString(p.text)})
}

// firstAmount is the amount of this year that the paragraph opened with; 0 if it states none.
func (n *narrator) firstAmount() int {
	for _, c := range n.said[n.before:] {
		if c.Kind == Amount && c.Year == n.year {
			return c.Number
		}
	}
	return 0
}

// leadingTopic is what the first words of an item say it is about: up to its first full stop,
// colon or figure; empty if they are a sentence of their own.
func leadingTopic(text string) string {
	end := strings.IndexAny(text, "。：，；")
	if figs := readFigures(text); len(figs) > 0 && (end < 0 || figs[0].start < end) {
		end = figs[0].start
	}
	if end < 0 || end > longestTopic {
		return ""
	}
	return trimSubject(text[:end])
}
