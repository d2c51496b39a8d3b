package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/mingxi/mingxi/internal/cluster"
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
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			url, err := n.address()
			if err != nil {
				return err
			}
			seen, err := lookAt(cmd.Context(), url)
			if err != nil {
				return &failure{exitUnread, err}
			}
			if asJSON {
				return json.NewEncoder(cmd.OutOrStdout()).Encode(seen)
			}
			return printStatus(cmd.OutOrStdout(), seen, time.Now())
		},
	}
	cmd.Flags().StringVar(&n.url, "nats", "", "`address` of the NATS servers; otherwise NATS_URL")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print it as JSON")
	return cmd
}

func lookAt(ctx context.Context, url string) (*cluster.Status, error) {
	link, err := cluster.Connect(ctx, cluster.Access{URL: url, Name: "mingxi status"})
	if err != nil {
		return nil, err
	}
	defer link.Close()
	return link.Status(ctx)
}

func printStatus(out io.Writer, s *cluster.Status, now time.Time) error {
	if len(s.Runs) == 0 {
		fmt.Fprintln(out, say("No run has a coordinator."))
	}
	for _, r := range s.Runs {
		fmt.Fprintln(out, say("Run {run}, by process {process} on {host}, mingxi {program}", r.Run, r.PID, r.Host, r.Program))
		took := r.Told.Sub(r.Began)
		fmt.Fprintln(out, say("  {done} of {documents} document(s), {pages} page(s), {rate} a second, {left}, {failed} failed{classes}", r.Done, r.Files, r.Pages,
			fmt.Sprintf("%.1f", float64(r.Pages)/max(took.Seconds(), 0.001)), timeLeft(&r, took), r.Failed, classes(r.Classes)))
		fmt.Fprintln(out, say("  handed out: {text} text, {scans} scan; last heard of {time} ago", r.Waiting["text"], r.Waiting["scan"], now.Sub(r.Told).Round(time.Second)))
	}
	fmt.Fprintln(out)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, tabbed(say("QUEUE"), say("PROGRAM"), say("WAITING"), say("IN HAND"), say("AGAIN")))
	for _, q := range s.Queues {
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%d\n", q.Name, q.Program, q.Waiting, q.InHand, q.Again)
	}
	fmt.Fprintln(t)
	fmt.Fprintln(t, tabbed(say("MACHINE"), say("PROCESS"), say("PROGRAM"), say("SLOTS"), say("BUSY"), say("DONE"), say("PAGES"), say("FAILED"), say("HEARD OF")))
	for _, h := range s.Machines {
		fmt.Fprintf(t, "%s\t%d\t%s\t%d\t%d\t%d\t%d\t%d\t%s\n", h.Host, h.PID, h.Program, h.Slots, h.InHand, h.Done, h.Pages, h.Failed, say("{time} ago", now.Sub(h.Told).Round(time.Second)))
	}
	return t.Flush()
}

// tabbed are the heads of a table.
func tabbed(heads ...string) string { return strings.Join(heads, "\t") }

// timeLeft is how long the rest takes, if it goes on as it went.
func timeLeft(r *cluster.RunState, took time.Duration) string {
	if r.Done == 0 {
		return say("time left unknown")
	}
	left := time.Duration(float64(took) / float64(r.Done) * float64(r.Files-r.Done))
	return say("{time} left", left.Round(time.Second))
}

// classes are the failures by their class.
func classes(n map[string]int) string {
	if len(n) == 0 {
		return ""
	}
	var list []string
	for _, c := range slices.Sorted(maps.Keys(n)) {
		list = append(list, fmt.Sprintf("%d %s", n[c], c))
	}
	return " (" + strings.Join(list, ", ") + ")"
}
