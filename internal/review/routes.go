package review

import (
	"archive/zip"
	"crypto/subtle"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
)

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
