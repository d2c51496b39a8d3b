package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// packLevel is how hard workbooks are compressed: harder ones are 3 % smaller and take twice the time.
const packLevel = 5

// writePacked writes a workbook as a ZIP archive in the order of its names and with a fixed time, so
// that the same workbook gives the same bytes.
func writePacked(w io.Writer, file *excelize.File) error {
	squeeze, err := flate.NewWriter(io.Discard, packLevel)
	if err != nil {
		return err
	}
	p := &packer{entries: map[string]*packed{}, flate: squeeze}
	file.SetZipWriter(func(out io.Writer) excelize.ZipWriter {
		p.out = out
		return p
	})
	return file.Write(w)
}

// A packer gathers the entries of an archive, compressed, and writes them when it is closed.
type packer struct {
	out     io.Writer
	entries map[string]*packed
	flate   *flate.Writer // of the entry that was begun last; one for all, since it is large
}

// A packed entry is what was written to it, compressed.
type packed struct {
	bytes bytes.Buffer
	flate *flate.Writer
	crc   uint32
	size  uint64
}

func (e *packed) Write(p []byte) (int, error) {
	e.crc = crc32.Update(e.crc, crc32.IEEETable, p)
	e.size += uint64(len(p))
	return e.flate.Write(p)
}

// Create ends the entry before and begins another.
func (p *packer) Create(name string) (io.Writer, error) {
	if err := p.flate.Close(); err != nil {
		return nil, err
	}
	e := &packed{flate: p.flate}
	p.flate.Reset(&e.bytes)
	p.entries[name] = e
	return e, nil
}

// AddFS is asked for by the interface; no workbook is made of whole folders.
func (p *packer) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close writes the archive.
func (p *packer) Close() error {
	if err := p.flate.Close(); err != nil {
		return err
	}
	z := zip.NewWriter(p.out)
	for _, name := range slices.Sorted(maps.Keys(p.entries)) {
		if err := p.entries[name].writeTo(z, name); err != nil {
			return err
		}
	}
	return z.Close()
}

func (e *packed) writeTo(z *zip.Writer, name string) error {
	to, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, Modified: fixedTime,
		CRC32: e.crc, UncompressedSize64: e.size, CompressedSize64: uint64(e.bytes.Len()),
	})
	if err != nil {
		return err
	}
	_, err = e.bytes.WriteTo(to)
	return err
}
