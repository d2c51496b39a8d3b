package shortcut

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	"github.com/mingxi/mingxi/internal/room"
)

func init() {
	if name, ok := only(os.Args[1:]); ok && plain(name) && writable() {
		if status, ok := take(); ok {
			os.Exit(status)
		}
	}
}

// plain says whether a file is an ordinary one.
func plain(name string) bool {
	var s syscall.Stat_t
	return syscall.Stat(name, &s) == nil && s.Mode&syscall.S_IFMT == syscall.S_IFREG
}

// nothing is the device that takes all, /dev/null.
const nothing = 1<<8 | 3

// writable says whether what is printed goes where it may as it is: terminals are spared some characters.
func writable() bool {
	var s syscall.Stat_t
	return syscall.Fstat(syscall.Stdout, &s) == nil && (s.Mode&syscall.S_IFMT != syscall.S_IFCHR || s.Rdev == nothing)
}

// A reader is the process that reads, until it is ended.
type reader struct {
	mu    sync.Mutex
	pid   int
	ended bool
}

// take starts the process that reads, and prints and says what it hands back. It gives the status; false where that is not all.
func take() (status int, ok bool) {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(stop)
	made, ok := read(stop)
	if !ok {
		return 0, false
	}
	printed, said, status, ok := parts(made)
	if !ok {
		return 0, false
	}
	os.Stderr.Write(said)
	for i := 0; i < len(printed) && Tried.Unwritten == nil; i++ {
		_, Tried.Unwritten = os.Stdout.Write(printed[i])
	}
	return status, Tried.Unwritten == nil
}

// read gives what the process that reads hands back.
func read(stop <-chan os.Signal) (made [][]byte, ok bool) {
	var pipe [2]int
	if syscall.Pipe2(pipe[:], syscall.O_CLOEXEC) != nil {
		return nil, false
	}
	defer syscall.Close(pipe[0])
	args := append([]string{os.Args[0], Worker}, os.Args[1:]...)
	const none = ^uintptr(0)
	pid, err := syscall.ForkExec("/proc/self/exe", args, &syscall.ProcAttr{
		Env:   environment(),
		Files: []uintptr{none, uintptr(pipe[1]), uintptr(pipe[1])},
		Sys:   &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL},
	})
	syscall.Close(pipe[1])
	if err != nil {
		return nil, false
	}
	r := &reader{pid: pid}
	late := time.AfterFunc(Usual, func() { r.end(&Tried.TooLong) })
	defer late.Stop()
	go func() {
		<-stop
		r.end(&Tried.Interrupted)
	}()
	made, ok = all(pipe[0])
	byItself := false
	r.end(&byItself)
	for {
		var how syscall.WaitStatus
		if _, err := syscall.Wait4(pid, &how, 0, nil); err != syscall.EINTR {
			if byItself && err == nil {
				Tried.note(how, made)
			}
			return made, ok
		}
	}
}

// mostSaid is how much is kept of what a process says of a crash, which begins with its reason.
const mostSaid = 4096

// note notes how a process ended by itself, and what it said.
func (o *Outcome) note(how syscall.WaitStatus, made [][]byte) {
	var said []byte
	for i := 0; i < len(made) && len(said) < mostSaid; i++ {
		said = append(said, made[i]...)
	}
	said = said[:min(len(said), mostSaid)]
	signal := ""
	if how.Signaled() {
		signal = how.Signal().String()
	}
	o.Crash, o.Fault = ended(how.ExitStatus(), signal, said)
}

// environment is what the process has of this one's: what workers have, but the locale in which it speaks, and how many cores it uses.
func environment() []string {
	env := append(Environment()[1:], room.Environment(room.Least)...) // no less where nothing is said of memory
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "GOMAXPROCS"} {
		if value, ok := syscall.Getenv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// end ends the process and all that it started, and notes that it is why, the first time that it is called.
func (r *reader) end(why *bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.ended {
		r.ended, *why = true, true
		syscall.Kill(-r.pid, syscall.SIGKILL)
	}
}

// pipeful is what is read at a time, bytes: what a pipe holds.
const pipeful = 64 << 10

// all is what comes out of a pipe, in pieces: where thousands of pages are printed it is large, and would be copied again and again to stand in one.
func all(pipe int) (pieces [][]byte, ok bool) {
	var p []byte
	for {
		if cap(p)-len(p) < pipeful/2 {
			p = make([]byte, 0, pipeful)
			pieces = append(pieces, p)
		}
		n, err := syscall.Read(pipe, p[len(p):cap(p)])
		switch {
		case err == syscall.EINTR:
		case err != nil || n <= 0:
			return pieces, err == nil
		default:
			p = p[:len(p)+n]
			pieces[len(pieces)-1] = p
		}
	}
}
