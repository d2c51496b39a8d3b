package machines

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/cluster"
)

// work reads for runs on other machines until ctx ends.
func work(ctx context.Context, w *commands.Working) error {
	counts := newCounts()
	stop, err := counts.serve(w.Metrics)
	if err != nil {
		return err
	}
	defer stop()
	link, err := cluster.Connect(ctx, cluster.Access{URL: w.URL, Name: "mingxi work", Patience: w.Patience, Wait: true, Say: w.Tell})
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return err
	}
	defer link.Close()
	m := &cluster.Machine{
		Program: w.Program, Slots: w.Slots, Say: w.Tell,
		Seen:   func(o cluster.Outcome) { counts.outcome(o); counts.made(o) },
		Reader: func() cluster.Reader { return &slot{Reading: w.Reads} },
	}
	w.Begun()
	now, end := secondSignal(ctx)
	defer end()
	return m.Work(ctx, now, link)
}

// secondSignal is a context that ends at the first signal after ctx has ended.
func secondSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	now, end := context.WithCancel(context.Background())
	context.AfterFunc(ctx, func() {
		again := make(chan os.Signal, 1)
		signal.Notify(again, os.Interrupt, syscall.SIGTERM)
		go func() {
			select {
			case <-again:
				end()
			case <-now.Done():
			}
		}()
	})
	return now, end
}

// A slot reads one item at a time, text and what is to be recognised in a process each.
type slot struct {
	commands.Reading
	way        string // of the processes that there are
	text, scan *archive.Asker
}

// Read makes what an item asks for.
func (s *slot) Read(ctx context.Context, i *cluster.Item, data []byte, pieces [][]byte) (archive.Answer, *archive.Failure) {
	t := archive.Task{File: i.File, ID: i.ID, Told: i.Told, Recognise: i.Whole || len(i.Pages) > 0, Workbook: i.Workbook, Recognised: pieces}
	if len(i.Pages) > 0 {
		want, err := s.Pieces(i.Pages)
		if err != nil {
			return archive.Answer{}, &archive.Failure{Class: archive.Permanent, Reason: err.Error()}
		}
		t.Want, t.Workbook = want, false
	}
	asker, err := s.asker(i, t.Recognise)
	if err != nil {
		return archive.Answer{}, &archive.Failure{Class: archive.Permanent, Reason: err.Error()}
	}
	a, failure := asker.Read(ctx, t, data)
	if failure != nil {
		failure.Timeout, failure.Memory = i.Timeout, s.Memory
	}
	return a, failure
}

// asker is the process that reads an item, or one that is begun.
func (s *slot) asker(i *cluster.Item, scans bool) (*archive.Asker, error) {
	if way := fmt.Sprint(string(i.Setup), i.Timeout, i.Workbook); way != s.way {
		s.Close()
		s.way = way
	}
	which := &s.text
	if scans {
		which = &s.scan
	}
	if *which == nil {
		data, err := s.Setup(i.Setup)
		if err != nil {
			return nil, err
		}
		plan := &archive.Plan{Setup: data, Cores: 1, Memory: s.Memory, Timeout: i.Timeout, Workbooks: i.Workbook, Command: s.Command}
		if scans {
			plan.ScanWidth = 1
		}
		*which = archive.NewAsker(plan)
	}
	return *which, nil
}

// Close ends the processes.
func (s *slot) Close() {
	for _, a := range []*archive.Asker{s.text, s.scan} {
		if a != nil {
			a.Close()
		}
	}
	s.text, s.scan = nil, nil
}
