// Package freeport finds ports for the servers that tests begin.
package freeport

import (
	"net"
	"testing"
)

// Of is a port of this machine that nobody listens at.
func Of(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
