package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"time"
)

// measureCluster has small documents read by several machines, with faults at random moments, and by a cluster of three servers of which one is
// killed. What it gives must be the bytes of one machine.
func measureCluster(ctx context.Context) ([]score, error) {
	return withCommand(ctx, "the cluster", func(ctx context.Context, mingxi, work string) ([]score, error) {
		return besiege(ctx, mingxi, work, 8, 3, 4)
	})
}

// measureSiege is measureCluster at length: twenty runs over the budgets of departments.
func measureSiege(ctx context.Context) ([]score, error) {
	return withCommand(ctx, "the siege", func(ctx context.Context, mingxi, work string) ([]score, error) {
		return besiege(ctx, mingxi, work, 24, 20, 8)
	})
}

// besiege reads so many of the smallest documents in so many runs with so many faults each.
func besiege(ctx context.Context, mingxi, work string, documents, runs, faults int) ([]score, error) {
	natsServer := filepath.Join(work, "nats-server")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", natsServer, "github.com/nats-io/nats-server/v2").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("building the server: %w\n%s", err, out)
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
	for seed := range uint64(runs) {
		began := time.Now()
		s, err := oneSiege(ctx, mingxi, natsServer, filepath.Join(work, fmt.Sprint(seed)), inputs, seed, 1, allFaults, faults)
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
	cluster := 0
	if err := loseServer(ctx, mingxi, natsServer, work, inputs, one); err == nil {
		cluster = 1
	} else {
		fmt.Fprintf(os.Stderr, "score: three servers: %v\n", err)
	}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(os.Stderr, "score: %s: %d\n", name, counts[name])
	}
	what := fmt.Sprintf("%d documents by three machines, %d runs with faults: ", documents, runs)
	return []score{
		{name: what + "those with the bytes of one machine", value: fmt.Sprint(same)},
		{name: fmt.Sprintf("%d documents by three machines and three servers, one killed: the bytes of one machine", documents), value: fmt.Sprint(cluster)},
	}, nil
}

// mostTries is how often a run is begun whose server ought to be killed: on a quick machine it may end before.
const mostTries = 5

// loseServer reads documents by way of three servers of which one is killed, and says what came out otherwise than in a folder.
func loseServer(ctx context.Context, mingxi, natsServer, work string, inputs []string, want string) error {
	for seed := range uint64(mostTries) {
		s, err := oneSiege(ctx, mingxi, natsServer, filepath.Join(work, fmt.Sprint("three", seed)), inputs, seed, 3, []fault{serverGone}, 1)
		if err == nil {
			err = sameFiles(want, s.out())
		}
		if err != nil || s.counts[serverGone.name] == 1 {
			return err
		}
	}
	return fmt.Errorf("%d runs ended before a server could be killed", mostTries)
}

// serverGone kills a server of several for good.
var serverGone = fault{"server of three killed for good", func(s *siege) bool {
	if list, _ := filepath.Glob(filepath.Join(s.out(), ".mingxi", "*.part")); len(list) == 0 {
		return false // the run has not begun
	}
	s.servers[s.random.IntN(len(s.servers))].kill()
	return true
}}

// siegeTime is more than one run takes on a busy machine.
const siegeTime = 4 * time.Minute

func oneSiege(ctx context.Context, mingxi, natsServer, dir string, inputs []string, seed uint64, servers int, faults []fault, most int) (*siege, error) {
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
	return s, s.run(ctx, faults, most)
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
