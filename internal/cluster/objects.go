package cluster

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"

	"github.com/nats-io/nats.go/jetstream"
)

// objects is one object store, with the stream that it is made of.
type objects struct {
	jetstream.ObjectStore
	name   string
	stream jetstream.Stream
}

// objects opens a store, and makes it where it is missing and may have any bytes.
func (l *Link) objects(ctx context.Context, name string, most int64) (o objects, err error) {
	o.name = name
	o.ObjectStore, err = l.js.ObjectStore(ctx, name)
	if most > 0 && (errors.Is(err, jetstream.ErrBucketNotFound) || errors.Is(err, jetstream.ErrStreamNotFound)) {
		o.ObjectStore, err = l.js.CreateObjectStore(ctx, jetstream.ObjectStoreConfig{Bucket: name, MaxBytes: most, TTL: staleAfter, Replicas: l.replicas})
	}
	if errors.Is(err, jetstream.ErrBucketExists) {
		o.ObjectStore, err = l.js.ObjectStore(ctx, name)
	}
	if err == nil {
		o.stream, err = l.js.Stream(ctx, "OBJ_"+name)
	}
	return o, err
}

// has says that an object is there.
func (o objects) has(ctx context.Context, name string) (bool, error) {
	_, err := o.GetInfo(ctx, name)
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return false, nil
	}
	return err == nil, err
}

// mostPart is how many bytes what is made of a document may have.
const mostPart = 512 << 20

// errTorn tells that an object changed while it was read, or was not written as a whole.
var errTorn = errors.New("it is not whole in the store")

// errLarge tells that an object is larger than what is taken.
var errLarge = errors.New("it is too large")

// mostTorn is how often an object is asked for that is not whole: it may be in the course of being written again.
const mostTorn = 4

// spoiled says of an error that it is the object's, and not that of servers which come back.
func spoiled(err error) bool {
	return errors.Is(err, jetstream.ErrObjectNotFound) || errors.Is(err, errLarge) || errors.Is(err, errTorn)
}

// patient says for Link.insist which errors stay: those of objects that are spoiled, where they are not whole after some tries.
func patient() (stays func(error) bool) {
	torn := 0
	return func(err error) bool {
		if errors.Is(err, errTorn) {
			torn++
			return torn >= mostTorn
		}
		return spoiled(err)
	}
}

// get reads an object of at most so many bytes. The library's way makes a consumer on the server for each, which costs that more than the
// bytes do.
func (o objects) get(ctx context.Context, name string, most uint64) ([]byte, error) {
	info, err := o.GetInfo(ctx, name)
	if errors.Is(err, jetstream.ErrBadObjectMeta) {
		return nil, errTorn
	}
	if err != nil {
		return nil, err
	}
	if info.Size > most {
		return nil, errLarge
	}
	data, sum := make([]byte, 0, info.Size), sha256.New()
	for n, next := uint32(0), uint64(1); n < info.Chunks; n++ {
		m, err := o.stream.GetMsg(ctx, next, jetstream.WithGetMsgSubject("$O."+o.name+".C."+info.NUID))
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			return nil, errTorn
		}
		if err != nil {
			return nil, err
		}
		if data, next = append(data, m.Data...), m.Sequence+1; uint64(len(data)) > info.Size {
			return nil, errTorn
		}
	}
	sum.Write(data)
	if info.Digest != jetstream.GetObjectDigestValue(sum) {
		return nil, errTorn
	}
	return data, nil
}

// drop removes an object, and leaves no mark of it, as Delete would: marks of millions fill a store.
func (o objects) drop(ctx context.Context, name string) error {
	info, err := o.GetInfo(ctx, name)
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	meta := "$O." + o.name + ".M." + base64.URLEncoding.EncodeToString([]byte(name))
	return errors.Join(o.stream.Purge(ctx, jetstream.WithPurgeSubject(meta)),
		o.stream.Purge(ctx, jetstream.WithPurgeSubject("$O."+o.name+".C."+info.NUID)))
}

// dropAll removes the objects whose names begin so.
func (o objects) dropAll(ctx context.Context, begin string) error {
	list, err := o.List(ctx)
	if errors.Is(err, jetstream.ErrNoObjectsFound) {
		return nil
	}
	for _, info := range list {
		if strings.HasPrefix(info.Name, begin) {
			err = errors.Join(err, o.drop(ctx, info.Name))
		}
	}
	return err
}

// Messages that objects are cut into: the less the faster, and a server usually takes 1 MiB with the head.
const (
	chunk    = 960 << 10
	headRoom = 4 << 10
)

// chunks is how objects are cut, for servers that take less, too.
func (l *Link) chunks() *jetstream.ObjectMetaOptions {
	return &jetstream.ObjectMetaOptions{ChunkSize: uint32(max(headRoom, min(chunk, l.nc.MaxPayload()-headRoom)))}
}
