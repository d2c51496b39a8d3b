package reconcile

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/collected"
	"github.com/mingxi/mingxi/normalize"
)

// readAll is the variable that has tests read every collected disclosure; without it TestPages reads one in oneIn.
const readAll = "MINGXI_CORPUS"

const oneIn = 8

// pageTruth are the lines of a file of testdata/pages by document, without its head.
func pageTruth(t *testing.T, name string) map[string][][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "pages", name))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][][]string{}
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if !strings.HasPrefix(line, "#") && f[0] != "document" {
			out[f[0]] = append(out[f[0]], f[1:])
		}
	}
	return out
}

// notRightYet are figures that are known to be told otherwise than they are printed, by document and name.
var notRightYet = map[string]string{}

// Figures and facts that were drawn at random are what a person read off the pages: value, name, head, unit, codes and
// owner of 200 verified figures, and every dimension of 300 facts.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads collected disclosures")
	}
	files, figures, facts := collected.Files(t), pageTruth(t, "figures.tsv"), pageTruth(t, "facts.tsv")
	var ids []string
	for _, of := range []map[string][][]string{figures, facts} {
		for id := range of {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	right, all := 0, 0
	for i, id := range ids {
		if files[id] == "" {
			t.Errorf("%s is not among the collected disclosures", id)
			continue
		}
		if os.Getenv(readAll) == "" && i%oneIn > 0 {
			continue
		}
		ds := readDataset(t, files[id])
		Check(ds, Options{})
		for _, want := range figures[id] {
			all++
			wrong, why := compareFigure(ds, want), notRightYet[id+" "+want[6]]
			switch {
			case wrong == "" && why == "":
				right++
			case wrong == "":
				t.Errorf("%s page %s: %s is right now", id, want[0], want[6])
			case why != "":
				t.Logf("%s page %s: not right yet, %s: %s", id, want[0], why, wrong)
			default:
				t.Errorf("%s page %s: %s", id, want[0], wrong)
			}
		}
		for _, want := range facts[id] {
			all++
			if !slices.ContainsFunc(ds.Facts, func(f normalize.Fact) bool { return slices.Equal(pageFact(&f), want) }) {
				t.Errorf("%s: no fact is %q", id, want)
				continue
			}
			right++
		}
	}
	t.Logf("%d of %d right", right, all)
}

// compareFigure says what is otherwise of the record at the place of a figure: page, x, y, text, value, unit, label, path,
// function, economic, gov-economic, unit code, unit name, agency.
func compareFigure(ds *normalize.Dataset, want []string) string {
	near := func(at float64, text string) bool {
		w, err := strconv.Atoi(text)
		return err == nil && math.Abs(at-float64(w)) <= 2
	}
	for i := range ds.Records {
		r := &ds.Records[i]
		if strconv.Itoa(r.Page) != want[0] || !near((r.Box.X0+r.Box.X1)/2, want[1]) || !near((r.Box.Y0+r.Box.Y1)/2, want[2]) {
			continue
		}
		agency := ""
		for _, tab := range ds.Tables {
			if tab.Number == r.Table {
				agency = tab.Agency
			}
		}
		value := r.Value.Decimal.StringFixed(max(0, -r.Value.Decimal.Exponent()))
		got := []string{r.Text, value, r.Unit, r.Label, strings.Join(r.Path, " / "), r.FunctionCode, r.EconomicCode, r.GovEconomicCode, r.UnitCode, r.UnitName, agency}
		if !slices.Equal(got, want[3:]) {
			return fmt.Sprintf("%q, want %q", got, want[3:])
		}
		if r.Status != normalize.Verified {
			return fmt.Sprintf("%s of %s is %s", r.Text, r.Label, r.Status)
		}
		return ""
	}
	return fmt.Sprintf("no figure at %s,%s, want %q", want[1], want[2], want[3:])
}

// pageFact is a fact as the truth writes it.
func pageFact(f *normalize.Fact) []string {
	q := &f.Quantity
	return []string{strconv.Itoa(f.Page), f.Agency, strconv.Itoa(f.Year), string(f.Kind), string(f.Level), f.UnitCode, f.UnitName, q.Stage, strconv.Itoa(q.Year), q.Flow, q.Fund, q.Use, q.Source,
		q.Function, f.FunctionName, q.Economic, f.EconomicName, q.GovEconomic, q.Item, f.ProjectCode, f.Project, q.Scope, f.Yuan.String(), f.Precision.String()}
}
