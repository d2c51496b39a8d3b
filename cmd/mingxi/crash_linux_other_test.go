//go:build linux && !amd64

package main

import "syscall"

var callOf func(r *syscall.PtraceRegs) (call, how uint64)
