package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"
)

// A siege is one run over several machines, all of them processes here, to which things happen.
type siege struct {
	mingxi, natsServer string
	dir                string
	inputs             []string
	random             *rand.Rand
	servers            []*process
	gates              []*gate // one for each who uses the servers: the coordinator's is the first
	machines           []*process
	leader             *process
	counts             map[string]int // faults, by kind
	disk               string         // of the server, small enough to be filled; empty if none can be made
	said               lines
	told               []*nats.Msg
	toldMutex          sync.Mutex
	heard              *nats.Conn // by which that is heard
}

// siegePatience is how long what is silent counts as there.
const siegePatience = 2 * time.Second

// A process is one that can be killed and begun again.
type process struct {
	make  func() *exec.Cmd
	cmd   *exec.Cmd
	ended chan error
}

func (p *process) begin() error {
	p.cmd = p.make()
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := p.cmd.Start(); err != nil {
		return err
	}
	cmd, ended := p.cmd, make(chan error, 1)
	p.ended = ended
	go func() { ended <- cmd.Wait() }()
	return nil
}

// kill ends a process at once, without those that it has begun: they must end by themselves.
func (p *process) kill() {
	p.cmd.Process.Kill()
	<-p.ended
}

// lines are what processes say. They are no buffer themselves: what is copied into one goes round the lock.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(data []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(data)
}

// A gate stands between one client and the servers. While it is shut nothing passes, and nobody is told.
type gate struct {
	listener net.Listener
	mu       sync.Mutex
	shut     bool
	opened   *sync.Cond
}

func newGate(to func() string) (*gate, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	g := &gate{listener: l}
	g.opened = sync.NewCond(&g.mu)
	go func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				g.pass()
				far, err := net.Dial("tcp", to())
				if err != nil {
					near.Close()
					return
				}
				go g.carry(near, far)
				g.carry(far, near)
			}()
		}
	}()
	return g, nil
}

// pass waits while the gate is shut.
func (g *gate) pass() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.shut {
		g.opened.Wait()
	}
}

func (g *gate) set(shut bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.shut = shut
	g.opened.Broadcast()
}

func (g *gate) carry(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	data := make([]byte, 32<<10)
	for {
		n, err := from.Read(data)
		g.pass()
		if n > 0 {
			if _, err := to.Write(data[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (g *gate) address() string { return "nats://" + g.listener.Addr().String() }

// newSiege begins servers, and makes machines and a coordinator that are not begun.
func newSiege(mingxi, natsServer, dir string, inputs []string, seed uint64, servers, machines int) (*siege, error) {
	s := &siege{mingxi: mingxi, natsServer: natsServer, dir: dir, inputs: inputs, random: rand.New(rand.NewPCG(seed, 19)), counts: map[string]int{}}
	addresses, err := s.serve(servers)
	if err == nil {
		err = begin(s.servers)
	}
	if err != nil {
		return s, err
	}
	if s.heard, err = s.overhear(addresses); err != nil {
		return s, err
	}
	for n := range machines + 1 {
		g, err := newGate(func() string { return s.alive(addresses) })
		if err != nil {
			return s, err
		}
		s.gates = append(s.gates, g)
		if n == 0 {
			continue
		}
		s.machines = append(s.machines, &process{make: func() *exec.Cmd { return s.command("work", "-j", "1", "--nats", g.address()) }})
	}
	s.leader = &process{make: func() *exec.Cmd {
		return s.command(append([]string{"extract", "--nats", s.gates[0].address(), "-o", s.out(), "--nats-store", "32", "--quiet", "--ocr", "never", "--format", "csv,xlsx", "--fail-on", "never"}, s.inputs...)...)
	}}
	return s, nil
}

func (s *siege) out() string { return filepath.Join(s.dir, "out") }

func (s *siege) command(args ...string) *exec.Cmd {
	cmd := exec.Command(s.mingxi, append(args, "--nats-patience", siegePatience.String())...)
	cmd.Stdout, cmd.Stderr = &s.said, &s.said
	return cmd
}

// alive is a server that answers, or any.
func (s *siege) alive(addresses []string) string {
	for _, a := range addresses {
		if c, err := net.DialTimeout("tcp", a, time.Second); err == nil {
			c.Close()
			return a
		}
	}
	return addresses[0]
}

func serverName(n int) string { return fmt.Sprint("n", n) }

// serve makes servers of NATS: one alone, or a cluster.
func (s *siege) serve(n int) (addresses []string, err error) {
	var ports []string
	for range 2 * n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer l.Close()
		ports = append(ports, l.Addr().String())
	}
	var routes []string
	for _, p := range ports[n:] {
		routes = append(routes, "nats://"+p)
	}
	for k := range n {
		store := filepath.Join(s.dir, fmt.Sprintf("server-%d", k))
		if err := os.MkdirAll(store, 0o777); err != nil {
			return nil, err
		}
		if n == 1 && exec.Command("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", store).Run() == nil {
			s.disk = store
		}
		conf := fmt.Sprintf("listen: %q\nserver_name: %s\njetstream { store_dir: %q, max_file_store: 320M }\n", ports[k], serverName(k), store)
		if n > 1 {
			conf += fmt.Sprintf("cluster { name: siege, listen: %q, routes: [%s] }\n", ports[n+k], strings.Join(routes, ", "))
		}
		name := filepath.Join(s.dir, fmt.Sprintf("server-%d.conf", k))
		if err := os.WriteFile(name, []byte(conf), 0o666); err != nil {
			return nil, err
		}
		p := &process{make: func() *exec.Cmd {
			return exec.Command(s.natsServer, "-c", name)
		}}
		s.servers = append(s.servers, p)
	}
	return ports[:n], nil
}

func begin(list []*process) error {
	var err error
	for _, p := range list {
		err = errors.Join(err, p.begin())
	}
	return err
}

// close ends all that is left.
func (s *siege) close() {
	for _, p := range append(append([]*process{s.leader}, s.machines...), s.servers...) {
		if p != nil && p.cmd != nil && p.cmd.Process != nil {
			syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
		}
	}
	for _, g := range s.gates {
		g.set(false)
		g.listener.Close()
	}
	if s.heard != nil {
		s.heard.Close()
	}
	if s.disk != "" {
		time.Sleep(200 * time.Millisecond)
		exec.Command("umount", "-l", s.disk).Run()
	}
}

// overhear keeps what the servers are told, so that it can be told once more.
func (s *siege) overhear(addresses []string) (*nats.Conn, error) {
	nc, err := nats.Connect("nats://"+strings.Join(addresses, ",nats://"), nats.MaxReconnects(-1), nats.RetryOnFailedConnect(true), nats.ReconnectWait(200*time.Millisecond))
	if err != nil {
		return nil, err
	}
	_, err = nc.Subscribe("mingxi.>", func(m *nats.Msg) {
		if m.Reply == "" {
			return // told by ourselves
		}
		s.toldMutex.Lock()
		defer s.toldMutex.Unlock()
		s.told = append(s.told, &nats.Msg{Subject: m.Subject, Data: m.Data})
	})
	return nc, err
}

// run leads the run to its end, while faults come at random.
func (s *siege) run(ctx context.Context, faults []fault, most int) error {
	if err := begin(append([]*process{s.leader}, s.machines...)); err != nil {
		return err
	}
	return s.goOn(ctx, faults, most)
}

func (s *siege) goOn(ctx context.Context, faults []fault, most int) error {
	for n := 0; ; {
		wait := time.Duration(100+s.random.IntN(900)) * time.Millisecond
		select {
		case err := <-s.leader.ended:
			if err == nil {
				return nil
			}
			if err := s.again(); err != nil {
				return err
			}
		case <-ctx.Done():
			return fmt.Errorf("%w\n%s", ctx.Err(), s.tail())
		case <-time.After(wait):
			if n == most || len(faults) == 0 {
				continue
			}
			f := faults[s.random.IntN(len(faults))]
			if f.happen(s) {
				s.counts[f.name]++
				n++
			}
		}
	}
}

// again begins a coordinator that ended since servers did not answer yet, or a disk was full.
func (s *siege) again() error {
	if status := s.leader.cmd.ProcessState.ExitCode(); status != 3 && status != 5 {
		return fmt.Errorf("the coordinator ended with %d\n%s", status, s.tail())
	}
	time.Sleep(500 * time.Millisecond)
	s.counts["coordinator begun again by itself"]++
	return s.leader.begin()
}

// tail is the end of what was said.
func (s *siege) tail() string {
	s.said.mu.Lock()
	defer s.said.mu.Unlock()
	text := s.said.text.String()
	return text[max(0, len(text)-3000):]
}

// A fault is something that happens. It says whether it could.
type fault struct {
	name   string
	happen func(*siege) bool
}

func (s *siege) someMachine() *process { return s.machines[s.random.IntN(len(s.machines))] }

// later is a time at which something is there again.
func (s *siege) later(most time.Duration) time.Duration {
	return time.Duration(s.random.Float64() * float64(most))
}

var allFaults = []fault{
	{"machine killed", func(s *siege) bool {
		m := s.someMachine()
		m.kill()
		time.Sleep(s.later(2 * time.Second))
		return m.begin() == nil
	}},
	{"coordinator killed", func(s *siege) bool {
		s.leader.cmd.Process.Kill()
		<-s.leader.ended
		time.Sleep(s.later(time.Second))
		return s.leader.begin() == nil
	}},
	{"server killed", func(s *siege) bool {
		p := s.servers[s.random.IntN(len(s.servers))]
		p.kill()
		time.Sleep(s.later(2 * time.Second))
		return p.begin() == nil
	}},
	{"machine frozen", func(s *siege) bool {
		m := s.someMachine()
		syscall.Kill(m.cmd.Process.Pid, syscall.SIGSTOP)
		cmd := m.cmd
		time.AfterFunc(siegePatience+s.later(3*time.Second), func() { syscall.Kill(cmd.Process.Pid, syscall.SIGCONT) })
		return true
	}},
	{"cut off from the server", func(s *siege) bool {
		g := s.gates[s.random.IntN(len(s.gates))]
		g.set(true)
		time.AfterFunc(siegePatience+s.later(4*time.Second), func() { g.set(false) })
		return true
	}},
	{"told twice", func(s *siege) bool {
		s.toldMutex.Lock()
		list := s.told
		s.toldMutex.Unlock()
		if len(list) == 0 {
			return false
		}
		nc, err := nats.Connect(s.gates[1].address(), nats.Timeout(time.Second))
		if err != nil {
			return false
		}
		defer nc.Close()
		for _, m := range list {
			nc.PublishMsg(m)
		}
		return nc.FlushTimeout(time.Second) == nil
	}},
	{"server's disk full", func(s *siege) bool {
		if s.disk == "" {
			return false
		}
		name := filepath.Join(s.disk, "filler")
		f, err := os.Create(name)
		if err != nil {
			return false
		}
		io.Copy(f, zeroes{})
		f.Close()
		time.Sleep(time.Second + s.later(time.Second))
		os.Remove(name)
		s.servers[0].kill() // as its operator must, where it has ended its storage
		return s.servers[0].begin() == nil
	}},
	{"second coordinator", func(s *siege) bool {
		name, err := os.ReadFile(filepath.Join(s.out(), ".mingxi", "spread"))
		if err != nil {
			return false
		}
		other := filepath.Join(s.dir, fmt.Sprintf("other-%d", s.counts["second coordinator"]))
		os.MkdirAll(filepath.Join(other, ".mingxi"), 0o777)
		os.WriteFile(filepath.Join(other, ".mingxi", "spread"), name, 0o666)
		cmd := s.command(append([]string{"extract", "--nats", s.gates[1].address(), "-o", other, "--quiet", "--ocr", "never"}, s.inputs...)...)
		if cmd.Start() != nil {
			return false
		}
		stop := time.AfterFunc(3*siegePatience, func() { cmd.Process.Kill() })
		cmd.Wait()
		stop.Stop()
		return cmd.ProcessState.ExitCode() == 3
	}},
}

// zeroes fill a disk.
type zeroes struct{}

func (zeroes) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
