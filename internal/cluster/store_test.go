package cluster

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
)

// A store that others fill but for a few documents takes these, which are read, and then the next: documents that wait for room hold up none that
// is there.
func TestFewDocumentsFitAtATime(t *testing.T) {
	t.Parallel()
	h := hosted(t, t.TempDir())
	l, err := Connect(t.Context(), Access{Name: t.Name(), Inside: h.Server, Token: h.Token, Patience: shortPatience, Make: true, Store: 2 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	l.most = 0
	s := &shelf{parts: map[string]string{}}
	c := led(t, l, s, "run")
	if _, err := l.inputs.PutBytes(t.Context(), "another.filler", make([]byte, 600<<10)); err != nil {
		t.Fatal(err)
	}
	other := linked(t, h)
	other.most = 0
	employ(t, other, 2, func(_ context.Context, i *Item, data []byte, _ [][]byte) (archive.Answer, *archive.Failure) {
		return archive.Answer{Pages: 1, Portion: data[len(data)-2:]}, nil
	})
	var texts []string
	for n := range 40 {
		texts = append(texts, strings.Repeat("x", 60<<10)+fmt.Sprintf("%02d", n))
	}
	ctx, stop := context.WithTimeout(t.Context(), 40*time.Second)
	defer stop()
	if f, err := readAll(ctx, c, errands(t, texts...)); err != nil || len(f) > 0 || len(s.parts) != len(texts) {
		t.Errorf("%d of %d: %v, %v", len(s.parts), len(texts), f, err)
	}
}
