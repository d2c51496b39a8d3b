package archive

import (
	"os/exec"
	"syscall"
)

// apart puts a command and what it starts into a group of its own, which Ctrl-C does not reach.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
