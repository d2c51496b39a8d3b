// Command growth measures how the cost of reading grows with a document: with its pages, with the figures of a table and of a page, with
// what is told as wrong, with what its sentences say and with notes. The documents are printed for it. Of each size it prints the
// processor time of all processes, user and system, and the most memory of the largest process, as rows of a table.
//
//	go run ./scripts/growth -program bin/mingxi
//	go run ./scripts/growth -program bin/mingxi -rounds 3 pages notes
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing/fstest"
	"time"

	"github.com/mingxi/mingxi/internal/sample"
)

func main() {
	program := flag.String("program", "bin/mingxi", "the program that is measured")
	rounds := flag.Int("rounds", 1, "how often each document is read; the least time counts")
	longest := flag.Duration("longest", time.Minute, "of a kind, larger documents are left out after one that takes longer")
	keep := flag.String("keep", "", "leave the documents in this folder")
	printed := flag.Int("print", 0, "print one document of the kind that is named, so large, and measure nothing")
	flag.Parse()
	if *printed > 0 {
		if err := write(flag.Arg(0), *printed); err != nil {
			fmt.Fprintln(os.Stderr, "growth:", err)
			os.Exit(1)
		}
		return
	}
	for _, k := range kinds {
		if flag.NArg() > 0 && !slices.Contains(flag.Args(), k.name) {
			continue
		}
		if err := k.measure(*program, *keep, *rounds, *longest); err != nil {
			fmt.Fprintf(os.Stderr, "growth: %s: %v\n", k.name, err)
			os.Exit(1)
		}
	}
}

// measure reads documents of a kind from the smallest to the largest.
func (k kind) measure(program, keep string, rounds int, longest time.Duration) error {
	dir := keep
	if keep == "" {
		var err error
		if dir, err = os.MkdirTemp("", "growth"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	fmt.Printf("%s\n\n| | tables --json, s | MB | extract to CSV, s | MB |\n|---|---|---|---|---|\n", k.of)
	for _, n := range k.sizes {
		name := filepath.Join(dir, fmt.Sprintf("%s-%d.pdf", k.name, n))
		if err := printed(k.name, n, name); err != nil {
			return err
		}
		tables := best(rounds, program, "tables", "--json", "--ocr", "never", name)
		out := filepath.Join(dir, "out")
		extract := best(rounds, program, "extract", "--format", "csv", "--ocr", "never", "--quiet", "--fail-on", "never", "-o", out, name)
		fmt.Printf("| %d | %.2f | %d | %.2f | %d |\n", n, tables.took.Seconds(), tables.most, extract.took.Seconds(), extract.most)
		if extract.took > longest {
			break
		}
	}
	fmt.Println()
	return nil
}

// write prints a document to the standard output.
func write(name string, n int) error {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	if i < 0 {
		return fmt.Errorf("no kind is called %q", name)
	}
	pdf, err := kinds[i].print(n)
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(pdf)
	return err
}

// printed has a document printed by another process: what this one takes would count for those that it starts.
func printed(kind string, n int, name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	cmd := exec.Command("/proc/self/exe", "-print", fmt.Sprint(n), kind)
	cmd.Stdout, cmd.Stderr = f, os.Stderr
	return cmd.Run()
}

// A cost is what a command takes.
type cost struct {
	took time.Duration
	most int64 // MB of the largest process
}

// best is the least that a command takes of some times. It writes into the last folder that it names anew each time.
func best(rounds int, program string, args ...string) cost {
	var least cost
	for i := range rounds {
		if n := slices.Index(args, "-o"); n >= 0 {
			os.RemoveAll(args[n+1])
		}
		cmd := exec.Command(program, args...)
		cmd.Run() // whatever it says of the document
		c := cost{took: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
		if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
			c.most = u.Maxrss >> 10
		}
		if i == 0 || c.took < least.took {
			least = c
		}
	}
	return least
}

// A kind of documents differs in one number.
type kind struct {
	name, of string
	sizes    []int
	print    func(n int) ([]byte, error)
}

// told prints what a text tells.
func told(text func(n int) string) func(n int) ([]byte, error) {
	return func(n int) ([]byte, error) {
		pdf, _, err := sample.Print(fstest.MapFS{"doc.txt": {Data: []byte(text(n))}}, "doc")
		return pdf, err
	}
}

const perPage = 40 // rows of a page

var kinds = []kind{
	{"pages", "pages, each with a table of its own", []int{1, 10, 100, 1000, 5000}, told(pages)},
	{"rows", "rows of one table that goes on over pages, with three figures each", []int{100, 1000, 10000, 40000}, told(func(n int) string { return long(n, 0) })},
	{"wrong", "the same, every row of which does not add up", []int{100, 1000, 10000}, told(func(n int) string { return long(n, 1) })},
	{"few", "the same, every tenth row of which does not add up", []int{100, 1000, 10000}, told(func(n int) string { return long(n, 10) })},
	{"figures", "figures on one page", []int{40, 400, 4000, 20000}, figures},
	{"claims", "sentences that say figures of a table", []int{10, 100, 1000, 5000}, told(claims)},
	{"same", "tables that print one total again", []int{10, 100, 1000}, told(same)},
	{"notes", "notes below tables, one each", []int{10, 100, 1000}, told(notes)},
	{"set", "agencies with two tables each", []int{10, 100, 1000}, told(set)},
}

// amount is an amount of so many cents.
func amount(cents int) string {
	whole := fmt.Sprint(cents / 100)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return fmt.Sprintf("%s.%02d", whole, cents%100)
}

// start begins a table of functions.
func start(b *strings.Builder, title string) {
	fmt.Fprintf(b, "title: %s\nunit: 单位：万元\ntable size=8 height=15 90 200 75 75 75\n| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n|-\n", title)
}

// cents of the parts of a row.
func cents(row int) (basic, project int) { return 1000 + 7919*row%100000, 500 + 104729*row%70000 }

// eachPage is what is printed on so many pages.
func eachPage(n int, print func(b *strings.Builder, page int)) string {
	var b strings.Builder
	for p := range n {
		if p > 0 {
			b.WriteString("page\n")
		}
		print(&b, p)
	}
	return b.String()
}

func pages(n int) string {
	return eachPage(n, func(b *strings.Builder, p int) {
		start(b, fmt.Sprintf("表%d　第%d处项目支出明细表", p+1, p+1))
		first, second := 0, 0
		for r := range perPage - 1 {
			basic, project := cents(p*perPage + r)
			first, second = first+basic, second+project
			fmt.Fprintf(b, "| %d | 项目%d号 | %s | %s | %s\n", 2010101+r, p*perPage+r, amount(basic+project), amount(basic), amount(project))
		}
		fmt.Fprintf(b, "| | 合计 | %s | %s | %s\n", amount(first+second), amount(first), amount(second))
	})
}

// long is one table of so many rows, of which each of so many does not add up; 0: all do.
func long(n, wrong int) string {
	var b strings.Builder
	start(&b, "表3　项目支出明细表")
	first, second := 0, 0
	for r := range n {
		basic, project := cents(r)
		first, second = first+basic, second+project
	}
	fmt.Fprintf(&b, "| | 合计 | %s | %s | %s\n", amount(first+second), amount(first), amount(second))
	for r := range n {
		if r%perPage == perPage-2 {
			b.WriteString("|=\n")
		}
		basic, project := cents(r)
		total := basic + project
		if wrong > 0 && r%wrong == 0 {
			total += 100 + r
		}
		fmt.Fprintf(&b, "| %d | 项目%d号 | %s | %s | %s\n", 2010101+r%perPage, r, amount(total), amount(basic), amount(project))
	}
	return b.String()
}

// figures is a page as large as so many figures need, forty in a row.
func figures(n int) ([]byte, error) {
	const columns, wide, high, left = 40, 60, 14, 40
	rows := n / columns
	right, top := left+(columns+1)*wide, (rows+3)*high
	var b strings.Builder
	write := func(x, y int, text string) { fmt.Fprintf(&b, "BT /F1 8 Tf %d %d Td (%s) Tj ET\n", x+3, y-11, text) }
	for r := range rows + 2 {
		fmt.Fprintf(&b, "%d %d m %d %d l S\n", left, top-r*high, right, top-r*high)
	}
	for c := range columns + 2 {
		fmt.Fprintf(&b, "%d %d m %d %d l S\n", left+c*wide, top, left+c*wide, top-(rows+1)*high)
	}
	for c := range columns {
		write(left+(c+1)*wide, top, fmt.Sprintf("Part %d", c+1))
	}
	for r := range rows {
		y := top - (r+1)*high
		write(left, y, fmt.Sprintf("Item %d", r+1))
		for c := range columns {
			write(left+(c+1)*wide, y, amount(100+(r*7919+c*104729)%9000000))
		}
	}
	return sample.File("/Root 1 0 R", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>", right+left, top+high),
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", b.Len(), b.String()), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"), nil
}

func claims(n int) string {
	var b strings.Builder
	start(&b, "表3　项目支出明细表")
	rows := min(n, perPage-1)
	for r := range rows {
		basic, project := cents(r)
		fmt.Fprintf(&b, "| %d | 项目%d号 | %s | %s | %s\n", 2010101+r, r, amount(basic+project), amount(basic), amount(project))
	}
	for c := range n {
		if c%perPage == 0 {
			b.WriteString("page\n")
		}
		basic, project := cents(c % rows)
		fmt.Fprintf(&b, "text: 项目%d号2026年预算%s万元，其中：基本支出%s万元。\n", c%rows, amount(basic+project), amount(basic))
	}
	return b.String()
}

func same(n int) string {
	return eachPage(n, func(b *strings.Builder, _ int) {
		start(b, "表3　支出总表")
		b.WriteString("| | 合计 | 30.00 | 10.00 | 20.00\n| 2080505 | 机关事业单位基本养老保险缴费支出 | 30.00 | 10.00 | 20.00\n")
	})
}

func notes(n int) string {
	return eachPage(n, func(b *strings.Builder, p int) {
		start(b, fmt.Sprintf("表%d　第%d处支出明细表", p+1, p+1))
		fmt.Fprintf(b, "| | 合计 | 30.00 | 10.00 | 20.00\n| 2080505 | 项目%d号 | 30.00 | 10.00 | 20.00\nnote: 注：本表“项目%d号”含上年结转资金%d.00万元。\n", p, p, 1+p%9)
	})
}

func set(n int) string {
	return eachPage(n, func(b *strings.Builder, p int) {
		fmt.Fprintf(b, "cover: 东山市第%d水利局2026年部门预算\n", p+1)
		basic, project := cents(p)
		for _, title := range []string{"表1　支出总表", "表2　一般公共预算支出表"} {
			start(b, title)
			fmt.Fprintf(b, "| | 合计 | %s | %s | %s\n| 2080505 | 机关事业单位基本养老保险缴费支出 | %[1]s | %[2]s | %[3]s\n", amount(basic+project), amount(basic), amount(project))
		}
	})
}
