package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/cluster"
	"github.com/spf13/cobra"
)

// A working command reads for runs on other machines.
type working struct {
	natsFlags
	many manyFlags
}

func workCommand() *cobra.Command {
	var w working
	cmd := &cobra.Command{
		Use:   "work",
		Short: "Read documents for runs on other machines",
		Long: `Work takes documents, and pages to be recognised, from the NATS servers that a run
is given with 'mingxi extract --nats', reads them in the same limited processes as
that would, and gives back what it made. It may run on any number of machines, must
be the same build everywhere, keeps nothing on disk, and goes on until it is
stopped: SIGTERM or Ctrl-C lets it finish what is in hand; what it does not finish,
another machine is given.

Servers are named by --nats or NATS_URL. Credentials come from the environment:
NATS_CREDS (a file), NATS_TOKEN_FILE or NATS_TOKEN, NATS_USER and NATS_PASSWORD;
NATS_CA, NATS_CERT and NATS_KEY are files for TLS.`,
		Example: `  mingxi work --nats nats://10.0.0.5:4222
  NATS_URL=tls://nats.example.net mingxi work --jobs 8 --metrics :9464`,
		Args: atMost(0, "work takes no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return w.run(cmd.Context(), func(err error) { complain(cmd.ErrOrStderr(), err) })
		},
	}
	f := cmd.Flags()
	w.flags(f, "`address` of the NATS servers, several parted by commas; otherwise NATS_URL")
	f.IntVarP(&w.many.jobs, "jobs", "j", 0, "`number` of documents at a time; 0: as cores and memory allow")
	f.IntVar(&w.many.memory, "memory", 0, "`MiB` for each of the processes that read; 0: as the machine allows")
	w.many.sandboxFlag(f)
	w.metricsFlag(f)
	return cmd
}

func (w *working) run(ctx context.Context, tell func(error)) error {
	if err := w.many.sensible(); err != nil {
		return err
	}
	url, err := w.address()
	if err != nil {
		return err
	}
	program, err := thisProgram()
	if err != nil {
		return err
	}
	counts := newCounts()
	stop, err := counts.serve(w.metrics)
	if err != nil {
		return err
	}
	defer stop()
	link, err := cluster.Connect(ctx, cluster.Access{URL: url, Name: "mingxi work", Patience: w.patience, Wait: true, Say: tell})
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return &failure{exitUnread, err}
	}
	defer link.Close()
	own, err := ownProgram()
	if err != nil {
		return err
	}
	slots, memory := w.many.widths(machineMemory(), runtime.GOMAXPROCS(0))
	if w.many.jobs > 0 {
		slots, memory = w.many.widths(machineMemory(), w.many.jobs)
	}
	m := &cluster.Machine{
		Program: program, Slots: slots, Say: tell,
		Seen: func(o cluster.Outcome) { counts.outcome(o); counts.made(o) },
		Reader: func() cluster.Reader {
			return &slot{memory: memory, sandbox: w.many.sandbox, command: func() *exec.Cmd { return worker(own) }}
		},
	}
	tell(errors.New(say("mingxi {program} reads {documents} document(s) at a time for runs at {url}", program, slots, url)))
	now, end := secondSignal(ctx)
	defer end()
	if err := m.Work(ctx, now, link); err != nil {
		return &failure{exitUnread, err}
	}
	return nil
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
	memory     int64
	sandbox    string // empty: as the run says
	command    func() *exec.Cmd
	setup      string // of the processes that there are
	text, scan *archive.Asker
}

// Read makes what an item asks for.
func (s *slot) Read(ctx context.Context, i *cluster.Item, data []byte, pieces [][]byte) (archive.Answer, *archive.Failure) {
	t := archive.Task{File: i.File, ID: i.ID, Told: i.Told, Recognise: i.Whole || len(i.Pages) > 0, Workbook: i.Workbook, Recognised: pieces}
	if len(i.Pages) > 0 {
		want, err := json.Marshal(wanted{Recognise: i.Pages})
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
		failure.Timeout, failure.Memory = i.Timeout, s.memory
	}
	return a, failure
}

// asker is the process that reads an item, or one that is begun.
func (s *slot) asker(i *cluster.Item, scans bool) (*archive.Asker, error) {
	if way := fmt.Sprint(string(i.Setup), i.Timeout); way != s.setup {
		s.Close()
		s.setup = way
	}
	which := &s.text
	if scans {
		which = &s.scan
	}
	if *which == nil {
		data, err := s.setupHere(i.Setup)
		if err != nil {
			return nil, err
		}
		plan := &archive.Plan{Setup: data, Cores: 1, Memory: s.memory, Timeout: i.Timeout, Command: s.command}
		if scans {
			plan.ScanWidth = 1
		}
		*which = archive.NewAsker(plan)
	}
	return *which, nil
}

// setupHere is how documents are read, but that this machine says how its processes are confined.
func (s *slot) setupHere(data []byte) ([]byte, error) {
	var as setup
	if err := json.Unmarshal(data, &as); err != nil {
		return nil, errors.New("this run asks for what this program does not know")
	}
	if as.Previous != "" || as.Password != "" {
		return nil, errors.New("this run asks for a password or a folder of last year's, which no machine takes from the servers")
	}
	if s.sandbox != "" {
		as.Sandbox = s.sandbox
	}
	return json.Marshal(as)
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
