package commands

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/mingxi/mingxi/internal/archive"
)

// programIdentity names what the file of a program holds. The build ID that go build writes says that: its parts are hashes of all
// that the program was made from and of what was made. The size stands beside it, for what was changed afterwards. A file without one
// is hashed as a whole, which takes longer than to read a page.
func programIdentity(name string) (string, error) {
	if id := buildID(name); id != "" {
		info, err := os.Stat(name)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("build %s of %d bytes", id, info.Size()), nil
	}
	return archive.ContentHash(name)
}

// What the build ID of a Go program looks like: hashes of the inputs and the contents, first of its main package and then of all.
const (
	idParts     = 4
	leastIDPart = 20 // characters, of 120 bits in base 64; who sets an ID by hand sets a shorter one
)

// buildID is the ID that go build wrote into a program, where that is an ELF file; otherwise empty.
func buildID(name string) string {
	f, err := elf.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	note := f.Section(".note.go.buildid")
	if note == nil || note.Size > 1<<10 {
		return ""
	}
	data, err := note.Data()
	id, ok := noteText(data, f.ByteOrder)
	if err != nil || !ok {
		return ""
	}
	parts := strings.Split(id, "/")
	for _, p := range parts {
		if len(parts) != idParts || len(p) < leastIDPart {
			return ""
		}
	}
	return id
}

// noteText is what an ELF note of Go's says: lengths of owner and text, a kind, and both.
func noteText(data []byte, order binary.ByteOrder) (string, bool) {
	const head, owner = 12, "Go\x00\x00"
	if len(data) < head+len(owner) || !bytes.Equal(data[head:head+len(owner)], []byte(owner)) {
		return "", false
	}
	text := data[head+len(owner):]
	n := order.Uint32(data[4:])
	if uint64(n) > uint64(len(text)) {
		return "", false
	}
	return string(text[:n]), true
}

// ownProgram names the file of this program, as it is running: a new one that has taken its name since
// would read in another way.
func ownProgram() (string, error) {
	const running = "/proc/self/exe" // by the kernel of Linux
	if _, err := os.Stat(running); err == nil {
		return running, nil
	}
	return programFile()
}

// programFile is the path of this program's file, also where no /proc tells it.
func programFile() (string, error) {
	if name, err := os.Executable(); err == nil {
		return name, nil
	}
	name, err := exec.LookPath(os.Args[0])
	if err != nil {
		return "", &failure{ExitUnread, fmt.Errorf("the file of this program is not found, which is needed to read documents in other processes: %w", err)}
	}
	return filepath.Abs(name)
}
