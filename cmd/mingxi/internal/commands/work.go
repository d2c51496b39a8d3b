package commands

import (
	"context"
	"errors"
	"os/exec"
	"runtime"

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
	own, err := ownProgram()
	if err != nil {
		return err
	}
	slots, memory := w.many.widths(machineMemory(), runtime.GOMAXPROCS(0))
	if w.many.jobs > 0 {
		slots, memory = w.many.widths(machineMemory(), w.many.jobs)
	}
	begun := func() {
		tell(errors.New(say("mingxi {program} reads {documents} document(s) at a time for runs at {url}", program, slots, url)))
	}
	err = others().Work(ctx, &Working{
		Served: w.served(url, program, tell), Slots: slots, Begun: begun,
		Reads: readingHere(memory, w.many.sandbox, func() *exec.Cmd { return worker(own, memory) }),
	})
	if metrics := (*MetricsError)(nil); err == nil || errors.As(err, &metrics) {
		return err
	}
	return &failure{ExitUnread, err}
}
