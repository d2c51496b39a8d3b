// Package start begins what a command line asks for before the libraries are initialised that most commands do not need.
//
// Go initialises packages in the order of their names as soon as all that they import are. This one imports all that the commands
// themselves need, and so is initialised before what only package main imports: workbooks, SQLite, Parquet, NATS, Prometheus. A command
// that needs one of these waits for main: see package late. A test holds which packages come before this one.
package start

import (
	"os"
	"runtime"
	"strings"

	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	_ "github.com/mingxi/mingxi/cmd/mingxi/internal/shortcut"   // before the commands
	_ "github.com/mingxi/mingxi/cmd/mingxi/internal/unprofiled" // before all others
	"github.com/mingxi/mingxi/internal/late"
)

func init() {
	if early(runtime.GOOS, os.Args[1:]) {
		late.Hold(Work)
	}
}

// early says whether the work begins before main. On Windows it does not: there Ctrl-C comes by a thread of the system, which Go lets wait
// until all packages are initialised, so that nothing would end a command.
func early(system string, args []string) bool { return system != "windows" && !isTest(args) }

// isTest says that the tests of the command are run, whose program has their flags before all others.
func isTest(args []string) bool { return len(args) > 0 && strings.HasPrefix(args[0], "-test.") }

// Work does what the command line says, and ends the process.
func Work() { os.Exit(commands.Run(os.Args[1:], os.Stdout, os.Stderr)) }
