// Package shortcut has the tables of one file printed by a process that both reads the file and prints them, so that this one needs not be
// made ready for either: that costs more than reading a page.
//
// What reads is confined as every worker is, and has nothing but a pipe to hand back what it made. Where that is not whole, since the file
// cannot be read, has pages to recognise, or ends what reads it, nothing is printed, and this process goes on as if there were no shortcut.
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

// What is handed back is what is printed and what is said of the file, then the length of the latter in four bytes, the status in one, and
// a last one without which something is missing.
const (
	tail  = 6
	whole = 0xff
)

// Back is what is handed back.
func Back(printed, said []byte, status int) []byte {
	n := len(said)
	return append(append(printed, said...), byte(n>>24), byte(n>>16), byte(n>>8), byte(n), byte(status), whole)
}

// parts undoes Back; false where something is missing.
func parts(back []byte) (printed, said []byte, status int, ok bool) {
	end := len(back) - tail
	if end < 0 || back[len(back)-1] != whole {
		return nil, nil, 0, false
	}
	n := int(back[end])<<24 | int(back[end+1])<<16 | int(back[end+2])<<8 | int(back[end+3])
	if n > end {
		return nil, nil, 0, false
	}
	return back[:end-n], back[end-n : end], int(back[end+4]), true
}

// Tried says how a shortcut ended that brought nothing; all are zero where none was taken.
var Tried Outcome

// An Outcome is how a shortcut ended that brought nothing.
type Outcome struct {
	TooLong     bool  // the file took longer than Usual
	Interrupted bool  // by Ctrl-C
	Unwritten   error // why what was read could not be printed to its end
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
