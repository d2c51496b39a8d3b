package code

import (
	"slices"
	"strings"
)

// Join puts a code's levels together: 201 13 01. Outer levels that a row leaves out are those of
// the code above it; a part that prints the outer levels too (201, 20113) is taken as it is. It is empty
// where a level is missing that no code above tells.
func Join(parts []string, above string) string {
	if len(parts) == 1 && len(parts[0]) == 2 && len(above) >= 3 {
		return above[:3] + parts[0] // a 款 printed alone in a column of whole codes
	}
	out := ""
	for n, p := range parts {
		switch {
		case p == "" && !anyFilled(parts[n:]):
			return out
		case p == "":
			if len(above) < 3+2*n {
				return ""
			}
			out = above[:3+2*n]
		case len(p) > 3 && strings.HasPrefix(p, out):
			out = p
		case n > 0 && len(p) == 1:
			out += "0" + p
		default:
			out += p
		}
	}
	return out
}

func anyFilled(parts []string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return p != "" })
}
