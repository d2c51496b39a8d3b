package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/mingxi/mingxi/extract/page"
	"github.com/mingxi/mingxi/internal/pdfium"
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

// TestPictures draws each kind of picture that fills a page, as a person sees it.
func TestPictures(t *testing.T) {
	const fax, mono = "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms", "/ColorSpace/DeviceGray/BitsPerComponent 1"
	const tint = "[/Separation/Black/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]"
	g4 := fax4(letterF, false)
	bits := bitsOf(letterF, 1, 0, 1)
	tests := []struct {
		name, entries, data string
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
		{name: "fax 4 as a mask", entries: "/ImageMask true/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 64>>", data: g4},
		{name: "fax 3", entries: fax + "<</K 0/Columns 64/EndOfLine true>>", data: fax3(letterF, endOfLine, strings.Repeat(endOfLine, 6))},
		{name: "fax 3 by default", entries: fax + "<</Columns 64>>", data: fax3(letterF, endOfLine, strings.Repeat(endOfLine, 6))},
		{name: "fax 3 without ends of lines", entries: fax + "<</Columns 64>>", data: fax3(letterF, "", "")},
		{name: "fax 3, two-dimensional", entries: fax + "<</K 4/Columns 64/EndOfLine true>>", data: fax3(letterF, endOfLine+"1", strings.Repeat(endOfLine+"1", 6))},
		{name: "bits", entries: mono, data: bits},
		{name: "bits, turned", entries: mono + "/Decode[1 0]", data: bits, negative: true},
		{name: "bits, not turned", entries: mono + "/Decode[0 1]", data: bits},
		{name: "bits of a palette", entries: "/ColorSpace[/Indexed/DeviceRGB 1<ffffff000000>]/BitsPerComponent 1", data: bitsOf(letterF, 1, 1, 0)},
		{name: "bits of a palette, turned", entries: "/ColorSpace[/Indexed/DeviceRGB 1<ffffff000000>]/BitsPerComponent 1/Decode[1 0]", data: bits},
		{name: "bits of an ink", entries: "/ColorSpace" + tint + "/BitsPerComponent 1", data: bitsOf(letterF, 1, 1, 0)},
		{name: "bits as a mask", entries: "/ImageMask true/BitsPerComponent 1", data: bits},
		{name: "bits as differences", entries: mono + "/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 64/BitsPerComponent 1>>", data: compress(tiffDifferences(bits, 1))},
		{name: "bits, PNG predictor", entries: mono + "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 64/BitsPerComponent 1>>", data: compress(plainPNG(bits, 8))},
		{name: "2 bits", entries: "/ColorSpace/DeviceGray/BitsPerComponent 2", data: bitsOf(letterF, 2, 0, 3)},
		{name: "4 bits of a palette", entries: "/ColorSpace[/Indexed/DeviceRGB 2<ff0000000000ffffff>]/BitsPerComponent 4", data: bitsOf(letterF, 4, 1, 2)},
		{name: "8 bits", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8", data: bitsOf(letterF, 8, 0, 255)},
		{name: "8 bits as differences", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 64>>", data: compress(tiffDifferences(bitsOf(letterF, 8, 0, 255), 8))},
		{name: "8 bits, turned", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8/Decode[1 0]", data: bitsOf(letterF, 8, 0, 255), negative: true},
		{name: "8 bits of a palette, turned", entries: "/ColorSpace[/Indexed/DeviceRGB 255<" + strings.Repeat("000000", 128) + strings.Repeat("ffffff", 128) + ">]/BitsPerComponent 8/Decode[255 0]", data: bitsOf(letterF, 8, 200, 9)},
		{name: "16 bits", entries: "/ColorSpace/DeviceGray/BitsPerComponent 16", data: bitsOf(letterF, 16, 0, 65535)},
		{name: "three colours", entries: "/ColorSpace/DeviceRGB/BitsPerComponent 8", data: pixelsOf(letterF, "\x00\x00\x00", "\xff\xff\xff")},
		{name: "three colours, turned", entries: "/ColorSpace/DeviceRGB/BitsPerComponent 8/Decode[1 0 1 0 1 0]", data: pixelsOf(letterF, "\x00\x00\x00", "\xff\xff\xff"), negative: true},
		{name: "four inks", entries: "/ColorSpace/DeviceCMYK/BitsPerComponent 8", data: pixelsOf(letterF, "\x00\x00\x00\xff", "\x00\x00\x00\x00")},
		{name: "three colours of 16 bits", entries: "/ColorSpace/DeviceRGB/BitsPerComponent 16", data: pixelsOf(letterF, "\x00\x00\x00\x00\x00\x00", "\xff\xff\xff\xff\xff\xff")},
		{name: "four inks, turned", entries: "/ColorSpace/DeviceCMYK/BitsPerComponent 8/Decode[1 0 1 0 1 0 1 0]", data: pixelsOf(letterF, "\xff\xff\xff\x00", "\xff\xff\xff\xff")},
		{name: "Lab", entries: "/ColorSpace[/Lab<</WhitePoint[0.95 1 1.09]/Range[-100 100 -100 100]>>]/BitsPerComponent 8", data: pixelsOf(letterF, "\x00\x80\x80", "\xff\x80\x80")},
		{name: "calibrated grey", entries: "/ColorSpace[/CalGray<</WhitePoint[0.95 1 1.09]/Gamma 2.2>>]/BitsPerComponent 8", data: bitsOf(letterF, 8, 0, 255)},
		{name: "JBIG2", entries: mono + "/Filter/JBIG2Decode", data: jbig2(letterF)},
		{name: "JBIG2, turned", entries: mono + "/Decode[1 0]/Filter/JBIG2Decode", data: jbig2(letterF), negative: true},
		{name: "LZW", entries: mono + "/Filter/LZWDecode", data: lzwText(bits)},
		{name: "run lengths", entries: mono + "/Filter/RunLengthDecode", data: runLengths(bits)},
		{name: "smoothed", entries: mono + "/Interpolate true", data: bits},
		{name: "JPEG", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", data: jpegOf(letterF)},
		{name: "JPEG, turned", entries: "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Decode[1 0]", data: jpegOf(letterF), negative: true},
		{name: "JPEG of an ink", entries: "/ColorSpace" + tint + "/BitsPerComponent 8/Filter/DCTDecode", data: jpegOf(letterF), negative: true},
	}
	decoded := 0
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := letterF
			if tt.negative {
				want = negativeF()
			}
			data := picturePage(tt.entries, tt.data)
			f, err := Open(data, "")
			if err != nil {
				t.Fatal(err)
			}
			side := len(letterF) * patch
			scan, ok := f.Scan(1)
			if !ok || scan.Width != side || scan.Height != side || scan.Problem != "" || scan.Lost != (page.Box{}) {
				t.Errorf("scan %v, %+v", ok, scan)
			}
			if scan.Plain != !strings.Contains(tt.entries, "JBIG2") {
				t.Errorf("plain: %v", scan.Plain)
			}
			samePatches(t, "as it is drawn", drawn(t, data, scan.Plain), want)
			if read := tt.name == "JPEG"; read != (scan.Image != nil) {
				t.Errorf("read here: %v", !read)
			} else if read {
				samePatches(t, "as it is read", scan.Image, want)
			}
			if img := f.Pictures(1, []page.Box{{X1: float64(side), Y1: float64(side)}})[0].Image; img != nil {
				decoded++
				samePatches(t, "as it is decoded", img, want)
			}
		})
	}
	if decoded < fewestDecoded {
		t.Errorf("%d kinds are decoded without being drawn", decoded)
	}
}

// fewestDecoded of the kinds of pictures are common ones.
const fewestDecoded = 24

// jbig2 writes the picture as JBIG2: a page, and on it a region coded as a fax of group 4.
func jbig2(picture []string) string {
	side := uint32(len(picture) * patch)
	numbers := func(n ...uint32) string {
		out := ""
		for _, v := range n {
			out += string([]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)})
		}
		return out
	}
	region := numbers(side, side, 0, 0) + "\x00\x01" + fax4(picture, false)
	return numbers(0) + "\x30\x00\x01" + numbers(19) + numbers(side, side, 0, 0) + "\x00\x00\x00" +
		numbers(1) + "\x26\x00\x01" + numbers(uint32(len(region))) + region
}

// runLengths writes data as run lengths, each byte by itself.
func runLengths(data string) string {
	out := ""
	for i := range len(data) {
		out += "\x00" + data[i:i+1]
	}
	return out + "\x80"
}

// rowsOfF are the picture's rows of patches from one to another, as bits.
func rowsOfF(from, to int) string { return bitsOf(letterF[from:to], 1, 0, 1) }

// TestPicturePages draws pages that are made of pictures in other ways than by one that fills them.
func TestPicturePages(t *testing.T) {
	const mono = "/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 1"
	whole := stream(mono+"/Width 64/Height 64", bitsOf(letterF, 1, 0, 1))
	half := func(from, to int) string { return stream(mono+"/Width 64/Height 32", rowsOfF(from, to)) }
	mask := stream("/Subtype/Image/ImageMask true/BitsPerComponent 1/Width 64/Height 64", bitsOf(letterF, 1, 0, 1))
	black := strings.Repeat("\x00", 64*64)
	paint := "q 64 0 0 64 0 0 cm /I Do Q"
	image := "/XObject<</I 5 0 R/J 6 0 R>>"
	tests := []struct {
		name, entries, resources, content string
		extra                             []string
		scan                              bool
	}{
		{"turned by the page", "/Rotate 90", image, "q 0 64 -64 0 64 0 cm /I Do Q", []string{whole}, true},
		{"turned over by the page", "/Rotate 180", image, "q -64 0 0 -64 64 64 cm /I Do Q", []string{whole}, true},
		{"turned back by the page", "/Rotate 270", image, "q 0 -64 64 0 0 64 cm /I Do Q", []string{whole}, true},
		{"in two strips", "", image, "q 64 0 0 32 0 32 cm /I Do Q q 64 0 0 32 0 0 cm /J Do Q", []string{half(0, 4), half(4, 8)}, false},
		{"in a form", "", image, "/J Do", []string{whole, stream("/Subtype/Form/BBox[0 0 64 64]/Resources<</XObject<</I 5 0 R>>>>", paint)}, true},
		{"within the content", "", "", "q 64 0 0 64 0 0 cm BI /W 64 /H 64 /CS /G /BPC 1 ID " + bitsOf(letterF, 1, 0, 1) + " EI Q", nil, false},
		{"as a tiling", "", "/Pattern<</P 6 0 R>>", "/Pattern cs /P scn 0 0 64 64 re f",
			[]string{whole, stream("/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 64 64]/XStep 64/YStep 64/Resources<</XObject<</I 5 0 R>>>>", paint)}, false},
		{"as a drawn letter", "", "/Font<</F1<</Type/Font/Subtype/Type3/FontBBox[0 0 64 64]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 65/Widths[64]/Encoding<</Differences[65/f]>>/CharProcs<</f 6 0 R>>/Resources<</XObject<</I 5 0 R>>>>>>>>",
			"BT /F1 1 Tf (A) Tj ET", []string{mask, stream("", "64 0 0 0 64 64 d1 "+paint)}, false},
		{"through a mask", "", image, paint, []string{stream("/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 64/Height 64/Mask 6 0 R", black), mask}, true},
		{"through a mask of shades", "", image, paint, []string{stream("/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 64/Height 64/SMask 6 0 R", black),
			stream("/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 64/Height 64", bitsOf(letterF, 8, 255, 0))}, true},
		{"but for a colour", "", image, paint, []string{stream("/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 64/Height 64/Mask[200 255]", bitsOf(letterF, 8, 0, 220))}, true},
		{"in layers", "", image, "q 64 0 0 64 0 0 cm /I Do Q 0 g q 64 0 0 64 0 0 cm /J Do Q",
			[]string{stream("/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Width 64/Height 64", strings.Repeat("\xf0", 64*64)), mask}, false},
		{"as a stamp", "/Annots[<</Subtype/Stamp/Rect[0 0 64 64]/F 4/AP<</N 6 0 R>>>>]", "", "", []string{whole, stream("/Subtype/Form/BBox[0 0 64 64]/Resources<</XObject<</I 5 0 R>>>>", paint)}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := pageWith("/MediaBox[0 0 64 64]"+tt.entries, tt.resources, tt.content, tt.extra...)
			f, err := Open(data, "")
			if err != nil {
				t.Fatal(err)
			}
			scan, ok := f.Scan(1)
			if ok != tt.scan {
				t.Errorf("one picture: %v, want %v", ok, tt.scan)
			}
			samePatches(t, "as it is drawn", drawn(t, data, ok && scan.Plain), letterF)
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

// drawn is a page of 64 by 64 pixels as it is drawn.
func drawn(t *testing.T, data []byte, plain bool) image.Image {
	t.Helper()
	f := pdfium.New(data, "")
	defer f.Close()
	side := len(letterF) * patch
	d, err := f.Draw(t.Context(), pdfium.Page{Number: 1, Width: side, Height: side, Plain: plain})
	if err != nil {
		t.Fatal(err)
	}
	return d.Image
}

// Damage is told, and which part of the page it took, where that is known.
func TestDamagedPictures(t *testing.T) {
	const mono = "/ColorSpace/DeviceGray/BitsPerComponent 1"
	noise := make([]byte, 64*64)
	for i := range noise {
		noise[i] = byte(i * i / 7)
	}
	flate := compress(bitsOf(letterF, 8, 0, 255)[:64*32] + string(noise))
	g4, cut := fax4(letterF, false), jpegOf(letterF)
	tests := []struct {
		name, entries, data, says string
		half                      bool // about the lower half is gone
	}{
		{"too short", mono, bitsOf(letterF, 1, 0, 1)[:8*32], "only the upper 50%", true},
		{"Flate cut off", "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode", flate[:len(flate)/2], "damaged", true},
		{"fax cut off", mono + "/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 64>>", g4[:len(g4)*5/8], "only the upper", true},
		{"JPEG cut off", "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", cut[:len(cut)-60], "a part of it may be missing", false},
		{"nothing left", mono, "", "nothing of it", false},
		{"4 bits as differences", "/ColorSpace/DeviceGray/BitsPerComponent 4/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 64/BitsPerComponent 4>>",
			compress(tiffDifferences(bitsOf(letterF, 4, 0, 15), 4)), "is not drawn", false},
	}
	for _, tt := range tests {
		data := picturePage(tt.entries, tt.data)
		f, err := Open(data, "")
		if err != nil {
			t.Fatal(err)
		}
		scan, ok := f.Scan(1)
		if !ok || !strings.Contains(scan.Problem, tt.says) {
			t.Errorf("%s: %v, problem %q, want %q", tt.name, ok, scan.Problem, tt.says)
		}
		if b := scan.Lost; tt.half && (b.X0 != 0 || b.X1 != 64 || b.Y1 != 64 || b.Y0 < 30 || b.Y0 > 50) {
			t.Errorf("%s: lost %v", tt.name, b)
		}
		if tt.half {
			samePatches(t, tt.name, drawn(t, data, scan.Plain), letterF[:4])
		}
	}
	turned := pageWith("/MediaBox[0 0 64 64]/Rotate 90", "/XObject<</I 5 0 R>>", "q 64 0 0 64 0 0 cm /I Do Q",
		stream("/Subtype/Image/Width 64/Height 64"+mono, bitsOf(letterF, 1, 0, 1)[:8*32]))
	f, err := Open(turned, "")
	if err != nil {
		t.Fatal(err)
	}
	if scan, ok := f.Scan(1); !ok || scan.Lost != (page.Box{X1: 32, Y1: 64}) {
		t.Errorf("turned by the page: lost %v", scan.Lost)
	}
}
