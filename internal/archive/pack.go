package archive

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/s2"
	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/normalize"
)

// mostInPiece is how many cells, rows or records are written as one: a coder holds all of a piece as bytes beside what it makes of it, and
// goes through the same hundred kilobytes again for the next one; a document has thousands to hundreds of thousands.
const mostInPiece = 256

// A sizes says how much follows in pieces.
type sizes struct {
	Records     int
	Cells, Rows []int // by table
}

// A piece goes on with the records, or with the cells or rows of a table.
type piece struct {
	Table   int
	Records []normalize.Record
	Cells   []layout.Cell
	Rows    []normalize.Row
}

// pack gives a dataset of one document as bytes, what it says of the document first. How the text of cells is parted into
// lines is left out: what comes after a document is read asks for it no more, and a third of a large table is that.
func pack(ds *normalize.Dataset) ([]byte, error) {
	var b bytes.Buffer
	z := s2.NewWriter(&b, s2.WriterConcurrency(1), s2.WriterBlockSize(blockSize))
	to := gob.NewEncoder(z)
	shell, size := shellOf(ds)
	if err := errors.Join(to.Encode(&ds.Disclosures[0]), to.Encode(shell), to.Encode(size)); err != nil {
		return nil, err
	}
	if err := inPieces(ds, func(p *piece) error { return to.Encode(p) }); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// shellOf is a dataset without what is written in pieces, and how much that is.
func shellOf(ds *normalize.Dataset) (*normalize.Dataset, *sizes) {
	shell, size := *ds, &sizes{Records: len(ds.Records)}
	shell.Records, shell.Tables = nil, append([]normalize.Table(nil), ds.Tables...)
	for i := range shell.Tables {
		t := &shell.Tables[i]
		size.Cells, size.Rows = append(size.Cells, len(t.Cells)), append(size.Rows, len(t.Rows))
		t.Cells, t.Rows = nil, nil
	}
	return &shell, size
}

// inPieces gives records, and the cells and rows of the tables, in pieces.
func inPieces(ds *normalize.Dataset, write func(*piece) error) error {
	for rest := ds.Records; len(rest) > 0; {
		n := min(len(rest), mostInPiece)
		if err := write(&piece{Records: rest[:n]}); err != nil {
			return err
		}
		rest = rest[n:]
	}
	bare := make([]layout.Cell, 0, mostInPiece)
	for i := range ds.Tables {
		t := &ds.Tables[i]
		for rest := t.Cells; len(rest) > 0; rest = rest[len(bare):] {
			bare = append(bare[:0], rest[:min(len(rest), mostInPiece)]...)
			for k := range bare {
				bare[k].Lines = nil
			}
			if err := write(&piece{Table: i, Cells: bare}); err != nil {
				return err
			}
		}
		for rest := t.Rows; len(rest) > 0; {
			n := min(len(rest), mostInPiece)
			if err := write(&piece{Table: i, Rows: rest[:n]}); err != nil {
				return err
			}
			rest = rest[n:]
		}
	}
	return nil
}

// blockSize is how much is packed as one; whoever unpacks it makes place for a block before it is there.
const blockSize = 128 << 10

// unpacked reads what pack packed.
func unpacked(portion io.Reader) io.Reader {
	return s2.NewReader(portion, s2.ReaderMaxBlockSize(blockSize))
}

func unpack(data []byte) (*normalize.Dataset, error) {
	from, ds, size := gob.NewDecoder(unpacked(bytes.NewReader(data))), new(normalize.Dataset), new(sizes)
	if err := errors.Join(from.Decode(new(normalize.Disclosure)), from.Decode(ds), from.Decode(size)); err != nil {
		return nil, err
	}
	if err := size.room(ds); err != nil {
		return nil, err
	}
	same := map[string]string{}
	var p piece
	for {
		p.empty()
		if err := from.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			return nil, err
		}
		p.share(same)
		if err := p.join(ds); err != nil {
			return nil, err
		}
	}
	if len(ds.Disclosures) != 1 {
		return nil, fmt.Errorf("%d documents in one portion", len(ds.Disclosures))
	}
	if _, now := shellOf(ds); fmt.Sprint(now) != fmt.Sprint(size) {
		return nil, io.ErrUnexpectedEOF
	}
	return ds, nil
}

// mostRoom bounds what is made place for before it is there, of all tables together: a portion can come from another machine.
const mostRoom = 1 << 20

// room makes place in a dataset for so much.
func (s *sizes) room(ds *normalize.Dataset) error {
	if len(s.Cells) != len(ds.Tables) || len(s.Rows) != len(ds.Tables) {
		return errors.New("a portion with other tables than it says")
	}
	left := mostRoom
	ds.Records = placeFor[normalize.Record](s.Records, &left)
	for i := range ds.Tables {
		ds.Tables[i].Cells, ds.Tables[i].Rows = placeFor[layout.Cell](s.Cells[i], &left), placeFor[normalize.Row](s.Rows[i], &left)
	}
	return nil
}

func placeFor[T any](n int, left *int) []T {
	if n = min(n, *left); n <= 0 {
		return nil
	}
	*left -= n
	return make([]T, 0, n)
}

// empty makes a piece ready for the next to be read into its room, of which a decoder leaves what is not told as it was.
func (p *piece) empty() {
	clear(p.Records)
	clear(p.Cells)
	clear(p.Rows)
	*p = piece{Records: p.Records[:0], Cells: p.Cells[:0], Rows: p.Rows[:0]}
}

// share gives the texts of a piece that are the same again and again one memory.
func (p *piece) share(same map[string]string) {
	one := func(s string) string {
		if kept, ok := same[s]; ok {
			return kept
		}
		same[s] = s
		return s
	}
	for i := range p.Cells {
		p.Cells[i].Source = page.Source(one(string(p.Cells[i].Source)))
	}
	for i := range p.Rows {
		for k := range p.Rows[i].Items {
			keys := p.Rows[i].Items[k].Keys
			for n := range keys {
				keys[n].Path = one(keys[n].Path)
			}
		}
	}
}

// join puts a piece to what is there.
func (p *piece) join(ds *normalize.Dataset) error {
	ds.Records = append(ds.Records, p.Records...)
	if len(p.Cells)+len(p.Rows) == 0 {
		return nil
	}
	if p.Table < 0 || p.Table >= len(ds.Tables) {
		return errors.New("a piece of a table that is not there")
	}
	t := &ds.Tables[p.Table]
	t.Cells, t.Rows = append(t.Cells, p.Cells...), append(t.Rows, p.Rows...)
	return nil
}
