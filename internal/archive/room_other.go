//go:build !linux

package archive

// spread does nothing: large pages are asked for on Linux.
func spread() {}
