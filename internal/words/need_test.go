package words

import (
	"maps"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// needing are expressions of all kinds, beside those of the shared concepts.
var needing = []string{
	`元`, `^元`, `元$`, `^元$`, `^$`, ``, `^`, `$`, `a?`, `a*b`, `(a|)b`, `(^a|b)c`, `^a?b`, `^(a|b*)c`, `a?^b`, `b$a?`, `(?i)yuan`, `(?i)^k`, `ſ`, `(?i)s$`,
	`(?m)^元`, `(?m)元$`, `(?s).元`, `.`, `^.元`, `[^元]`, `^[^元]`, `[一-龥]元`, `^[一二三]+、`, `(?:万|亿)?元$`, `(?:局|厅|委员会|办公室)$`, `\b元`, `^\B元`,
	`x{0}元`, `x{2,3}$`, `(x{0,2}|y)$`, `^(?:第[一二三]部分|附件)`, `[元]{0}`, `\x{FFFD}`, `^\x{FFFD}$`, `(?:a|b|^)c`, `c(?:a|b|$)`, `\d+(?:\.\d+)?%`, `[[:^alpha:]]元`, `\pL`,
	`(?:^|[^\d])\d{1,2}年`, `x(?:a|bc)?y|z`, `(?:ab|c)+d`, `(?:a|b){2,3}c`, `[ab]?c.`, `(?:^|元)(?:万|亿)`, `(?i)ks|万.`,
	`(?i)[k-s]$`, `^(?:^a)`, `(?:a$)$`, `a\z`, `\Aa`,
}

// asked gives texts made of the letters of an expression and of others, some of which are no UTF-8.
func asked(random *rand.Rand, expression string) string {
	letters := []rune(expression + "元万亿%aAbcKks\u212Aſ 一二、.\n0\uFFFD")
	var b strings.Builder
	for range random.IntN(7) {
		if b.WriteRune(letters[random.IntN(len(letters))]); random.IntN(40) == 0 {
			b.WriteString([]string{"\xe4", "\xb8", "\xf0\x90"}[random.IntN(3)])
		}
	}
	return b.String()
}

// allExpressions are the needing ones and the shared concepts.
func allExpressions() []string {
	expressions := slices.Clone(needing)
	for _, id := range slices.Sorted(maps.Keys(shared.parsed().concepts)) {
		expressions = append(expressions, shared.expression(id))
	}
	return expressions
}

// What is said to hold no match holds none.
func TestNeedNeverDeniesMatches(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	denied, all := 0, 0
	for _, expression := range allExpressions() {
		re, need := regexp.MustCompile(expression), needOf(expression)
		for range 400 {
			s := asked(random, expression)
			all++
			if !need.metBy(s) {
				if denied++; re.MatchString(s) {
					t.Errorf("%q is found in %q, and its need is not met", expression, s)
				}
			}
		}
	}
	if denied < all/3 {
		t.Errorf("of %d texts %d are told by single characters, which is of little use", all, denied)
	}
}

// A finder finds what its expression does, and where.
func TestFinderFindsAsItsExpression(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	finders, found := 0, 0
	for _, expression := range allExpressions() {
		re, f := regexp.MustCompile(expression), finderOf(expression)
		if f == nil {
			continue
		}
		finders++
		for range 400 {
			s := asked(random, expression) + asked(random, expression)
			want := re.FindAllStringSubmatchIndex(s, -1)
			if got := all(s, -1, f.submatch); !reflect.DeepEqual(got, want) {
				t.Errorf("%q is found in %q at %v, want %v", expression, s, got, want)
			}
			if f.matches(s) != (want != nil) {
				t.Errorf("whether %q is found in %q is said to be %v", expression, s, want == nil)
			}
			found += len(want)
		}
	}
	if finders < 30 || found < 1000 {
		t.Errorf("%d expressions have a finder, and %d matches were found, which shows little", finders, found)
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

// A long text of nothing but places where a match may begin is gone through once, not once for each of them.
func TestLongTextsAreGoneThroughOnce(t *testing.T) {
	const expression = `(?:[A-Za-z.]+|第[一二三]+)(?:条|款)`
	p, f := Expression(expression), finderOf(expression)
	if f == nil {
		t.Fatal("the expression has no finder")
	}
	long := strings.Repeat("W", longestText-len("条")) + "条"
	if f.serves(long) || !f.serves("依照第三条") || !f.serves(strings.Repeat("元", 20000)+"第三条") {
		t.Error("a finder serves for texts with few places alone")
	}
	begun := time.Now()
	if m := p.FindStringIndex(long); !p.MatchString(long) || !slices.Equal(m, []int{0, len(long)}) || len(p.FindAllString(long[:len(long)-3], -1)) != 0 {
		t.Errorf("the match is at %v", m)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}
