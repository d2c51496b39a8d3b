// Package machines reads documents on several machines, by NATS, and counts what was read for Prometheus.
package machines

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/cluster"
	"github.com/mingxi/mingxi/internal/cluster/seen"
	"github.com/mingxi/mingxi/internal/folder"
	"github.com/nats-io/nuid"
)

// Here is what this package gives.
var Here = commands.Machines{Lead: lead, Work: work, Look: look}

// look asks the servers at an address how it goes.
func look(ctx context.Context, address string) (*seen.Status, error) {
	link, err := cluster.Connect(ctx, cluster.Access{URL: address, Name: "mingxi status"})
	if err != nil {
		return nil, err
	}
	defer link.Close()
	return link.Status(ctx)
}

// A spread run is read by other machines.
type spreadRun struct {
	coordinator *cluster.Coordinator
	link        *cluster.Link
	hosted      *cluster.Hosted
	own         sync.WaitGroup // of the machine that this process is itself
	stop        []func()
	counts      *counts
}

// runFile, in the folder of what is kept, names the run for the servers.
const runFile = "spread"

// hostedFolder, there, is what a server in this process keeps.
const hostedFolder = "nats"

// lead has the documents of a plan read by other machines.
func lead(ctx context.Context, l *commands.Leading) (*commands.Led, error) {
	s := &spreadRun{counts: newCounts()}
	if err := s.begin(ctx, l); err != nil {
		s.close()
		return nil, err
	}
	return &commands.Led{Told: s.tell, Clear: func(ctx context.Context) { s.coordinator.Clear(ctx) }, Close: s.close}, nil
}

// begin connects with the servers, or starts one, and tells the plan that others read.
func (s *spreadRun) begin(ctx context.Context, l *commands.Leading) error {
	kept := filepath.Join(l.Folder, folder.Work)
	run, err := runName(filepath.Join(kept, runFile))
	if err != nil {
		return err
	}
	access := cluster.Access{URL: l.URL, Name: "mingxi extract", Say: l.Tell, Patience: l.Patience, Make: true, Store: l.Store}
	if cluster.IsInside(l.URL) {
		if s.hosted, err = cluster.Host(l.URL, filepath.Join(kept, hostedFolder)); err != nil {
			return err
		}
		access.Inside, access.Token, access.URL = s.hosted.Server, s.hosted.Token, ""
	}
	if s.link, err = cluster.Connect(ctx, access); err != nil {
		return err
	}
	stop, err := s.counts.serve(l.Metrics)
	if err != nil {
		return err
	}
	s.stop = append(s.stop, stop)
	plan := l.Plan
	way := cluster.Way{Run: run, Program: l.Program, Setup: plan.Setup, Timeout: plan.Timeout, Scans: plan.ScanWidth > 0, Workbook: plan.Workbooks, Files: len(plan.Files)}
	if s.coordinator, err = cluster.Lead(ctx, s.link, way, l.Work, s.counts.outcome, l.Tell); err != nil {
		return err
	}
	if s.hosted != nil {
		l.Tell(errors.New(howToJoin(s.hosted)))
		s.join(ctx, l, access)
	}
	plan.Elsewhere, plan.Apart = s.coordinator.Read, cluster.MostItems
	return nil
}

// howToJoin says how other machines take part.
func howToJoin(h *cluster.Hosted) string {
	token := "the same token"
	if h.TokenFile != "" {
		token = "NATS_TOKEN_FILE naming a copy of " + h.TokenFile
	}
	return fmt.Sprintf("other machines take part by 'mingxi work --nats %s', with %s", h.Address(), token)
}

// join makes this process one of the machines, as many documents at a time as its own workers would be.
func (s *spreadRun) join(ctx context.Context, l *commands.Leading, access cluster.Access) {
	working, stop := context.WithCancel(ctx)
	s.stop = append(s.stop, stop)
	m := &cluster.Machine{
		Program: l.Program, Slots: l.Plan.Width, Seen: func(cluster.Outcome) {}, Say: l.Tell,
		Reader: func() cluster.Reader { return &slot{Reading: l.Reads} },
	}
	s.own.Go(func() {
		access.Name = "mingxi extract, as a worker"
		link, err := cluster.Connect(working, access)
		if err == nil {
			defer link.Close()
			err = m.Work(working, working, link)
		}
		if err != nil && working.Err() == nil {
			l.Tell(err)
		}
	})
}

// tell counts a fate, for those who watch.
func (s *spreadRun) tell(f archive.Fate) {
	s.counts.fate(f)
	s.coordinator.Count(func(r *seen.RunState) {
		r.Done++
		r.Pages += f.Pages
		if f.Kept {
			r.Kept++
		}
		if f.Failure != nil {
			r.Failed++
			r.Classes[string(f.Failure.Class)]++
		}
	})
}

// close ends what this process has to do with other machines.
func (s *spreadRun) close() {
	for _, stop := range s.stop {
		stop()
	}
	s.own.Wait()
	if s.coordinator != nil {
		s.coordinator.Close()
	}
	if s.link != nil {
		s.link.Close()
	}
	if s.hosted != nil {
		s.hosted.Stop()
	}
}

// runName names the run of a folder: at random, once, so that no two folders are one run.
func runName(file string) (string, error) {
	data, err := os.ReadFile(file)
	if name := strings.TrimSpace(string(data)); err == nil && name != "" {
		return name, nil
	}
	name := nuid.Next()
	return name, os.WriteFile(file, []byte(name+"\n"), 0o666)
}
