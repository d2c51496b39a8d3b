// Mingxi (明细) turns published Chinese budget PDFs into datasets whose every figure says where it
// was printed, what it means, and what it was checked against.
package main

import (
	"github.com/mingxi/mingxi/cmd/mingxi/internal/commands"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/machines"
	"github.com/mingxi/mingxi/cmd/mingxi/internal/start"
	_ "github.com/mingxi/mingxi/export" // all formats
	"github.com/mingxi/mingxi/internal/late"
)

// The work mostly begins before main, in package start. Here is named what only some of it needs.
func main() {
	commands.Others = machines.Here
	late.Main(start.Work)
}
