package commands

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/mingxi/mingxi/extract/ocr/tesseract"
	"github.com/mingxi/mingxi/internal/codes"
	"github.com/mingxi/mingxi/internal/networks"
	"github.com/mingxi/mingxi/internal/pdfium"
	"github.com/mingxi/mingxi/internal/sandbox"
	"github.com/mingxi/mingxi/normalize/forms"
	"github.com/spf13/cobra"
)

// Set by the linker in released builds.
var version, revision string

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, what reads scans, and how large the catalogue is",
		Args:  atMost(0, "version takes no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return unwritten(printVersion(cmd.OutOrStdout()))
		},
	}
}

func printVersion(w io.Writer) error {
	_, err := fmt.Fprintf(w, "mingxi %s%s\n%s\n%s\n", programVersion(), commit(), readersHere(),
		say("{forms} forms, {measures} measures, {codes} codes of checks and findings", len(forms.All()), len(forms.Measures()), len(codes.All())))
	return err
}

// programVersion is the released version, otherwise what the Go command knows of the build.
func programVersion() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "devel"
}

// commit is that of the source that the program was built from, with what it was built by and for.
func commit() string {
	id, changed := revision, ""
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				id = s.Value
			case s.Key == "vcs.modified" && s.Value == "true":
				changed = " " + say("and changes")
			}
		}
	}
	built := fmt.Sprintf(", %s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	if id == "" {
		return built
	}
	return ", " + say("commit {id}", id[:min(len(id), 12)]) + changed + built
}

// readersHere says what reads scans, and in which languages.
func readersHere() string {
	var list []string
	if networks.Available() {
		list = append(list, say("networks (Chinese, English)"))
	}
	if tesseract.Available() {
		list = append(list, "Tesseract ("+strings.Join(tesseract.Languages(), ", ")+")")
	}
	if len(list) == 0 {
		return say("Scans are not read: this program was built without recognition")
	}
	return say("Scans are read by {readers}", strings.Join(list, "; "))
}

func doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check what this program finds on this machine",
		Long: `Doctor checks what documents may need: recognition of scans and its languages, the program
that draws pages, the sandbox, memory, and folders that can be written to.

Exit status:
  0  everything is there
  4  something is missing, as is said`,
		Args: atMost(0, "doctor takes no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return examine(cmd.OutOrStdout())
		},
	}
}

// examine prints what was looked at, and what came of it.
func examine(w io.Writer) error {
	out := bufio.NewWriter(w)
	p := colours(w)
	missing := false
	told := func(err error, what string) {
		mark := p.green("✓")
		if err != nil {
			mark, missing = p.red("✗"), true
			what += colon() + inWords(err.Error())
		}
		fmt.Fprintf(out, "%s %s\n", mark, what)
	}
	told(nil, "mingxi "+programVersion()+commit())
	if networks.Available() {
		_, err := networks.New()
		told(err, say("networks that read Chinese and English"))
	}
	if tesseract.Available() {
		told(languagesThere(usualLanguages), say("Tesseract with the languages {languages}", strings.Join(tesseract.Languages(), ", ")))
	}
	if !networks.Available() && !tesseract.Available() {
		told(networks.ErrUnavailable, say("recognition of scans"))
	}
	told(pdfium.Prepare(), say("the program that draws pages (PDFium)"))
	told(sandbox.Supported(), say("a sandbox for the processes that read documents"))
	told(nil, say("{memory} MiB of memory, {cores} core(s)", int(machineMemory()/mebibyte), runtime.GOMAXPROCS(0)))
	told(canWrite(os.TempDir()), say("the folder for what is needed for a while, {folder}", visible(os.TempDir())))
	if cache, err := os.UserCacheDir(); err != nil {
		told(err, say("a folder for what is kept between runs"))
	} else {
		told(canWrite(cache), say("the folder for what is kept between runs, {folder}", visible(cache)))
	}
	if err := out.Flush(); err != nil {
		return unwritten(err)
	}
	if missing {
		return &failure{status: exitNoOCR}
	}
	return nil
}

// canWrite says why a folder cannot be written to.
func canWrite(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return plainly(dir, err)
	}
	f, err := os.CreateTemp(dir, ".mingxi-doctor-")
	if err != nil {
		return plainly(dir, err)
	}
	f.Close()
	return os.Remove(filepath.Clean(f.Name()))
}
