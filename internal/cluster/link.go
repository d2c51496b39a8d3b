// Package cluster spreads the documents of one run over machines, by NATS JetStream. A coordinator puts items of work onto a stream; workers on any machine
// take items, ask the coordinator for their documents, read them in their own limited processes, give back what they made, or put it into an object store where
// it is large or there is no coordinator, and say on a second stream that it is done; the coordinator keeps it in its output folder, as if it had been read there.
//
// Whatever is delivered twice is made twice and kept once: what is made of a document depends on nothing but what its key is
// made of. Whatever is lost is noticed by the coordinator and asked for again.
package cluster

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/mingxi/mingxi/internal/cluster/seen"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// All names on the server begin with one prefix, so that permissions can be given for them.
const (
	prefix = "mingxi"

	workStream = prefix + "-work" // items of work: mingxi.work.PROGRAM.QUEUE.RUN.ITEM
	doneStream = prefix + "-done" // what became of them: mingxi.done.RUN.ITEM
	partStore  = prefix + "-parts"
	runBucket  = prefix + "-runs"    // the runs that have a coordinator
	handBucket = prefix + "-workers" // the machines that read

	workSubject = prefix + ".work."
	doneSubject = prefix + ".done."
)

// Bounds of what is on the server.
const (
	mostItems  = 50_000              // waiting
	mostQueued = 64 << 20            // bytes of items, and of what is said of them
	mostStored = 8 << 30             // bytes of parts, on the disk of each server
	mostNoted  = 16 << 20            // bytes of what is known of runs and machines
	staleAfter = 14 * 24 * time.Hour // what belongs to runs that nobody went on with is removed
)

// What is known of runs and machines is data that can be had without NATS.
type (
	Program    = seen.Program
	RunState   = seen.RunState
	Hand       = seen.Hand
	QueueState = seen.QueueState
	Status     = seen.Status
)

// token is what stands for a program in subjects.
func token(p Program) string { return p.Hash[:min(len(p.Hash), 16)] }

// A Link is a connection to the servers.
type Link struct {
	nc       *nats.Conn
	js       jetstream.JetStream
	patience time.Duration
	most     int // bytes that go with a message
	replicas int // 0 while it is not known
	say      func(error)
	mu       sync.Mutex
	said     time.Time // that something is waited for

	work, done  jetstream.Stream
	parts       objects
	runs, hands jetstream.KeyValue
}

// An Access says how to reach the servers. Secrets come from the environment, or from files that it names.
type Access struct {
	URL      string
	Name     string         // of this end, as lists of connections show it
	Patience time.Duration  // 0: as usual
	Make     bool           // make there what is missing; otherwise it is waited for, or missed
	Store    int64          // bytes of parts on the server where it is made; 0: as usual
	Inside   *server.Server // the server that runs in this process, if one does
	Token    string         // for that
	Wait     bool           // wait for a server that is not there yet
	Say      func(error)    // tells people what is waited for; may be nil
}

// options are those of a connection, with the credentials of the environment. The names of variables are those of the tool
// `nats` where it has them.
func (a *Access) options() ([]nats.Option, error) {
	opts := []nats.Option{nats.Name(a.Name), nats.ErrorHandler(a.heard), nats.MaxReconnects(-1), nats.ReconnectWait(500 * time.Millisecond), nats.RetryOnFailedConnect(a.Wait),
		nats.PingInterval(max(time.Second, cmp.Or(a.Patience, seen.Patience)/3))}
	if a.Inside != nil {
		return append(opts, nats.InProcessServer(a.Inside), nats.Token(a.Token)), nil
	}
	if file := os.Getenv("NATS_CREDS"); file != "" {
		opts = append(opts, nats.UserCredentials(file))
	}
	if name := os.Getenv("NATS_USER"); name != "" {
		opts = append(opts, nats.UserInfo(name, os.Getenv("NATS_PASSWORD")))
	}
	token, err := EnvironmentToken()
	if err != nil {
		return nil, err
	}
	if token != "" {
		opts = append(opts, nats.Token(token))
	}
	if file := os.Getenv("NATS_CA"); file != "" {
		opts = append(opts, nats.RootCAs(file))
	}
	if file := os.Getenv("NATS_CERT"); file != "" {
		opts = append(opts, nats.ClientCert(file, os.Getenv("NATS_KEY")))
	}
	if strings.Contains(a.URL, "tls://") {
		opts = append(opts, nats.Secure(&tls.Config{MinVersion: tls.VersionTLS12}))
	}
	return opts, nil
}

// heard tells people what servers say by themselves, such as that they permit something not. What was dropped, since it came faster than it was
// taken, is asked for again.
func (a *Access) heard(_ *nats.Conn, _ *nats.Subscription, err error) {
	if a.Say != nil && !errors.Is(err, nats.ErrSlowConsumer) {
		a.Say(fmt.Errorf("the NATS servers say: %w", err))
	}
}

// EnvironmentToken is the token that the environment gives, itself or by the name of its file; empty if it gives none.
func EnvironmentToken() (string, error) {
	file := os.Getenv("NATS_TOKEN_FILE")
	if file == "" {
		return os.Getenv("NATS_TOKEN"), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("NATS_TOKEN_FILE: %w", err)
	}
	return strings.TrimSpace(string(data)), nil
}

// Connect reaches the servers. The error says what to do.
func Connect(ctx context.Context, a Access) (*Link, error) {
	opts, err := a.options()
	if err != nil {
		return nil, err
	}
	nc, err := nats.Connect(a.URL, opts...)
	if err != nil {
		return nil, unreachable(a.URL, err)
	}
	l := &Link{nc: nc, most: mostWithin, patience: cmp.Or(a.Patience, seen.Patience), say: a.Say}
	if l.js, err = jetstream.New(nc); err == nil {
		err = l.ready(ctx, a)
	}
	if err != nil {
		nc.Close()
		return nil, unreachable(a.URL, err)
	}
	return l, nil
}

// ready makes what is missing on the server, and waits for one if that is asked for.
func (l *Link) ready(ctx context.Context, a Access) error {
	began := time.Now()
	stays := func(err error) bool {
		return l.nc.IsClosed() || !a.Wait && !passing(err) && !(fewServers(err) && l.replicas > 1)
	}
	return l.insist(ctx, stays, func(ctx context.Context) error {
		if !l.nc.IsConnected() {
			return cmp.Or(l.nc.LastError(), nats.ErrNoServers)
		}
		if !a.Make {
			return l.find(ctx)
		}
		err := l.make(ctx, a.Store)
		if fewServers(err) && l.replicas > 1 && time.Since(began) > l.patience {
			l.replicas = 1
			l.tell(errors.New("fewer than three of the NATS servers are there and have room: what this run keeps on them is kept once, and lost with its server"))
			err = l.make(ctx, a.Store)
		}
		return err
	})
}

// passing says of an error that servers give it which are not ready yet, or choose a leader, and that it is waited out.
func passing(err error) bool {
	var api *jetstream.APIError
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &api) && api.ErrorCode == notReady
}

// fewServers says that a cluster has fewer servers than are to keep something: they may be on their way.
func fewServers(err error) bool {
	var api *jetstream.APIError
	return errors.As(err, &api) && (api.ErrorCode == noReplicas || api.ErrorCode == noPeers)
}

// unreachable says in plain words why servers cannot be had.
func unreachable(address string, err error) error {
	hint := ""
	var api *jetstream.APIError
	switch {
	case errors.Is(err, nats.ErrNoServers), errors.Is(err, context.DeadlineExceeded):
		hint = ": no server answers there: check the address, and that it runs"
	case errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrAuthExpired):
		hint = ": set NATS_CREDS, NATS_TOKEN_FILE, or NATS_USER and NATS_PASSWORD"
	case errors.Is(err, jetstream.ErrStreamNotFound):
		return fmt.Errorf("NATS at %s: no run was there yet", address)
	case errors.Is(err, jetstream.ErrJetStreamNotEnabled), errors.Is(err, nats.ErrNoResponders), errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount):
		hint = ": JetStream is off there: start the server with -js"
	case errors.As(err, &api) && (api.ErrorCode == noRoomStore || api.ErrorCode == noRoom):
		hint = ": the server keeps too little disk for JetStream: give it more (max_file_store), or less to us with --nats-store"
	}
	return fmt.Errorf("NATS at %s: %w%s", address, err, hint)
}

// Codes of JetStream's errors that the client has no names for.
const (
	noRoom      = 10023 // insufficient resources
	noRoomStore = 10047 // insufficient storage resources available
	notStored   = 10077 // a stream's limit, which its description tells
	noReplicas  = 10074 // replicas asked of a single server
	noPeers     = 10005 // too few servers
	notReady    = 10008 // servers have no leader
)

// find takes what a run has made on the server.
func (l *Link) find(ctx context.Context) error {
	for _, one := range []func() error{
		func() (err error) { l.work, err = l.js.Stream(ctx, workStream); return err },
		func() (err error) { l.done, err = l.js.Stream(ctx, doneStream); return err },
		func() (err error) { l.parts, err = l.objects(ctx, partStore, 0); return err },
		func() (err error) { l.runs, err = l.js.KeyValue(ctx, runBucket); return err },
		func() (err error) { l.hands, err = l.js.KeyValue(ctx, handBucket); return err },
	} {
		if err := one(); err != nil {
			return err
		}
	}
	return nil
}

// make makes what is missing on the server.
func (l *Link) make(ctx context.Context, store int64) error {
	if store == 0 {
		store = mostStored
	}
	switch {
	case l.nc.ConnectedClusterName() == "":
		l.replicas = 1
	case l.replicas == 0:
		l.replicas = 3
	}
	return l.streams(ctx, store)
}

func (l *Link) streams(ctx context.Context, store int64) (err error) {
	stream := func(name, subject string, perSubject int64) (jetstream.Stream, error) {
		s, err := l.js.Stream(ctx, name)
		if !errors.Is(err, jetstream.ErrStreamNotFound) {
			return s, err
		}
		s, err = l.js.CreateStream(ctx, jetstream.StreamConfig{
			Name: name, Subjects: []string{subject + ">"}, Retention: jetstream.WorkQueuePolicy, Storage: jetstream.FileStorage, Replicas: l.replicas,
			Discard: jetstream.DiscardNew, DiscardNewPerSubject: perSubject > 0, MaxMsgsPerSubject: perSubject,
			MaxMsgs: mostItems, MaxBytes: mostQueued, MaxAge: staleAfter,
		})
		if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
			return l.js.Stream(ctx, name) // somebody was faster
		}
		return s, err
	}
	if l.work, err = stream(workStream, workSubject, 1); err != nil {
		return err
	}
	if l.done, err = stream(doneStream, doneSubject, -1); err != nil {
		return err
	}
	if l.parts, err = l.objects(ctx, partStore, store); err != nil {
		return err
	}
	for name, to := range map[string]*jetstream.KeyValue{runBucket: &l.runs, handBucket: &l.hands} {
		if *to, err = l.bucket(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

// bucket is where is noted who is there. What is not noted again is forgotten.
func (l *Link) bucket(ctx context.Context, name string) (jetstream.KeyValue, error) {
	kv, err := l.js.KeyValue(ctx, name)
	if !errors.Is(err, jetstream.ErrBucketNotFound) {
		return kv, err
	}
	kv, err = l.js.CreateKeyValue(ctx, jetstream.KeyValueConfig{Bucket: name, TTL: l.patience, MaxBytes: mostNoted, Replicas: l.replicas})
	if errors.Is(err, jetstream.ErrBucketExists) {
		return l.js.KeyValue(ctx, name)
	}
	return kv, err
}

// Close ends the connection.
func (l *Link) Close() { l.nc.Close() }
