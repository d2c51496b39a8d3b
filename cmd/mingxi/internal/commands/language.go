package commands

import (
	_ "embed"
	"strings"

	"github.com/mingxi/mingxi/internal/bilingual"
)

//go:embed wordings.txt
var wordingsText string

// wordings are what the command says to people, but for findings and errors, which have tables of their own.
var wordings = bilingual.Read(wordingsText)

// spoken is the language in which the program speaks to people. It is one for the whole process, like its locale;
// files that are written have both, and what programs read has English.
var spoken = bilingual.English

func say(key string, args ...any) string { return wordings.Say(key, args...).In(spoken) }

// comma and colon part what is said.
func comma() string { return bilingual.Sentence{Message: ", ", MessageZh: "，"}.In(spoken) }
func colon() string { return bilingual.Sentence{Message: ": ", MessageZh: "："}.In(spoken) }

// languages are what --ui takes.
var languages = map[string]bilingual.Language{"en": bilingual.English, "zh": bilingual.Chinese}

// languageOf is the language that a command line asks for with --ui, otherwise that of MINGXI_LANG, otherwise that of
// the locale. It is known before the command line is, whose help is in it.
func languageOf(args []string, getenv func(string) string) bilingual.Language {
	for i, arg := range args {
		name, value, given := strings.Cut(arg, "=")
		if arg == "--" {
			break
		}
		if name == "--ui" && !given && i+1 < len(args) {
			value = args[i+1]
		}
		if l, ok := languages[value]; ok && name == "--ui" {
			return l
		}
	}
	for _, name := range []string{"MINGXI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := getenv(name); locale != "" { // zh, zh_CN.UTF-8, zh-Hant
			if strings.HasPrefix(strings.ToLower(locale), "zh") {
				return bilingual.Chinese
			}
			return bilingual.English
		}
	}
	return bilingual.English
}
