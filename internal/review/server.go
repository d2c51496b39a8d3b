package review

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/normalize"
)

// A Server shows a review to browsers on the same machine, and takes what persons say there.
type Server struct {
	review   *Review
	host     string // that browsers must ask for
	token    string
	run      func(ctx context.Context, files []string, progress func(done, all int)) error
	uploads  bool
	writers  map[bilingual.Language]*writer
	listener net.Listener
	ctx      context.Context

	mu      sync.Mutex
	state   runState
	waiting []string // files that were brought during a run
	late    bool     // something was said or brought during a run, which may not have seen it
	runs    sync.WaitGroup
}

// A Serving says how a review is served.
type Serving struct {
	Port    int  // 0: any
	Uploads bool // PDFs can be brought

	// Run reads the dataset's documents again, and these files, with what was corrected, and tells how many are done.
	Run func(ctx context.Context, files []string, progress func(done, all int)) error
}

// Serve begins to serve a review on the loopback interface; Wait goes on until ctx ends. Who does not know the address,
// which holds a secret, gets nothing.
func Serve(ctx context.Context, r *Review, how Serving) (*Server, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(how.Port)))
	if err != nil {
		return nil, err
	}
	if atlas := r.atlas; atlas != nil {
		go atlas() // until somebody looks
	}
	secret := make([]byte, 16)
	rand.Read(secret)
	s := &Server{review: r, host: listener.Addr().String(), token: hex.EncodeToString(secret), run: how.Run, uploads: how.Uploads, writers: map[bilingual.Language]*writer{}, listener: listener, ctx: ctx}
	for _, l := range Languages {
		w, err := r.writer(l, true)
		if err != nil {
			listener.Close()
			return nil, err
		}
		w.uploads, w.state = how.Uploads, s.seen
		s.writers[l] = w
	}
	return s, nil
}

// Address is where browsers find it, with the secret in it.
func (s *Server) Address() string { return "http://" + s.host + "/" + s.token + "/" }

// longestUpload is how long a request may take: files are brought by one.
const longestUpload = 15 * time.Minute

// Wait serves until the context ends.
func (s *Server) Wait() error {
	server := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: longestUpload, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 1 << 16}
	stop := context.AfterFunc(s.ctx, func() { server.Close() })
	defer stop()
	err := server.Serve(s.listener)
	s.runs.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// Paths that are served, which no other command needs when it starts.
var (
	pagePath    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(zh|en)/([a-z0-9-]+\.html)$`) })
	picturePath = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^img/(d[0-9a-f]{12,64})-([1-9][0-9]{0,5})(?:-(90|180|270))?\.png$`)
	})
	formPath = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(zh|en)/(correct|judge)$`) })
	backPath = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(zh|en)/[a-z0-9-]+\.html(#[a-z0-9-]+)?$`) })
)

func (s *Server) failed(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

// mostForm bounds what a form other than of uploads sends.
const mostForm = 1 << 16

// back leads to the page that a form was on.
func (s *Server) back(w http.ResponseWriter, r *http.Request) {
	to := r.PostForm.Get("back")
	if !backPath().MatchString(to) {
		to = string(bilingual.English) + "/" + indexName
	}
	http.Redirect(w, r, "/"+s.token+"/"+to, http.StatusSeeOther)
}

// A refused tells why what a person said was not saved, by a text of the pages.
type refused string

const (
	errNoFigure   refused = "no-figure"
	errNoFinding  refused = "no-finding"
	errMoved      refused = "moved"
	errWrong      refused = "wrong"
	errWrongClaim refused = "wrong-claim"
)

func (e refused) Error() string { return say(bilingual.English, "refused-"+string(e)) }

// longestText is how long what a person says can be, in characters.
const longestText = 400

// said is a text of a form on one line.
func said(r *http.Request, name string) string {
	text := []rune(strings.Join(strings.Fields(r.PostForm.Get(name)), " "))
	return string(text[:min(len(text), longestText)])
}

func count(r *http.Request, name string) int {
	n, err := strconv.Atoi(r.PostForm.Get(name))
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// madeFor says that a form was shown with what an entry is about: numbers are of the run whose pages showed them.
func madeFor(r *http.Request, e *correction.Entry, printed string) bool {
	return r.PostForm.Get("place") == placeOf(e) && slices.Equal(strings.Fields(r.PostForm.Get("printed")), strings.Fields(printed))
}

func (s *Server) correct(r *http.Request) error {
	o, err := s.review.document(r.PostForm.Get("document"))
	if err != nil {
		return err
	}
	if o == nil {
		return errNoFigure
	}
	id, field := r.PostForm.Get("document"), r.PostForm.Get("field")
	if field == correction.Claim {
		return s.correctClaim(r, o, id)
	}
	record := o.records[normalize.Ref{Document: id, Table: count(r, "table"), Row: count(r, "row"), Column: count(r, "column")}]
	if record == nil || !slices.Contains(fields, field) {
		return errNoFigure
	}
	e := entryFor(o.disclosure(id), record, field, said(r, "corrected"))
	if !madeFor(r, &e, record.Text) {
		return errMoved
	}
	if trial := *record; field == correction.Value && e.Corrected != "" && !trial.Correct(e.Corrected) {
		return errWrong
	}
	return s.save(r, e)
}

// correctClaim takes what a person read in a sentence.
func (s *Server) correctClaim(r *http.Request, o *opened, id string) error {
	c := o.claims[normalize.ClaimRef{Document: id, Number: count(r, "claim")}]
	if c == nil || c.Text == "" {
		return errNoFigure
	}
	e := correction.OfClaim(o.ds, c)
	e.Corrected = said(r, "corrected")
	if !madeFor(r, &e, c.Text) {
		return errMoved
	}
	if trial := *c; e.Corrected != "" && !trial.Correct(e.Corrected) {
		return errWrongClaim
	}
	return s.save(r, e)
}

func (s *Server) judge(r *http.Request) error {
	id := r.PostForm.Get("document")
	o, err := s.review.document(id)
	if err != nil {
		return err
	}
	if o == nil {
		return errNoFinding
	}
	list, n := o.findings(id), count(r, "finding")
	judgement := r.PostForm.Get("judgement")
	if n < 1 || n > len(list) || judgement != "" && !correction.IsJudgement(judgement) {
		return errNoFinding
	}
	e := correction.Subject(o.ds, list[n-1])
	if r.PostForm.Get("code") != list[n-1].Code || !madeFor(r, &e, e.Printed) {
		return errMoved
	}
	e.Corrected = judgement
	return s.save(r, e)
}

// save keeps what a person says, with who says so and when.
func (s *Server) save(r *http.Request, e correction.Entry) error {
	e.Who, e.Why, e.When = said(r, "who"), said(r, "why"), time.Now().UTC().Format(time.RFC3339)
	during := s.seen().Running
	if err := s.review.Save(r.Context(), e); err != nil {
		return err
	}
	if during || s.seen().Running {
		s.start(nil, nil)
	}
	return nil
}

func (s *Server) seen() runState {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// start has the documents read again, and these files; during a run, when that has ended.
func (s *Server) start(files []string, refused []refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Running {
		s.waiting, s.late = append(s.waiting, files...), true
		s.state.Refused = append(s.state.Refused, refused...)
		return
	}
	if s.run != nil {
		s.state = runState{Running: true, Refused: refused}
		s.runs.Go(func() { s.reads(files) })
	}
}

// reads has files read, and once more where something came meanwhile.
func (s *Server) reads(files []string) {
	for {
		err := s.run(s.ctx, files, func(done, all int) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.state.Done, s.state.All = done, all
		})
		err = errors.Join(err, s.review.Reload())
		s.mu.Lock()
		if err != nil {
			s.state.Error = err.Error()
		}
		s.state.Running = s.late && s.ctx.Err() == nil
		files, s.waiting, s.late = s.waiting, nil, false
		if !s.state.Running {
			s.mu.Unlock()
			return
		}
		s.state.Done, s.state.All = 0, 0
		s.mu.Unlock()
	}
}

// files are those of the dataset, by their paths inside its folder.
func (r *Review) files() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stored == nil {
		return nil
	}
	return append(r.stored.Files(), correction.FileName)
}
