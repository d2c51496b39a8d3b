package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// measureCluster has small documents read by several machines, with faults at random moments, and by a cluster of three servers of which one is
// killed. What it gives must be the bytes of one machine.
func measureCluster(ctx context.Context) ([]score, error) {
	return withCommand(ctx, "the cluster", func(ctx context.Context, mingxi, work string) ([]score, error) {
		return besiege(ctx, mingxi, work, 8, 3, 4, 0)
	})
}

// What a siege is given on the command line.
var (
	siegeRuns = flag.Int("runs", 20, "of the siege")
	siegeSeed = flag.Uint64("seed", 0, "of the faults of the siege's first run; 0: any")
)

// measureSiege is measureCluster at length: twenty runs over the budgets of departments, with other faults each time.
func measureSiege(ctx context.Context) ([]score, error) {
	return withCommand(ctx, "the siege", func(ctx context.Context, mingxi, work string) ([]score, error) {
		return besiege(ctx, mingxi, work, 24, *siegeRuns, 8, cmp.Or(*siegeSeed, 1+rand.Uint64N(1e6)))
	})
}

// besiege reads so many of the smallest documents in so many runs with so many faults each, which follow from a number.
func besiege(ctx context.Context, mingxi, work string, documents, runs, faults int, first uint64) ([]score, error) {
	natsServer, err := buildServer(ctx, work)
	if err != nil {
		return nil, err
	}
	inputs, err := smallest(filepath.Join(shared, "corpus", "dept-budget"), documents)
	if err != nil {
		return nil, err
	}
	one := filepath.Join(work, "one")
	cmd := exec.CommandContext(ctx, mingxi, append([]string{"extract", "-o", one, "--quiet", "--ocr", "never", "--format", "csv,xlsx", "--fail-on", "never"}, inputs...)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("extract: %w\n%s", err, out)
	}
	same, counts := 0, map[string]int{}
	for n := range uint64(runs) {
		seed, began := first+n, time.Now()
		s, err := oneSiege(ctx, mingxi, natsServer, filepath.Join(work, fmt.Sprint(seed)), inputs, seed, 1, func(ctx context.Context, s *siege) error {
			return s.run(ctx, allFaults, faults)
		})
		if err == nil {
			err = sameFiles(one, s.out())
		}
		if err == nil {
			same++
		} else {
			fmt.Fprintf(os.Stderr, "score: siege %d: %v\n", seed, err)
		}
		for name, n := range s.counts {
			counts[name] += n
		}
		fmt.Fprintf(os.Stderr, "score: siege %d: %s, %v\n", seed, time.Since(began).Round(time.Second), s.counts)
	}
	cluster, began := 1, time.Now()
	if err := loseServer(ctx, mingxi, natsServer, filepath.Join(work, "three"), inputs, one); err != nil {
		cluster = 0
		fmt.Fprintf(os.Stderr, "score: three servers: %v\n", err)
	}
	fmt.Fprintf(os.Stderr, "score: three servers: %s\n", time.Since(began).Round(time.Second))
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(os.Stderr, "score: %s: %d\n", name, counts[name])
	}
	what := fmt.Sprintf("%d documents by three machines, %d runs with faults: ", documents, runs)
	return []score{
		{name: what + "those with the bytes of one machine", value: fmt.Sprint(same)},
		{name: fmt.Sprintf("%d documents by three machines and three servers, one killed: the bytes of one machine", documents), value: fmt.Sprint(cluster)},
	}, nil
}

// loseServer reads documents by way of three servers of which one is killed for good, and says what came out otherwise than in a folder.
func loseServer(ctx context.Context, mingxi, natsServer, dir string, inputs []string, want string) error {
	s, err := oneSiege(ctx, mingxi, natsServer, dir, inputs, 0, 3, func(ctx context.Context, s *siege) error {
		if err := s.loseLeader(ctx); err != nil {
			return err
		}
		return s.goOn(ctx, nil, 0)
	})
	if err != nil {
		return err
	}
	return sameFiles(want, s.out())
}

// loseLeader kills the server that leads the queues in the middle of a run: all items were waiting when the machines were begun, and a first one is read.
func (s *siege) loseLeader(ctx context.Context) error {
	if err := s.leader.begin(); err != nil {
		return err
	}
	waiting := func(info *jetstream.StreamInfo) bool { return info.State.Msgs >= uint64(len(s.inputs)) }
	if _, err := s.stream(ctx, "mingxi-work", waiting); err != nil {
		return err
	}
	if err := begin(s.machines); err != nil {
		return err
	}
	work, err := s.stream(ctx, "mingxi-work", func(info *jetstream.StreamInfo) bool { return !waiting(info) })
	if err != nil {
		return err
	}
	for n, p := range s.servers {
		if work.Cluster.Leader == serverName(n) {
			p.kill()
		}
	}
	fmt.Fprintf(os.Stderr, "score: three servers: %d of %d documents were left when one was killed\n", work.State.Msgs, len(s.inputs))
	return nil
}

// stream waits until a stream has a leader and is as wanted.
func (s *siege) stream(ctx context.Context, name string, wanted func(*jetstream.StreamInfo) bool) (*jetstream.StreamInfo, error) {
	js, err := jetstream.New(s.heard)
	if err != nil {
		return nil, err
	}
	for {
		once, stop := context.WithTimeout(ctx, time.Second)
		var info *jetstream.StreamInfo
		from, err := js.Stream(once, name)
		if err == nil {
			info = from.CachedInfo()
		}
		stop()
		if err == nil && info.Cluster != nil && info.Cluster.Leader != "" && wanted(info) {
			return info, nil
		}
		select {
		case <-s.leader.ended:
			if err := s.again(); err != nil {
				return nil, err
			}
		case <-ctx.Done():
			return nil, fmt.Errorf("%s is not as wanted: %w\n%s", name, ctx.Err(), s.tail())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// siegeTime is more than one run takes on a busy machine.
const siegeTime = 4 * time.Minute

func oneSiege(ctx context.Context, mingxi, natsServer, dir string, inputs []string, seed uint64, servers int, lead func(context.Context, *siege) error) (*siege, error) {
	ctx, stop := context.WithTimeout(ctx, siegeTime)
	defer stop()
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return &siege{}, err
	}
	s, err := newSiege(mingxi, natsServer, dir, inputs, seed, servers, 3)
	defer s.close()
	if err != nil {
		return s, err
	}
	return s, lead(ctx, s)
}

// smallest are the smallest PDF files of a folder.
func smallest(dir string, n int) ([]string, error) {
	list, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(list) < n {
		return nil, fmt.Errorf("%s: %d documents: %w", dir, len(list), err)
	}
	size := func(name string) int64 {
		info, err := os.Stat(name)
		if err != nil {
			return 0
		}
		return info.Size()
	}
	sort.Slice(list, func(i, j int) bool { return size(list[i]) < size(list[j]) })
	return list[:n], nil
}
