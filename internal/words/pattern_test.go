package words

import (
	"fmt"
	"strings"
	"testing"
)

// An expression that is none tells its fault each time it is asked, since whoever asked first may have caught it.
func TestPatternThatIsNone(t *testing.T) {
	p := Expression("收入(")
	for range 2 {
		func() {
			defer func() {
				if told := fmt.Sprint(recover()); !strings.Contains(told, "收入(") {
					t.Errorf("it told %q, want the expression", told)
				}
			}()
			p.MatchString("收入")
		}()
	}
}
