package sandbox

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// triedVariable makes this test program enter a sandbox and try what it holds.
const triedVariable = "MINGXI_SANDBOX_TRIES"

func TestMain(m *testing.M) {
	what := os.Getenv(triedVariable)
	if what == "" {
		os.Exit(m.Run())
	}
	if what == "again" {
		fmt.Println("started")
		os.Exit(0)
	}
	self, _ := os.Executable()
	needs := Needs{Read: []string{os.Getenv("ALLOWED")}}
	if what == "self" || what == "other" {
		needs.Program = self
	}
	if err := Enter(needs); err != nil {
		fmt.Println("unsupported", err)
		os.Exit(0)
	}
	if err := tries[what](self); err != nil {
		fmt.Println("refused:", err)
		os.Exit(0)
	}
	fmt.Println("done")
	os.Exit(0)
}

// start starts a program, which is told to do nothing.
func start(name string) error {
	cmd := exec.Command(name)
	cmd.Env = []string{triedVariable + "=again"}
	return cmd.Run()
}

var tries = map[string]func(self string) error{
	"allowed": func(string) error { _, err := os.ReadFile(filepath.Join(os.Getenv("ALLOWED"), "font")); return err },
	"self":    start,
	"passwd":  func(string) error { _, err := os.ReadFile("/etc/passwd"); return err },
	"list":    func(string) error { _, err := os.ReadDir("/"); return err },
	"write":   func(string) error { return os.WriteFile(filepath.Join(os.Getenv("ALLOWED"), "new"), nil, 0o666) },
	"remove":  func(string) error { return os.Remove(filepath.Join(os.Getenv("ALLOWED"), "font")) },
	"link": func(string) error {
		return os.Symlink("/etc/passwd", filepath.Join(os.Getenv("ALLOWED"), "link"))
	},
	"connect": func(string) error { _, err := net.Dial("tcp", os.Getenv("LISTENING")); return err },
	"listen":  func(string) error { _, err := net.Listen("tcp", "127.0.0.1:0"); return err },
	"unix":    func(string) error { _, err := net.Dial("unix", os.Getenv("SOCKET")); return err },
	"exec":    start,
	"other":   func(string) error { return start("/bin/true") },
	"replace": func(string) error { return syscall.Exec("/bin/true", []string{"true"}, nil) },
	"ptrace":  func(string) error { return syscall.PtraceAttach(os.Getppid()) },
}

// A process that tries to get out of its sandbox is refused; it reads what it needs, and starts itself where it may.
func TestRefused(t *testing.T) {
	if err := Supported(); err != nil {
		t.Skip(err)
	}
	listening, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listening.Close()
	socket := filepath.Join(t.TempDir(), "s")
	local, err := net.Listen("unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer local.Close()
	for what := range tries {
		allowed := t.TempDir()
		if err := os.WriteFile(filepath.Join(allowed, "font"), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), triedVariable+"="+what, "ALLOWED="+allowed, "LISTENING="+listening.Addr().String(), "SOCKET="+socket)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("%s: %v: %s", what, err, out)
		}
		want := "refused: "
		if what == "allowed" || what == "self" {
			want = "done"
		}
		if !strings.HasPrefix(string(out), want) {
			t.Errorf("%s: %s", what, out)
		}
	}
}

// Without the sandbox all of it can be done, so that the refusals above are the sandbox's.
func TestNotRefusedWithout(t *testing.T) {
	listening, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listening.Close()
	t.Setenv("LISTENING", listening.Addr().String())
	t.Setenv("ALLOWED", t.TempDir())
	for _, what := range []string{"passwd", "list", "write", "connect", "listen", "other"} {
		if err := tries[what](os.Args[0]); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: %v", what, err)
		}
	}
}
