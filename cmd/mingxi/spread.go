package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/cluster"
	"github.com/mingxi/mingxi/internal/folder"
	"github.com/nats-io/nuid"
	"github.com/spf13/pflag"
)

// natsFlags are the flags about other machines.
type natsFlags struct {
	url      string
	store    int // MiB
	patience time.Duration
	metrics  string
}

// addressVariable names the servers where no flag does.
const addressVariable = "NATS_URL"

func (n *natsFlags) flags(f *pflag.FlagSet, about string) {
	f.StringVar(&n.url, "nats", "", about)
	f.DurationVar(&n.patience, "nats-patience", cluster.Patience, "`time` after which a machine that is silent counts as gone; the same for all that belong together")
}

func (n *natsFlags) metricsFlag(f *pflag.FlagSet) {
	f.StringVar(&n.metrics, "metrics", "", "`address`, such as :9464, at which Prometheus can ask for counts of documents, pages, seconds and failures")
}

// leadFlags are those of the run that others read for.
func (n *natsFlags) leadFlags(f *pflag.FlagSet) {
	n.flags(f, "have other machines read ('mingxi work'), by way of the NATS servers at this `address`; embedded or embedded=HOST:PORT: a server in this process")
	f.IntVar(&n.store, "nats-store", 8192, "`MiB` on the disk of each server for documents that wait to be read, and as many for what was made of them")
	n.metricsFlag(f)
}

// sensible refuses what cannot go together.
func (n *natsFlags) sensible(r *readFlags) error {
	switch {
	case n.url == "":
		return nil
	case n.patience < time.Second:
		return fmt.Errorf("--nats-patience %v: give a second or more", n.patience)
	case n.store < 1:
		return fmt.Errorf("--nats-store %d: give a number of MiB", n.store)
	case r.password != "" || r.secret != "":
		return errors.New("--nats and a password cannot go together: it would be kept on the servers; read the files that need it on one machine, and add them with --add")
	case r.previous.dir != "":
		return errors.New("--nats and --previous cannot go together: the machines that read have not last year's dataset")
	}
	return cluster.CheckAddress(n.url)
}

// thisProgram is the build that runs.
func thisProgram() (cluster.Program, error) {
	name, err := ownProgram()
	if err != nil {
		return cluster.Program{}, err
	}
	hash, err := archive.ContentHash(name)
	return cluster.Program{Name: programVersion(), Hash: hash}, err
}

// A spread run is read by other machines.
type spreadRun struct {
	coordinator *cluster.Coordinator
	link        *cluster.Link
	hosted      *cluster.Hosted
	own         sync.WaitGroup // of the machine that this process is itself
	stop        []func()
	counts      *counts

	done, failed, pages int
}

// runFile, in the folder of what is kept, names the run for the servers.
const runFile = "spread"

// hostedFolder, there, is what a server in this process keeps.
const hostedFolder = "nats"

// spread has the documents of a plan read by other machines, if that is asked for; nil if not.
func (n *natsFlags) spread(ctx context.Context, dir string, plan *archive.Plan, work *archive.Work, tell func(error)) (s *spreadRun, err error) {
	if n.url == "" {
		return nil, nil
	}
	s = &spreadRun{}
	defer func() {
		if err != nil {
			s.close()
			s, err = nil, &failure{exitUnread, err}
		}
	}()
	program, err := thisProgram()
	if err != nil {
		return s, err
	}
	kept := filepath.Join(dir, folder.Work)
	run, err := runName(filepath.Join(kept, runFile))
	if err != nil {
		return s, err
	}
	access := cluster.Access{URL: n.url, Name: "mingxi extract", Say: tell, Patience: n.patience, Make: true, Store: int64(n.store) << 20}
	if cluster.IsInside(n.url) {
		if s.hosted, err = cluster.Host(n.url, filepath.Join(kept, hostedFolder)); err != nil {
			return s, err
		}
		access.Inside, access.Token, access.URL = s.hosted.Server, s.hosted.Token, ""
	}
	if s.link, err = cluster.Connect(ctx, access); err != nil {
		return s, err
	}
	s.counts = newCounts()
	stop, err := s.counts.serve(n.metrics)
	if err != nil {
		return s, err
	}
	s.stop = append(s.stop, stop)
	way := cluster.Way{Run: run, Program: program, Setup: plan.Setup, Timeout: plan.Timeout, Scans: plan.ScanWidth > 0, Workbook: plan.Workbooks, Files: len(plan.Files)}
	if s.coordinator, err = cluster.Lead(ctx, s.link, way, work, s.counts.outcome, tell); err != nil {
		return s, err
	}
	if s.hosted != nil {
		tell(errors.New(howToJoin(s.hosted)))
		s.join(ctx, program, access, plan, tell)
	}
	plan.Elsewhere, plan.Apart = s.coordinator.Read, cluster.MostItems
	return s, nil
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
func (s *spreadRun) join(ctx context.Context, program cluster.Program, access cluster.Access, plan *archive.Plan, tell func(error)) {
	working, stop := context.WithCancel(ctx)
	s.stop = append(s.stop, stop)
	m := &cluster.Machine{
		Program: program, Slots: plan.Width, Seen: func(cluster.Outcome) {}, Say: tell,
		Reader: func() cluster.Reader { return &slot{memory: plan.Memory, command: plan.Command} },
	}
	s.own.Go(func() {
		access.Name = "mingxi extract, as a worker"
		link, err := cluster.Connect(working, access)
		if err == nil {
			defer link.Close()
			err = m.Work(working, working, link)
		}
		if err != nil && working.Err() == nil {
			tell(err)
		}
	})
}

// tell counts a fate, for those who watch.
func (s *spreadRun) tell(f archive.Fate) {
	if s == nil {
		return
	}
	s.done++
	s.pages += f.Pages
	class := ""
	if f.Failure != nil {
		s.failed++
		class = string(f.Failure.Class)
	}
	s.counts.fate(f)
	s.coordinator.Told(s.done, s.failed, s.pages, class)
}

// clear removes the run from the servers, unless its dataset could not be written: it then goes on.
func (s *spreadRun) clear(ctx context.Context, err error) {
	var f *failure
	if s == nil || errors.As(err, &f) && f.status == exitUnwritten || errors.Is(err, context.Canceled) {
		return
	}
	s.coordinator.Clear(ctx)
}

// close ends what this process has to do with other machines.
func (s *spreadRun) close() {
	if s == nil {
		return
	}
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

// address is where the servers are, of the flag or else of the environment.
func (n *natsFlags) address() (string, error) {
	if err := cluster.CheckAddress(n.url); err != nil {
		return "", err
	}
	url := cmp.Or(n.url, os.Getenv(addressVariable))
	if url == "" {
		return "", fmt.Errorf("no servers are named: give --nats nats://HOST:4222, or set %s", addressVariable)
	}
	return url, nil
}
