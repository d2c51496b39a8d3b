package review

import (
	"archive/zip"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
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

// policy lets a page show nothing, and do nothing, but what this server gives it.
const policy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	_, port, _ := net.SplitHostPort(s.host)
	if r.Host != s.host && r.Host != "localhost:"+port {
		http.Error(w, "wrong host", http.StatusForbidden)
		return
	}
	first, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if subtle.ConstantTimeCompare([]byte(first), []byte(s.token)) != 1 {
		http.Error(w, "use the address that the command printed", http.StatusForbidden)
		return
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		s.get(w, r, rest)
	case http.MethodPost:
		if r.Header.Get("Origin") != "http://"+r.Host {
			http.Error(w, "wrong origin", http.StatusForbidden)
			return
		}
		s.post(w, r, rest)
	default:
		http.Error(w, "wrong method", http.StatusMethodNotAllowed)
	}
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

// assetTypes are the files that all pages use.
var assetTypes = map[string]string{"review.css": "text/css; charset=utf-8", "review.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"}

func (s *Server) get(w http.ResponseWriter, r *http.Request, path string) {
	switch {
	case path == "":
		http.Redirect(w, r, "/"+s.token+"/"+string(preferred(r.Header.Get("Accept-Language")))+"/"+indexName, http.StatusSeeOther)
	case assetTypes[path] != "":
		data, _ := assets.ReadFile("assets/" + path)
		w.Header().Set("Content-Type", assetTypes[path])
		w.Write(data)
	case path == "dataset.zip" && s.uploads:
		s.download(w)
	case picturePath().MatchString(path):
		s.picture(w, r, picturePath().FindStringSubmatch(path))
	case pagePath().MatchString(path):
		s.page(w, r, pagePath().FindStringSubmatch(path))
	default:
		http.NotFound(w, r)
	}
}

func (s *Server) page(w http.ResponseWriter, r *http.Request, m []string) {
	lang := bilingual.Language(m[1])
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", m[1])
	found, err := s.writers[lang].page(r.Context(), w, m[2])
	switch {
	case err != nil:
		s.failed(w, err)
	case !found:
		w.WriteHeader(http.StatusNotFound)
		s.writers[lang].templates.ExecuteTemplate(w, "refused.html", frame{Lang: lang, Other: other(lang), Self: indexName, Title: say(lang, "not-found")})
	}
}

func (s *Server) failed(w http.ResponseWriter, err error) {
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

func (s *Server) picture(w http.ResponseWriter, r *http.Request, m []string) {
	number, _ := strconv.Atoi(m[2])
	o, err := s.review.document(m[1])
	if o == nil || err != nil {
		http.NotFound(w, r)
		return
	}
	degrees, _ := strconv.Atoi(m[3])
	data, err := s.review.pictures.png(r.Context(), o.disclosure(m[1]).SHA256, number, degrees)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "private, max-age=3600") // it is of bytes that its name tells
	w.Write(data)
}

// mostForm bounds what a form other than of uploads sends.
const mostForm = 1 << 16

func (s *Server) post(w http.ResponseWriter, r *http.Request, path string) {
	if path == "upload" && s.uploads {
		s.upload(w, r)
		return
	}
	lang := bilingual.English
	if m := formPath().FindStringSubmatch(path); m != nil {
		lang, path = bilingual.Language(m[1]), m[2]
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostForm)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "the form could not be read", http.StatusBadRequest)
		return
	}
	var err error
	switch path {
	case "correct":
		err = s.correct(r)
	case "judge":
		err = s.judge(r)
	case "run":
		s.start(nil, nil)
	default:
		http.NotFound(w, r)
		return
	}
	if err != nil {
		s.refuse(w, r, lang, err)
		return
	}
	s.back(w, r)
}

// refuse shows why nothing was saved, with the way back to where it was said.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, lang bilingual.Language, err error) {
	var why refused
	if !errors.As(err, &why) {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
		return
	}
	f := frame{Lang: lang, Other: other(lang), Self: indexName, Title: say(lang, "refused"), Body: string(why)}
	if back := r.PostForm.Get("back"); backPath().MatchString(back) {
		_, f.Self, _ = strings.Cut(back, "/")
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", string(lang))
	w.WriteHeader(http.StatusUnprocessableEntity)
	s.writers[lang].templates.ExecuteTemplate(w, "refused.html", f)
}

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

// download gives the dataset as it stands as one file.
func (s *Server) download(w http.ResponseWriter) {
	names := s.review.files()
	if len(names) == 0 {
		http.Error(w, "there is no dataset yet", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", `attachment; filename="dataset.zip"`)
	z := zip.NewWriter(w)
	for _, name := range names {
		if err := copyInto(z, s.review.Dir, name); err != nil {
			panic(http.ErrAbortHandler) // the file is cut off, and looks so
		}
	}
	z.Close()
}

func copyInto(z *zip.Writer, dir, name string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	f, err := root.Open(filepath.FromSlash(name))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	to, err := z.Create("dataset/" + name)
	if err == nil {
		_, err = io.Copy(to, f)
	}
	return err
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
