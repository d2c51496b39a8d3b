package cluster

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/normalize"
)

// Queues of items. Text goes first, so that scans do not hold it up; what is to be recognised is in small pieces, so that no
// machine is long without room for text.
const (
	textQueue = "text"
	scanQueue = "scan"
)

var queues = []string{textQueue, scanQueue}

// An Item is something to be read.
type Item struct {
	Run      string // that it belongs to
	Name     string // of this item in the run: the key of the document's portion, and the pages of a piece
	Queue    string
	Key      string         // of the document's portion
	SHA256   string         // of the document's bytes, which the coordinator lends
	File     string         // its name
	ID       string         // of its document in the dataset
	Told     normalize.Told // what is known of it
	Setup    []byte         // how it is read, as the program's worker processes know it
	Timeout  time.Duration
	Workbook bool
	Scans    bool     // pictures are recognised: a document that has some is not kept, but told of
	Whole    bool     // recognise what is to be recognised
	Pages    []int    // recognise these pages alone, which makes a piece
	Pieces   []string // objects that are pieces of this document
}

// An Outcome is what became of an item.
type Outcome struct {
	Name     string
	Key      string
	Queue    string
	Worker   string // the machine that read it
	Pages    int    // of the document, or of the piece
	Pictures []int  // pages that are to be recognised; then there is no part
	Part     bool   // something was made, which is in the store
	Piece    bool   // it is a piece of a document
	Failure  *archive.Failure
	Seconds  float64 // of reading
	Tries    int

	stored bool // what was made is an object
	lost   bool // nobody waits for the item, or what was made is not in the store
}

// A Part is what was made of a document, or a piece of one.
type Part struct {
	Portion  []byte
	Workbook []byte
	Piece    []byte // pages, as the program's worker processes know them
}

// packed is an item, an outcome or a part as it goes between processes of the same program. It is no JSON, in which the name of a file that is
// no text would not come out as it went in.
func packed(v any) []byte {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(v); err != nil {
		panic(err) // there is nothing in it that could not be written
	}
	return b.Bytes()
}

func unpack[T any](data []byte) (v T, err error) {
	err = gob.NewDecoder(bytes.NewReader(data)).Decode(&v)
	return v, err
}

// part is the name of what is made of an item.
func (i *Item) part() string { return i.Run + "." + i.Name }

func (i *Item) subject(p Program) string {
	return strings.TrimSuffix(workSubject, ".") + "." + strings.Join([]string{token(p), i.Queue, i.Run, i.Name}, ".")
}

// encode is what is known of a run or a machine, which other versions of the program read, too.
func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // there is nothing in it that could not be written
	}
	return data
}

// pieceLeast is how many pages are a piece: what takes one core a quarter of a minute. A document is cut where it has twice as many.
const pieceLeast = 8

// Pieces cuts the pages of a document that are to be recognised into parts that machines read beside each other. A document with few is read
// in one go.
func Pieces(pictures []int) [][]int {
	if len(pictures) < 2*pieceLeast {
		return nil
	}
	n := len(pictures) / pieceLeast
	var list [][]int
	for k := range n {
		list = append(list, pictures[len(pictures)*k/n:len(pictures)*(k+1)/n])
	}
	return list
}

// wholeSuffix ends the name of an item that is a document whose pages are recognised.
const wholeSuffix = "-whole"

// pieceName names the item that is a piece of a document.
func pieceName(key string, pages []int) string {
	return fmt.Sprintf("%s-%d-%d", key, pages[0], pages[len(pages)-1])
}
