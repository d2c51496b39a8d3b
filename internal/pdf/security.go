package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"errors"
)

// ErrPassword tells that the file is encrypted and the password given, or the empty one, opens it
// neither as user nor as owner password.
var ErrPassword = errors.New("encrypted: it needs its password")

// A security holds the file key of an encrypted file (ISO 32000-1, 7.6; ISO 32000-2 for AES-256).
// The library knows two of the five methods and one of those wrongly, so decryption is done here.
type security struct {
	key              []byte
	streams, strings method
}

// A method is how streams or strings are encrypted.
type method uint8

const (
	plain method = iota
	methodRC4
	methodAES128
	methodAES256
)

// standard holds the entries of the standard security handler's dictionary.
type standard struct {
	v, r, bytes     int
	o, u, oe, ue    []byte
	p               uint32
	id              []byte
	encryptMetadata bool
}

// padding completes short passwords (ISO 32000-1, algorithm 2).
var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
	"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

func pad(password []byte) []byte {
	return append(append([]byte{}, password...), padding...)[:32]
}

// fileKey is the key that the password opens, as user or as owner; nil if it opens none.
func (s standard) fileKey(password []byte) []byte {
	if s.r >= 5 {
		return s.fileKey256(password)
	}
	if len(s.o) < 32 || len(s.u) < 16 {
		return nil
	}
	if key := s.userKey(password); key != nil {
		return key
	}
	return s.userKey(s.userPassword(password))
}

// userKey is the key that a password gives, if it is the user's: algorithms 4 and 5.
func (s standard) userKey(password []byte) []byte {
	key := s.keyOf(password)
	if !bytes.Equal(s.check(key), s.u[:16]) {
		return nil
	}
	return key
}

// keyOf is algorithm 2.
func (s standard) keyOf(password []byte) []byte {
	h := md5.New()
	h.Write(pad(password))
	h.Write(s.o[:32])
	h.Write(binary.LittleEndian.AppendUint32(nil, s.p))
	h.Write(s.id)
	if s.r >= 4 && !s.encryptMetadata {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	if s.r >= 3 {
		for range 50 {
			sum := md5.Sum(key[:s.bytes])
			key = sum[:]
		}
	}
	return key[:s.bytes]
}

// check computes the first 16 bytes of U for a key.
func (s standard) check(key []byte) []byte {
	if s.r == 2 {
		return rc4Bytes(key, padding)[:16]
	}
	sum := md5.Sum(append(append([]byte{}, padding...), s.id...))
	out := sum[:]
	for i := range 20 {
		out = rc4Bytes(xorKey(key, byte(i)), out)
	}
	return out
}

// userPassword finds the user password with the owner's (algorithm 7).
func (s standard) userPassword(owner []byte) []byte {
	sum := md5.Sum(pad(owner))
	key := sum[:]
	if s.r >= 3 {
		for range 50 {
			again := md5.Sum(key)
			key = again[:]
		}
	}
	key = key[:s.bytes]
	if s.r == 2 {
		return rc4Bytes(key, s.o[:32])
	}
	out := s.o[:32]
	for i := 19; i >= 0; i-- {
		out = rc4Bytes(xorKey(key, byte(i)), out)
	}
	return out
}

func xorKey(key []byte, x byte) []byte {
	out := make([]byte, len(key))
	for i := range key {
		out[i] = key[i] ^ x
	}
	return out
}

func rc4Bytes(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return data
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// fileKey256 is algorithm 2.A of ISO 32000-2: U and O hold a hash, a salt to check the password and
// a salt to open the key with.
func (s standard) fileKey256(password []byte) []byte {
	if len(s.u) < 48 || len(s.o) < 48 || len(s.ue) < 32 || len(s.oe) < 32 {
		return nil
	}
	password = password[:min(len(password), 127)]
	u := s.u[:48]
	if bytes.Equal(s.hash(password, s.o[32:40], u), s.o[:32]) {
		return unwrap(s.hash(password, s.o[40:48], u), s.oe[:32])
	}
	if bytes.Equal(s.hash(password, u[32:40], nil), u[:32]) {
		return unwrap(s.hash(password, u[40:48], nil), s.ue[:32])
	}
	return nil
}

func unwrap(key, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(out, data)
	return out
}

// hash is algorithm 2.B; revision 5 stops after the first step.
func (s standard) hash(password, salt, u []byte) []byte {
	sum := sha256.Sum256(join(password, salt, u))
	k := sum[:]
	if s.r == 5 {
		return k
	}
	for i := 0; ; i++ {
		e := bytes.Repeat(join(password, k, u), 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		k = hashStep(e)
		if i >= 63 && int(e[len(e)-1]) <= i-31 {
			return k[:32]
		}
	}
}

// hashStep takes the hash that the first 16 bytes, as a number modulo 3, choose.
func hashStep(e []byte) []byte {
	mod := 0
	for _, b := range e[:16] {
		mod += int(b)
	}
	switch mod % 3 {
	case 1:
		k := sha512.Sum384(e)
		return k[:]
	case 2:
		k := sha512.Sum512(e)
		return k[:]
	}
	k := sha256.Sum256(e)
	return k[:]
}

func join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func (s *security) stream(b []byte, num, gen int) []byte { return s.decrypt(s.streams, b, num, gen) }
func (s *security) str(b []byte, num, gen int) []byte    { return s.decrypt(s.strings, b, num, gen) }

// decrypt undoes a method on bytes that belong to an object (algorithm 1).
func (s *security) decrypt(m method, b []byte, num, gen int) []byte {
	switch m {
	case methodRC4:
		return rc4Bytes(s.objectKey(num, gen, ""), b)
	case methodAES128:
		return decryptCBC(s.objectKey(num, gen, "sAlT"), b)
	case methodAES256:
		return decryptCBC(s.key, b)
	}
	return b
}

func (s *security) objectKey(num, gen int, salt string) []byte {
	sum := md5.Sum(join(s.key, []byte{byte(num), byte(num >> 8), byte(num >> 16), byte(gen), byte(gen >> 8)}, []byte(salt)))
	return sum[:min(len(s.key)+5, 16)]
}

// decryptCBC undoes AES with the initial vector in front and padding behind.
func decryptCBC(key, b []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(b) < 32 {
		return nil
	}
	iv, body := b[:16], b[16:len(b)-len(b)%16]
	out := make([]byte, len(body))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, body)
	if n := int(out[len(out)-1]); 1 <= n && n <= 16 && n <= len(out) {
		out = out[:len(out)-n]
	}
	return out
}
