package shortcut

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

func init() {
	if name, ok := only(os.Args[1:]); ok && plain(name) && writable() && take() {
		os.Exit(0)
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

// take starts the process that reads and prints what it hands back. It says whether that is all.
func take() bool {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(stop)
	made, ok := read(stop)
	if n := len(made) - len(Whole); ok && n >= 0 && string(made[n:]) == Whole {
		_, Tried.Unwritten = os.Stdout.Write(made[:n])
		return Tried.Unwritten == nil
	}
	return false
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
		Files: []uintptr{none, uintptr(pipe[1]), none}, // what it says is said again, by who reads the file then
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

// environment is what the process has of this one's: what workers have, and how many cores it uses.
func environment() []string {
	env := Environment()
	if n, ok := syscall.Getenv(cores); ok {
		env = append(env, cores+"="+n)
	}
	return env
}

// cores is the variable that says how many cores a Go program uses; without it as many as there are.
const cores = "GOMAXPROCS"

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
