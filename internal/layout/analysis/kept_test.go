package analysis

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/mingxi/mingxi/extract/layout"
)

// TestKeepsFigures lays out pages of words and figures in rows and columns, some of which are ruled at random: whatever is taken for a
// table, and whatever for none, each figure is found in it.
func TestKeepsFigures(t *testing.T) { rapid.Check(t, keepsFigures) }

func keepsFigures(t *rapid.T) {
	var figures []string
	reading := NewReading(2, false)
	for n := range 2 {
		reading.Read(n, &rowsAndColumns(t, n+1, &figures).Page)
	}
	product := reading.Product()
	all := said(product)
	for _, f := range figures {
		if !strings.Contains(all, f) {
			t.Fatalf("%s is lost in\n%s", f, all)
		}
	}
	for _, table := range product.Tables {
		coveredOnce(t, table)
	}
}

// TestKeepsOddFigures finds the figures of what is ruled or aligned like a table and too small to be one, and of what stands across its columns.
func TestKeepsOddFigures(t *testing.T) {
	box := newSketch(1).grid([]float64{50, 150, 250}, []float64{100, 120}).text(60, 114, "项目").text(160, 114, "10.00")
	words := newSketch(1)
	for i := range 7 {
		words.text(50, 60+12*float64(i), "项目").text(90, 60+12*float64(i), "项目")
	}
	words.text(50, 144, "11.00").text(90, 144, "12.00")
	row := newSketch(2).text(200, 20, "2024年收入预算表").text(50, 60, "项目").text(90, 60, "10.00")
	cut := newSketch(1).grid([]float64{50, 150, 250}, []float64{100, 120}).grid([]float64{50, 250}, []float64{120, 140}).
		grid([]float64{50, 150, 250}, []float64{140, 160, 180}).text(60, 114, "项目").text(160, 114, "10.00").
		text(100, 134, "表2 支出预算表").text(60, 154, "项目").text(160, 154, "金额").text(60, 174, "教育").text(160, 174, "11.00")
	left := newSketch(1).down(48, 36, 66).across(66, 48, 88).down(88, 66, 96)
	for _, x := range []float64{50, 90, 130, 170} {
		left.text(x, 60, "项目").text(x, 90, "项目")
	}
	right := newSketch(2).down(118, 36, 96).down(48, 36, 66).across(66, 48, 118).text(50, 60, "项目").text(50, 90, "10.00").
		text(120, 60, "项目").text(120, 90, "项目").text(190, 60, "项目").text(190, 90, "项目")
	cutting := newSketch(1).down(48, 50, 110).down(88, 62, 110)
	for i := range 5 {
		for _, x := range []float64{50, 90, 130, 170} {
			cutting.text(x, 60+12*float64(i), "项目")
		}
	}
	cutting.text(226, 60, "项目").text(226, 72, "项目").text(226, 84, "项目").text(221, 96, "12.00").text(196, 108, "单位：万元").text(250, 60, "项目").
		text(250, 84, "项目").text(250, 108, "10.00").text(306, 60, "项目").text(301, 72, "11.00").text(276, 84, "单位：万元").text(276, 96, "单位：万元").text(301, 108, "13.00")
	for name, sheets := range map[string][]*sketch{
		"a box of two cells": {box}, "a row below the title of another table": {words, row}, "a row above a title": {cut}, "the right half of too little": {left, right},
		"columns whose line runs through a figure": {cutting},
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReading(len(sheets), false)
			for i, s := range sheets {
				r.Read(i, &s.Page)
			}
			if all := said(r.Product()); !strings.Contains(all, "10.00") {
				t.Errorf("10.00 is lost in\n%s", all)
			}
		})
	}
}

// rowsAndColumns is a page of words and figures, each of which is another; all are noted.
func rowsAndColumns(t *rapid.T, number int, figures *[]string) *sketch {
	s := newSketch(number)
	columns, rows := rapid.IntRange(2, 7).Draw(t, "columns"), rapid.IntRange(1, 9).Draw(t, "rows")
	width, height := rapid.SampledFrom([]float64{40, 70}).Draw(t, "width"), rapid.SampledFrom([]float64{12, 18, 30}).Draw(t, "height")
	x := func(column int) float64 { return 50 + width*float64(column) }
	y := func(row int) float64 { return 100 + height*float64(row) }
	words := rapid.SampledFrom([]string{"项目", "#", "#", "#", "#", "", "", "合 计", "注：", "2024年", "—", "3", "a b", "表1", "一、收入", "其中："})
	for c := range columns {
		right := rapid.Bool().Draw(t, "right")
		for r := range rows {
			w := words.Draw(t, "word")
			if w == "#" {
				w = fmt.Sprintf("%d.%02d", 10+len(*figures), len(*figures)%100)
				*figures = append(*figures, w)
			}
			if right {
				s.right(x(c+1)-6, y(r), w)
			} else if w != "" {
				s.text(x(c), y(r), w)
			}
		}
	}
	from := func(n int) (int, int) {
		a := rapid.IntRange(0, n-1).Draw(t, "from")
		return a, rapid.IntRange(a+1, n).Draw(t, "to")
	}
	for range rapid.IntRange(0, 12).Draw(t, "rulings") {
		if rapid.Bool().Draw(t, "across") {
			a, b := from(columns)
			s.across(y(rapid.IntRange(0, rows).Draw(t, "at"))-0.8*height, x(a)-2, x(b)-2)
		} else {
			a, b := from(rows)
			s.down(x(rapid.IntRange(0, columns).Draw(t, "at"))-2, y(a)-0.8*height, y(b)-0.8*height)
		}
	}
	return s
}

// said is all that was laid out, without blanks.
func said(p Product) string {
	var b strings.Builder
	lines := func(ls []layout.Line) {
		for _, l := range ls {
			b.WriteString(l.Text + "\n")
		}
	}
	lines(p.Furniture)
	for _, t := range p.Tables {
		b.WriteString(t.Title + "\n")
		lines(t.Captions)
		lines(t.Notes)
		lines(t.Repeated)
		for _, c := range t.Cells {
			b.WriteString(c.Text + "\n")
		}
	}
	for _, p := range p.Paragraphs {
		lines(p.Lines)
	}
	return strings.ReplaceAll(b.String(), " ", "")
}
