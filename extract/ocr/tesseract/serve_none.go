//go:build !ocr

package tesseract

const built = false

// Serve does nothing in a program built without the engine.
func Serve() {}

func languages() []string { return nil }
