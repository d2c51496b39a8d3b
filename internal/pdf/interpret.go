package pdf

import "bytes"

// interpret runs one content stream.
func (p *painter) interpret(src []byte) {
	l := lexer{src: src}
	p.operands = p.operands[:0]
	for {
		kind, num, text := l.cut()
		switch kind {
		case tokEOF:
			if len(p.operands) > 0 {
				p.note(errCutOff)
			}
			return
		case tokKeyword:
			p.operator(&l, text)
			p.operands = p.operands[:0]
		case tokDictOpen:
			p.push(tokDictOpen, 0, l.skipDict())
		default:
			p.push(kind, num, text)
		}
	}
}

// skipDict moves over a dictionary whose << was read, and gives its source.
func (l *lexer) skipDict() []byte {
	start, depth := l.pos, 1
	for depth > 0 {
		switch l.next().kind {
		case tokEOF:
			return l.src[start:]
		case tokDictOpen:
			depth++
		case tokDictClose:
			depth--
		}
	}
	return l.src[start : l.pos-2]
}

// operator runs one operator on the operands before it.
func (p *painter) operator(l *lexer, word []byte) {
	if p.ops++; p.ops&0xfff == 0 {
		p.checkLimits()
	}
	if len(word) > 3 {
		p.noOperator(word)
		return
	}
	key := uint32(0)
	for _, c := range word {
		key = key<<8 | uint32(c)
	}
	if key == opInline {
		p.inlineImage(l)
		return
	}
	if run := p.operators.find(key); run != nil {
		run(p)
		return
	}
	p.noOperator(word)
}

// noOperator tells of a word that is none of a content stream: bytes that are packed, or others than were written. Operators that draw
// nothing here, and those of later versions, are letters.
func (p *painter) noOperator(word []byte) {
	if bytes.ContainsFunc(word, func(c rune) bool { return c < ' ' || c > '~' }) {
		p.note(errDamaged)
	}
}

const opInline = 'B'<<8 | 'I'
