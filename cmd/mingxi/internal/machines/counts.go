package machines

import (
	"net"
	"net/http"
	"time"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/cluster"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// counts are what Prometheus can ask for.
type counts struct {
	documents, seconds, failures *prometheus.CounterVec
	pages, again                 prometheus.Counter
}

func newCounts() *counts {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "mingxi", Name: name, Help: help}, labels)
	}
	return &counts{
		documents: counter("documents_total", "Documents, by what became of them: read, kept from an earlier run, duplicate, failed.", "result"),
		seconds:   counter("seconds_total", "Seconds of reading, by stage: text, scan (recognition).", "stage"),
		failures:  counter("failures_total", "Documents that could not be read, by class: transient, permanent.", "class"),
		pages:     prometheus.NewCounter(prometheus.CounterOpts{Namespace: "mingxi", Name: "pages_total", Help: "Pages read."}),
		again:     prometheus.NewCounter(prometheus.CounterOpts{Namespace: "mingxi", Name: "redeliveries_total", Help: "Items that were begun again, since a machine ended or was cut off."}),
	}
}

// serve answers at an address, if there is one, until stop is called.
func (c *counts) serve(address string) (stop func(), err error) {
	if address == "" {
		return func() {}, nil
	}
	registry := prometheus.NewRegistry()
	registry.MustRegister(c.documents, c.seconds, c.failures, c.pages, c.again, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &commands.MetricsError{Address: address, Err: err}
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{}))
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go server.Serve(listener)
	return func() { server.Close() }, nil
}

// outcome counts what became of an item.
func (c *counts) outcome(o cluster.Outcome) {
	c.seconds.WithLabelValues(o.Queue).Add(o.Seconds)
	c.again.Add(float64(max(0, o.Tries-1)))
}

// made counts what a machine made of an item.
func (c *counts) made(o cluster.Outcome) {
	switch {
	case o.Failure != nil:
		c.failed(o.Failure)
	case o.Part && !o.Piece:
		c.documents.WithLabelValues("read").Inc()
		c.pages.Add(float64(o.Pages))
	}
}

func (c *counts) failed(f *archive.Failure) {
	c.documents.WithLabelValues("failed").Inc()
	c.failures.WithLabelValues(string(f.Class)).Inc()
}

// fate counts what became of a document of the run.
func (c *counts) fate(f archive.Fate) {
	c.pages.Add(float64(f.Pages))
	switch {
	case f.Failure != nil:
		c.failed(f.Failure)
	case f.Duplicate != "":
		c.documents.WithLabelValues("duplicate").Inc()
	case f.Kept:
		c.documents.WithLabelValues("kept").Inc()
	default:
		c.documents.WithLabelValues("read").Inc()
	}
}
