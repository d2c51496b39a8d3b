package late

import (
	"sync"
	"testing"
)

// All that wait have what was made between Hold and Main, and the work is done once.
func TestNeed(t *testing.T) {
	Need() // nothing is held: no wait
	done := 0
	Main(func() { done++ })
	if done != 1 {
		t.Fatalf("work that was not begun is done %d times", done)
	}
	rest := ""
	ended := make(chan bool)
	go func() {
		Hold(func() {
			var waiting sync.WaitGroup
			for range 8 {
				waiting.Go(func() {
					if Need(); rest != "there" {
						t.Errorf("the rest is %q", rest)
					}
				})
			}
			waiting.Wait()
			close(ended)
		})
		rest = "there"
		Main(func() { t.Error("the work is done again") })
	}()
	<-ended
}
