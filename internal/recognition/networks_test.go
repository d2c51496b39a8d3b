//go:build weights

package recognition_test

import (
	"context"
	"testing"

	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/recognition"
)

// The networks read of a scan of page 10 of the shipped document the table that the page's text layer gives.
func TestNetworksReadTheTable(t *testing.T) {
	engine, err := networks.New()
	if err != nil {
		t.Fatal(err)
	}
	p, err := recognition.Page(context.Background(), engine, picture(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	if p.Problem != "" {
		t.Errorf("problem %q", p.Problem)
	}
	compareCells(t, onlyTable(t, p), onlyTable(t, textPage(t, 10)))
	again, err := recognition.Page(context.Background(), engine, picture(t), 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range p.Runs {
		if o := again.Runs[i]; o.Text != r.Text || o.Confidence != r.Confidence {
			t.Errorf("%q (%v), and %q (%v) the second time", r.Text, r.Confidence, o.Text, o.Confidence)
		}
	}
}
