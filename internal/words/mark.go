package words

import "strings"

// NoteMarks are the characters with which plain digits are written that are printed raised beside a figure as the number of a
// note. Circled numbers (①) are none: where they stand, the note often says that a figure is not to be compared.
const NoteMarks = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// isNoteMark says whether a character is one of NoteMarks.
func isNoteMark(c rune) bool {
	return c >= '⁴' && c <= '⁹' || c == '¹' || c == '²' || c == '³' || c == '⁰'
}

// Raised is a text of digits as they are written where they are raised.
func Raised(digits string) string { return raised.Replace(digits) }

var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// IsNoteMark says whether a text is nothing but the number of a note as it is written raised.
func IsNoteMark(s string) bool { return s != "" && strings.Trim(s, NoteMarks) == "" }

// DropNoteMarks is a text without the raised numbers of notes behind figures; behind a unit (m²) they are part of it.
func DropNoteMarks(s string) string {
	if strings.IndexFunc(s, isNoteMark) < 0 {
		return s
	}
	behind := false // a figure, or a mark behind one
	return strings.Map(func(c rune) rune {
		if !isNoteMark(c) {
			behind = c >= '0' && c <= '9' || c == '%'
			return c
		}
		if behind {
			return -1
		}
		return c
	}, s)
}
