package seen

import (
	"errors"
	"testing"
)

func TestPasswordsAreNotTakenFromTheCommandLine(t *testing.T) {
	for _, address := range []string{"nats://me:secret@host:4222", "nats://host:4222,tls://token@other"} {
		if !errors.Is(CheckAddress(address), ErrSecret) {
			t.Error(address)
		}
	}
	if err := CheckAddress("nats://host:4222,tls://other"); err != nil {
		t.Error(err)
	}
}
