package archive

import (
	"strings"
	"sync"
	"testing"
)

// An answer that is told several times at once is kept.
func TestPutAtOnce(t *testing.T) {
	s, err := openStore(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.close()
	key := strings.Repeat("0a", keyLength)
	for range 20 {
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				if err := s.put(key, []byte("portion"), nil); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	}
	if !s.has(key) {
		t.Error("nothing is kept")
	}
}
