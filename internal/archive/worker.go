package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/late"
	"github.com/mingxi/mingxi/normalize"
)

// A Task is one document to be read.
type Task struct {
	File      string         // its name; the worker is given its bytes, and opens nothing
	ID        string         // of its document in the dataset
	Told      normalize.Told // what is known of it
	Want      []byte         // what is wanted other than its dataset, as the Reader knows it; nil for that
	Recognise bool           // read pages that are pictures, too
	Workbook  bool           // make its workbook, too
	Cores     int            // for its pages
	Size      int64          // bytes of the file, which follow

	Recognised [][]byte // what was made of parts of its pages elsewhere, as the Reader knows it
}

// An Order is what a worker is told when it starts.
type Order struct {
	Memory int64
	Time   time.Duration // for one document; 0: no limit
	Cores  int
	Setup  []byte
	Scans  bool // it recognises pages that are pictures
	Draws  bool // what draws pages is to be ready before it reads
	Books  bool // it makes workbooks
}

// An Answer is what a worker made of a task, or how far it is.
type Answer struct {
	Done, Pages int    // pages that are read, and all
	Final       bool   // it is made; otherwise this tells how far it is
	Portion     []byte // the packed dataset
	Workbook    []byte // empty if not asked for
	Made        []byte // what was wanted in place of the dataset
	Pictures    []int  // pages that were not read because they are pictures
	Error       string // why it could not be read; then nothing else counts
	Undrawn     bool   // what draws pages was not ready and is needed; then nothing else counts
}

// ErrUndrawn is a Reader's error where pages must be drawn, what draws them is not ready on this machine, and the worker
// can no longer make it so. Its documents are read again by one that makes it ready before it begins.
var ErrUndrawn = errors.New("what draws pages is not ready")

// A Made is what a Reader made of a document: its dataset, or what the task wants in its place.
type Made struct {
	Dataset *normalize.Dataset
	Other   []byte
}

// A Reader takes one document, whose bytes are data, the whole way, and tells how many of its pages are done.
type Reader func(ctx context.Context, t Task, data []byte, progress func(done, pages int)) (Made, error)

// progressEvery is how often a worker tells how far it is.
const progressEvery = 100 * time.Millisecond

// Serve reads the documents that it is given on in and answers on out, until in ends; then the
// process ends at once, whatever it is doing. start makes the reader as the Order says; it is called before anything of a document is there.
func Serve(in io.Reader, out io.Writer, start func(Order) (Reader, error)) error {
	buffered := bufio.NewReader(in) // which gob does not read beyond what it decodes
	from, to := gob.NewDecoder(buffered), gob.NewEncoder(out)
	var o Order
	if err := from.Decode(&o); err != nil {
		return err
	}
	if o.Books {
		late.Need() // before it is confined
	}
	read, err := begin(o, start)
	if err != nil {
		return err
	}
	tasks := make(chan given)
	go receive(from, buffered, tasks)
	for g := range tasks {
		if err := to.Encode(work(read, g, to)); err != nil {
			return err
		}
	}
	return nil
}

// begin makes the reader of this process, within the limits of the Order.
func begin(o Order, start func(Order) (Reader, error)) (Reader, error) {
	limitMemory(o.Memory) // before room is made within it
	ofWorkers.Keep()
	limitTime(o.Time, o.Cores)
	return start(o)
}

// Alone reads one document in this process, as a worker does that is given it.
func Alone(plan *Plan, t Task, data []byte, start func(Order) (Reader, error)) (Made, error) {
	t.Cores = plan.Cores
	read, err := begin(Order{Memory: plan.Memory, Time: plan.Timeout, Cores: plan.Cores, Setup: plan.Setup}, start)
	if err != nil {
		return Made{}, err
	}
	runtime.GOMAXPROCS(max(1, t.Cores))
	return safely(read, given{t, data}, func(int, int) {})
}

// A given task has the bytes of its file with it.
type given struct {
	Task
	data []byte
}

// receive hands tasks on. When the process that gives them ends, so does this one.
func receive(from *gob.Decoder, in io.Reader, tasks chan<- given) {
	for {
		var g given
		if err := from.Decode(&g.Task); err != nil {
			os.Exit(0)
		}
		g.data = make([]byte, g.Size)
		if _, err := io.ReadFull(in, g.data); err != nil {
			os.Exit(0)
		}
		tasks <- g
	}
}

// work answers one task, and tells on the way how far it is.
func work(read Reader, g given, to *gob.Encoder) Answer {
	runtime.GOMAXPROCS(max(1, g.Cores))
	var told time.Time
	made, err := safely(read, g, func(done, pages int) {
		if now := time.Now(); now.Sub(told) >= progressEvery {
			told = now
			to.Encode(Answer{Done: done, Pages: pages})
		}
	})
	if err != nil {
		return Answer{Final: true, Error: err.Error(), Undrawn: errors.Is(err, ErrUndrawn)}
	}
	if made.Dataset == nil {
		return Answer{Final: true, Made: made.Other}
	}
	return answerOf(made.Dataset, g.Task)
}

// answerOf is the answer of a task whose dataset is made.
func answerOf(ds *normalize.Dataset, t Task) Answer {
	Rename(ds, t.ID)
	portion, err := pack(ds)
	if err != nil {
		return Answer{Final: true, Error: err.Error()}
	}
	var workbook bytes.Buffer
	if t.Workbook {
		if err := dataset.Workbook(&workbook, ds); err != nil {
			return Answer{Final: true, Error: err.Error()}
		}
	}
	a := Answer{Final: true, Portion: portion, Workbook: workbook.Bytes(), Pages: ds.Disclosures[0].Pages}
	for _, f := range ds.Findings {
		if f.Code == codes.PageNeedsOCR {
			a.Pictures = append(a.Pictures, f.Page)
		}
	}
	return a
}

// Rename gives the only document of a dataset another ID. Nothing else refers to it yet.
func Rename(ds *normalize.Dataset, id string) {
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

// A Fault of the program is what kept it from reading a document.
type Fault struct{ value any }

func (f *Fault) Error() string {
	return fmt.Sprintf("a fault of the program: %v; please report it with this file", f.value)
}

// safely reads a document; a fault of the program is an error of this document.
func safely(read Reader, g given, progress func(done, pages int)) (made Made, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &Fault{p}
		}
	}()
	return read(context.Background(), g.Task, g.data, progress)
}
