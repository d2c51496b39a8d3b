package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// letterF is a picture of 8 by 8 patches, x black: no turn, mirror or negative of it looks the same.
var letterF = []string{
	"........",
	".xxxxx..",
	".x......",
	".xxx....",
	".x......",
	".x......",
	".x......",
	"........",
}

// patch is the side of each of its patches in pixels.
const patch = 8

// bitsOf gives the picture's rows, n bits a pixel: black for x, white for others.
func bitsOf(picture []string, n, black, white int) string {
	var out []byte
	for _, line := range picture {
		row := make([]byte, len(line)*patch*n/8)
		for x, c := range line {
			v := white
			if c == 'x' {
				v = black
			}
			for i := range patch {
				putSample(row, x*patch+i, n, v)
			}
		}
		out = append(out, bytes.Repeat(row, patch)...)
	}
	return string(out)
}

// pixelsOf gives the picture's pixels as they are, several bytes each.
func pixelsOf(picture []string, black, white string) string {
	var out strings.Builder
	for _, line := range picture {
		row := ""
		for _, c := range line {
			row += strings.Repeat(map[bool]string{true: black, false: white}[c == 'x'], patch)
		}
		out.WriteString(strings.Repeat(row, patch))
	}
	return out.String()
}

// Codes of runs of 0, 8, 16 … 64 pixels (ITU-T T.4, tables 2 and 3).
var (
	whiteRuns = []string{"00110101", "10011", "101010", "0101000", "00011011", "00101001", "00001011", "01011001", "1101100110101"}
	blackRuns = []string{"0000110111", "000101", "0000010111", "00000010111", "000001101010", "000001101100", "000001100100", "000000101000", "00000011110000110111"}
)

// runsOf are the lengths of a row's runs in patches, white and black in turn.
func runsOf(line string) []int {
	runs := []int{0}
	black := false
	for _, c := range line {
		if (c == 'x') != black {
			black = !black
			runs = append(runs, 0)
		}
		runs[len(runs)-1]++
	}
	return runs
}

const endOfLine = "000000000001"

// fax3 writes the picture as a fax of group 3: before each row stands what before says.
func fax3(picture []string, before, end string) string {
	bits := ""
	for _, line := range picture {
		row := before
		for i, n := range runsOf(line) {
			row += [][]string{whiteRuns, blackRuns}[i%2][n]
		}
		bits += strings.Repeat(row, patch)
	}
	return packed8(bits + end)
}

// fax4 writes the picture as a fax of group 4, all in horizontal mode.
func fax4(picture []string, aligned bool) string {
	bits := ""
	for _, line := range picture {
		row := ""
		runs := runsOf(line)
		if len(runs)%2 != 0 {
			runs = append(runs, 0)
		}
		for i := 0; i < len(runs); i += 2 {
			row += "001" + whiteRuns[runs[i]] + blackRuns[runs[i+1]]
		}
		for aligned && len(row)%8 != 0 {
			row += "0"
		}
		bits += strings.Repeat(row, patch)
	}
	return packed8(bits + endOfLine + endOfLine)
}

// packed8 packs a string of 0 and 1 into bytes.
func packed8(bits string) string {
	out := make([]byte, (len(bits)+7)/8)
	for i, c := range bits {
		if c == '1' {
			out[i/8] |= 1 << (7 - i%8)
		}
	}
	return string(out)
}

func jpegOf(picture []string) string {
	side := len(picture) * patch
	img := image.NewGray(image.Rect(0, 0, side, side))
	copy(img.Pix, pixelsOf(picture, "\x00", "\xff"))
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.String()
}

// tiffDifferences writes each number of bits bits as the difference from the one before it in its row.
func tiffDifferences(data string, bits int) string {
	out := []byte(data)
	n := len(letterF) * patch
	row := n * bits / 8
	for y := range n {
		line := out[y*row : (y+1)*row]
		for i := n - 1; i > 0; i-- {
			putSample(line, i, bits, sample(line, i, bits)-sample(line, i-1, bits))
		}
	}
	return string(out)
}

// negativeF is letterF in white on black.
func negativeF() []string {
	var out []string
	for _, line := range letterF {
		out = append(out, strings.Map(func(c rune) rune { return map[rune]rune{'x': '.', '.': 'x'}[c] }, line))
	}
	return out
}

// picturePage is a page of 64 by 64 points that one picture of as many pixels fills.
func picturePage(entries, data string) []byte {
	side := len(letterF) * patch
	return pageWith(fmt.Sprintf("/MediaBox[0 0 %d %d]", side, side), "/XObject<</I 5 0 R>>", fmt.Sprintf("q %d 0 0 %d 0 0 cm /I Do Q", side, side),
		stream(fmt.Sprintf("/Type/XObject/Subtype/Image/Width %d/Height %d%s", side, side, entries), data))
}

// TestPictures reads each kind of picture as a person sees it: as it was made, and as pdftoppm draws it.
func TestPictures(t *testing.T) {
	const fax, mono = "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms", "/ColorSpace/DeviceGray/BitsPerComponent 1"
	const tint = "[/Separation/Black/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]"
	g4 := fax4(letterF, false)
	bits := bitsOf(letterF, 1, 0, 1)
	tests := []struct {
		name, entries, data string
		drawn               bool // asks for a renderer
		negative            bool
	}{
		{name: "fax 4", entries: fax + "<</K -1/Columns 64/Rows 64>>", data: g4},
		{name: "fax 4, black is 0", entries: fax + "<</K -1/Columns 64/BlackIs1 false>>", data: g4},
		{name: "fax 4, black is 1", entries: fax + "<</K -1/Columns 64/BlackIs1 true>>", data: g4, negative: true},
		{name: "fax 4, black is 1, and turned back", entries: "/Decode[1 0]" + fax + "<</K -1/Columns 64/BlackIs1 true>>", data: g4},
		{name: "fax 4, turned", entries: "/Decode[1 0]" + fax + "<</K -1/Columns 64>>", data: g4, negative: true},
		{name: "fax 4, parameters in an array", entries: "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter[/CCITTFaxDecode]/DecodeParms[<</K -1/Columns 64>>]", data: g4},
		{name: "fax 4 in hex", entries: mono + "/Filter[/ASCIIHexDecode/CCITTFaxDecode]/DecodeParms[null<</K -1/Columns 64>>]", data: fmt.Sprintf("%x>", g4)},
		{name: "fax 4, rows in whole bytes", entries: fax + "<</K -1/Columns 64/EncodedByteAlign true>>", data: fax4(letterF, true)},
		{name: "fax 4 of a palette", entries: "/ColorSpace[/Indexed/DeviceRGB 1<000000ffffff>]/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 64>>", data: g4},
		{name: "fax 4 of a palette, white first", entries: "/ColorSpace[/Indexed/DeviceGray 1<ff00>]/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 64/BlackIs1 true>>", data: g4},
		{name: "fax 4 as a mask", entries: "/ImageMask true/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 64>>", data: g4, drawn: true},
		{name: "fax 3", entries: fax + "<</K 0/Columns 64/EndOfLine true>>", data: fax3(letterF, endOfLine, strings.Repeat(endOfLine, 6))},
		{name: "fax 3 by default", entries: fax + "<</Columns 64>>", data: fax3(letterF, endOfLine, strings.Repeat(endOfLine, 6))},
		{name: "fax 3 without ends of lines", entries: fax + "<</Columns 64>>", data: fax3(letterF, "", ""), drawn: true},
		{name: "fax 3, two-dimensional", entries: fax + "<</K 4/Columns 64/EndOfLine true>>", data: fax3(letterF, endOfLine+"1", strings.Repeat(endOfLine+"1", 6)), drawn: true},
		{name: "bits", entries: mono, data: bits},
		{name: "bits, turned", entries: mono + "/Decode[1 0]", data: bits, negative: true},
		{name: "bits, not turned", entries: mono + "/Decode[0 1]", data: bits},
		{name: "bits of a palette", entries: "/ColorSpace[/Indexed/DeviceRGB 1<ffffff000000>]/BitsPerComponent 1", data: bitsOf(letterF, 1, 1, 0)},
		{name: "bits of a palette, turned", entries: "/ColorSpace[/Indexed/DeviceRGB 1<ffffff000000>]/BitsPerComponent 1/Decode[1 0]", data: bits},
		{name: "bits of an ink", entries: "/ColorSpace" + tint + "/BitsPerComponent 1", data: bitsOf(letterF, 1, 1, 0)},
		{name: "bits as a mask", entries: "/ImageMask true/BitsPerComponent 1", data: bits, drawn: true},
		{name: "bits as differences", entries: mono + "/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 64/BitsPerComponent 1>>", data: compress(tiffDifferences(bits, 1))},
		{name: "bits, PNG predictor", entries: mono + "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 64/BitsPerComponent 1>>", data: compress(plainPNG(bits, 8))},
		{name: "2 bits", entries: "/ColorSpace/DeviceGray/BitsPerComponent 2", data: bitsOf(letterF, 2, 0, 3)},
		{name: "4 bits as differences", entries: "/ColorSpace/DeviceGray/BitsPerComponent 4/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 64/BitsPerComponent 4>>", data: compress(tiffDifferences(bitsOf(letterF, 4, 0, 15), 4))},
		{name: "4 bits of a palette", entries: "/ColorSpace[/Indexed/DeviceRGB 2<ff0000000000ffffff>]/BitsPerComponent 4", data: bitsOf(letterF, 4, 1, 2)},
		{name: "8 bits", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8", data: bitsOf(letterF, 8, 0, 255)},
		{name: "8 bits as differences", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 64>>", data: compress(tiffDifferences(bitsOf(letterF, 8, 0, 255), 8))},
		{name: "8 bits, turned", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[1 0]", data: bitsOf(letterF, 8, 0, 255), negative: true},
		{name: "8 bits of a palette, turned", entries: "/ColorSpace[/Indexed/DeviceRGB 255<" + strings.Repeat("000000", 128) + strings.Repeat("ffffff", 128) + ">]/BitsPerComponent 8/Decode[255 0]", data: bitsOf(letterF, 8, 200, 9)},
		{name: "16 bits", entries: "/ColorSpace/DeviceGray/BitsPerComponent 16", data: bitsOf(letterF, 16, 0, 65535), drawn: true},
		{name: "three colours", entries: "/ColorSpace/DeviceRGB/BitsPerComponent 8", data: pixelsOf(letterF, "\x00\x00\x00", "\xff\xff\xff")},
		{name: "three colours, turned", entries: "/ColorSpace/DeviceRGB/BitsPerComponent 8/Decode[1 0 1 0 1 0]", data: pixelsOf(letterF, "\x00\x00\x00", "\xff\xff\xff"), drawn: true, negative: true},
		{name: "four inks", entries: "/ColorSpace/DeviceCMYK/BitsPerComponent 8", data: pixelsOf(letterF, "\x00\x00\x00\xff", "\x00\x00\x00\x00")},
		{name: "JPEG", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", data: jpegOf(letterF)},
		{name: "JPEG, turned", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Decode[1 0]", data: jpegOf(letterF), drawn: true, negative: true},
		{name: "JPEG of an ink", entries: "/ColorSpace" + tint + "/BitsPerComponent 8/Filter/DCTDecode", data: jpegOf(letterF), drawn: true, negative: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := letterF
			if tt.negative {
				want = negativeF()
			}
			data := picturePage(tt.entries, tt.data)
			if seen := seenBy(t, data); seen != nil {
				samePatches(t, "as it is drawn", seen, want)
			}
			f, err := Open(data, "")
			if err != nil {
				t.Fatal(err)
			}
			pic, err := f.Picture(1)
			switch {
			case tt.drawn && !errors.Is(err, ErrNoPicture):
				t.Errorf("error %v, want %v", err, ErrNoPicture)
			case tt.drawn:
			case err != nil || pic.Problem != "":
				t.Errorf("error %v, problem %q", err, pic.Problem)
			default:
				samePatches(t, "as it is read", pic.Image, want)
			}
		})
	}
}

// plainPNG puts the mark of a row without a predictor before each row.
func plainPNG(data string, row int) string {
	var out strings.Builder
	for i := 0; i < len(data); i += row {
		out.WriteString("\x00" + data[i:i+row])
	}
	return out.String()
}

// samePatches compares a picture, in its upper rows where it is cut off, with the patches it must show.
func samePatches(t *testing.T, what string, img image.Image, want []string) {
	t.Helper()
	if b := img.Bounds(); b.Dx() != len(want[0])*patch || b.Dy() != len(letterF)*patch {
		t.Fatalf("%s: bounds %v", what, b)
	}
	var got []string
	for y := range want {
		line := ""
		for x := range want[y] {
			c := color.GrayModel.Convert(img.At(x*patch+patch/2, y*patch+patch/2)).(color.Gray)
			line += map[bool]string{true: "x", false: "."}[c.Y < 128]
		}
		got = append(got, line)
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s:\n%s\nwant\n%s", what, g, w)
	}
}

// seenBy is the page as pdftoppm draws it; nil where that is not installed.
func seenBy(t *testing.T, data []byte) image.Image {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		return nil
	}
	name := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(context.Background(), "pdftoppm", "-r", "72", "-gray", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	var w, h, most int
	if _, err := fmt.Sscanf(string(out), "P5\n%d %d\n%d\n", &w, &h, &most); err != nil {
		t.Fatal(err)
	}
	return &image.Gray{Pix: out[len(out)-w*h:], Stride: w, Rect: image.Rect(0, 0, w, h)}
}

// What damage took from a picture is white, and told.
func TestDamagedPictures(t *testing.T) {
	const mono = "/ColorSpace/DeviceGray/BitsPerComponent 1"
	half := append(append([]string{}, letterF[:4]...), "........", "........", "........", "........")
	noise := make([]byte, 64*64)
	for i := range noise {
		noise[i] = byte(i * i / 7)
	}
	flate := compress(bitsOf(letterF, 8, 0, 255)[:64*32] + string(noise))
	g4 := fax4(letterF, false)
	tests := []struct{ name, entries, data, says string }{
		{"too short", mono, bitsOf(letterF, 1, 0, 1)[:8*32], "only the upper 50%"},
		{"Flate cut off", "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode", flate[:len(flate)/2], "damaged"},
		{"fax cut off", mono + "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 64>>", g4[:len(g4)*5/8], "only the upper"},
	}
	for _, tt := range tests {
		f, err := Open(picturePage(tt.entries, tt.data), "")
		if err != nil {
			t.Fatal(err)
		}
		pic, err := f.Picture(1)
		if err != nil || !strings.Contains(pic.Problem, tt.says) {
			t.Errorf("%s: error %v, problem %q, want %q", tt.name, err, pic.Problem, tt.says)
			continue
		}
		samePatches(t, tt.name, pic.Image, half[:4])
		if foot := color.GrayModel.Convert(pic.Image.At(32, 63)).(color.Gray); tt.name != "Flate cut off" && foot.Y != 255 {
			t.Errorf("%s: shade %d below the damage, want white", tt.name, foot.Y)
		}
	}
	cut := jpegOf(letterF)
	f, err := Open(picturePage("/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", cut[:len(cut)-60]), "")
	if err != nil {
		t.Fatal(err)
	}
	if pic, err := f.Picture(1); !errors.Is(err, ErrNoPicture) || pic.Problem == "" {
		t.Errorf("JPEG cut off: error %v, problem %q", err, pic.Problem)
	}
}
