package render

import (
	"encoding/json"
	"io"
	"math"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/extract/page"
)

// A jsonTable is a table in the published format.
type jsonTable struct {
	Page       int        `json:"page"`
	LastPage   int        `json:"last_page"`
	Title      string     `json:"title"`
	Box        jsonBox    `json:"box"`
	HeaderRows int        `json:"header_rows"`
	Rows       int        `json:"rows"`
	Columns    int        `json:"columns"`
	Cells      []jsonCell `json:"cells"`
}

type jsonCell struct {
	Row     int     `json:"row"`
	Column  int     `json:"column"`
	RowSpan int     `json:"rowspan"`
	ColSpan int     `json:"colspan"`
	Text    string  `json:"text"`
	Page    int     `json:"page"`
	Box     jsonBox `json:"box"`
}

// A jsonBox is left, upper, right and lower edge in points from the top left corner of the page.
type jsonBox [4]float64

func boxOf(b page.Box) jsonBox {
	return jsonBox{hundredth(b.X0), hundredth(b.Y0), hundredth(b.X1), hundredth(b.Y1)}
}

func hundredth(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return math.Round(v*100)/100 + 0 // + 0 turns -0 into 0
}

// json prints the tables of one file: one table a line where it is the only file, otherwise all on one
// line that names the file.
func (p *filePrinter) json(name string, tables []layout.Table) error {
	e := encoder(p.out)
	if p.several {
		return e.Encode(jsonFile{name, publishedAll(tables)})
	}
	p.out.WriteByte('[')
	for i := range tables {
		if i > 0 {
			p.out.WriteByte(',')
		}
		if err := e.Encode(published(&tables[i])); err != nil {
			return err
		}
	}
	p.out.WriteString("]\n")
	return nil
}

type jsonFile struct {
	File   string      `json:"file"`
	Tables []jsonTable `json:"tables"`
}

func publishedAll(tables []layout.Table) []jsonTable {
	list := make([]jsonTable, len(tables))
	for i := range tables {
		list[i] = published(&tables[i])
	}
	return list
}

func encoder(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}

func published(t *layout.Table) jsonTable {
	j := jsonTable{t.FirstPage, t.LastPage, t.Title, boxOf(t.Box), t.HeaderRows, t.Rows, t.Columns, make([]jsonCell, len(t.Cells))}
	for i, c := range t.Cells {
		j.Cells[i] = jsonCell{c.Row, c.Column, c.RowSpan, c.ColSpan, c.Text, c.Page, boxOf(c.Box)}
	}
	return j
}
