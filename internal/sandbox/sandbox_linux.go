package sandbox

import (
	"debug/elf"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"github.com/landlock-lsm/go-landlock/landlock"
	ll "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"
)

// Supported says whether Enter can do all of it.
func Supported() error {
	if v, err := ll.LandlockGetABIVersion(); err != nil || v < 1 {
		return fmt.Errorf("%w: the kernel has no Landlock", ErrUnsupported)
	}
	if _, err := arch.GetInfo(""); err != nil || !seccomp.Supported() {
		return fmt.Errorf("%w: the kernel has no seccomp filters", ErrUnsupported)
	}
	return nil
}

// mostFiles is how many files the process may have open: some pipes, and what is read of fonts.
const mostFiles = 512

// Enter restricts this process and what it starts. Where the system lacks a part, the rest is done and the error
// wraps ErrUnsupported.
func Enter(n Needs) error {
	for what, most := range map[int]uint64{unix.RLIMIT_CORE: 0, unix.RLIMIT_FSIZE: 0, unix.RLIMIT_NOFILE: mostFiles} {
		if err := syscall.Setrlimit(what, &syscall.Rlimit{Cur: most, Max: most}); err != nil {
			return fmt.Errorf("set limits: %w", err)
		}
	}
	rules, err := n.rules()
	if err != nil {
		return err
	}
	if err := landlock.V6.BestEffort().Restrict(rules...); err != nil {
		return fmt.Errorf("restrict files: %w", err)
	}
	if Supported() == nil || seccomp.Supported() {
		if err := seccomp.LoadFilter(n.filter()); err != nil {
			return fmt.Errorf("restrict system calls: %w", err)
		}
	}
	return Supported()
}

// librariesOf are where programs find what they are linked with.
var librariesOf = []string{"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share"}

// rules say what can be opened.
func (n Needs) rules() ([]landlock.Rule, error) {
	const read = ll.AccessFSReadFile
	folders := n.Read
	var rules []landlock.Rule
	if n.Program != "" {
		start, err := startedBy(n.Program)
		if err != nil {
			return nil, err
		}
		folders = append(folders, librariesOf...)
		rules = append(rules,
			landlock.PathAccess(read|ll.AccessFSExecute, start...),
			landlock.PathAccess(read, "/etc/ld.so.cache").IgnoreIfMissing(),
			landlock.PathAccess(read|ll.AccessFSWriteFile, os.DevNull).IgnoreIfMissing())
	}
	for _, name := range folders {
		rules = append(rules, landlock.PathAccess(read|ll.AccessFSReadDir, name).IgnoreIfMissing())
	}
	return rules, nil
}

// startedBy are the files that the kernel runs when it starts a program: the program, and what loads its libraries.
func startedBy(program string) ([]string, error) {
	program, err := filepath.EvalSymlinks(program)
	if err != nil {
		return nil, err
	}
	f, err := elf.Open(program)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	list := []string{program}
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			name, err := io.ReadAll(p.Open())
			if err != nil {
				return nil, err
			}
			list = append(list, strings.TrimRight(string(name), "\x00"))
		}
	}
	return list, nil
}

// Calls that reading needs not: of the network, of other processes, and those that have let programs out of
// their bounds before. What is not on a machine's list is left out.
var (
	network = []string{"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg", "recvmmsg"}
	others  = []string{"ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp"}
	system  = []string{
		"mount", "umount2", "mount_setattr", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount", "fspick", "pivot_root", "chroot", "unshare", "setns",
		"bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "keyctl", "add_key", "request_key",
		"init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "open_by_handle_at", "name_to_handle_at", "personality",
		"reboot", "swapon", "swapoff", "sethostname", "setdomainname", "quotactl", "acct", "syslog", "settimeofday", "clock_settime", "adjtimex", "clock_adjtime",
		"mknodat", "iopl", "ioperm", "modify_ldt", "memfd_secret",
	}
	programs = []string{"execve", "execveat"}
)

func (n Needs) filter() seccomp.Filter {
	refused := append(append(append([]string{}, network...), others...), system...)
	if n.Program == "" {
		refused = append(refused, programs...)
	} else {
		refused = append(refused, "execveat") // by a descriptor; what may be started has a name
	}
	var known []string
	if info, err := arch.GetInfo(""); err == nil {
		for _, name := range refused {
			if _, ok := info.SyscallNames[name]; ok {
				known = append(known, name)
			}
		}
	}
	return seccomp.Filter{NoNewPrivs: true, Flag: seccomp.FilterFlagTSync, Policy: seccomp.Policy{
		DefaultAction: seccomp.ActionAllow,
		Syscalls:      []seccomp.SyscallGroup{{Action: seccomp.ActionErrno, Names: known}},
	}}
}
