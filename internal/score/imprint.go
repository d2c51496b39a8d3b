package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// imprintLine is what the comparison of imprints logs of each set of documents: how many there are, how many
// are right as a whole, and in each field.
var imprintLine = regexp.MustCompile(`imprint_truth_test\.go:\d+: \S+ +(\d+) +(\d+) ([ \d]+)\n`)

// imprintFields are the fields in their order.
var imprintFields = []string{"agency", "region", "year", "kind", "level"}

// measureImprints counts the documents whose agency, year, kind and level are those that a person read off them. TestCorpusMeaning, which
// must hold, goes with it: it asks about many of the same documents, which are read once for both.
func measureImprints(ctx context.Context) ([]score, error) {
	if !available("what documents say of themselves") {
		return nil, nil
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-v", "-vet=off", "-tags", "weights", "-run", "^(TestCorpusMeaning|TestImprint)$", "./normalize")
	cmd.Env, cmd.Stderr = append(os.Environ(), "MINGXI_CORPUS=all"), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("comparing imprints: %w\n%s", err, out)
	}
	documents, whole, fields := 0, 0, map[string]int{}
	for _, m := range imprintLine.FindAllStringSubmatch(string(out), -1) {
		n, _ := strconv.Atoi(m[1])
		right, _ := strconv.Atoi(m[2])
		documents, whole = documents+n, whole+right
		for i, count := range strings.Fields(m[3]) {
			if n, err := strconv.Atoi(count); err == nil {
				fields[imprintFields[i]] += n
			}
		}
	}
	if documents == 0 {
		return nil, fmt.Errorf("the comparison of imprints named no document:\n%s", out)
	}
	scores := []score{
		{name: "imprint: documents", value: fmt.Sprint(documents)},
		{name: "imprint: of these, right as a whole", value: fmt.Sprint(whole)},
	}
	for _, name := range imprintFields {
		if n, told := fields[name]; told {
			scores = append(scores, score{name: "imprint: right in " + name, value: fmt.Sprint(n)})
		}
	}
	return scores, nil
}
