package words

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// needing are expressions of all kinds, beside those of the shared concepts.
var needing = []string{
	`元`, `^元`, `元$`, `^元$`, `^$`, ``, `^`, `$`, `a?`, `a*b`, `(a|)b`, `(^a|b)c`, `^a?b`, `^(a|b*)c`, `a?^b`, `b$a?`, `(?i)yuan`, `(?i)^k`, `ſ`, `(?i)s$`,
	`(?m)^元`, `(?m)元$`, `(?s).元`, `.`, `^.元`, `[^元]`, `^[^元]`, `[一-龥]元`, `^[一二三]+、`, `(?:万|亿)?元$`, `(?:局|厅|委员会|办公室)$`, `\b元`, `^\B元`,
	`x{0}元`, `x{2,3}$`, `(x{0,2}|y)$`, `^(?:第[一二三]部分|附件)`, `[元]{0}`, `\x{FFFD}`, `^\x{FFFD}$`, `(?:a|b|^)c`, `c(?:a|b|$)`, `\d+(?:\.\d+)?%`, `[[:^alpha:]]元`, `\pL`,
	`(?i)[k-s]$`, `^(?:^a)`, `(?:a$)$`, `a\z`, `\Aa`,
}

// What is said to hold no match holds none.
func TestNeedNeverDeniesMatches(t *testing.T) {
	expressions := append([]string{}, needing...)
	for id := range shared.parsed().concepts {
		expressions = append(expressions, shared.expression(id))
	}
	random := rand.New(rand.NewPCG(1, 2))
	denied, asked := 0, 0
	for _, expression := range expressions {
		re, need := regexp.MustCompile(expression), needOf(expression)
		letters := []rune(expression + "元万亿%aAbcKks\u212Aſ 一二、.\n0\uFFFD")
		for range 400 {
			var b strings.Builder
			for range random.IntN(7) {
				if b.WriteRune(letters[random.IntN(len(letters))]); random.IntN(40) == 0 {
					b.WriteString([]string{"\xe4", "\xb8", "\xf0\x90"}[random.IntN(3)]) // no UTF-8
				}
			}
			s := b.String()
			asked++
			if !need.metBy(s) {
				if denied++; re.MatchString(s) {
					t.Errorf("%q is found in %q, and its need is not met", expression, s)
				}
			}
		}
	}
	if denied < asked/3 {
		t.Errorf("of %d texts %d are told by single characters, which is of little use", asked, denied)
	}
}

// A Pattern answers as its expression does, whatever is asked.
func TestPatternAnswersAsItsExpression(t *testing.T) {
	for _, expression := range needing {
		p, re := Expression(expression), regexp.MustCompile(expression)
		for _, s := range []string{"", "元", "万元", "元a", "ac", "bc", "12.5%", "K", "一、", "x"} {
			if p.MatchString(s) != re.MatchString(s) || p.ReplaceAllString(s, "<$0>") != re.ReplaceAllString(s, "<$0>") ||
				strings.Join(p.Split(s, -1), "|") != strings.Join(re.Split(s, -1), "|") ||
				len(p.FindAllStringIndex(s, -1)) != len(re.FindAllStringIndex(s, -1)) || len(p.FindStringSubmatch(s)) != len(re.FindStringSubmatch(s)) {
				t.Errorf("%q answers otherwise than its expression of %q", expression, s)
			}
		}
	}
}
