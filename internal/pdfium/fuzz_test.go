package pdfium

import (
	"bytes"
	"image"
	"testing"
)

// Whatever a file holds: a drawing has the size that was asked for and is the same each time, or there is an error; and a
// whole file is drawn as ever after it.
func FuzzDraw(f *testing.F) {
	sound := document(bars)
	for _, data := range [][]byte{
		sound, document("/I Do"), document("q BT /F1 12 Tf (1,234.50) Tj ET"), document("/F Do /F Do", ""),
		sound[:len(sound)/2], bytes.ReplaceAll(sound, []byte("200 100"), []byte("-1 1e9")), bytes.ReplaceAll(sound, []byte("4 0 R"), []byte("2 0 R")), nil,
	} {
		f.Add(data, 1, 200, 100, false)
	}
	f.Add(sound, -1, 200, 100, true)
	f.Add(sound, 1, 1, 1<<40, true)
	f.Fuzz(func(t *testing.T, data []byte, number, width, height int, plain bool) {
		if float64(width)*float64(height) > 1e6 && float64(width)*float64(height) <= MostPixels {
			t.Skip("large drawings take long")
		}
		page := Page{number, width, height, plain}
		file, whole := New(data, ""), New(sound, "")
		defer file.Close()
		defer whole.Close()
		once, err := file.Draw(t.Context(), page)
		again, second := file.Draw(t.Context(), page)
		if (err == nil) != (second == nil) {
			t.Fatalf("first %v, then %v", err, second)
		}
		if err == nil {
			if b := once.Image.Bounds(); b != image.Rect(0, 0, width, height) {
				t.Errorf("a drawing of %v, not %d by %d", b, width, height)
			}
			if !bytes.Equal(pixelsOf(once.Image), pixelsOf(again.Image)) {
				t.Error("another drawing the second time")
			}
		}
		if _, _, err := file.Size(t.Context(), number); err != nil && second == nil {
			t.Errorf("it is drawn and has no size: %v", err)
		}
		if d, err := whole.Draw(t.Context(), Page{Number: 1, Width: 20, Height: 10}); err != nil || shade(d.Image, 5, 5) != 0 {
			t.Errorf("after it a whole file is not drawn: %v", err)
		}
	})
}

// pixelsOf are the bytes of a drawing.
func pixelsOf(img image.Image) []byte {
	switch i := img.(type) {
	case *image.Gray:
		return i.Pix
	case *image.RGBA:
		return i.Pix
	}
	return nil
}
