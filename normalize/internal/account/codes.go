package account

import (
	"slices"
	"strconv"
)

const (
	classDigits = 3 // of the code of a class; those of what it holds have two more, and two more again
	longCode    = 7 // digits of a code that amounts seldom have, and never all of a column
)

// AreCodes says whether the whole numbers of a column, from top to bottom, are codes or count its rows: some begin others,
// as those of classes do, all are long and have as many digits, or each is one more than that above it.
func AreCodes(numbers []string) bool {
	return nest(numbers) || evenlyLong(numbers) || count(numbers)
}

func nest(numbers []string) bool {
	all := map[string]bool{}
	for _, s := range numbers {
		all[s] = true
	}
	for s := range all {
		if n := len(s); n >= classDigits+2 && all[s[:n-2]] {
			return true
		}
	}
	return false
}

func evenlyLong(numbers []string) bool {
	return !slices.ContainsFunc(numbers, func(s string) bool { return len(s) < longCode || len(s) != len(numbers[0]) })
}

func count(numbers []string) bool {
	for i, s := range numbers {
		n, err := strconv.Atoi(s)
		if err != nil || n == 0 || i > 0 && strconv.Itoa(n-1) != numbers[i-1] {
			return false
		}
	}
	return true
}
