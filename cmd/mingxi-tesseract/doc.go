// Command mingxi-tesseract reads lines of writing with Tesseract, for mingxi, which starts it: a program of its own, so that mingxi needs
// no C library, and a crash or a hang of the engine costs one line and not the run. On its standard input it is told the languages, and
// then lines, as package internal/wire has them; it ends where its input does. With the argument "languages" it prints those that
// Tesseract has on this machine.
//
// It is built with the tag ocr and needs the Debian packages tesseract-ocr, tesseract-ocr-chi-sim, libtesseract-dev and libleptonica-dev.
package main
