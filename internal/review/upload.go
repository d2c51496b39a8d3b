package review

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/internal/file"
	"github.com/mingxi/mingxi/internal/pdf"
)

// Limits of what is brought at a time.
const (
	mostUploads = 50
	longestName = 200 // bytes of a file's name that are kept: with what is put behind them no more than systems take
)

type uploadLimits struct{ Files, MiB int }

var limitsOfUploads = uploadLimits{mostUploads, pdf.MaxFileBytes >> 20}

// uploadsFolder, in the dataset's folder, holds the PDFs that were brought.
const uploadsFolder = "pdf"

// upload keeps the files of a form and has them read.
func (s *Server) upload(w http.ResponseWriter, r *http.Request) {
	parts, err := r.MultipartReader()
	if err != nil {
		http.Error(w, "the form could not be read", http.StatusBadRequest)
		return
	}
	r.PostForm = map[string][]string{}
	var kept []string
	var refused []refusal
	for n := 0; ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			http.Error(w, "the form could not be read", http.StatusBadRequest)
			return
		}
		if part.FormName() == "back" {
			back, _ := io.ReadAll(io.LimitReader(part, mostForm))
			r.PostForm.Set("back", string(back))
			continue
		}
		if part.FormName() != "files" || part.FileName() == "" {
			continue
		}
		n++
		name, reason := "", "reason-too-many"
		if n <= mostUploads {
			name, reason, err = s.keep(part)
			if err != nil {
				s.failed(w, err)
				return
			}
		}
		if reason != "" {
			refused = append(refused, refusal{tame(part.FileName()), reason})
			continue
		}
		kept = append(kept, name)
	}
	if len(kept) > 0 {
		s.start(kept, refused)
	} else {
		s.mu.Lock()
		s.state = runState{Running: s.state.Running, Refused: refused}
		s.mu.Unlock()
	}
	s.back(w, r)
}

// keep keeps one file among those that were brought, under a name that is made of letters and digits of its own. reason says
// why it is not taken.
func (s *Server) keep(part *multipart.Part) (name, reason string, err error) {
	in := bufio.NewReaderSize(part, firstBytes)
	if head, _ := in.Peek(firstBytes); !bytes.Contains(head, []byte("%PDF-")) {
		return "", "reason-no-pdf", nil
	}
	dir := filepath.Join(s.review.Dir, uploadsFolder)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", "", err
	}
	temp, err := os.CreateTemp(dir, "half-*")
	if err != nil {
		return "", "", err
	}
	defer os.Remove(temp.Name())
	n, err := io.Copy(temp, io.LimitReader(in, pdf.MaxFileBytes+1))
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		return "", "", err
	}
	if n > pdf.MaxFileBytes {
		return "", "reason-too-large", nil
	}
	return settle(temp.Name(), dir, tame(part.FileName()))
}

// settle gives a file a name that no other has, unless one has its bytes.
func settle(temp, dir, name string) (path, reason string, err error) {
	sum, err := file.Hash(temp)
	if err != nil {
		return "", "", err
	}
	for i := 1; ; i++ {
		path := filepath.Join(dir, name+".pdf")
		if i > 1 {
			path = filepath.Join(dir, name+"-"+strconv.Itoa(i)+".pdf")
		}
		held, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL, 0o666) // nobody else takes the name
		if err == nil {
			return path, "", errors.Join(held.Close(), os.Rename(temp, path))
		}
		if !errors.Is(err, os.ErrExist) {
			return "", "", err
		}
		there, err := file.Hash(path)
		if err != nil {
			return "", "", err
		}
		if there == sum {
			return path, "", nil
		}
	}
}

// tame makes a name of letters and digits of what somebody calls a file.
func tame(name string) string {
	name = strings.TrimSuffix(name[strings.LastIndexAny(name, `/\`)+1:], ".pdf")
	out := strings.Trim(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_()（）", r) {
			return r
		}
		return '-'
	}, strings.ToValidUTF8(name, "-")), "-")
	return cmp.Or(strings.ToValidUTF8(out[:min(len(out), longestName)], ""), "document")
}
