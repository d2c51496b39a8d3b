//go:build !linux && !darwin

package pdfium

import "context"

// withOwnMemory leaves PDFium's memory to the program's.
func withOwnMemory(ctx context.Context) context.Context { return ctx }
