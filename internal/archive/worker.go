package archive

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"

	"github.com/mingxi/mingxi/export"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/normalize"
)

// gcPercent is how much a worker's memory may grow between collections, in per cent of what is in use. It
// lies between the usual 100 and 300, at which a run takes a sixth less CPU time and 350 MB more; the
// limit of memory holds all the same.
const gcPercent = 200

// A Task is one document to be read.
type Task struct {
	File      string
	ID        string // of its document in the dataset
	Recognise bool   // read pages that are pictures, too
	Workbook  bool   // make its workbook, too
	Cores     int    // for its pages
}

// An order is what a worker is told when it starts.
type order struct {
	Memory int64
	Setup  []byte
}

// An answer is what a worker made of a task.
type answer struct {
	Portion   []byte // the packed dataset
	Workbook  []byte // empty if not asked for
	SHA256    string
	Pages     int
	Scans     bool   // there are pages that were not read because they are pictures
	Error     string // why it could not be read; then nothing else counts
	Transient bool
}

// A Reader takes one document the whole way to its dataset.
type Reader func(context.Context, Task) (*normalize.Dataset, error)

// Serve reads the documents that it is given on in and answers on out, until in ends; then the
// process ends at once, whatever it is doing. start makes the reader of the setup of the Plan.
func Serve(in io.Reader, out io.Writer, start func(setup []byte) (Reader, error)) error {
	from, to := gob.NewDecoder(in), gob.NewEncoder(out)
	var o order
	if err := from.Decode(&o); err != nil {
		return err
	}
	limitMemory(o.Memory)
	read, err := start(o.Setup)
	if err != nil {
		return err
	}
	tasks := make(chan Task)
	go receive(from, tasks)
	for t := range tasks {
		if err := to.Encode(work(read, t)); err != nil {
			return err
		}
	}
	return nil
}

// receive hands tasks on. When the process that gives them ends, so does this one.
func receive(from *gob.Decoder, tasks chan<- Task) {
	for {
		var t Task
		if err := from.Decode(&t); err != nil {
			os.Exit(0)
		}
		tasks <- t
	}
}

// work answers one task.
func work(read Reader, t Task) answer {
	runtime.GOMAXPROCS(max(1, t.Cores))
	ds, err := safely(read, t)
	if err != nil {
		var file *fs.PathError
		return answer{Error: err.Error(), Transient: errors.As(err, &file)}
	}
	rename(ds, t.ID)
	portion, err := pack(ds)
	if err != nil {
		return answer{Error: err.Error()}
	}
	var workbook bytes.Buffer
	if t.Workbook {
		if err := export.Workbook(&workbook, ds); err != nil {
			return answer{Error: err.Error()}
		}
	}
	a := answer{Portion: portion, Workbook: workbook.Bytes(), SHA256: ds.Disclosures[0].SHA256, Pages: ds.Disclosures[0].Pages}
	for _, f := range ds.Findings {
		a.Scans = a.Scans || f.Code == codes.PageNeedsOCR
	}
	return a
}

// rename gives the only document of a dataset another ID. Nothing else refers to it yet.
func rename(ds *normalize.Dataset, id string) {
	ds.Disclosures[0].ID = id
	for i := range ds.Tables {
		ds.Tables[i].Document = id
	}
	for i := range ds.Records {
		ds.Records[i].Document = id
	}
	for i := range ds.Claims {
		ds.Claims[i].Document = id
	}
	for i := range ds.Checks {
		ds.Checks[i].Document = id
	}
	for i := range ds.Findings {
		ds.Findings[i].Document = id
	}
	for i := range ds.Facts {
		ds.Facts[i].Document = id
	}
	for i := range ds.Targets {
		ds.Targets[i].Document = id
	}
}

// safely reads a document; a fault of the program is an error of this document.
func safely(read Reader, t Task) (ds *normalize.Dataset, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("a fault of the program: %v; please report it with this file", p)
		}
	}()
	return read(context.Background(), t)
}
