// Package meaning says what a figure measures, read from the words of titles, heads, row names and sentences.
package meaning

// Of is a quantity with a scope.
func Of(scope Scope, q Quantity) Meaning { return Meaning{q, scope} }

// ofItem is the scope that an item has in a column: what is carried over stays so, whether other amounts
// take it in is not said.
func (s Scope) ofItem() Scope {
	if s == CarriedIn || s == CarriedTo {
		return s
	}
	return Unsaid
}

// A Quantity says what a figure measures, in the dimensions that budgets are drawn up by. Two
// figures of one quantity are the same amount, wherever they are printed. An empty dimension means
// the whole of it.
type Quantity struct {
	Flow     string // in, out
	Fund     string // fiscal, gpb, govfund, capital, special
	Use      string // basic, project, personnel, public, ...
	source   string // of income, as named in the vocabulary
	Function string // code
	Economic string // code, department scheme
	Gov      string // code, government scheme
	Item     string // of a subject of its own: the three public expenses, procurement, ...
	Stage    string // budget, final
	Year     int
	Set      int // which set of tables, where one document holds those of several agencies
}

// A Scope says whether an amount takes in what was carried over.
type Scope string

const (
	Unsaid    Scope = ""
	Total     Scope = "total"     // with what was carried over (总计)
	ThisYear  Scope = "this-year" // without (本年合计)
	CarriedIn Scope = "carried-in"
	CarriedTo Scope = "carried-to"
)

// A Meaning is a quantity with its scope.
type Meaning struct {
	Quantity
	Scope Scope
}

func flow(v string) func(*Meaning) bool {
	return func(m *Meaning) bool { return set(&m.Flow, v) }
}

func use(v string) func(*Meaning) bool {
	return func(m *Meaning) bool { return refine(&m.Use, v, Uses) && set(&m.Flow, "out") }
}

func fund(v string) func(*Meaning) bool {
	return func(m *Meaning) bool { return refine(&m.Fund, v, Funds) }
}

func source(v string) func(*Meaning) bool {
	return func(m *Meaning) bool { return set(&m.source, v) && set(&m.Flow, "in") }
}

func economic(v string) func(*Meaning) bool {
	return func(m *Meaning) bool { return set(&m.Economic, v) && set(&m.Flow, "out") }
}

func special(v string) func(*Meaning) bool {
	return func(m *Meaning) bool { m.Flow = ""; return set(&m.Item, v) }
}

func reach(v Scope) func(*Meaning) bool {
	return func(m *Meaning) bool {
		if m.Scope == v || m.Scope == Unsaid || m.Scope == ThisYear && v != ThisYear {
			m.Scope = v
			return true
		}
		return m.Scope == Total && v == ThisYear
	}
}

func nothing(*Meaning) bool { return true }

// set fills a dimension; a second, different value contradicts the first.
func set(dim *string, v string) bool {
	if *dim != "" && *dim != v {
		return false
	}
	*dim = v
	return true
}

// Funds and uses: each with the wider one that it is a part of.
var Funds = map[string]string{"gpb": "fiscal", "govfund": "fiscal", "capital": "fiscal", "fiscal": "", "special": "", "unit": ""}

var Uses = map[string]string{"personnel": "basic", "public": "basic", "basic": "", "project": "",
	"remitted": "", "business": "", "subsidies": "", "operating": ""}

// refine narrows a dimension to a part of what it was; something wider is no contradiction.
func refine(dim *string, v string, wider map[string]string) bool {
	switch {
	case *dim == "" || *dim == v || wider[v] == *dim:
		*dim = v
	case wider[*dim] != v:
		return false
	}
	return true
}

// Settled brings a meaning to the form in which equal ones are equal: an economic class says more
// than 人员经费 does.
func (m Meaning) Settled() Meaning {
	if m.Economic != "" && (m.Use == "personnel" || m.Use == "public") {
		m.Use = "basic"
	}
	if m.Item != "" {
		m.Flow, m.Fund, m.Use = "", "", ""
	}
	return m
}
