package pdf

import (
	"errors"
	"fmt"
	"slices"
)

// newSecurity opens an encrypted file with a password. It is nil for a file that is not encrypted.
func newSecurity(t *table, password string) (*security, error) {
	if t.trailer["Encrypt"] == nil {
		return nil, nil
	}
	d, ok := t.resolve(t.trailer["Encrypt"]).(dict)
	if !ok {
		return nil, errors.New("encrypted, but its encryption dictionary is missing")
	}
	if f, _ := d["Filter"].(name); f != "Standard" {
		return nil, fmt.Errorf("encrypted by the handler %q, which needs its publisher's software", f)
	}
	std := t.standard(d)
	s := &security{}
	if err := s.methods(t, d, std.v); err != nil {
		return nil, err
	}
	if std.v >= 4 && t.unencrypted(d, "StmF") && t.unencrypted(d, "StrF") {
		return nil, nil // what is encrypted are attached files alone
	}
	for _, std.bytes = range t.keyLengths(d, std) {
		for _, pw := range [][]byte{[]byte(password), nil} {
			if s.key = std.fileKey(pw); s.key != nil {
				return s, nil
			}
		}
	}
	return nil, ErrPassword
}

// keyLengths are how many bytes the key may have. What crypt filters say of it is in bytes or in bits, and often wrong.
func (t *table) keyLengths(d dict, std standard) []int {
	list := []int{std.bytes}
	if std.v != 4 {
		return list
	}
	lengths := []any{d["Length"]}
	all, _ := t.resolve(d["CF"]).(dict)
	if filterName, ok := t.resolve(d["StmF"]).(name); ok {
		one, _ := t.resolve(all[filterName]).(dict)
		lengths = append(lengths, one["Length"])
	}
	for _, v := range lengths {
		f, _ := t.resolve(v).(float64)
		if f >= 40 {
			f /= 8
		}
		if 5 <= f && f < 16 && !slices.Contains(list, int(f)) {
			list = append(list, int(f))
		}
	}
	return list
}

func (t *table) standard(d dict) standard {
	num := func(k name) int { f, _ := t.resolve(d[k]).(float64); return int(int64(f)) }
	text := func(k name) []byte { s, _ := t.resolve(d[k]).(str); return []byte(s) }
	s := standard{v: num("V"), r: num("R"), bytes: num("Length") / 8, o: text("O"), u: text("U"),
		oe: text("OE"), ue: text("UE"), p: uint32(int64(num("P"))), encryptMetadata: d["EncryptMetadata"] != false}
	if s.bytes < 5 || s.bytes > 16 || s.v == 1 {
		s.bytes = 5
	}
	if s.v >= 4 {
		s.bytes = 16
	}
	if ids, ok := t.resolve(t.trailer["ID"]).(array); ok && len(ids) > 0 {
		id, _ := t.resolve(ids[0]).(str)
		s.id = []byte(id)
	}
	return s
}

// methods reads which cipher is used for streams and strings.
func (s *security) methods(t *table, d dict, version int) error {
	switch version {
	case 1, 2, 3:
		s.streams, s.strings = methodRC4, methodRC4
		return nil
	case 4, 5:
		s.streams, s.strings = t.cryptFilter(d, "StmF"), t.cryptFilter(d, "StrF")
		return nil
	}
	return fmt.Errorf("encrypted by an unknown method (V %d)", version)
}

// unencrypted says whether a kind of data, streams or strings, is kept as it is.
func (t *table) unencrypted(d dict, key name) bool {
	filterName, named := t.resolve(d[key]).(name)
	return !named || filterName == "Identity"
}

func (t *table) cryptFilter(d dict, key name) method {
	filterName, _ := t.resolve(d[key]).(name)
	all, _ := t.resolve(d["CF"]).(dict)
	one, _ := t.resolve(all[filterName]).(dict)
	cfm, _ := t.resolve(one["CFM"]).(name)
	return map[name]method{"V2": methodRC4, "AESV2": methodAES128, "AESV3": methodAES256}[cfm]
}
