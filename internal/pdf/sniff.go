package pdf

import (
	"bytes"
	"errors"
	"fmt"
)

// ErrEmpty tells that the file has no bytes.
var ErrEmpty = errors.New("empty file: download it again")

// ErrDamaged tells that the file is a PDF of which too little is left to find a page.
var ErrDamaged = errors.New("damaged or cut off, and no page of it could be recovered: download it again")

// ErrTooLarge tells that the file is larger than any this program will hold in memory.
var ErrTooLarge = errors.New("larger than the 1 GiB that are read")

// A NotPDFError tells what a file is that is no PDF.
type NotPDFError struct {
	Kind string // such as "an HTML page"; empty if it was not recognised
}

func (e *NotPDFError) Error() string {
	if e.Kind == "" {
		return "no PDF file: check that this is the file you mean"
	}
	return fmt.Sprintf("no PDF file but %s%s", e.Kind, advice[e.Kind])
}

// Kinds of files that are published under the name of a PDF.
const (
	kindHTML = "an HTML page"
	kindOFD  = "an OFD document"
	kindWord = "a Word document"
	kindOOXL = "an Excel workbook"
	kindOld  = "an old Office document (Word or Excel)"
	kindZip  = "a ZIP archive"
	kindRAR  = "a RAR archive"
	kindPict = "a picture"
	kindPS   = "a PostScript file"
	kindXML  = "an XML file"
	kindRTF  = "an RTF document"
)

// advice says what can be done about a kind.
var advice = map[string]string{
	kindHTML: ": the download link led to a web page; open it and fetch the file itself",
	kindOFD:  ": convert it to PDF with an OFD reader",
	kindWord: ": save it as PDF",
	kindOOXL: ": save it as PDF",
	kindOld:  ": save it as PDF",
	kindZip:  ": unpack it first",
	kindRAR:  ": unpack it first",
	kindPict: ": put it into a PDF first",
	kindPS:   ": convert it with ps2pdf",
	kindRTF:  ": save it as PDF",
}

// signatures are the first bytes of other kinds of files.
var signatures = []struct {
	prefix string
	kind   string
}{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", kindOld},
	{"Rar!", kindRAR},
	{"\x89PNG", kindPict}, {"\xff\xd8\xff", kindPict}, {"GIF8", kindPict}, {"II*\x00", kindPict}, {"MM\x00*", kindPict},
	{"%!PS", kindPS},
	{"{\\rtf", kindRTF},
	{"<?xml", kindXML},
}

// sniffWindow is how far into a file its kind shows: web servers put scripts before the markup,
// gateways put headers before %PDF.
const sniffWindow = 4096

// sniff finds the header of a PDF and gives the bytes from there on, or says what else it is.
func sniff(data []byte) ([]byte, error) {
	if len(bytes.TrimSpace(data[:min(len(data), sniffWindow)])) == 0 && len(data) <= sniffWindow {
		return nil, ErrEmpty
	}
	if len(data) > MaxFileBytes {
		return nil, ErrTooLarge
	}
	head := data[:min(len(data), sniffWindow)]
	if i := bytes.Index(head, []byte("%PDF-")); i >= 0 {
		return data[i:], nil
	}
	if kind := kindOf(data, head); kind != "" {
		return nil, &NotPDFError{kind}
	}
	if bytes.Contains(data, []byte(" obj")) && bytes.Contains(data, []byte("endobj")) {
		return data, nil // its header is lost
	}
	return nil, &NotPDFError{}
}

// lastFile is where the last of several files begins that somebody put one behind the other; 0 where there is one. A file
// that was saved again and again has one header.
func lastFile(data []byte) int {
	if len(data) == 0 || !bytes.Contains(data[1:], []byte("%PDF-")) {
		return 0 // which is found out faster than where the last one is
	}
	for end := len(data); ; {
		at := bytes.LastIndex(data[:end], []byte("%PDF-"))
		if at <= 0 {
			return 0
		}
		if bytes.HasSuffix(bytes.TrimRight(data[:at], "\r\n\t \x00"), []byte("%%EOF")) {
			return at
		}
		end = at
	}
}

func kindOf(data, head []byte) string {
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return zipKind(data)
	}
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), "\r\n\t ")
	lower := bytes.ToLower(start)
	for _, mark := range []string{"<!doctype html", "<html", "<head", "<script", "<body"} {
		if bytes.Contains(lower, []byte(mark)) {
			return kindHTML
		}
	}
	for _, s := range signatures {
		if bytes.HasPrefix(start, []byte(s.prefix)) {
			return s.kind
		}
	}
	return ""
}

// zipKind tells what a ZIP archive holds by the names in it.
func zipKind(data []byte) string {
	for _, m := range []struct{ name, kind string }{
		{"OFD.xml", kindOFD}, {"word/", kindWord}, {"xl/", kindOOXL},
	} {
		if bytes.Contains(data, []byte(m.name)) {
			return m.kind
		}
	}
	return kindZip
}
