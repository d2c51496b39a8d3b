package review

import (
	"html"
	"maps"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/correction"
	"github.com/mingxi/mingxi/normalize"
)

// formsOf are what the forms of a page say by themselves.
func formsOf(t *testing.T, s *Server, path, action string) (out []url.Values) {
	t.Helper()
	_, body := ask(t, s, "GET", path, nil, nil)
	for _, m := range formsOn.FindAllStringSubmatch(body, -1) {
		form := url.Values{}
		for _, h := range hiddenIn.FindAllStringSubmatch(m[2], -1) {
			form.Set(h[1], html.UnescapeString(h[2]))
		}
		if m[1] == action {
			out = append(out, form)
		}
	}
	return out
}

// Each figure of a sentence is corrected by the form behind its box, and the page says so; what is no figure of its kind is refused.
func TestClaimsAreCorrected(t *testing.T) {
	r := reviewOf(t, sampled(t))
	s := serving(t, r, Serving{})
	id := r.list[0].ID
	o, err := r.document(id)
	if err != nil {
		t.Fatal(err)
	}
	asked, forms := map[string]bool{}, map[int][]url.Values{}
	for i := range o.ds.Claims {
		c := &o.ds.Claims[i]
		var form url.Values
		if forms[c.Page] == nil {
			forms[c.Page] = formsOf(t, s, "en/"+pagePage(id, c.Page), "correct")
		}
		for _, f := range forms[c.Page] {
			if strings.HasSuffix(f.Get("back"), "#"+claimAnchor(c)) {
				form = f
			}
		}
		if (form != nil) != (c.Value.Valid) {
			t.Errorf("claim %d, %q: form %v", c.Number, c.Text, form)
		}
		if form == nil || c.Page != 5 {
			continue
		}
		for name, bad := range map[string]string{"corrected": "五", "printed": "another", "place": "another", "claim": "99999"} {
			wrong := maps.Clone(form)
			wrong.Set("corrected", "7")
			wrong.Set(name, bad)
			if got, _ := ask(t, s, "POST", "correct", wrong, nil); got != 422 {
				t.Errorf("%s %s: %d", name, bad, got)
			}
		}
		if len(asked) == 0 { // why it is refused is told in the reader's language, with the way back
			wrong := maps.Clone(form)
			wrong.Set("corrected", "五")
			got, body := ask(t, s, "POST", "zh/correct", wrong, nil)
			if _, back, _ := strings.Cut(form.Get("back"), "/"); got != 422 || !strings.Contains(body, "不能这样更正") || !strings.Contains(body, `href="`+back+`"`) || !strings.Contains(body, `href="../review.css"`) {
				t.Errorf("%d %s", got, body)
			}
		}
		form.Set("corrected", "7")
		if c.Kind == normalize.Amount && c.Unit == "" { // it says that there is nothing, in words
			form.Set("corrected", "7万元")
		}
		if got, body := ask(t, s, "POST", "correct", form, nil); got != 303 {
			t.Errorf("claim %d: %d %s", c.Number, got, body)
		}
		asked[form.Get("place")+form.Get("printed")] = true
	}
	list, err := correction.Read(filepath.Join(r.Dir, correction.FileName))
	if err != nil || len(list) != len(asked) || len(list) < 3 {
		t.Fatalf("%d entries of %d claims, %v", len(list), len(asked), err)
	}
	correction.NewBook(list).Apply(o.ds)
	for _, c := range o.ds.Claims {
		if c.Value.Valid && c.Page == 5 && !strings.HasPrefix(c.Corrected, "7") {
			t.Errorf("claim %d is not corrected: %v", c.Number, o.ds.Findings)
		}
	}
	if _, body := ask(t, s, "GET", "en/"+pagePage(id, 5), nil, nil); strings.Count(body, "A person says 7") < len(asked) {
		t.Error("what was saved is not told")
	}
}
