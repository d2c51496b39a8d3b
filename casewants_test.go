package mingxi_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/mingxi/mingxi/normalize"
	"github.com/shopspring/decimal"
)

// A want is what must come out of a case. testdata/cases/README.md describes its lines.
type want struct {
	about      map[string][]string // of the document: any of these
	forms      []wantForm
	figures    []wantFigure
	claims     []wantClaim
	targets    [][2]string // words of the target, its project
	checks     []wantCheck
	findings   []wantFinding
	notAccused []string
	notSaid    []string
	noFindings bool
	tables     int // at most; 0: any number
}

type wantForm struct {
	title string
	ids   []string // any of these
}

type wantFigure struct {
	table, owner, label, path string // empty: any
	quantity
	statuses []string // empty: any
	not      bool     // no such figure may come out
}

type wantClaim struct {
	text string
	quantity
	about map[string][]string // year, subject, outcome: any of these
	tied  bool                // to a record
	loose bool                // to none
}

type wantCheck struct {
	code     string
	outcomes []string // empty: any
	names    []string // words of its message
}

type wantFinding struct {
	severity, code string // empty: any
	names          []string
}

// A quantity is a value as it is written, and its unit; an empty unit is not looked at.
type quantity struct{ value, unit string }

func (q quantity) String() string { return q.value + q.unit }

var quantityPattern = regexp.MustCompile(`^(-?[\d,.]+)(\S*)$`)

func parseQuantity(s string) (quantity, error) {
	m := quantityPattern.FindStringSubmatch(s)
	if m == nil {
		return quantity{}, fmt.Errorf("no quantity: %q", s)
	}
	return quantity{m[1], m[2]}, nil
}

// is says whether a value is the one wanted.
func (q quantity) is(v decimal.NullDecimal) bool {
	w, err := decimal.NewFromString(strings.ReplaceAll(q.value, ",", ""))
	return err == nil && v.Valid && v.Decimal.Equal(w)
}

func parseWant(lines []string) (want, error) {
	w := want{about: map[string][]string{}}
	for _, line := range lines {
		word, rest, _ := strings.Cut(line, ":")
		if err := w.line(word, strings.TrimSpace(rest)); err != nil {
			return w, fmt.Errorf("%q: %w", line, err)
		}
	}
	return w, nil
}

func (w *want) line(word, rest string) (err error) {
	switch word {
	case "agency", "kind", "year", "level", "problem pages":
		w.about[word] = either(rest)
	case "form":
		title, ids, ok := strings.Cut(rest, " = ")
		if !ok {
			return fmt.Errorf("not title = id")
		}
		w.forms = append(w.forms, wantForm{title, either(ids)})
	case "figure", "no figure":
		f, err := parseFigure(rest)
		f.not = word == "no figure"
		w.figures = append(w.figures, f)
		return err
	case "claim":
		c, err := parseClaim(rest)
		w.claims = append(w.claims, c)
		return err
	case "target":
		text, project, ok := strings.Cut(rest, " of ")
		if !ok {
			return fmt.Errorf("no project")
		}
		w.targets = append(w.targets, [2]string{text, project})
	case "check":
		names := list(rest)
		code, outcomes, _ := strings.Cut(names[0], " ")
		c := wantCheck{code: code, names: names[1:]}
		if outcomes != "" {
			c.outcomes = either(outcomes)
		}
		w.checks = append(w.checks, c)
	case "finding", "error", "warning":
		f := wantFinding{severity: word}
		if word == "finding" {
			f.severity = ""
		}
		for _, name := range list(rest) {
			if code, ok := strings.CutPrefix(name, "code "); ok {
				f.code = code
			} else {
				f.names = append(f.names, name)
			}
		}
		w.findings = append(w.findings, f)
	case "not accused":
		w.notAccused = append(w.notAccused, list(rest)...)
	case "not said":
		w.notSaid = append(w.notSaid, list(rest)...)
	case "no findings":
		w.noFindings = true
	case "at most tables":
		w.tables, err = strconv.Atoi(rest)
	default:
		err = fmt.Errorf("unknown word %q", word)
	}
	return err
}

// list parts what is written with bars between.
func list(s string) []string {
	parts := strings.Split(s, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// either parts alternatives; "none" is nothing.
func either(s string) []string {
	parts := strings.Split(s, " or ")
	for i := range parts {
		if parts[i] = strings.TrimSpace(parts[i]); parts[i] == "none" {
			parts[i] = ""
		}
	}
	return parts
}

// parseFigure reads TABLE | OWNER > LABEL | PATH = VALUE STATUS.
func parseFigure(s string) (f wantFigure, err error) {
	i := strings.LastIndex(s, "=")
	parts := list(s[:max(i, 0)])
	if len(parts) != 3 {
		return f, fmt.Errorf("not table | row | column = value")
	}
	f.table, f.label, f.path = parts[0], parts[1], parts[2]
	if owner, label, ok := strings.Cut(f.label, ">"); ok {
		f.owner, f.label = strings.TrimSpace(owner), strings.TrimSpace(label)
	}
	value, status, _ := strings.Cut(strings.TrimSpace(s[i+1:]), " ")
	if status != "" {
		f.statuses = either(status)
	}
	f.quantity, err = parseQuantity(value)
	return f, err
}

// parseClaim reads TEXT = VALUE, year 2025, subject 预算收入, outcome pass or rounding, tied.
func parseClaim(s string) (c wantClaim, err error) {
	text, rest, ok := strings.Cut(s, " = ")
	if !ok {
		return c, fmt.Errorf("not text = value")
	}
	c.text, c.about = text, map[string][]string{}
	parts := strings.Split(rest, ", ")
	for _, p := range parts[1:] {
		word, value, _ := strings.Cut(p, " ")
		switch word {
		case "tied":
			c.tied = true
		case "untied":
			c.loose = true
		case "year", "subject", "outcome":
			c.about[word] = either(value)
		default:
			return c, fmt.Errorf("unknown word %q", word)
		}
	}
	c.quantity, err = parseQuantity(parts[0])
	return c, err
}

// plain takes out white space and writes brackets one way.
func plain(s string) string {
	s = strings.NewReplacer("(", "（", ")", "）").Replace(s)
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// within says whether b stands in a.
func within(a, b string) bool { return strings.Contains(plain(a), plain(b)) }

func oneOf(got string, wanted []string) bool {
	return len(wanted) == 0 || slices.ContainsFunc(wanted, func(w string) bool { return plain(got) == plain(w) })
}

var codeBefore = regexp.MustCompile(`^[\[（]?\d{3,}[\]）]?[-－]?`)

// rowName is a row's name without the code that may stand before it.
func rowName(s string) string {
	s = plain(s)
	if name := codeBefore.ReplaceAllString(s, ""); name != "" {
		return name
	}
	return s
}

// A comparison tells what of a dataset is not as it must be.
type comparison struct {
	*normalize.Dataset
	out []string
}

func (c *comparison) say(format string, args ...any) {
	c.out = append(c.out, fmt.Sprintf(format, args...))
}

func (w want) differences(ds *normalize.Dataset) []string {
	c := &comparison{Dataset: ds}
	d := ds.Disclosures[0]
	got := map[string]string{"agency": d.Agency, "kind": string(d.Kind), "year": strconv.Itoa(d.Year), "level": string(d.Level),
		"problem pages": strconv.Itoa(d.ProblemPages)}
	for _, k := range []string{"kind", "agency", "year", "level", "problem pages"} {
		if !oneOf(got[k], w.about[k]) {
			c.say("%s is %q, not %q", k, got[k], w.about[k])
		}
	}
	for _, f := range w.forms {
		c.form(f)
	}
	for _, f := range w.figures {
		c.figure(f)
	}
	if w.tables > 0 && len(ds.Tables) > w.tables {
		c.say("%d tables came out, not %d", len(ds.Tables), w.tables)
	}
	for _, want := range w.claims {
		c.claim(want)
	}
	for _, t := range w.targets {
		c.target(t[0], t[1])
	}
	for _, want := range w.checks {
		c.checked(want)
	}
	c.found(w)
	return c.out
}

func (c *comparison) form(f wantForm) {
	i := slices.IndexFunc(c.Tables, func(t normalize.Table) bool { return within(t.Title, f.title) })
	switch {
	case i < 0:
		c.say("form %s: no such table", f.title)
	case !oneOf(c.Tables[i].Form, f.ids):
		c.say("form of %s is %q, not %q", f.title, c.Tables[i].Form, f.ids)
	}
}

func (c *comparison) figure(f wantFigure) {
	what := strings.Join(slices.DeleteFunc([]string{f.table, f.owner, f.label, f.path}, func(s string) bool { return s == "" }), " / ")
	var found, right []normalize.Record
	for _, r := range c.Records {
		if c.fits(f, r) {
			found = append(found, r)
			if f.is(r.Value) {
				right = append(right, r)
			}
		}
	}
	status := func(r normalize.Record) bool { return oneOf(string(r.Status), f.statuses) }
	unit := func(r normalize.Record) bool { return f.unit == "" || plain(r.Unit) == plain(f.unit) }
	switch {
	case f.not && slices.ContainsFunc(right, unit):
		c.say("%s = %s came out", what, f.quantity)
	case f.not:
	case len(found) == 0:
		c.say("%s: no such figure", what)
	case len(right) == 0:
		c.say("%s is %q, not %s", what, found[0].Text, f.quantity)
	case !slices.ContainsFunc(right, unit):
		c.say("%s: unit %q, not %q", what, right[0].Unit, f.unit)
	case !slices.ContainsFunc(right, status):
		c.say("%s = %s is %s, not %s", what, f.value, right[0].Status, strings.Join(f.statuses, " or "))
	}
}

// fits says whether a record stands where a figure is looked for.
func (c *comparison) fits(f wantFigure, r normalize.Record) bool {
	i := slices.IndexFunc(c.Tables, func(t normalize.Table) bool { return t.Number == r.Table })
	if i < 0 || !within(c.Tables[i].Title, f.table) {
		return false
	}
	names := r.Label + " " + strings.Join(r.Path, " ")
	for _, k := range r.Keys {
		names += " " + k.Path + " " + k.Text
	}
	return (f.label == "" || rowName(r.Label) == rowName(f.label)) &&
		(f.path == "" || plain(strings.Join(r.Path, "/")) == plain(f.path)) &&
		within(names, f.owner)
}

func (c *comparison) claim(w wantClaim) {
	what := fmt.Sprintf("claim %s in %q", w.quantity, w.text)
	var right []normalize.Claim
	for _, cl := range c.Claims {
		value := cl.Value
		value.Decimal = value.Decimal.Abs()
		if within(cl.Sentence, w.text) && w.is(value) && (w.unit == "" || plain(cl.Unit) == plain(w.unit)) {
			right = append(right, cl)
		}
	}
	if len(right) == 0 {
		c.say("%s: no such claim", what)
		return
	}
	about := map[string]func(normalize.Claim) string{
		"year":    func(cl normalize.Claim) string { return strconv.Itoa(cl.Year) },
		"subject": func(cl normalize.Claim) string { return cl.Subject },
		"outcome": func(cl normalize.Claim) string { return string(cl.Outcome) },
	}
	for _, k := range []string{"year", "subject", "outcome"} {
		if !slices.ContainsFunc(right, func(cl normalize.Claim) bool { return oneOf(about[k](cl), w.about[k]) }) {
			c.say("%s: %s %q, not %s", what, k, about[k](right[0]), strings.Join(w.about[k], " or "))
		}
	}
	if w.tied && !slices.ContainsFunc(right, func(cl normalize.Claim) bool { return len(cl.Records) > 0 }) {
		c.say("%s: tied to no record", what)
	}
	if w.loose && slices.ContainsFunc(right, func(cl normalize.Claim) bool { return len(cl.Records) > 0 }) {
		c.say("%s: tied to a record", what)
	}
}

func (c *comparison) target(text, project string) {
	var found []normalize.Target
	for _, t := range c.Targets {
		if within(t.Text+t.Level1+t.Level2+t.Level3, text) {
			found = append(found, t)
		}
	}
	switch {
	case len(found) == 0:
		c.say("target %q: none", text)
	case !slices.ContainsFunc(found, func(t normalize.Target) bool { return plain(t.Project) == plain(project) }):
		c.say("target %q: project %q, not %q", text, found[0].Project, project)
	}
}

// checked looks for a check of a code.
func (c *comparison) checked(w wantCheck) {
	var came []string
	for _, k := range c.Checks {
		if k.Code != w.code || slices.ContainsFunc(w.names, func(n string) bool { return !within(k.Message, n) }) {
			continue
		}
		if oneOf(string(k.Outcome), w.outcomes) {
			return
		}
		came = append(came, string(k.Outcome))
	}
	what := strings.Join(append([]string{w.code}, w.names...), ", ")
	if came == nil {
		c.say("check %s: none was made", what)
		return
	}
	c.say("check %s came out as %s, not %s", what, strings.Join(came, ", "), strings.Join(w.outcomes, " or "))
}

// found compares the findings.
func (c *comparison) found(w want) {
	for _, f := range w.findings {
		if !slices.ContainsFunc(c.Findings, f.is) {
			c.say("no finding %s%s that names %s", f.severity, f.code, strings.Join(f.names, ", "))
		}
	}
	for _, g := range c.Findings {
		if g.Severity == normalize.Info {
			continue
		}
		for _, figure := range w.notAccused {
			if c.accuses(g, figure) {
				c.say("%s is accused: %s", figure, g.Message)
			}
		}
		for _, words := range w.notSaid {
			if within(g.Message, words) {
				c.say("a finding says %q: %s", words, g.Message)
			}
		}
		if w.noFindings {
			c.say("%s %s: %s", g.Severity, g.Code, g.Message)
		}
	}
}

func (f wantFinding) is(g normalize.Finding) bool {
	return (f.severity == "" || f.severity == string(g.Severity)) && (f.code == "" || f.code == g.Code) &&
		!slices.ContainsFunc(f.names, func(n string) bool { return !within(g.Message, n) })
}

// accuses says whether a finding is about the figure that is printed so.
func (c *comparison) accuses(g normalize.Finding, figure string) bool {
	if strings.HasPrefix(plain(g.Message), plain(figure)) {
		return true
	}
	return slices.ContainsFunc(c.Records, func(r normalize.Record) bool {
		return r.Table == g.Table && r.Row == g.Row && r.Column == g.Column && plain(r.Text) == plain(figure)
	})
}
