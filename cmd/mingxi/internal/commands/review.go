package commands

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/mingxi/mingxi/internal/archive"
	"github.com/mingxi/mingxi/internal/dataset"
	"github.com/mingxi/mingxi/internal/review"
	"github.com/spf13/cobra"
)

// A reviewing is what the flags of review and serve say.
type reviewing struct {
	extraction
	pdfs    []string
	port    int
	open    bool
	static  string
	uploads bool // serve
}

func reviewCommand() *cobra.Command {
	var x reviewing
	cmd := &cobra.Command{
		Use:   "review DATASET|FILE.pdf...",
		Short: "Look at a dataset beside its pages, and correct it",
		Long: `Review shows a dataset in a browser on this machine: what does not add up, at all places
where it is printed; each figure with its checks; charts of what it tells. What a person
corrects or judges there is kept in corrections.csv beside the dataset, and holds in
every later run. Named PDF files are extracted first, into the folder that -o names.

Only browsers on this machine are answered, and only at the address that is printed.
--static writes the same pages as files, which need no server and no network.

Exit status:
  0  it was looked at, or the pages are written
  2  the command line could not be understood
  3  the dataset or an input could not be read
  5  the pages could not be written or served`,
		Example: `  mingxi review dataset --open
  mingxi review budget.pdf
  mingxi review dataset --pdf archive/
  mingxi review dataset --static site/`,
		Args: someInput("review needs the folder of a dataset, or PDF files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.review(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	x.reviewFlags(cmd)
	cmd.Flags().StringVar(&x.static, "static", "", "`folder` to write the pages to as files, in place of serving them")
	cmd.MarkFlagDirname("static")
	return cmd
}

func serveCommand() *cobra.Command {
	x := reviewing{uploads: true}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Bring PDFs in a browser, look at them and correct them",
		Long: `Serve shows the same pages as review, with a place to drop PDFs: they are extracted, kept
in the folder pdf of the dataset that -o names, and looked at, corrected and downloaded
in the browser. It is for one person on one machine: only browsers on this machine are
answered, only at the address that is printed, and nothing leaves the machine.

Exit status:
  0  it was served until Ctrl-C
  2  the command line could not be understood
  3  the dataset could not be read
  5  the pages could not be served`,
		Example: `  mingxi serve --open
  mingxi serve -o dataset --timeout 30m`,
		Args: atMost(0, "serve takes no file: drop PDFs into its page, or name them after review"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.serve(cmd.Context(), cmd.OutOrStdout())
		},
	}
	x.reviewFlags(cmd)
	return cmd
}

func (x *reviewing) reviewFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVarP(&x.dir, "output", "o", defaultOutput, "`folder` of the dataset that PDF files are extracted into")
	f.StringSliceVar(&x.pdfs, "pdf", nil, "`folder` with the PDFs of the dataset, where they are no longer where they were read")
	f.IntVar(&x.port, "port", 0, "`port` to serve at; 0: any that is free")
	f.BoolVar(&x.open, "open", false, "open the browser")
	x.readFlags.flags(f)
	x.bundleFlag(f)
	x.previous.flag(f)
	x.many.limits(f)
	x.failOn, x.quiet, x.formats, x.many.logFormat = "never", true, []string{"csv", "xlsx"}, "text"
}

// review extracts documents, if some are named, and shows the dataset or writes its pages.
func (x *reviewing) review(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if err := x.takePassword(); err != nil {
		return err
	}
	datasets, others := splitDatasets(args)
	switch {
	case len(datasets) == 1 && len(others) == 0:
		x.dir = datasets[0]
	case len(datasets) > 0:
		return errors.New("review shows one dataset, or what PDF files are extracted into: name one dataset alone, or files")
	default:
		if err := x.extraction.run(ctx, others, io.Discard, stderr); err != nil && !dataset.IsDataset(x.dir) {
			return err
		}
	}
	if x.static == "" {
		return x.serve(ctx, stdout)
	}
	r, err := review.Open(x.dir, x.pdfs, x.password)
	if err != nil {
		return cannotRead(x.dir, err)
	}
	defer r.Close()
	if err := r.WriteStatic(ctx, x.static, false); err != nil {
		return cannotWritePages(x.static, err)
	}
	_, err = fmt.Fprintln(stdout, say("The pages are in {folder}: begin with {page}.", visible(x.static), visible(filepath.Join(x.static, "index.html"))))
	return unwritten(err)
}

// takePassword takes the password from its file once: the runs that follow are given it itself.
func (x *reviewing) takePassword() error {
	err := x.readPassword()
	x.secret = ""
	return err
}

func cannotWritePages(dir string, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &failure{ExitUnwritten, fmt.Errorf("%s: cannot write the pages there: %w", dir, err)}
}

// serve shows the dataset to browsers on this machine until it is stopped.
func (x *reviewing) serve(ctx context.Context, stdout io.Writer) error {
	if err := errors.Join(x.many.sensible(), x.takePassword()); err != nil {
		return err
	}
	if x.uploads {
		if err := os.MkdirAll(x.dir, 0o777); err != nil {
			return cannotWrite(x.dir, err)
		}
	}
	r, err := review.Open(x.dir, x.pdfs, x.password)
	if err != nil {
		return cannotRead(x.dir, err)
	}
	defer r.Close()
	s, err := review.Serve(ctx, r, review.Serving{Port: x.port, Uploads: x.uploads, Run: x.again})
	if err != nil {
		return &failure{ExitUnwritten, fmt.Errorf("cannot serve at port %d: %w; choose another with --port", x.port, err)}
	}
	fmt.Fprintf(stdout, "%s\n%s\n", s.Address(), say("Open this address in a browser on this machine; Ctrl-C ends it."))
	if x.open {
		defer openBrowser(s.Address())()
	}
	if err := s.Wait(); err != nil {
		return &failure{ExitUnwritten, err}
	}
	return nil
}

// again extracts the dataset's documents with what was corrected since, and these files besides, in the formats that it has.
func (x *reviewing) again(ctx context.Context, files []string, progress func(done, all int)) error {
	run := x.extraction
	run.add, run.quiet, run.many.logFormat = true, false, "json"
	if formats := dataset.FormatsIn(x.dir); len(formats) > 0 {
		run.formats = run.csv.ofDataset(formats)
	}
	standing, _, _, err := archive.Standing(x.dir)
	if err != nil {
		return err
	}
	standing = slices.DeleteFunc(standing, func(name string) bool { _, err := os.Stat(name); return err != nil })
	if len(files) == 0 {
		if len(standing) == 0 {
			return errors.New("the files that the dataset was made of are gone")
		}
		run.bundle = run.bundle || isBundle(x.dir)
		files = standing[:1] // the others are added to it
	}
	if run.bundle { // which is asked of the files that are named
		files = append(standing, files...)
		run.bundle = len(files) > 1
	}
	told := &listener{progress: progress}
	err = run.run(ctx, files, io.Discard, told)
	var f *failure
	if errors.As(err, &f) && f.err == nil {
		return errors.New(strings.Join(told.failed, "; "))
	}
	return err
}

// isBundle says that all documents of a dataset are one disclosure, whoever said so.
func isBundle(dir string) bool {
	stored, err := dataset.Open(dir)
	return err == nil && len(stored.Disclosures()) > 1 && len(stored.Bundles()) == 1
}

// A listener hears what a run tells of its documents, an event a line.
type listener struct {
	progress func(done, all int)
	rest     []byte
	failed   []string
}

func (l *listener) Write(p []byte) (int, error) {
	l.rest = append(l.rest, p...)
	for {
		line, rest, whole := bytes.Cut(l.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		l.rest = rest
		var e event
		if json.Unmarshal(line, &e) != nil {
			l.failed = append(l.failed, string(line))
			continue
		}
		l.progress(e.Done, e.Files)
		if e.Event == "failed" {
			l.failed = append(l.failed, filepath.Base(e.File)+": "+e.Message)
		}
	}
}

// openBrowser asks the system to show an address, by way of a page that only its owner can read: what commands are given stands in the
// list of processes, for all to see. done takes the page away; before, a browser may not have read it.
func openBrowser(address string) (done func()) {
	dir, err := os.MkdirTemp("", "mingxi-")
	done = func() { os.RemoveAll(dir) }
	page := filepath.Join(dir, "open.html")
	if err == nil {
		err = os.WriteFile(page, []byte(`<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=`+address+`"><a href="`+address+`">mingxi</a>`), 0o600)
	}
	if err != nil {
		return done // the address is printed
	}
	command := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	if cmd := exec.Command(command[0], append(command[1:], page)...); cmd.Start() == nil {
		go cmd.Wait()
	}
	return done
}
