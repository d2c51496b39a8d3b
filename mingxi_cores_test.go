package mingxi

import (
	"context"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"
)

// What a document means does not depend on how many processors its tables, pages and checks are spread over, and nothing of the work goes on
// when it is read.
func TestSameOnAnyNumberOfCores(t *testing.T) {
	name := filepath.Join("testdata", "hongqi-2026", "doc.pdf")
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	alone, err := Read(context.Background(), name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(alone.Records) == 0 || len(alone.Claims) == 0 || len(alone.Checks) == 0 {
		t.Fatal("the document says nothing: the test is worth nothing")
	}
	for _, cores := range []int{2, 7} {
		runtime.GOMAXPROCS(cores)
		running := runtime.NumGoroutine()
		shared, err := Read(context.Background(), name, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if n := runtime.NumGoroutine(); n > running {
			t.Errorf("%d cores: %d goroutines go on", cores, n-running)
		}
		if !reflect.DeepEqual(alone, shared) {
			t.Errorf("%d cores: another dataset than on one", cores)
		}
	}
}
