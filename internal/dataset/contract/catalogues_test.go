package contract

import (
	"testing"

	"github.com/mingxi/mingxi/normalize"
)

// What only a dataset prints stands among the codes, under the name that comes most often; of a known code it is another name.
func TestCodesOfADataset(t *testing.T) {
	record := func(code, label string) normalize.Record {
		return normalize.Record{Document: "d", FunctionCode: code, Label: label, Measure: "expenditure.final-amount"}
	}
	u := NewUsed()
	u.Add(&normalize.Dataset{Disclosures: []normalize.Disclosure{{ID: "d", Year: 2031}}, Records: []normalize.Record{
		record("2139901", "甲项"), record("2139901", "乙项"), record("2139901", "乙项"), record("213", "农业支出"), record("2139902", "合计"),
	}, Facts: []normalize.Fact{{Quantity: normalize.Quantity{Economic: "39907"}}}})
	at := map[string]codeEntry{}
	for _, c := range u.codes() {
		at[c.Code] = c
	}
	for code, want := range map[string]codeEntry{
		"2139901": {Code: "2139901", Scheme: "function", Name: "乙项", Others: "甲项", First: 2031, Last: 2031, Source: "dataset", times: 2},
		"2139902": {Code: "2139902", Scheme: "function", Name: "2139902", First: 2031, Last: 2031, Source: "dataset", times: 1},
		"39907":   {Code: "39907", Scheme: "economic", Name: "39907", Parent: "399", Source: "dataset", times: 1},
	} {
		if at[code] != want {
			t.Errorf("%+v, want %+v", at[code], want)
		}
	}
	if c := at["213"]; c.Name != "农林水支出" || c.Last != 2031 || c.Others == "" || c.English == "" {
		t.Errorf("%+v", c)
	}
	for _, m := range u.measureEntries() {
		if m.ID == "expenditure.final-amount" && (m.Chinese == "" || m.English == "") {
			t.Errorf("%+v", m)
		}
	}
}
