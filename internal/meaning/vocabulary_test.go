package meaning

import "testing"

// Every entry of the vocabulary has an expression that it is needed for.
func TestExamples(t *testing.T) {
	for _, w := range vocabulary() {
		var q Quantity
		if !q.Read(w.example) {
			t.Errorf("%s is not understood", w.example)
			continue
		}
		joined := q
		if !joined.add(w.says) || joined != q {
			t.Errorf("%s: %v does not say %v", w.example, q, w.says)
		}
	}
}

func TestRead(t *testing.T) {
	for text, want := range map[string]string{
		"一般公共预算财政拨款基本支出": "flow=out fund=general use=basic",
		"财政拨款一般公共预算":     "fund=general",
		"本年收入合计":         "flow=in scope=this-year",
		"收入总计":           "flow=in scope=total",
		"上年结转":           "scope=carried-in",
		"公务接待费":          "flow=out item=reception",
		"人员经费支出":         "flow=out use=personnel",
	} {
		var q Quantity
		if !q.Read(text) {
			t.Errorf("%s is not understood", text)
		}
		if q.String() != want {
			t.Errorf("%s: %v, want %s", text, q, want)
		}
	}
	for _, text := range []string{"水库管理", "收入基本支出", "基本支出项目支出", "一般公共预算政府性基金"} {
		if q := (Quantity{}); q.Read(text) {
			t.Errorf("%s: %v, want nothing", text, q)
		}
	}
}

func TestString(t *testing.T) {
	q := Quantity{Flow: Out, Fund: General, Function: "2130301", Unit: "某市 水利局", Stage: Budget, Year: 2026, Scope: ThisYear}
	want := "flow=out fund=general function=2130301 unit=某市_水利局 stage=budget scope=this-year year=2026"
	if q.String() != want {
		t.Errorf("%v, want %s", q, want)
	}
	if back, ok := Parse(want); !ok || back.String() != want {
		t.Errorf("%q reads back as %v", want, back)
	}
	for _, bad := range []string{"colour=red", "fund=", "year=soon"} {
		if _, ok := Parse(bad); ok {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		part, whole string
		want        bool
	}{
		{General, Fiscal, true}, {General, All, true}, {Fiscal, General, false}, {General, General, true},
		{Personnel, Basic, true}, {Project, Basic, false}, {"", All, false},
	} {
		if got := Within(c.part, c.whole); got != c.want {
			t.Errorf("%q within %q: %v", c.part, c.whole, got)
		}
	}
}
