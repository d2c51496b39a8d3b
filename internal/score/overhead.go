package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/mingxi/mingxi/internal/cluster/seen"
)

// overheadCopies is how often each document is read, with other bytes behind its end: what processes take to start is then little beside it.
const overheadCopies = 4

// measureOverhead has the budgets of departments read by one machine, and by one, two and four that have a core each by way of a server, and tells what of the
// processor's time all of it takes until everything is read. What it gives depends on the machine; times of processors do so least.
func measureOverhead(ctx context.Context) ([]score, error) {
	return withCommand(ctx, "the overhead", func(ctx context.Context, mingxi, work string) ([]score, error) {
		natsServer, err := buildServer(ctx, work)
		if err != nil {
			return nil, err
		}
		in := filepath.Join(work, "in")
		documents, err := copied(filepath.Join(shared, "corpus", "dept-budget"), in, overheadCopies)
		if err != nil {
			return nil, err
		}
		o := overhead{mingxi: mingxi, natsServer: natsServer, in: in, documents: documents}
		one, err := o.alone(ctx, filepath.Join(work, "one"))
		if err != nil {
			return nil, err
		}
		scores := one.scores(fmt.Sprintf("%d budgets on one machine", documents), nil)
		for _, n := range []int{1, 2, 4} {
			many, err := o.spread(ctx, filepath.Join(work, fmt.Sprint("spread-", n)), n)
			if err == nil {
				err = sameFiles(filepath.Join(one.dir, "out"), filepath.Join(many.dir, "out"))
			}
			if err != nil {
				return nil, fmt.Errorf("%d machines: %w", n, err)
			}
			scores = append(scores, many.scores(fmt.Sprintf("%d budgets on %d machines", documents, n), one)...)
		}
		return scores, nil
	})
}

// buildServer builds the server of NATS that the program has in it.
func buildServer(ctx context.Context, work string) (name string, err error) {
	name = filepath.Join(work, "nats-server")
	if out, err := exec.CommandContext(ctx, "go", "build", "-ldflags", "-s -w", "-o", name, "github.com/nats-io/nats-server/v2").CombinedOutput(); err != nil {
		return "", fmt.Errorf("building the server: %w\n%s", err, out)
	}
	return name, nil
}

// copied puts so many copies of each document of a folder into another, no two with the same bytes, and says how many there are.
func copied(from, to string, times int) (n int, err error) {
	list, err := filepath.Glob(filepath.Join(from, "*.pdf"))
	if err := errors.Join(err, os.MkdirAll(to, 0o777)); err != nil {
		return 0, err
	}
	for _, name := range list {
		data, err := os.ReadFile(name)
		if err != nil {
			return 0, err
		}
		for k := range times {
			name := filepath.Join(to, fmt.Sprintf("%d-%s", k, filepath.Base(name)))
			if err := os.WriteFile(name, fmt.Appendf(data, "%%%d\n", k), 0o666); err != nil {
				return 0, err
			}
			n++
		}
	}
	return n, nil
}

// An overhead is what is measured, and by what.
type overhead struct {
	mingxi, natsServer string
	in                 string
	documents          int
}

// A spent run is what a run took until all was read.
type spent struct {
	dir     string
	pages   int
	took    time.Duration
	reading time.Duration            // of the processes that read
	own     map[string]time.Duration // of the others, by what they are
	memory  map[string]int64         // of each process at most, bytes, by what it is
	idle    float64                  // of the time of machines that read; below 0 where it is not known
}

// all is the time of all processes.
func (s *spent) all() time.Duration {
	sum := s.reading
	for _, d := range s.own {
		sum += d
	}
	return sum
}

func (s *spent) scores(name string, one *spent) []score {
	each := func(what string, value float64) score {
		return score{name: name + ": " + what, value: fmt.Sprintf("%.2f", value), lower: true, slack: speedSlack}
	}
	list := []score{
		{name: name + ": pages a second", value: fmt.Sprintf("%.0f", float64(s.pages)/s.took.Seconds()), slack: speedSlack},
		each("processor time, s", s.all().Seconds()),
		each("of it reading, s", s.reading.Seconds()),
	}
	for _, what := range []string{"extract", "work", "server"} {
		if d, there := s.own[what]; there {
			list = append(list, each(what+", s", d.Seconds()))
		}
	}
	if one != nil {
		list = append(list, each("beyond one machine, % of reading", 100*(s.all()-one.all()).Seconds()/one.reading.Seconds()),
			each("extract, work and server beyond one machine's extract, % of reading", 100*((s.all()-s.reading)-(one.all()-one.reading)).Seconds()/one.reading.Seconds()),
			each("machines idle, %", 100*s.idle))
	}
	for _, what := range []string{"extract", "work", "server", "reader"} {
		if most, there := s.memory[what]; there {
			list = append(list, score{name: fmt.Sprintf("%s: memory of %s, MB", name, what), value: fmt.Sprint(most >> 20), lower: true, slack: speedSlack})
		}
	}
	return list
}

func (o *overhead) extract(dir string, more ...string) []string {
	return append([]string{o.mingxi, "extract", o.in, "-o", filepath.Join(dir, "out"), "--quiet", "--ocr", "never", "--format", "csv,xlsx", "--fail-on", "never"}, more...)
}

// alone has all read by one machine on one core.
func (o *overhead) alone(ctx context.Context, dir string) (*spent, error) {
	began := time.Now()
	lead, err := begun(ctx, dir, 0, o.extract(dir, "-j", "1")...)
	if err != nil {
		return nil, err
	}
	return o.until(ctx, dir, began, map[string][]*process{"extract": {lead}}, nil)
}

// spread has all read by so many machines of one core each, and a server and a coordinator on any.
func (o *overhead) spread(ctx context.Context, dir string, machines int) (*spent, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := l.Addr().String()
	l.Close()
	conf := filepath.Join(dir, "server.conf")
	err = os.MkdirAll(dir, 0o777)
	if err == nil {
		err = os.WriteFile(conf, fmt.Appendf(nil, "listen: %q\njetstream { store_dir: %q, max_file_store: 10G }\n", address, filepath.Join(dir, "server")), 0o666)
	}
	if err != nil {
		return nil, err
	}
	list := map[string][]*process{}
	defer func() {
		for _, kind := range list {
			for _, p := range kind {
				syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL)
			}
		}
	}()
	start := func(kind string, core int, args ...string) {
		if err == nil {
			var p *process
			if p, err = begun(ctx, dir, core, args...); err == nil {
				list[kind] = append(list[kind], p)
			}
		}
	}
	url := "nats://" + address
	start("server", anyCore, o.natsServer, "-c", conf)
	for n := range machines {
		start("work", n%runtime.NumCPU(), o.mingxi, "work", "-j", "1", "--nats", url)
	}
	time.Sleep(time.Second) // they are there
	began := time.Now()
	start("extract", anyCore, o.extract(dir, "--nats", url)...)
	if err != nil {
		return nil, err
	}
	return o.until(ctx, dir, began, list, func() (busy float64, err error) {
		out, err := exec.CommandContext(ctx, o.mingxi, "status", "--json", "--nats", url).Output()
		var s seen.Status
		if err == nil {
			err = json.Unmarshal(out, &s)
		}
		for _, h := range s.Machines {
			busy += h.Busy["text"]
		}
		return busy, err
	})
}

// anyCore is in place of the number of one.
const anyCore = -1

// begun is a process that has begun, on one core or any. It needs taskset of util-linux.
func begun(ctx context.Context, dir string, core int, args ...string) (*process, error) {
	if core != anyCore {
		args = append([]string{"taskset", "--cpu-list", strconv.Itoa(core)}, args...)
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	p := &process{make: func() *exec.Cmd { return exec.CommandContext(ctx, args[0], args[1:]...) }}
	return p, p.begin()
}

// until looks at processes until all documents are kept, says what was spent then, and waits for the end of the run.
func (o *overhead) until(ctx context.Context, dir string, began time.Time, list map[string][]*process, busy func() (float64, error)) (*spent, error) {
	s := &spent{dir: dir, own: map[string]time.Duration{}, memory: map[string]int64{}, idle: -1}
	for kept := 0; kept < o.documents; time.Sleep(sampleEvery) {
		parts, err := filepath.Glob(filepath.Join(dir, "out", ".mingxi", "*.part"))
		if err := errors.Join(err, ctx.Err()); err != nil {
			return nil, err
		}
		kept = len(parts)
		s.look(list)
	}
	s.took = time.Since(began)
	if err := <-list["extract"][0].ended; err != nil {
		return nil, err
	}
	if busy != nil { // machines tell of themselves now and then
		time.Sleep(seen.Patience / 3)
		of, err := busy()
		if err != nil {
			return nil, err
		}
		s.idle = 1 - of/(s.took.Seconds()*float64(len(list["work"])))
	}
	documents, pages, err := countPages(filepath.Join(dir, "out"))
	if err == nil && documents != o.documents {
		err = fmt.Errorf("%d of %d documents were read", documents, o.documents)
	}
	s.pages = pages
	return s, err
}

// look takes from the kernel of Linux what processes have spent.
func (s *spent) look(list map[string][]*process) {
	children := childrenNow()
	var reading time.Duration
	for kind, processes := range list {
		var own time.Duration
		for _, p := range processes {
			id := p.cmd.Process.Pid
			self, ended := timesOf(id)
			own, reading = own+self, reading+ended
			s.memory[kind] = max(s.memory[kind], peakOf(id))
			for _, child := range children[id] {
				self, ended := timesOf(child)
				reading += self + ended
				s.memory["reader"] = max(s.memory["reader"], peakOf(child))
			}
		}
		s.own[kind] = own
	}
	s.reading = reading
}

// kernelTick is the unit of times in the files of processes.
const kernelTick = 10 * time.Millisecond

// timesOf are the processor time of a process, and of those that it began and that have ended.
func timesOf(id int) (self, ended time.Duration) {
	fields := statOf(id)
	if fields == nil {
		return 0, 0
	}
	ticks := func(at int) time.Duration {
		n, _ := strconv.Atoi(fields[at])
		return time.Duration(n) * kernelTick
	}
	return ticks(11) + ticks(12), ticks(13) + ticks(14)
}

// peakOf is the most memory that a process had resident, bytes.
func peakOf(id int) int64 {
	data, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", id))
	_, after, _ := strings.Cut(string(data), "VmHWM:")
	var kib int64
	fmt.Sscan(after, &kib)
	return kib << 10
}
