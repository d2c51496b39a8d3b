// Command release builds the static program, which reads scans too, for each system into one archive with its manual and
// its completions; and writes their checksums and a list of what they are made of (SBOM). The same commit gives the same
// bytes, wherever it is run: release [-version V] [-o DIR] [OS/ARCH...]
package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// usualTargets are the systems that releases are for.
var usualTargets = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

const sbomTool = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"

func main() {
	log.SetFlags(0)
	version := flag.String("version", "devel", "version that the programs tell")
	dir := flag.String("o", "dist", "folder for the archives")
	flag.Parse()
	targets := flag.Args()
	if len(targets) == 0 {
		targets = usualTargets
	}
	if err := release(*version, *dir, targets); err != nil {
		log.Fatal("release: ", err)
	}
}

// A part is one file of an archive.
type part struct {
	name string
	mode int64
	data []byte
}

func release(version, dir string, targets []string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	when, err := committed()
	if err != nil {
		return err
	}
	shared, err := documents(version)
	if err != nil {
		return err
	}
	var sums strings.Builder
	keep := func(name string, data []byte) error {
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(data), name)
		return os.WriteFile(filepath.Join(dir, name), data, 0o644)
	}
	for _, target := range targets {
		system, machine, _ := strings.Cut(target, "/")
		name := fmt.Sprintf("mingxi-%s-%s-%s", version, system, machine)
		program, err := build(version, system, machine)
		if err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
		pack, ending, file := tarOf, ".tar.gz", "mingxi"
		if system == "windows" {
			pack, ending, file = zipOf, ".zip", "mingxi.exe"
		}
		data, err := pack(name, append([]part{{file, 0o755, program}}, shared...), when)
		if err != nil {
			return err
		}
		if err := keep(name+ending, data); err != nil {
			return err
		}
		log.Printf("%s%s  %.1f MB", name, ending, float64(len(data))/1e6)
	}
	sbom, err := output(nil, "go", "run", sbomTool, "mod", "-json", "-noserial", "-notimestamp")
	if err != nil {
		return err
	}
	if err := keep("mingxi-"+version+".cdx.json", sbom); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// committed is when the source was committed, which all files of a release bear as their time.
func committed() (time.Time, error) {
	out, err := output(nil, "git", "log", "-1", "--format=%ct")
	if err != nil {
		return time.Time{}, err
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	return time.Unix(seconds, 0).UTC(), err
}

// commands is the package that says which version the program is.
const commands = "github.com/mingxi/mingxi/cmd/mingxi/internal/commands"

// build gives the program for one system.
func build(version, system, machine string) ([]byte, error) {
	commit, err := output(nil, "git", "rev-parse", "HEAD")
	if err != nil {
		return nil, err
	}
	program, err := os.CreateTemp("", "mingxi-release-*")
	if err != nil {
		return nil, err
	}
	program.Close()
	defer os.Remove(program.Name())
	env := []string{"CGO_ENABLED=0", "GOOS=" + system, "GOARCH=" + machine, "GOAMD64=v1", "GOFLAGS="}
	flags := fmt.Sprintf("-s -w -X %s.version=%s -X %s.revision=%s", commands, version, commands, strings.TrimSpace(string(commit)))
	if _, err := output(env, "go", "build", "-trimpath", "-tags", "weights", "-buildvcs=false", "-ldflags", flags, "-o", program.Name(), "./cmd/mingxi"); err != nil {
		return nil, err
	}
	return os.ReadFile(program.Name())
}

// documents are what all archives hold beside the program.
func documents(version string) ([]part, error) {
	var out []part
	for _, name := range []string{"LICENSE", "NOTICE", "README.md", "README.zh.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		out = append(out, part{name, 0o644, data})
	}
	program, err := build(version, runtime.GOOS, runtime.GOARCH)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "mingxi-release-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	here := filepath.Join(dir, "mingxi.exe")
	if err := os.WriteFile(here, program, 0o755); err != nil {
		return nil, err
	}
	for _, made := range []struct {
		name string
		args []string
	}{
		{"mingxi.1", []string{"man", "--ui", "en"}},
		{"mingxi.zh.1", []string{"man", "--ui", "zh"}},
		{"completions/mingxi.bash", []string{"completion", "bash"}},
		{"completions/_mingxi", []string{"completion", "zsh"}},
		{"completions/mingxi.fish", []string{"completion", "fish"}},
		{"completions/mingxi.ps1", []string{"completion", "powershell"}},
	} {
		data, err := output(nil, here, made.args...)
		if err != nil {
			return nil, err
		}
		out = append(out, part{made.name, 0o644, data})
	}
	return out, nil
}

func tarOf(folder string, parts []part, when time.Time) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	w := tar.NewWriter(z)
	for _, p := range parts {
		if err := w.WriteHeader(&tar.Header{Name: folder + "/" + p.name, Mode: p.mode, Size: int64(len(p.data)), ModTime: when}); err != nil {
			return nil, err
		}
		if _, err := w.Write(p.data); err != nil {
			return nil, err
		}
	}
	err = errors.Join(w.Close(), z.Close())
	return b.Bytes(), err
}

func zipOf(folder string, parts []part, when time.Time) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: folder + "/" + p.name, Method: zip.Deflate, Modified: when})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(p.data); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}

// output runs a command and gives what it prints.
func output(env []string, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, said.Bytes())
	}
	return out, nil
}
