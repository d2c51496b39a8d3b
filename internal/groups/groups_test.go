package groups

import (
	"fmt"
	"testing"
)

func TestGroups(t *testing.T) {
	var g Groups[string, int]
	for i, key := range []string{"b", "a", "b", "c", "a"} {
		g.Add(key, i)
	}
	said := ""
	for key, all := range g.All() {
		if key == "c" {
			break
		}
		said += fmt.Sprint(key, all)
	}
	if said != "b[0 2]a[1 4]" {
		t.Error(said, g)
	}
}
