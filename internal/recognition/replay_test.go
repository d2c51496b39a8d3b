//go:build !ocr

package recognition_test

import (
	"testing"

	"github.com/mingxi/mingxi/extract/ocr"
)

// live is missing in this build.
func live(t *testing.T) ocr.Engine {
	t.Helper()
	t.Fatal("recording needs the tag ocr")
	return nil
}
