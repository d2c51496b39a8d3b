package commands

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/cluster/seen"
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
	f.DurationVar(&n.patience, "nats-patience", seen.Patience, "`time` after which a machine that is silent counts as gone; the same for all that belong together")
}

func (n *natsFlags) metricsFlag(f *pflag.FlagSet) {
	f.StringVar(&n.metrics, "metrics", "", "`address`, such as :9464, at which Prometheus can ask for counts of documents, pages, seconds and failures")
}

// leadFlags are those of the run that others read for.
func (n *natsFlags) leadFlags(f *pflag.FlagSet) {
	n.flags(f, "have other machines read ('mingxi work'), by way of the NATS servers at this `address`; embedded or embedded=HOST:PORT: a server in this process")
	f.IntVar(&n.store, "nats-store", 8192, "`MiB` on the disk of each server for what was made of documents")
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
	return seen.CheckAddress(n.url)
}

// thisProgram is the build that runs.
func thisProgram() (seen.Program, error) {
	name, err := ownProgram()
	if err != nil {
		return seen.Program{}, err
	}
	build, err := programIdentity(name)
	return seen.Program{Name: programVersion(), Hash: fmt.Sprintf("%x", sha256.Sum256([]byte(build)))}, err
}

// A spread run is read by other machines; nil if by this one alone.
type spreadRun struct{ led *Led }

// spread has the documents of a plan read by other machines, if that is asked for; nil if not.
func (n *natsFlags) spread(ctx context.Context, dir string, plan *archive.Plan, work *archive.Work, tell func(error)) (*spreadRun, error) {
	if n.url == "" {
		return nil, nil
	}
	program, err := thisProgram()
	if err != nil {
		return nil, &failure{ExitUnread, err}
	}
	led, err := others().Lead(ctx, &Leading{
		Served: n.served(n.url, program, tell), Store: int64(n.store) << 20, Folder: dir, Plan: plan, Work: work,
		Reads: readingHere(plan.Memory, "", plan.Command),
	})
	if err != nil {
		return nil, &failure{ExitUnread, err}
	}
	return &spreadRun{led}, nil
}

// served is how the servers at an address are reached.
func (n *natsFlags) served(url string, program seen.Program, tell func(error)) Served {
	return Served{URL: url, Patience: n.patience, Metrics: n.metrics, Program: program, Tell: tell}
}

// tell counts a fate, for those who watch.
func (s *spreadRun) tell(f archive.Fate) {
	if s != nil {
		s.led.Told(f)
	}
}

// clear removes the run from the servers, unless its dataset could not be written: it then goes on.
func (s *spreadRun) clear(ctx context.Context, err error) {
	var f *failure
	if s == nil || errors.As(err, &f) && f.status == ExitUnwritten || errors.Is(err, context.Canceled) {
		return
	}
	s.led.Clear(ctx)
}

// close ends what this process has to do with other machines.
func (s *spreadRun) close() {
	if s != nil {
		s.led.Close()
	}
}

// address is where the servers are, of the flag or else of the environment.
func (n *natsFlags) address() (string, error) {
	if err := seen.CheckAddress(n.url); err != nil {
		return "", err
	}
	url := cmp.Or(n.url, os.Getenv(addressVariable))
	if url == "" {
		return "", fmt.Errorf("no servers are named: give --nats nats://HOST:4222, or set %s", addressVariable)
	}
	return url, nil
}

// readingHere says by which processes this machine reads for runs that others lead; how is whether they are confined, empty as the run says.
func readingHere(memory int64, how string, command func() *exec.Cmd) Reading {
	return Reading{
		Memory: memory, Command: command,
		Setup:  func(data []byte) ([]byte, error) { return setupHere(data, how) },
		Pieces: func(pages []int) ([]byte, error) { return json.Marshal(wanted{Recognise: pages}) },
	}
}

// setupHere is how documents are read, but that this machine says how its processes are confined.
func setupHere(data []byte, how string) ([]byte, error) {
	var as setup
	if err := json.Unmarshal(data, &as); err != nil {
		return nil, errors.New("this run asks for what this program does not know")
	}
	if as.Previous != "" || as.Password != "" {
		return nil, errors.New("this run asks for a password or a folder of last year's, which no machine takes from the servers")
	}
	if how != "" {
		as.Sandbox = how
	}
	return json.Marshal(as)
}
