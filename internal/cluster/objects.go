package cluster

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nats-io/nuid"
)

// objects is one object store, with the stream that it is made of.
type objects struct {
	jetstream.ObjectStore
	name   string
	stream jetstream.Stream
	link   *Link
}

// objects opens a store, and makes it where it is missing and may have any bytes.
func (l *Link) objects(ctx context.Context, name string, most int64) (o objects, err error) {
	o.name, o.link = name, l
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

// info is what is said of an object; nil if it is not there.
func (o objects) info(ctx context.Context, name string) (info *jetstream.ObjectInfo, err error) {
	err = o.link.insist(ctx, described, func(ctx context.Context) (err error) {
		info, err = o.GetInfo(ctx, name)
		return err
	})
	if errors.Is(err, jetstream.ErrObjectNotFound) {
		return nil, nil
	}
	return info, err
}

// described says that an error is what is said of an object, or that nothing is.
func described(err error) bool {
	return errors.Is(err, jetstream.ErrObjectNotFound) || errors.Is(err, jetstream.ErrBadObjectMeta)
}

// has says that an object is there.
func (o objects) has(ctx context.Context, name string) (bool, error) {
	info, err := o.info(ctx, name)
	if errors.Is(err, jetstream.ErrBadObjectMeta) {
		return false, nil
	}
	return info != nil, err
}

// put writes an object for a run as the library does, but each message has a time of its own: what is large takes as long as it takes. The error is
// that of ctx, or of what is read. What is written without its description is removed with the run.
func (o objects) put(ctx context.Context, run, name string, open func() (io.ReadCloser, error)) error {
	for {
		from, err := open()
		if err != nil {
			return err
		}
		err = o.write(ctx, run, name, from)
		from.Close()
		if !errors.Is(err, errTorn) {
			return err
		}
	}
}

func (o objects) write(ctx context.Context, run, name string, from io.Reader) error {
	old, err := o.info(ctx, name)
	if err != nil && !errors.Is(err, jetstream.ErrBadObjectMeta) {
		return err
	}
	info := jetstream.ObjectInfo{ObjectMeta: jetstream.ObjectMeta{Name: name, Opts: o.link.cut()}, Bucket: o.name, NUID: run + "." + nuid.Next()}
	sum, last, data := sha256.New(), uint64(0), make([]byte, info.Opts.ChunkSize)
	for err == nil {
		var n int
		n, err = io.ReadFull(from, data)
		if n == 0 || err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			break
		}
		sum.Write(data[:n])
		info.Size, info.Chunks = info.Size+uint64(n), info.Chunks+1
		var lost error
		if last, lost = o.append(ctx, o.chunks(info.NUID), data[:n], last); lost != nil {
			return lost
		}
	}
	if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	info.Digest = jetstream.GetObjectDigestValue(sum)
	if err := o.describe(ctx, &info); err != nil {
		return err
	}
	if old != nil {
		o.remove(ctx, o.chunks(old.NUID))
	}
	return nil
}

// append stores the next message of an object behind the one with the number last, and gives its number. An answer that is lost does not store it twice.
func (o objects) append(ctx context.Context, subject string, data []byte, last uint64) (next uint64, err error) {
	stays := func(err error) bool { return errors.Is(err, errTorn) }
	err = o.link.insist(ctx, stays, func(ctx context.Context) error {
		ack, err := o.link.js.Publish(ctx, subject, data, jetstream.WithExpectLastSequencePerSubject(last))
		var api *jetstream.APIError
		if errors.As(err, &api) && api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence {
			m, err := o.stream.GetLastMsgForSubject(ctx, subject)
			if errors.Is(err, jetstream.ErrMsgNotFound) || err == nil && (m.Sequence <= last || !bytes.Equal(m.Data, data)) {
				return errTorn // the server has lost what it had
			}
			if err == nil {
				next = m.Sequence
			}
			return err
		}
		if err == nil {
			next = ack.Sequence
		}
		return err
	})
	return next, err
}

// describe says of an object what is needed to read it, in place of what was said before.
func (o objects) describe(ctx context.Context, info *jetstream.ObjectInfo) error {
	m := nats.NewMsg(o.description(info.Name))
	m.Header.Set(jetstream.MsgRollup, jetstream.MsgRollupSubject)
	m.Data = encode(info)
	return o.link.insist(ctx, nil, func(ctx context.Context) error {
		_, err := o.link.js.PublishMsg(ctx, m)
		return err
	})
}

// Subjects of what is said of an object, and of its messages.
func (o objects) description(name string) string {
	return "$O." + o.name + ".M." + base64.URLEncoding.EncodeToString([]byte(name))
}
func (o objects) chunks(id string) string { return "$O." + o.name + ".C." + id }

func (o objects) remove(ctx context.Context, subject string) error {
	return o.link.purge(ctx, o.stream, subject)
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

// get reads an object of at most so many bytes. The library's way makes a consumer on the server for each, which costs that more than the
// bytes do. The error is one that stays, or that of ctx.
func (o objects) get(ctx context.Context, name string, most uint64) (data []byte, err error) {
	for range mostTorn {
		if data, err = o.read(ctx, name, most); !errors.Is(err, errTorn) {
			break
		}
		pause(ctx, pauseTime)
	}
	return data, err
}

func (o objects) read(ctx context.Context, name string, most uint64) ([]byte, error) {
	info, err := o.info(ctx, name)
	switch {
	case errors.Is(err, jetstream.ErrBadObjectMeta):
		return nil, errTorn
	case err != nil:
		return nil, err
	case info == nil:
		return nil, jetstream.ErrObjectNotFound
	case info.Size > most:
		return nil, errLarge
	}
	data, sum := make([]byte, 0, info.Size), sha256.New()
	for n, next := uint32(0), uint64(1); n < info.Chunks; n++ {
		m, err := o.next(ctx, o.chunks(info.NUID), next)
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

// next is the message of an object with the number at, or the first after it.
func (o objects) next(ctx context.Context, subject string, at uint64) (m *jetstream.RawStreamMsg, err error) {
	gone := func(err error) bool { return errors.Is(err, jetstream.ErrMsgNotFound) }
	err = o.link.insist(ctx, gone, func(ctx context.Context) (err error) {
		m, err = o.stream.GetMsg(ctx, at, jetstream.WithGetMsgSubject(subject))
		return err
	})
	if gone(err) {
		err = errTorn
	}
	return m, err
}

// drop removes an object, and leaves no mark of it, as Delete would: marks of millions fill a store.
func (o objects) drop(ctx context.Context, name string) error {
	info, err := o.info(ctx, name)
	if err != nil || info == nil {
		return err
	}
	return errors.Join(o.remove(ctx, o.description(name)), o.remove(ctx, o.chunks(info.NUID)))
}

// dropAll removes the objects of a run. What there is, is asked of the stream: the library's list waits without end for descriptions that are
// removed while it is made.
func (o objects) dropAll(ctx context.Context, run string) error {
	under := o.description("")
	list, err := o.link.subjects(ctx, o.stream, under+">")
	for subject := range list {
		name, bad := base64.URLEncoding.DecodeString(strings.TrimPrefix(subject, under))
		if bad == nil && strings.HasPrefix(string(name), run+".") {
			err = errors.Join(err, o.remove(ctx, subject))
		}
	}
	return errors.Join(err, o.remove(ctx, o.chunks(run+".>")))
}

// Messages that objects are cut into, and what has place in one without being an object: the less the faster, and a server usually takes 1 MiB with
// the head.
const (
	chunk      = 960 << 10
	headRoom   = 4 << 10
	mostWithin = 2 << 20
)

// within is how many bytes of a part may be given to the coordinator in one message.
func (l *Link) within() int { return min(l.most, int(l.nc.MaxPayload())-2*headRoom) }

// cut is how objects are cut, for servers that take less, too.
func (l *Link) cut() *jetstream.ObjectMetaOptions {
	return &jetstream.ObjectMetaOptions{ChunkSize: uint32(max(headRoom, min(chunk, l.nc.MaxPayload()-headRoom)))}
}
