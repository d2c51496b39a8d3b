package outline

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/internal/words"
	"github.com/mingxi/mingxi/normalize/internal/code"
)

// printed writes rows as lines: a code and a name, blanks before it for how far it is set in.
func printed(text string) []Row {
	var rows []Row
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		line = strings.TrimPrefix(line, "\t\t\t")
		name := strings.TrimLeft(line, " ")
		r := Row{Number: len(rows) + 1, Label: name, Indent: float64(6 * (len(line) - len(name))), Indented: true}
		r.Digits = float64(6 * (len(name) - len(strings.TrimLeft(name, "0123456789"))))
		if c, bare := code.Split(name); c.Scheme != code.None {
			r.Code, r.Label = c, bare
		}
		switch {
		case words.IsPart(name):
			r.Kind = Part
		case words.IsTotalRow(name):
			r.Kind = Total
		}
		rows = append(rows, r)
	}
	return rows
}

func TestNest(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"codes", `201一般公共服务支出
			20113商贸事务
			2011301行政运行
			2011302一般行政管理事务
			208社会保障和就业支出`, "0 1 2 2 0"},
		{"numbers", `一、税收收入
			（一）增值税
			1.国内增值税
			2.进口增值税
			（二）契税
			二、非税收入`, "0 1 2 2 1 0"},
		{"parts", `项目支出
			其中：1.工程
			2.采购
			其他支出`, "0 1 1 0"},
		{"indents", `支出
			  教育
			    小学
			    中学
			  卫生
			    医院`, "0 1 2 2 1 5"},
		{"numbers that end where names begin", `10需用費
			  消耗品費
			24積立金
			 1報酬
			 8旅費
			  普通旅費
			10委託料`, "0 1 0 0 0 5 0"},
		{"a total ends what was open", `一、收入
			合计
			（一）其他`, "0 0 0"},
	} {
		rows := printed(tt.text)
		Nest(rows)
		var got []string
		for _, r := range rows {
			got = append(got, fmt.Sprint(r.Parent))
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: the parents are %s, want %s", tt.name, s, tt.want)
		}
	}
}
