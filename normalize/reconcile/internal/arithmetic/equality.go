package arithmetic

import "github.com/mingxi/mingxi/internal/codes"

// Append adds a check to a list, if there is one.
func Append(list []*Check, c *Check) []*Check {
	if c == nil {
		return list
	}
	return append(list, c)
}

// Equality is the check that two figures are the same amount; nil where one is missing.
func Equality(code string, e, ref *Figure) *Check {
	if e == nil || ref == nil || e == ref {
		return nil
	}
	c := &Check{Code: code, Actual: e, Parts: []Term{{Figure: ref}}}
	if code == codes.SameAmount && (e.Record == nil || ref.Record == nil) {
		c.Code = codes.ClaimSameAmount
	}
	c.Evaluate()
	return c
}
