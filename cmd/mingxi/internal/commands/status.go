package commands

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/cluster/seen"
	"github.com/spf13/cobra"
)

func statusCommand() *cobra.Command {
	var n natsFlags
	asJSON := false
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Tell how runs on several machines go on",
		Long: `Status asks the NATS servers at --nats or NATS_URL what waits to be read, which runs
have a coordinator and how far they are, and which machines read.`,
		Example: "  mingxi status --nats nats://10.0.0.5:4222",
		Args:    atMost(0, "status takes no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			url, err := n.address()
			if err != nil {
				return err
			}
			now, err := others().Look(cmd.Context(), url)
			if err != nil {
				return &failure{ExitUnread, err}
			}
			if asJSON {
				return unwritten(json.NewEncoder(cmd.OutOrStdout()).Encode(now))
			}
			return unwritten(printStatus(cmd.OutOrStdout(), now, time.Now()))
		},
	}
	cmd.Flags().StringVar(&n.url, "nats", "", "`address` of the NATS servers; otherwise NATS_URL")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	return cmd
}

func printStatus(out io.Writer, s *seen.Status, now time.Time) error {
	if len(s.Runs) == 0 {
		fmt.Fprintln(out, say("No run has a coordinator."))
	}
	for _, r := range s.Runs {
		fmt.Fprintln(out, say("Run {run}, by process {process} on {host}, mingxi {program}", r.Run, r.PID, r.Host, r.Program))
		took := r.Told.Sub(r.Began)
		fmt.Fprintln(out, say("  {done} of {documents} document(s), {pages} page(s), {rate} a second, {left}, {failed} failed{classes}", r.Done, r.Files, r.Pages,
			fmt.Sprintf("%.1f", float64(r.Pages)/max(took.Seconds(), 0.001)), timeLeft(took, r.Done-r.Kept, r.Files-r.Done), r.Failed, classes(r.Classes)))
		fmt.Fprintln(out, say("  handed out: {text} text, {scans} scan; last heard of {time} ago", r.Waiting["text"], r.Waiting["scan"], duration(now.Sub(r.Told))))
	}
	l := listing{out: bufio.NewWriter(out), width: listingWidth(out), palette: colours(out)}
	var queues, machines [][]string
	for _, q := range s.Queues {
		queues = append(queues, []string{queueName(q.Name), q.Program, strconv.FormatUint(q.Waiting, 10), strconv.Itoa(q.InHand), strconv.Itoa(q.Again)})
	}
	for _, h := range s.Machines {
		machines = append(machines, []string{h.Host, strconv.Itoa(h.PID), h.Program.String(), strconv.Itoa(h.Slots), strconv.Itoa(h.InHand), strconv.Itoa(h.Done), strconv.Itoa(h.Pages), strconv.Itoa(h.Failed), say("{time} ago", duration(now.Sub(h.Told)))})
	}
	fmt.Fprintln(l.out)
	l.print([]listingColumn{{say("queue"), false}, {say("program"), false}, {say("waiting"), true}, {say("in hand"), true}, {say("again"), true}}, []int{1}, queues)
	fmt.Fprintln(l.out)
	if len(machines) == 0 {
		fmt.Fprintln(l.out, say("No machine reads: start 'mingxi work' on some."))
		return l.out.Flush()
	}
	l.print([]listingColumn{{say("machine"), false}, {say("process"), true}, {say("program"), false}, {say("slots"), true}, {say("busy"), true}, {say("done"), true}, {say("pages"), true}, {say("failed documents"), true}, {say("heard of"), false}}, []int{0, 2}, machines)
	return l.out.Flush()
}

// className is what people call a class of failures.
func className(class string) string {
	switch archive.Class(class) {
	case archive.Transient:
		return say("transient")
	case archive.Permanent:
		return say("permanent")
	}
	return class
}

// queueName is what people call a queue.
func queueName(name string) string {
	switch name {
	case "text":
		return say("text")
	case "scan":
		return say("scan")
	}
	return name
}

// timeLeft is how long so many documents take, if they go on as those did that were read in a time.
func timeLeft(took time.Duration, read, left int) string {
	if left == 0 {
		return say("{time} left", duration(0))
	}
	if read <= 0 {
		return say("time left unknown")
	}
	return say("{time} left", duration(time.Duration(float64(took)/float64(read)*float64(left))))
}

// classes are the failures by their class.
func classes(n map[string]int) string {
	if len(n) == 0 {
		return ""
	}
	var list []string
	for _, c := range slices.Sorted(maps.Keys(n)) {
		list = append(list, fmt.Sprintf("%d %s", n[c], className(c)))
	}
	return " (" + strings.Join(list, ", ") + ")"
}
