package shortcut

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
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
	_, Tried.Unwritten = os.Stdout.Write(printed)
	return status, Tried.Unwritten == nil
}

// read gives what the process that reads hands back.
func read(stop <-chan os.Signal) (made []byte, ok bool) {
	var pipe [2]int
	if syscall.Pipe2(pipe[:], syscall.O_CLOEXEC) != nil {
		return nil, false
	}
	defer syscall.Close(pipe[0])
	args := append([]string{os.Args[0], Worker}, os.Args[1:]...)
	const none = ^uintptr(0)
	pid, err := syscall.ForkExec("/proc/self/exe", args, &syscall.ProcAttr{
		Env:   environment(),
		Files: []uintptr{none, uintptr(pipe[1]), none}, // a crash is told of by who reads the file then
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
	r.end(new(bool))
	for {
		if _, err := syscall.Wait4(pid, nil, 0, nil); err != syscall.EINTR {
			return made, ok
		}
	}
}

// environment is what the process has of this one's: what workers have, but the locale in which it speaks, and how many cores it uses.
func environment() []string {
	env := Environment()[1:]
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

// leastRoom is what is read at a time, bytes: what a pipe holds.
const leastRoom = 64 << 10

// all is what comes out of a pipe.
func all(pipe int) (data []byte, ok bool) {
	data = make([]byte, 0, leastRoom)
	for {
		if cap(data)-len(data) < leastRoom/2 {
			data = append(make([]byte, 0, 2*cap(data)), data...)
		}
		n, err := syscall.Read(pipe, data[len(data):cap(data)])
		switch {
		case err == syscall.EINTR:
		case err != nil || n <= 0:
			return data, err == nil
		default:
			data = data[:len(data)+n]
		}
	}
}
