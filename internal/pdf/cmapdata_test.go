package pdf

import (
	"archive/zip"
	"compress/flate"
	"encoding/binary"
	"flag"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode/utf16"
)

var cmapsFrom = flag.String("cmaps", "", "directory of Adobe CMap resources (poppler-data: /usr/share/poppler/cMap) to pack into data/cmaps.zip")

// packed are the CMaps that a PDF may name without embedding them.
var packedCMaps = []string{
	"GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H GBKp-EUC-V GBK2K-H GBK2K-V GBT-EUC-H GB-H",
	"UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V UniGB-UTF8-H UniGB-UTF32-H",
	"B5pc-H B5pc-V B5-H B5-V HKscs-B5-H HKscs-B5-V ETen-B5-H ETen-B5-V ETenms-B5-H ETenms-B5-V CNS-EUC-H CNS-EUC-V",
	"UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V UniCNS-UTF8-H UniCNS-UTF32-H",
	"83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H 90pv-RKSJ-V Add-RKSJ-H Add-RKSJ-V",
	"EUC-H EUC-V Ext-RKSJ-H Ext-RKSJ-V RKSJ-H RKSJ-V H V",
	"UniJIS-UCS2-H UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UTF16-H UniJIS-UTF16-V UniJIS-UTF8-H UniJIS-UTF32-H",
	"KSC-EUC-H KSC-EUC-V KSCms-UHC-H KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H KSC-H",
	"UniKS-UCS2-H UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V UniKS-UTF8-H UniKS-UTF32-H",
	"Adobe-GB1-UCS2 Adobe-CNS1-UCS2 Adobe-Japan1-UCS2 Adobe-Korea1-UCS2 Adobe-KR-UCS2",
}

// TestPackCMaps makes data/cmaps.zip anew when it is told where the resources are.
func TestPackCMaps(t *testing.T) {
	if *cmapsFrom == "" {
		t.Skip("-cmaps is not given")
	}
	if os.Getenv("CI") != "" {
		t.Fatal("-cmaps is not for CI")
	}
	out, err := os.Create("data/cmaps.zip")
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(out)
	w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 9) })
	licence := ""
	for _, n := range strings.Fields(strings.Join(packedCMaps, " ")) {
		src := readResource(t, n)
		if licence == "" {
			licence = licenceOf(string(src))
		}
		f, _ := w.Create(n)
		f.Write(packResource(src))
	}
	f, _ := w.Create("LICENSE")
	f.Write([]byte(licence))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out.Close()
}

func readResource(t *testing.T, name string) []byte {
	found, _ := filepath.Glob(filepath.Join(*cmapsFrom, "*", name))
	if len(found) == 0 {
		t.Fatalf("%s: not in %s", name, *cmapsFrom)
	}
	src, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func licenceOf(src string) string {
	var b strings.Builder
	for line := range strings.Lines(src) {
		if rest, ok := strings.CutPrefix(line, "%%Copyright:"); ok {
			b.WriteString(strings.TrimPrefix(rest, " "))
		}
	}
	return b.String()
}

// packResource packs one CMap program; Unicode of single codes becomes ranges.
func packResource(src []byte) []byte {
	parent := ""
	m := readCMap(src, func(n string) *cmap { parent = n; return nil })
	for code, s := range m.chars {
		m.runs = append(m.runs, unicodeRange{code, code, utf16.Encode([]rune(s))})
	}
	sort.Slice(m.runs, func(i, j int) bool { return m.runs[i].lo < m.runs[j].lo })
	m.runs = joinRanges(m.runs)
	return m.pack(parent)
}

func joinRanges(runs []unicodeRange) []unicodeRange {
	var out []unicodeRange
	for _, r := range runs {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if len(last.dst) == 1 && len(r.dst) == 1 && r.lo == last.hi+1 && r.dst[0] == last.dst[0]+uint16(r.lo-last.lo) {
				last.hi = r.hi
				continue
			}
		}
		out = append(out, r)
	}
	return out
}

func TestPredefinedCMaps(t *testing.T) {
	tests := []struct {
		name  string
		bytes string
		text  string // by the collection's table
		table string
	}{
		{"GBK-EUC-H", "\xc4\xcf", "南", "Adobe-GB1-UCS2"},
		{"GBK-EUC-V", "\xc4\xcf", "南", "Adobe-GB1-UCS2"},
		{"GB-EUC-H", "\xd7\xdc", "总", "Adobe-GB1-UCS2"},
		{"GBK2K-H", "\xd7\xdc", "总", "Adobe-GB1-UCS2"},
		{"UniGB-UCS2-H", "\x60\x3b", "总", "Adobe-GB1-UCS2"},
		{"UniGB-UTF16-V", "\x60\x3b", "总", "Adobe-GB1-UCS2"},
		{"ETen-B5-H", "\xb9\x77", "預", "Adobe-CNS1-UCS2"},
		{"90ms-RKSJ-H", "\x97\x5c", "予", "Adobe-Japan1-UCS2"},
		{"KSCms-UHC-H", "\xbf\xb9", "예", "Adobe-Korea1-UCS2"},
		{"GBK-EUC-H", "1", "1", "Adobe-GB1-UCS2"},
	}
	for _, tt := range tests {
		m := predefined(tt.name)
		if m == nil {
			t.Errorf("%s: missing", tt.name)
			continue
		}
		code, n := m.next([]byte(tt.bytes))
		cid, ok := m.cid(code, n)
		s, _ := predefined(tt.table).unicode(uint32(cid))
		if n != len(tt.bytes) || !ok || s != tt.text {
			t.Errorf("%s: % x: %d bytes, CID %d, %q; want %q", tt.name, tt.bytes, n, cid, s, tt.text)
		}
		if want := strings.HasSuffix(tt.name, "-V"); m.vertical != want {
			t.Errorf("%s: vertical %v", tt.name, m.vertical)
		}
	}
}

// pack writes a finished map as an unpacker reads it.
func (m *cmap) pack(parent string) []byte {
	b := binary.AppendUvarint(nil, uint64(len(parent)))
	b = append(b, parent...)
	b = append(b, 0)
	if m.vertical {
		b[len(b)-1] = 1
	}
	b = binary.AppendUvarint(b, uint64(len(m.spaces)))
	for _, s := range m.spaces {
		b = appendAll(b, uint64(s.size), uint64(s.lo), uint64(s.hi))
	}
	b = binary.AppendUvarint(b, uint64(len(m.cids)))
	code, cid := uint32(0), uint32(0)
	for _, r := range m.cids {
		b = appendAll(b, uint64(r.size))
		b = binary.AppendVarint(b, int64(r.lo)-int64(code))
		b = appendAll(b, uint64(r.hi-r.lo))
		b = binary.AppendVarint(b, int64(r.cid)-int64(cid))
		code, cid = r.hi, r.cid+r.hi-r.lo
	}
	return m.packUnicode(b)
}

func (m *cmap) packUnicode(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(m.runs)))
	code, unit := uint32(0), uint16(0)
	for _, r := range m.runs {
		b = binary.AppendVarint(b, int64(r.lo)-int64(code))
		b = appendAll(b, uint64(r.hi-r.lo), uint64(len(r.dst)))
		for _, u := range r.dst {
			b = binary.AppendVarint(b, int64(u)-int64(unit))
			unit = u
		}
		code = r.hi
	}
	return b
}

func appendAll(b []byte, numbers ...uint64) []byte {
	for _, n := range numbers {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

// Each map of the archive is unpacked to its end, and those that build on another find it.
func TestAllPackedCMaps(t *testing.T) {
	for _, n := range strings.Fields(strings.Join(packedCMaps, " ")) {
		data, err := archived(storedCMaps().files[n])
		if err != nil {
			t.Errorf("%s: %v", n, err)
			continue
		}
		m, parent, err := unpackCMap(data)
		if err != nil || len(m.cids)+len(m.runs) == 0 || parent != "" && predefined(parent) == nil {
			t.Errorf("%s: %d ranges of CIDs, %d of text, upon %q: %v", n, len(m.cids), len(m.runs), parent, err)
		}
	}
}
