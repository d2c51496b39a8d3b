package commands

import (
	"testing"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/golden"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Whatever the command says has its Chinese, the help of each command and flag too, and nothing else is in the table.
func TestWordings(t *testing.T) {
	root := Root()
	root.InitDefaultHelpCmd()
	golden.Phrases(t, wordings, ".", "say", append(helpTexts(root), views.names()...)...)
}

// helpTexts are the texts of the help of a command and of those below it.
func helpTexts(cmd *cobra.Command) []string {
	if cmd.Hidden {
		return nil
	}
	list := []string{cmd.Short}
	for _, p := range paragraphsOf(cmd) {
		list = append(list, p.text)
	}
	add := func(f *pflag.Flag) {
		if !f.Hidden {
			list = append(list, f.Usage)
		}
	}
	cmd.LocalFlags().VisitAll(add)
	cmd.PersistentFlags().VisitAll(add)
	for _, c := range cmd.Commands() {
		list = append(list, helpTexts(c)...)
	}
	return list
}

func TestLanguageOf(t *testing.T) {
	for _, test := range []struct {
		why  string
		args []string
		env  map[string]string
		want bilingual.Language
	}{
		{"nothing says", nil, nil, bilingual.English},
		{"the locale", nil, map[string]string{"LANG": "zh_CN.UTF-8"}, bilingual.Chinese},
		{"what stands over LANG", nil, map[string]string{"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, bilingual.English},
		{"an empty variable says nothing", nil, map[string]string{"LC_ALL": "", "LC_MESSAGES": "zh_TW"}, bilingual.Chinese},
		{"ours stands over the locale", nil, map[string]string{"MINGXI_LANG": "en", "LC_ALL": "zh_CN"}, bilingual.English},
		{"the flag stands over all", []string{"check", "--ui=zh"}, map[string]string{"MINGXI_LANG": "en"}, bilingual.Chinese},
		{"the flag with a space", []string{"--ui", "en", "check"}, map[string]string{"LANG": "zh"}, bilingual.English},
		{"a file of that name", []string{"check", "--", "--ui", "zh"}, nil, bilingual.English},
	} {
		if got := languageOf(test.args, func(name string) string { return test.env[name] }); got != test.want {
			t.Errorf("%s: %s", test.why, got)
		}
	}
}
