package main

import "syscall"

// callOf is the number of a system call, and the flags if it is that which opens files.
var callOf = func(r *syscall.PtraceRegs) (call, how uint64) { return r.Orig_rax, r.Rdx }
