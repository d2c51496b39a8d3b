package dataset

import (
	"errors"
	"fmt"

	"github.com/mingxi/mingxi/internal/dataset/contract"
	"github.com/mingxi/mingxi/internal/folder"
)

// ErrUnreadable tells that a folder holds no dataset that can be read.
var ErrUnreadable = contract.ErrUnreadable

// ErrNoCSV tells that a dataset has no CSV. It wraps ErrUnreadable.
var ErrNoCSV = fmt.Errorf("%w: datasets are read back from CSV", ErrUnreadable)

// ErrWorkbooks tells that workbooks cannot be made from a dataset, which does not hold the tables'
// merged cells.
var ErrWorkbooks = errors.New("workbooks are made from the documents themselves, which a dataset does not hold")

// ErrAltered tells that a dataset's files are not as they were written.
var ErrAltered = errors.New("changed since it was written")

// ErrTorn tells that a run ended while a dataset's files got their names. It wraps ErrUnreadable.
var ErrTorn = fmt.Errorf("%w: a run was stopped there while the files of a dataset got their names, and it holds files of two; "+
	"give the command again that wrote it, which ends what was begun", ErrUnreadable)

// ErrOthers tells that a folder has a dataset of other documents, which would be lost.
var ErrOthers = errors.New("a dataset of other documents is there, which would be lost")

// ErrForeign tells that a folder holds files that are no part of a dataset of this program, or were changed since,
// under names that one would take. Nothing of a folder is overwritten then.
var ErrForeign = folder.ErrForeign
