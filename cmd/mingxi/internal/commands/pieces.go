package commands

import (
	"bytes"
	"context"
	"encoding/gob"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/archive"
)

// piece recognises some pages of a document, which go into it elsewhere.
func (r reading) piece(ctx context.Context, t archive.Task, data []byte, pages []int) ([]byte, error) {
	list, err := extract.Recognise(ctx, t.File, data, pages, r.options)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = gob.NewEncoder(&out).Encode(list)
	return out.Bytes(), err
}

// knownPages are the pages of pieces, by their numbers.
func knownPages(pieces [][]byte) (map[int]page.Page, error) {
	known := map[int]page.Page{}
	for _, p := range pieces {
		var list []page.Page
		if err := gob.NewDecoder(bytes.NewReader(p)).Decode(&list); err != nil {
			return nil, err
		}
		for _, one := range list {
			known[one.Number] = one
		}
	}
	return known, nil
}
