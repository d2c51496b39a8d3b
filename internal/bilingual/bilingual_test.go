package bilingual_test

import (
	"fmt"
	"go/ast"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/bilingual"
	"github.com/mingxi/mingxi/internal/golden"
)

func TestSay(t *testing.T) {
	phrases := bilingual.Read("# a comment\n\nof\n\t{text} of {file}: {text}\n\t{file}的{text}\nno {file}\n\t没有{file}\n")
	if got := phrases.Say("of", 3, phrases.Say("no {file}", "a\tb")); got != (bilingual.Sentence{Message: `3 of no a\tb: 3`, MessageZh: `没有a\tb的3`}) {
		t.Errorf("%q", got)
	}
	if got := bilingual.Read("row {row}\n\t“{row}”行\n").Say("row {row}", "“三公”经费").MessageZh; got != "“‘三公’经费”行" {
		t.Errorf("quoted within quotes: %s", got)
	}
	for n, want := range map[int]string{0: "0 pages", 1: "1 page", 2: "2 pages"} {
		if got := bilingual.Read("{number} page(s)\n\t{number}页\n").Say("{number} page(s)", n).In(bilingual.English); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

// An error is told by its parts, and what nobody has told stays as it is.
func TestOfError(t *testing.T) {
	for english, chinese := range map[string]string{
		"its picture cannot be had: it takes too long to draw":                                       "无法取得本页图像：绘制用时过长",
		"it has more lines than this program reads; the rest is left out; it takes too long to draw": "本页线条数超过本程序的上限，其余略去；绘制用时过长",
		"something else: it takes too long to draw":                                                  "something else：绘制用时过长",
		"something else": "something else",
		"a.pdf: cannot write the dataset there: not a directory; choose another folder with -o": "a.pdf：无法在该处写入数据集：不是文件夹；请用 -o 另选文件夹",
	} {
		if got := bilingual.OfError(english); got.Message != english || got.MessageZh != chinese {
			t.Errorf("%q: %q", english, got)
		}
	}
}

// composed are formats of errors that only put others together.
var composed = regexp.MustCompile(`^[^a-zA-Z]*$`)

// verb is a place of a format.
var verb = regexp.MustCompile(`%[-+#]?[\d.]*[a-zA-Z]`)

// Every error that the command says has its Chinese.
func TestErrorsAreTold(t *testing.T) {
	for path, file := range golden.Sources(t, filepath.Join("..", "..", "cmd", "mingxi")) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) == 0 {
				return true
			}
			if f, ok := call.Fun.(*ast.Ident); ok && (f.Name == "someInput" || f.Name == "atMost") { // which make errors of it
				said, _ := golden.Literal(call.Args[len(call.Args)-1])
				if got := bilingual.OfError(said); got.MessageZh == said {
					t.Errorf("%s: %q has no Chinese in errors.txt", path, said)
				}
			}
			f, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || f.Sel.Name != "Errorf" && (f.Sel.Name != "New" || fmt.Sprint(f.X) != "errors") {
				return true
			}
			format, ok := golden.Literal(call.Args[0])
			said := verb.ReplaceAllString(strings.NewReplacer("%q", `"7"`, "%w", "interrupted").Replace(format), "7")
			if !ok || composed.MatchString(verb.ReplaceAllString(format, "")) {
				return true
			}
			if got := bilingual.OfError(said); got.MessageZh == said {
				t.Errorf("%s: %q has no Chinese in errors.txt", path, format)
			}
			return true
		})
	}
}
