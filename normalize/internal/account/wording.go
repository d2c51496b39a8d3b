package account

import (
	_ "embed"

	"github.com/mingxi/mingxi/internal/words"
)

//go:embed account.txt
var accountWordings string

var wordings = words.Read("account", accountWordings)

// A wording is a reason that stands in what is printed around a number.
type wording struct {
	name    string
	pattern *words.Pattern
}

var reasons = func() (out []wording) {
	for _, id := range wordings.Under("reason") {
		out = append(out, wording{id, wordings.Pattern("reason." + id)})
	}
	return out
}()
