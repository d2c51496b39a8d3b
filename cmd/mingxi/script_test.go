package main

import (
	"errors"
	"flag"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/golden"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/sample"
	"github.com/rogpeppe/go-internal/testscript"
)

// cases are the documents that are printed from readable text, as seen from here.
var cases = func() string {
	dir, err := filepath.Abs(filepath.Join("..", "..", "testdata", "cases"))
	if err != nil {
		panic(err)
	}
	return dir
}()

var update = golden.Update

func TestMain(m *testing.M) {
	asProgram()
	// Most tests here wait for programs, servers and browsers, and leave processors idle meanwhile.
	if err := flag.Set("test.parallel", strconv.Itoa(runtime.GOMAXPROCS(0)+2)); err != nil {
		panic(err)
	}
	testscript.Main(browsing{m}, map[string]func(){"mingxi": main})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	if *update && os.Getenv("CI") != "" {
		t.Fatal("expected output is not rewritten under CI")
	}
	document, err := filepath.Abs(shippedDocument)
	locked, otherwise := filepath.Abs(lockedDocument)
	if err := errors.Join(err, otherwise); err != nil {
		t.Fatal(err)
	}
	small := t.TempDir()
	smallCopies(t, small, 1)
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join("testdata", "script"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, "DOC="+document, "LOCKED="+locked, "SMALL="+filepath.Join(small, "0.pdf"), compiled())
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "ocr" {
				return tesseract.Available() || networks.Available(), nil
			}
			return false, errors.New("unknown condition")
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"cut":     cut,
			"picture": picture,
			"print":   printCase,
		},
	})
}

// compiled is the variable by which a program with a home of its own finds what PDFium was compiled to, which takes seconds.
func compiled() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return "XDG_CACHE_HOME=" + cache
}

// exits runs a command that must end with a status: exits 3 mingxi extract missing.pdf
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d\n%s", got, want, ts.ReadFile("stderr"))
	}
}

// cut writes the first bytes of a file: cut 20000 in out
func cut(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	data, err := os.ReadFile(ts.MkAbs(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), data[:n], 0o666))
}

// printCase prints a document of the cases: print c05-guard-real-error out.pdf
func printCase(ts *testscript.TestScript, _ bool, args []string) {
	data, _, err := sample.Print(os.DirFS(cases), args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o666))
}

// picture writes an empty page as a PNG picture: picture out
func picture(ts *testscript.TestScript, _ bool, args []string) {
	img := image.NewGray(image.Rect(0, 0, 850, 1100))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(png.Encode(f, img))
	ts.Check(f.Close())
}
