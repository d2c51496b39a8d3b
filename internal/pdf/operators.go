package pdf

import "sync"

func op(word string) (key uint32) {
	for i := range len(word) {
		key = key<<8 | uint32(word[i])
	}
	return key
}

// operators are those of content streams, as they are looked up.
var operators = sync.OnceValue(func() *operatorTable {
	t := &operatorTable{}
	for key, run := range operatorList() {
		i := operatorPlace(key)
		for t[i].run != nil {
			i = (i + 1) % (1 << operatorBits)
		}
		t[i].key, t[i].run = key, run
	}
	return t
})

// operatorList are the content stream operators (ISO 32000-1, annex A) that move or draw something.
func operatorList() map[uint32]func(*painter) {
	return map[uint32]func(*painter){
		op("q"): (*painter).save, op("Q"): (*painter).restore, op("cm"): (*painter).concat,
		op("w"): (*painter).lineWidth, op("d"): (*painter).dash, op("J"): (*painter).lineCap, op("gs"): (*painter).extState,

		op("m"): (*painter).moveTo, op("l"): (*painter).lineTo, op("c"): (*painter).curveTo,
		op("v"): (*painter).curveShort, op("y"): (*painter).curveShort, op("h"): (*painter).closePath, op("re"): (*painter).rectangle,
		op("S"): (*painter).stroke, op("s"): func(p *painter) { p.closePath(); p.stroke() },
		op("f"): (*painter).fill, op("F"): (*painter).fill, op("f*"): (*painter).fill,
		op("B"): (*painter).fillStroke, op("B*"): (*painter).fillStroke,
		op("b"):  func(p *painter) { p.closePath(); p.fillStroke() },
		op("b*"): func(p *painter) { p.closePath(); p.fillStroke() },
		op("n"):  (*painter).endPath, op("W"): (*painter).clip, op("W*"): (*painter).clip,

		op("g"): (*painter).fillGray, op("G"): (*painter).strokeGray, op("rg"): (*painter).fillRGB, op("RG"): (*painter).strokeRGB,
		op("k"): (*painter).fillCMYK, op("K"): (*painter).strokeCMYK, op("cs"): (*painter).fillSpace, op("CS"): (*painter).strokeSpace,
		op("sc"): (*painter).fillColor, op("scn"): (*painter).fillColor, op("SC"): (*painter).strokeColor, op("SCN"): (*painter).strokeColor,

		op("BT"): (*painter).beginText, op("ET"): (*painter).endText,
		op("Tc"): func(p *painter) { p.setNumber(&p.state.charSpace) },
		op("Tw"): func(p *painter) { p.setNumber(&p.state.wordSpace) },
		op("TL"): func(p *painter) { p.setNumber(&p.state.leading) },
		op("Ts"): func(p *painter) { p.setNumber(&p.state.rise) },
		op("Tz"): (*painter).textScale, op("Tr"): (*painter).textMode, op("Tf"): (*painter).selectFont,
		op("Td"): (*painter).moveText, op("TD"): (*painter).moveTextLeading, op("Tm"): (*painter).textMatrix, op("T*"): (*painter).nextLine,
		op("Tj"): (*painter).showText, op("TJ"): (*painter).showText,
		op("'"):  func(p *painter) { p.nextLine(); p.showText() },
		op("\""): (*painter).showSpaced,

		op("sh"): func(p *painter) { p.costly = true }, op("Do"): (*painter).draw, op("BMC"): (*painter).beginMark, op("BDC"): (*painter).beginMark, op("EMC"): (*painter).endMark,
	}
}
