package start

import "testing"

// The work begins before main, but where that would keep Ctrl-C from it, and in tests.
func TestEarly(t *testing.T) {
	for _, c := range []struct {
		system string
		args   []string
		want   bool
	}{
		{"linux", []string{"tables", "a.pdf"}, true},
		{"darwin", nil, true},
		{"linux", []string{"-test.v"}, false},
		{"windows", []string{"tables", "a.pdf"}, false},
		{"windows", []string{"worker"}, false},
	} {
		if got := early(c.system, c.args); got != c.want {
			t.Errorf("on %s, %q: %v", c.system, c.args, got)
		}
	}
}
