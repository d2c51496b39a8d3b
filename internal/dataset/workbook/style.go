package workbook

import (
	"strings"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// fontName is on every Windows and in Microsoft Office for Mac, and replaced by a font with Chinese
// characters where it is missing.
const fontName = "Microsoft YaHei"

// Colours by meaning, RRGGBB.
const (
	headFill         = "DCE6F1"
	verifiedFill     = "E6F4EA"
	contradictedFill = "F8CBCB"
	lineColor        = "A6A6A6"
	quietColor       = "666666"
	linkColor        = "0563C1"
)

// exactDigits is how many significant decimal digits a workbook's numbers hold.
const exactDigits = 15

const (
	bodyCell cellRole = iota
	headCell
	titleCell
	noteCell
	linkCell
	plainCell // without border
)

// style is the workbook's style for a look.
func (b *workbook) style(l look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	id, err := b.file.NewStyle(l.style())
	if err == nil {
		b.styles[l] = id
	}
	return id, err
}

func (l look) style() *excelize.Style {
	s := &excelize.Style{
		Font:      &excelize.Font{Family: fontName, Size: 10},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
	}
	switch l.role {
	case titleCell:
		s.Font.Size, s.Font.Bold, s.Alignment.WrapText = 14, true, false
	case noteCell:
		s.Font.Color, s.Alignment.WrapText = quietColor, false
	case plainCell:
		s.Alignment.WrapText = false
		s.Alignment.Horizontal = "left"
	case linkCell:
		s.Font.Color, s.Font.Underline, s.Border = linkColor, "single", borders()
	case headCell:
		s.Font.Bold, s.Fill, s.Border = true, fill(headFill), borders()
		s.Alignment.Horizontal = "center"
	case bodyCell:
		s.Border = borders()
	}
	if l.format != "" {
		s.CustomNumFmt = &l.format
		s.Alignment.Horizontal, s.Alignment.Indent = "right", 1
	}
	switch l.status {
	case normalize.Verified:
		s.Fill = fill(verifiedFill)
	case normalize.Contradicted:
		s.Fill = fill(contradictedFill)
	}
	return s
}

func fill(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

func borders() []excelize.Border {
	var list []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		list = append(list, excelize.Border{Type: side, Color: lineColor, Style: 1})
	}
	return list
}

// numberOf gives a decimal as a workbook's number and the format that shows it with the same
// digits. Workbooks hold binary fractions of 15 digits: what would not come back the same is not ok
// and must be written as text.
func numberOf(s string, grouped bool) (value float64, format string, ok bool) {
	d, err := decimal.NewFromString(s)
	if err != nil || d.NumDigits() > exactDigits || d.Exponent() < -exactDigits {
		return 0, "", false
	}
	value, _ = d.Float64()
	format = "0"
	if grouped {
		format = "#,##0"
	}
	if places := -d.Exponent(); places > 0 {
		format += "." + strings.Repeat("0", int(places))
	}
	return value, format, true
}

// displayWidth is how many Latin letters wide the longest line of a text is.
func displayWidth(s string) int {
	widest, width := 0, 0
	for _, r := range s {
		switch {
		case r == '\n':
			width = 0
		case r >= 0x1100:
			width += 2
		default:
			width++
		}
		widest = max(widest, width)
	}
	return widest
}
