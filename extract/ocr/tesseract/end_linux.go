package tesseract

import (
	"os/exec"
	"syscall"
)

// endWithParent has the system end a worker with the process that starts it, also one that hangs in the library.
func endWithParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
