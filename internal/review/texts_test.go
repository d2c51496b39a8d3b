package review

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/bilingual"
)

var (
	usedText  = regexp.MustCompile(`(?:\{\{t |\(t |say\([\w.]*lang, )"([a-z-]*[a-z])"`)
	begunText = regexp.MustCompile(`(?:print |say\([\w.]*lang, )"([a-z]+-)"`)
)

// Every text that a page shows is in the catalogue, in both languages, and every text of the catalogue is shown.
func TestTexts(t *testing.T) {
	var sources strings.Builder
	for _, pattern := range []string{"*.go", "assets/*.html"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			sources.Write(data)
		}
	}
	places, used := texts.Places(), map[string]bool{}
	for _, m := range usedText.FindAllStringSubmatch(sources.String(), -1) {
		used[m[1]] = true
	}
	for _, m := range begunText.FindAllStringSubmatch(sources.String(), -1) {
		for name := range places {
			if strings.HasPrefix(name, m[1]) {
				used[name] = true
			}
		}
	}
	for _, name := range []string{"chart-function", "chart-use", "chart-source", "chart-years", "reason-no-pdf", "reason-too-large", "reason-too-many"} {
		used[name] = true
	}
	for name := range used {
		named, ok := places[name]
		slices.Sort(named[1])
		if said := texts.Say(name); !ok || said.Message == "" || said.MessageZh == "" || !slices.Equal(named[0], named[1]) {
			t.Errorf("%s: %q with the places %q", name, said, named)
		}
	}
	for name := range places {
		if !used[name] {
			t.Errorf("%s is not shown anywhere", name)
		}
	}
	for _, name := range []string{"kind-", "kind-budget", "kind-final", "kind-report", "judged-", "judged-confirmed", "judged-misreading", "judged-accepted", "severity-error", "severity-warning", "severity-info",
		"outcome-pass", "outcome-rounding", "outcome-fail", "outcome-insufficient", "source-text", "source-ocr", "source-person", "status-verified", "status-unverified", "status-contradicted"} {
		if _, ok := places[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
}

func TestPreferredLanguage(t *testing.T) {
	for accept, want := range map[string]bilingual.Language{"zh-CN,zh;q=0.9,en;q=0.8": bilingual.Chinese, "en-US,zh;q=0.5": bilingual.English, "fr, zh-TW;q=0.4": bilingual.Chinese, "": bilingual.English} {
		if got := preferred(accept); got != want {
			t.Errorf("%q: %s", accept, got)
		}
	}
}
