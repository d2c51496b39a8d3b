package workbook

import "testing"

// A number that a workbook would not give back the same is written as text.
func TestNumberOf(t *testing.T) {
	for in, want := range map[string]string{
		"0":                   "0",
		"1234.50":             "0.00",
		"-0.000001":           "0.000000",
		"123456789012345":     "0",
		"1234567890123456":    "", // more digits than a workbook holds
		"0.12345678901234567": "",
		"x":                   "",
	} {
		if _, format, _ := numberOf(in, false); format != want {
			t.Errorf("%s: format %q, want %q", in, format, want)
		}
	}
}
