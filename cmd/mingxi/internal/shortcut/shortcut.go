// Package shortcut has the tables of one file printed by a process that both reads the file and prints them, so that this one needs not be
// made ready for either: that costs more than reading a page.
//
// What reads is confined as every worker is, and has nothing but a pipe to hand back what it made, or to say why it ends. Where what it
// hands back is not whole, since the file cannot be read or has pages to recognise, nothing is printed, and this process goes on as if there were no
// shortcut; but a file that ended what read it is not read again, since it would do the same.
//
// The package imports so little that it is initialised before all that the commands need: see package start. Of the standard library it
// imports only what package os does, and packages whose names come before those of most others: importing strings would put it behind
// all libraries whose names come before "strings".
package shortcut

import (
	"syscall"
	"time"
)

// Usual is how long one document may take where nothing else is said.
const Usual = 10 * time.Minute

// What is handed back is what is printed and what is said of the file, then the length of either in eight bytes, the status in one, and
// a last one without which something is missing. A crash is told in the same pipe.
const (
	tail  = 18
	whole = 0xff
)

// End is what is handed back behind so many bytes that are printed.
func End(printed int, said []byte, status int) []byte {
	end := append([]byte(nil), said...)
	for _, length := range []int{printed, len(said)} {
		for shift := 56; shift >= 0; shift -= 8 {
			end = append(end, byte(uint64(length)>>shift))
		}
	}
	return append(end, byte(status), whole)
}

// parts takes apart what is handed back, whose bytes come in pieces; false where something is missing or more. What is printed comes in pieces, too.
func parts(back [][]byte) (printed [][]byte, said []byte, status int, ok bool) {
	all := 0
	for _, p := range back {
		all += len(p)
	}
	end, back := cut(back, tail)
	if len(end) < tail || end[tail-1] != whole {
		return nil, nil, 0, false
	}
	n, m := length(end), length(end[8:])
	if n+m+tail != uint64(all) || n > uint64(all) {
		return nil, nil, 0, false
	}
	said, printed = cut(back, int(m))
	return printed, said, int(end[tail-2]), true
}

// length is what eight bytes say.
func length(b []byte) (n uint64) {
	for _, c := range b[:8] {
		n = n<<8 | uint64(c)
	}
	return n
}

// cut takes the last n bytes off pieces; fewer where there are no more.
func cut(pieces [][]byte, n int) (last []byte, rest [][]byte) {
	for len(pieces) > 0 && n > len(last) {
		p := pieces[len(pieces)-1]
		from := len(p) - min(len(p), n-len(last))
		last = append(append([]byte(nil), p[from:]...), last...)
		if pieces = pieces[:len(pieces)-1]; from > 0 {
			return last, append(pieces, p[:from])
		}
	}
	return last, pieces
}

// Tried says how a shortcut ended that brought nothing; all are zero where none was taken.
var Tried Outcome

// An Outcome is how a shortcut ended that brought nothing.
type Outcome struct {
	TooLong     bool   // the file took longer than Usual
	Interrupted bool   // by Ctrl-C
	Unwritten   error  // why what was read could not be printed to its end
	Crash       string // what a process said that crashed, and how it ended
	Fault       string // what a process said of a fault of the program that it met
}

// Faulted is the status of a process that met a fault of the program, and says so.
const Faulted = 70

// ended is how a process ended, with a status or by a signal, and what it said: where it has handed back nothing it says with one of three
// statuses that it does not read the file, and any other is a crash.
func ended(status int, signal string, said []byte) (crash, fault string) {
	switch {
	case signal != "":
		return string(said) + "\nsignal: " + signal, ""
	case status == Faulted:
		return "", string(said)
	case status == 0 || status == unread || status == unwritten:
		return "", ""
	}
	return string(said) + "\nexit status " + decimal(status), ""
}

// The statuses with which commands end.
const unread, unwritten = 3, 5

// decimal is a number that a status may be.
func decimal(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return decimal(n/10) + string(rune('0'+n%10))
}

// Worker begins the command lines of processes that read for another.
const Worker = "worker"

// options are the flags of tables under which a shortcut is taken.
var options = []string{"--json", "--csv", "--html", "--markdown", "--ocr=auto", "--ocr=never"}

// only is the one file of a command line that prints tables and says little else.
func only(args []string) (name string, ok bool) {
	if len(args) == 0 || args[0] != "tables" {
		return "", false
	}
	for i := 1; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "--ocr" && i+1 < len(args) && isOption("--ocr="+args[i+1]):
			i++
		case isOption(arg):
		case name != "" || arg == "" || arg[0] == '-' || arg[0] == '@':
			return "", false
		default:
			name = arg
		}
	}
	return name, name != ""
}

func isOption(arg string) bool {
	for _, o := range options {
		if arg == o {
			return true
		}
	}
	return false
}

// kept are the variables of the environment that workers have: where fonts, caches, the engine and its data are.
var kept = []string{"HOME=", "PATH=", "XDG_CACHE_HOME=", "TESSDATA_PREFIX=", "LD_LIBRARY_PATH=", "SystemRoot=", "LocalAppData=", "MINGXI_"}

// Environment is what workers have of the environment.
func Environment() []string {
	env := []string{"LC_ALL=C.UTF-8"}
	for _, v := range syscall.Environ() {
		for _, name := range kept {
			if len(v) >= len(name) && v[:len(name)] == name {
				env = append(env, v)
			}
		}
	}
	return env
}
