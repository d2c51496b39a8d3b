package cluster

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// Inside is the address that stands for a server in this process.
const Inside = "embedded"

// usualPort is that of NATS.
const usualPort = 4222

// tokenFile, beside what the server keeps, holds the token that others must have.
const tokenFile = "token"

// IsInside says whether an address asks for a server in this process: embedded, or embedded=HOST:PORT.
func IsInside(address string) bool {
	return address == Inside || strings.HasPrefix(address, Inside+"=")
}

// A Hosted server runs in this process.
type Hosted struct {
	*server.Server
	Token     string
	TokenFile string // empty where the token came from the environment
}

// Host starts a server in this process, which keeps what it has in the folder dir. It listens where the address says; without
// one on the usual port of this machine's every interface. Whoever comes must have the token.
func Host(address, dir string) (*Hosted, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	opts := &server.Options{
		ServerName: "mingxi", Host: "0.0.0.0", Port: usualPort, JetStream: true, StoreDir: dir,
		NoLog: true, NoSigs: true, MaxPayload: 8 << 20, DisableJetStreamBanner: true, SyncInterval: 10 * time.Second,
	}
	if _, where, given := strings.Cut(address, "="); given {
		host, port, err := net.SplitHostPort(where)
		if err == nil {
			opts.Host = host
			opts.Port, err = strconv.Atoi(port)
		}
		if opts.Port == 0 {
			opts.Port = server.RANDOM_PORT
		}
		if err != nil {
			return nil, fmt.Errorf("%s: give an address such as embedded=10.0.0.5:4222: %w", address, err)
		}
	}
	h := &Hosted{}
	var err error
	if h.Token, err = EnvironmentToken(); err == nil && h.Token == "" {
		h.TokenFile = filepath.Join(dir, tokenFile)
		h.Token, err = ownToken(h.TokenFile)
	}
	if err != nil {
		return nil, err
	}
	opts.Authorization = h.Token
	if h.Server, err = server.NewServer(opts); err != nil {
		return nil, err
	}
	h.Start()
	if !h.ReadyForConnections(10 * time.Second) {
		h.Shutdown()
		return nil, fmt.Errorf("the server did not start on %s:%d: is the port in use? give another with --nats embedded=HOST:PORT", opts.Host, opts.Port)
	}
	return h, nil
}

// Address is where others reach the server.
func (h *Hosted) Address() string {
	addr, ok := h.Addr().(*net.TCPAddr)
	if !ok {
		return h.ClientURL()
	}
	host := addr.IP.String()
	if addr.IP.IsUnspecified() {
		if name, err := os.Hostname(); err == nil {
			host = name
		}
	}
	return fmt.Sprintf("nats://%s", net.JoinHostPort(host, strconv.Itoa(addr.Port)))
}

// Stop ends the server.
func (h *Hosted) Stop() {
	h.Shutdown()
	h.WaitForShutdown()
}

// ownToken is the token in a file, which is made if need be, for nobody else to read.
func ownToken(name string) (string, error) {
	data, err := os.ReadFile(name)
	if err == nil && len(strings.TrimSpace(string(data))) > 0 {
		return strings.TrimSpace(string(data)), nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	token := rand.Text()
	return token, os.WriteFile(name, []byte(token+"\n"), 0o600)
}
