package cluster

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mingxi/mingxi/internal/freeport"
	"github.com/nats-io/jwt/v2"
	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nkeys"
)

// An authority signs certificates of servers and clients. Its own is in ca.pem of the folder.
type authority struct {
	dir  string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{dir: t.TempDir()}
	a.cert, a.key = a.issue(t, "ca")
	return a
}

// issue writes NAME.pem and NAME-key.pem, signed by the authority, or by itself if it is the first.
func (a *authority) issue(t *testing.T, name string) (*x509.Certificate, *ecdsa.PrivateKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"localhost"},
	}
	parent, signer := a.cert, a.key
	if parent == nil {
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
		parent, signer = c, key
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{name + ".pem": {Type: "CERTIFICATE", Bytes: der}, name + "-key.pem": {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(a.file(file), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if c, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	return c, key
}

func (a *authority) file(name string) string { return filepath.Join(a.dir, name) }

// run starts a server.
func run(t *testing.T, opts *server.Options) *server.Server {
	t.Helper()
	opts.NoLog, opts.NoSigs = true, true
	s, err := server.NewServer(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
	s.Start()
	return s
}

// reach connects by the address and the environment, as the command does.
func reach(t *testing.T, address string) (*Link, error) {
	t.Helper()
	l, err := Connect(t.Context(), Access{URL: address, Name: t.Name(), Patience: shortPatience, Make: true, Store: 1 << 30})
	if err == nil {
		t.Cleanup(l.Close)
	}
	return l, err
}

// someAreRead has documents read over connections like those that reach makes.
func someAreRead(t *testing.T, address string) {
	t.Helper()
	l, err := reach(t, address)
	if err != nil {
		t.Fatal(err)
	}
	other, err := reach(t, address)
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{parts: map[string]string{}}
	c := led(t, l, s, "run")
	employ(t, other, 2, spell)
	if f := mustReadAll(t, c, errands(t, append(someTexts(3), "scan")...)); len(f) > 0 || len(s.parts) != 4 {
		t.Errorf("%v, %d parts", f, len(s.parts))
	}
	nothingLeft(t, l, c)
}

func TestCertificatesLetIn(t *testing.T) {
	a := newAuthority(t)
	a.issue(t, "server")
	a.issue(t, "machine")
	config, err := server.GenTLSConfig(&server.TLSConfigOpts{CertFile: a.file("server.pem"), KeyFile: a.file("server-key.pem"), CaFile: a.file("ca.pem"), Verify: true})
	if err != nil {
		t.Fatal(err)
	}
	s := run(t, &server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(), TLS: true, TLSVerify: true, TLSConfig: config, TLSTimeout: 5})
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("no server")
	}
	address := "tls://" + s.Addr().String()
	if _, err := reach(t, address); err == nil {
		t.Error("a server whose certificate nobody vouches for was believed")
	}
	t.Setenv("NATS_CA", a.file("ca.pem"))
	if _, err := reach(t, address); err == nil {
		t.Error("let in without a certificate")
	}
	t.Setenv("NATS_CERT", a.file("machine.pem"))
	t.Setenv("NATS_KEY", a.file("machine-key.pem"))
	someAreRead(t, address)
}

// newKey is a key pair, with its public half.
func newKey(t *testing.T, create func() (nkeys.KeyPair, error)) (nkeys.KeyPair, string) {
	t.Helper()
	pair, err := create()
	if err != nil {
		t.Fatal(err)
	}
	public, err := pair.PublicKey()
	if err != nil {
		t.Fatal(err)
	}
	return pair, public
}

func signed(t *testing.T, c jwt.Claims, by nkeys.KeyPair) string {
	t.Helper()
	token, err := c.Encode(by)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// A file of credentials is what servers give out whose users an operator signs for.
func TestCredentialsFileLetsIn(t *testing.T) {
	operator, operatorName := newKey(t, nkeys.CreateOperator)
	_, systemName := newKey(t, nkeys.CreateAccount)
	account, accountName := newKey(t, nkeys.CreateAccount)
	user, userName := newKey(t, nkeys.CreateUser)

	limits := jwt.NewAccountClaims(accountName)
	limits.Limits.JetStreamLimits = jwt.JetStreamLimits{DiskStorage: jwt.NoLimit, MemoryStorage: jwt.NoLimit, Streams: jwt.NoLimit, Consumer: jwt.NoLimit}
	accounts := &server.MemAccResolver{}
	for name, claims := range map[string]*jwt.AccountClaims{accountName: limits, systemName: jwt.NewAccountClaims(systemName)} {
		if err := accounts.Store(name, signed(t, claims, operator)); err != nil {
			t.Fatal(err)
		}
	}
	trusted, err := jwt.DecodeOperatorClaims(signed(t, jwt.NewOperatorClaims(operatorName), operator))
	if err != nil {
		t.Fatal(err)
	}
	s := run(t, &server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(),
		TrustedOperators: []*jwt.OperatorClaims{trusted}, AccountResolver: accounts, SystemAccount: systemName})
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("no server")
	}

	if _, err := reach(t, s.ClientURL()); err == nil || !strings.Contains(err.Error(), "NATS_CREDS") {
		t.Errorf("without credentials: %v", err)
	}
	seed, err := user.Seed()
	if err != nil {
		t.Fatal(err)
	}
	file, err := jwt.FormatUserConfig(signed(t, jwt.NewUserClaims(userName), account), seed)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "mingxi.creds")
	t.Setenv("NATS_CREDS", name)
	if _, err := reach(t, s.ClientURL()); err == nil || !strings.Contains(err.Error(), name) {
		t.Errorf("a file that is missing: %v", err)
	}
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	someAreRead(t, s.ClientURL())
}

// A coordinator that may not answer says so, and one that may is not stopped by what it was denied elsewhere.
func TestDeniedCoordinator(t *testing.T) {
	without := func(name, subject string) *server.User {
		return &server.User{Username: name, Password: "secret", Permissions: &server.Permissions{Subscribe: &server.SubjectPermission{Deny: []string{subject}}}}
	}
	s := run(t, &server.Options{
		Host: "127.0.0.1", Port: server.RANDOM_PORT, JetStream: true, StoreDir: t.TempDir(),
		Users: []*server.User{without("answering", "other.>"), without("silent", lendSubject+">")},
	})
	if !s.ReadyForConnections(10 * time.Second) {
		t.Fatal("no server")
	}
	t.Setenv("NATS_PASSWORD", "secret")
	t.Setenv("NATS_USER", "answering")
	l, err := reach(t, s.ClientURL())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.nc.SubscribeSync("other.things"); err != nil {
		t.Fatal(err)
	}
	if err := l.nc.Flush(); err != nil || !errors.Is(l.nc.LastError(), nats.ErrPermissionViolation) {
		t.Fatalf("%v, denied was %v", err, l.nc.LastError())
	}
	led(t, l, &shelf{parts: map[string]string{}}, "run").Close()

	t.Setenv("NATS_USER", "silent")
	if l, err = reach(t, s.ClientURL()); err != nil {
		t.Fatal(err)
	}
	_, err = Lead(t.Context(), l, Way{Run: "run"}, &shelf{parts: map[string]string{}}, func(Outcome) {}, func(error) {})
	if !errors.Is(err, nats.ErrPermissionViolation) || !strings.Contains(err.Error(), "answer at "+lendSubject+"run") {
		t.Errorf("a coordinator that nobody hears: %v", err)
	}
}

// The servers of docs/deploy are those of its nats.conf, on other ports and with certificates of their own: their permissions let a run be read, and no
// more.
func TestDeployedServers(t *testing.T) {
	conf, err := os.ReadFile("../../docs/deploy/nats.conf")
	if err != nil {
		t.Fatal(err)
	}
	a := newAuthority(t)
	a.issue(t, "server")
	names := []string{"nats-1", "nats-2", "nats-3"}
	var client, route []string
	changes := []string{"/etc/nats/secrets", a.dir}
	for _, name := range names {
		client, route = append(client, fmt.Sprint(freeport.Of(t))), append(route, fmt.Sprint(freeport.Of(t)))
		changes = append(changes, name+":6222", "127.0.0.1:"+route[len(route)-1])
	}
	t.Setenv("NATS_PASSWORD", "secretOfTheServers")
	var servers []*server.Server
	for n, name := range names {
		text := strings.NewReplacer(append(changes, "0.0.0.0:4222", "127.0.0.1:"+client[n], "0.0.0.0:6222", "127.0.0.1:"+route[n], "/data", t.TempDir())...).Replace(string(conf))
		file := filepath.Join(t.TempDir(), "nats.conf")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("SERVER_NAME", name)
		opts, err := server.ProcessConfigFile(file)
		if err != nil {
			t.Fatal(err)
		}
		servers = append(servers, run(t, opts))
	}
	for _, s := range servers {
		if !s.ReadyForConnections(20 * time.Second) {
			t.Fatal("no server")
		}
	}
	for deadline := time.Now().Add(20 * time.Second); !servers[0].JetStreamIsCurrent(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("the servers do not find each other")
		}
	}
	address := "tls://127.0.0.1:" + strings.Join(client, ",tls://127.0.0.1:")
	t.Setenv("NATS_CA", a.file("ca.pem"))
	if _, err := reach(t, address); err == nil || !strings.Contains(err.Error(), "NATS_USER") {
		t.Errorf("without a password: %v", err)
	}
	t.Setenv("NATS_USER", "mingxi")
	someAreRead(t, address)

	l, err := reach(t, address)
	if err != nil {
		t.Fatal(err)
	}
	if l.replicas != 3 {
		t.Errorf("kept %d times", l.replicas)
	}
	if sub, err := l.nc.SubscribeSync("other.>"); err == nil {
		if err = l.nc.Flush(); err == nil {
			err = l.nc.LastError()
		}
		if err == nil || !strings.Contains(err.Error(), "permissions violation") {
			t.Errorf("what is others' was heard: %v %v", sub.Subject, err)
		}
	}
}
