package text

import "testing"

// A leader is longer than an ellipsis, of whatever dots it is made.
func TestHasLeader(t *testing.T) {
	for s, want := range map[string]bool{
		"第一部分.......3": true, "收入总表…………5": true, "一、概况 . . . . . . . 1": true, "目标‥‥‥‥2": true, "目录·······3": true,
		"等……": false, "待定......": false, "1.2.3.4.5.6.7.8": false, "阿·卜·杜": false, "": false,
	} {
		if HasLeader(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}
