package meaning

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/internal/words"
)

// Schemes of codes: the dimension of a quantity that a code is a value of.
const (
	Functional  = "function"
	Economic    = "economic"
	GovEconomic = "gov-economic"
)

// A ClassCode is one code of a classification with one of its names.
type ClassCode struct {
	Scheme, Code, Name string
	English            string // empty where there is none
	First, Last        int    // years of the disclosures that print it; 0 if it is not said
	Source             string
}

//go:embed classification.tsv
var classificationTSV string

var (
	classification = sync.OnceValue(func() []ClassCode { return readClassification(classificationTSV) })
	codeNames      = sync.OnceValue(func() map[[2]string]string { return firstNames(classification()) })
	byName         = sync.OnceValue(func() map[[2]string][]ClassCode { return indexNames(classification()) })
)

func readClassification(data string) []ClassCode {
	var out []ClassCode
	for _, row := range Rows(data) {
		if len(row) != 7 {
			panic(fmt.Sprintf("classification.tsv: %q has %d columns", row, len(row)))
		}
		c := ClassCode{Scheme: row[0], Code: row[1], Name: row[2], English: row[3], Source: row[6]}
		c.First, _ = strconv.Atoi(row[4])
		c.Last, _ = strconv.Atoi(row[5])
		out = append(out, c)
	}
	return out
}

func firstNames(all []ClassCode) map[[2]string]string {
	out := map[[2]string]string{}
	for _, c := range all {
		if at := [2]string{c.Scheme, c.Code}; out[at] == "" {
			out[at] = c.Name
		}
	}
	return out
}

// Classification lists the known codes of the classifications of expenditure, by scheme and code; of a code with
// several names the commonest stands first.
func Classification() []ClassCode { return classification() }

// CodesNamed are the entries of a scheme with a name, which can end in 支出 or leave that out.
func CodesNamed(scheme, name string) []ClassCode {
	return byName()[[2]string{scheme, BareName(name)}]
}

// BareName is a name without 支出 at its end, which rows have or leave out.
func BareName(name string) string { return strings.TrimSuffix(name, "支出") }

func indexNames(all []ClassCode) map[[2]string][]ClassCode {
	out := map[[2]string][]ClassCode{}
	for _, c := range all {
		at := [2]string{c.Scheme, BareName(c.Name)}
		out[at] = append(out[at], c)
	}
	for _, row := range Rows(classesTSV) { // former names of classes
		at := [2]string{Functional, BareName(row[1])}
		out[at] = append(out[at], ClassCode{Scheme: Functional, Code: row[0], Name: row[1], Source: row[2]})
	}
	return out
}

// CodeName is the commonest name of a code; empty if it is not known.
func CodeName(scheme, code string) string { return codeNames()[[2]string{scheme, code}] }

var codeBefore = words.Expression(`^[\[(（【]?\d{3,}[\])）】]?[-_—]*`)

// NamedAs is the name that a row gives its code, without number and code before it; empty where it is none, such as a total's.
func NamedAs(label string) string {
	name := codeBefore.ReplaceAllString(words.TrimNumber(words.Squeeze(label)), "")
	if !words.HasHan(name) || words.IsTotalRow(name) || words.IsPart(name) {
		return ""
	}
	return strings.Trim(fullBrackets.Replace(name), "-—_、.")
}
