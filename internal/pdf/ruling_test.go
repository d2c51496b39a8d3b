package pdf

import (
	"testing"

	"github.com/mingxi/mingxi/extract/page"
)

func TestRulings(t *testing.T) {
	tests := []struct{ name, content, want string }{
		{"stroke", "2 w 10 50 m 90 50 l S", "h50:10-90"},
		{"stroked rectangle", "10 10 80 40 re S", "h50:10-90 h90:10-90 v10:50-90 v90:50-90"},
		{"closed path", "10 10 m 90 10 l 90 50 l 10 50 l s", "h50:10-90 h90:10-90 v10:50-90 v90:50-90"},
		{"thin filled rectangle", "10 50 80 1 re f", "h49.5:10-90"},
		{"thin filled polygon", "10 50 m 90 50 l 89 51 l 11 51 l f", "h49.5:10-90"},
		{"filled upright", "10 10 .5 80 re f*", "v10.25:10-90"},
		{"filled ring", "10 10 80 40 re 11 11 78 38 re f*", "h50.5:10-90 h89.5:10-90 v10.5:50-90 v89.5:50-90"},
		{"filled ring of odd contours", "10 10 m 11 11 l 89 11 l 90 10 l 90 50 l 89 49 l 11 49 l 10 50 l h 11 11 78 38 re f", "h50.5:10-90 h89.5:10-90 v10.5:50-90 v89.5:50-90"},
		{"two filled rings", "10 10 30 40 re 11 11 28 38 re 60 10 30 40 re 61 11 28 38 re f", "h50.5:10-40 h50.5:60-90 h89.5:10-40 h89.5:60-90 v10.5:50-90 v39.5:50-90 v60.5:50-90 v89.5:50-90"},
		{"pattern", "/Pattern cs /P scn 10 50 80 1 re f 10 10 50 30 re f", "h49.5:10-90"},
		{"scaled", ".1 0 0 .1 0 0 cm 5 w 100 500 m 900 500 l S", "h50:10-90"},
		{"turned", "0 1 -1 0 100 0 cm 10 50 m 90 50 l S", "v50:10-90"},
		{"dashed by the state", "[3 2] 0 d 10 50 m 90 50 l S", "h-50:10-90"},
		{"solid again", "[3 2] 0 d [] 0 d 10 50 m 90 50 l S", "h50:10-90"},
		{"dashed piece by piece", "10 50 3 .5 re 15 50 3 .5 re 20 50 3 .5 re 25 50 3 .5 re 30 50 3 .5 re f", "h-49.75:10-33"},
		{"broken at a corner", "10 50 m 49 50 l 50 50 m 90 50 l S", "h50:10-90"},
		{"broken, with a square at the corner", "10 50 39 .5 re 49 50 .5 .5 re 49.5 50 40 .5 re f", "h49.75:10-89.5"},
		{"drawn twice", "10 50 m 90 50 l 10 50.7 m 60 50.7 l S", "h50:10-90"},
		{"two lines", "10 50 m 90 50 l 10 55 m 90 55 l S", "h45:10-90 h50:10-90"},
		{"gap", "10 50 m 40 50 l 50 50 m 90 50 l S", "h50:10-40 h50:50-90"},
		{"clipped", "20 0 30 100 re W n 10 50 m 90 50 l S", "h50:20-50"},
		{"clipped away", "20 0 30 30 re W n 10 50 m 90 50 l S", ""},
		{"outside the page", "10 150 m 90 150 l S", ""},
		{"white on white", "1 G 10 50 m 90 50 l S", ""},
		{"white on a shade", ".8 g 10 40 80 20 re f 1 G 10 50 m 90 50 l S", "h50:10-90"},
		{"edge of the page", "0 0 200 100 re S", ""},
		{"slanted", "10 10 m 90 50 l S", ""},
		{"curve", "10 50 m 20 60 80 60 90 50 c S", ""},
		{"curve that is straight", "10 50 m 20 50 80 50 90 50 c S", "h50:10-90"},
		{"letter drawn as an outline", "10 50 m 18 50 l 18 51 l 15 52 10 52 10 51 c h S 30 50 m 40 50 l 40 51 l 38 53 l 30 51 l h S", ""},
		{"letter filled as an outline", "10 50 m 18 50 l 19 51 l 15 52 10 52 10 51 c h f", ""},
		{"box with round corners", "15 10 m 85 10 l 90 10 90 10 90 15 c 90 45 l 90 50 90 50 85 50 c 15 50 l 10 50 10 50 10 45 c 10 15 l 10 10 10 10 15 10 c S",
			"h50:15-85 h90:15-85 v10:55-85 v90:55-85"},
		{"too short", "10 50 m 11 50 l S", ""},
		{"not painted", "10 50 m 90 50 l n", ""},
		{"transparent", "/G gs 10 50 m 90 50 l S", ""},
		{"picture as thin as a line", "q 80 0 0 .5 10 50 cm BI /W 1 /H 1 /IM true ID \x00 EI Q", "h49.75:10-90"},
		{"wide stroke", "20 w 10 50 m 90 50 l S", ""},
	}
	for _, tt := range tests {
		p := readPage(t, onePage("/ExtGState<</G<</CA 0>>>>", tt.content))
		if got := lines(p); got != tt.want || p.Problem != "" {
			t.Errorf("%s: %q, want %q; %s", tt.name, got, tt.want, p.Problem)
		}
	}
}

func TestPageFrame(t *testing.T) {
	tests := []struct {
		name, content string
		frame         bool
	}{
		{"around the page", "10 5 180 90 re S 50 50 m 90 50 l S", true},
		{"a table", "10 5 180 90 re S 10 50 m 190 50 l S", false},
		{"a small box", "10 5 90 50 re S", false},
	}
	for _, tt := range tests {
		p := readPage(t, onePage("", tt.content))
		n := 0
		for _, r := range p.Rulings {
			if r.Frame {
				n++
			}
		}
		if want := map[bool]int{true: 4}[tt.frame]; n != want {
			t.Errorf("%s: %d sides of a frame, want %d", tt.name, n, want)
		}
	}
}

func TestRulingAttributes(t *testing.T) {
	p := readPage(t, onePage("", "2 w .5 G 10 50 m 90 50 l S 1 0 0 RG 1.5 w 20 10 m 20 90 l S"))
	want := []page.Ruling{
		{From: page.Point{X: 10, Y: 50}, To: page.Point{X: 90, Y: 50}, Width: 2, Color: 0x808080},
		{From: page.Point{X: 20, Y: 10}, To: page.Point{X: 20, Y: 90}, Width: 1.5, Color: 0xff0000},
	}
	for i, w := range want {
		if p.Rulings[i] != w {
			t.Errorf("%+v, want %+v", p.Rulings[i], w)
		}
	}
}

func TestFills(t *testing.T) {
	p := readPage(t, onePage("", ".9 g 10 10 80 40 re f 0 0 1 rg 20 20 m 40 20 l 40 30 l 20 30 l h f 10 10 m 50 50 l 90 10 l f"))
	want := []page.Fill{
		{Box: page.Box{X0: 10, Y0: 50, X1: 90, Y1: 90}, Color: 0xe6e6e6},
		{Box: page.Box{X0: 20, Y0: 70, X1: 40, Y1: 80}, Color: 0x0000ff},
	}
	if len(p.Fills) != 2 || p.Fills[0] != want[0] || p.Fills[1] != want[1] {
		t.Errorf("%+v", p.Fills)
	}
}

func TestColors(t *testing.T) {
	spaces := "/ColorSpace<</Icc[/ICCBased 5 0 R]/Ind[/Indexed/DeviceRGB 1<000000ff8000>]/Sep[/Separation/Spot/DeviceCMYK 6 0 R]/Pat[/Pattern]>>"
	extra := []string{stream("/N 3", "x"), "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[0 1 1 0]>>"}
	tests := []struct {
		name, set string
		want      page.Color
	}{
		{"grey", ".2 g", 0x333333}, {"RGB", "1 .5 0 rg", 0xff8000}, {"CMYK", "0 0 0 1 k", 0}, {"paper in CMYK", "0 0 0 0 k", 0xffffff},
		{"ICC", "/Icc cs 1 0 0 sc", 0xff0000}, {"indexed", "/Ind cs 1 sc", 0xff8000}, {"spot ink", "/Sep cs 1 scn", 0xff0000},
		{"no spot ink", "/Sep cs 0 scn", 0xffffff}, {"space alone is black", "1 g /Icc cs", 0},
		{"space by its number of components", "1 0 0 scn", 0xff0000}, {"Lab is not looked up", "/Missing cs 1 1 1 scn", 0xffffff},
	}
	for _, tt := range tests {
		p := readPage(t, onePage(spaces, tt.set+" 10 10 50 50 re f", extra...))
		if got := p.Fills[0].Color; got != tt.want {
			t.Errorf("%s: %06x, want %06x", tt.name, got, tt.want)
		}
	}
}
