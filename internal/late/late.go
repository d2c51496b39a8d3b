// Package late lets a process begin its work before all packages that it is linked with are initialised. Go initialises every package
// before main, also those that few commands need, and some libraries make so many tables then that it takes longer than reading a page.
//
// The work is begun by a package that imports what all of it needs: see [Hold]. What needs more asks for it: see [Need].
package late

import "sync"

// begun says that the work began before main.
var begun bool

var (
	asked = make(chan struct{}) // is closed when the rest is needed
	ready = make(chan struct{}) // is closed when it is there
	once  sync.Once
)

// Hold begins the work of the process, which ends it, and is called while packages are initialised. It returns when the work needs
// those that are not yet; they follow then, and main.
func Hold(work func()) {
	begun = true
	go work()
	<-asked
}

// Need waits until all packages are initialised, and main has named them.
func Need() {
	if begun {
		once.Do(func() { close(asked) })
		<-ready
	}
}

// Main is called by main when all packages are initialised and named. It does the work unless that is begun, which ends the process.
func Main(work func()) {
	if !begun {
		work()
		return
	}
	close(ready)
	select {}
}
