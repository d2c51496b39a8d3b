// Command count-code counts what keeps code readable, over the whole project:
//
//	go run ./scripts/count-code          the figures that docs/architecture.md shows, as a table
//	go run ./scripts/count-code -long    besides, the files of more than 500 lines
//	go run ./scripts/count-code -han     besides, the Chinese literals of each file
//
// Tests (files and folders of testdata) are left out of all of them but where a line says so.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	long := flag.Bool("long", false, "list the files of more than 500 lines")
	han := flag.Bool("han", false, "list the Chinese literals of each file")
	flag.Parse()
	c, err := count(".")
	if err != nil {
		fmt.Fprintln(os.Stderr, "count-code:", err)
		os.Exit(1)
	}
	c.print(os.Stdout)
	if *long {
		c.list(os.Stdout, c.long)
	}
	if *han {
		c.list(os.Stdout, c.hanIn)
	}
}
