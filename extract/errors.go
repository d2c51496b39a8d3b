package extract

import "github.com/mingxi/mingxi/internal/pdf"

// What Read's error is, to be asked for with errors.Is; its text also names the file.
var (
	ErrEmpty    = pdf.ErrEmpty    // the file has no bytes, or white space alone
	ErrPassword = pdf.ErrPassword // it is encrypted, and Options.Password does not open it
	ErrDamaged  = pdf.ErrDamaged  // it is damaged so that no page was found
	ErrTooLarge = pdf.ErrTooLarge // it has more than 1 GiB
)

// A NotPDFError is Read's error for a file of another kind, to be asked for with errors.As: it says which.
type NotPDFError = pdf.NotPDFError
