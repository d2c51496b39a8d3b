package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"regexp"
)

// textLine is what the text layer's comparison with poppler logs of each file that both read: recall, precision,
// and recall with what the clip hides here.
var textLine = regexp.MustCompile(`score_test\.go:\d+: +\d+\.\d+% +(\d+\.\d+)% +(\d+\.\d+)% `)

// textFloor is the recall and precision, in per cent, that a file with a text layer should reach.
const textFloor = 99.5

// measureText counts the files whose text layer agrees with poppler's reading.
func measureText(ctx context.Context) ([]score, error) {
	if !available("the text layer") {
		return nil, nil
	}
	cmd := exec.CommandContext(ctx, "go", "test", "-v", "-vet=off", "-run", "^TestAgainstPdftotext$", "./internal/pdf")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("comparing with pdftotext: %w\n%s", err, out)
	}
	files, good := 0, 0
	for _, m := range textLine.FindAllStringSubmatch(string(out), -1) {
		var precision, recall float64
		if _, err := fmt.Sscan(m[1]+" "+m[2], &precision, &recall); err != nil {
			return nil, err
		}
		files++
		if recall >= textFloor && precision >= textFloor {
			good++
		}
	}
	if files == 0 {
		return nil, fmt.Errorf("the comparison with pdftotext named no file:\n%s", out)
	}
	return []score{
		{name: "text: files that pdftotext reads", value: fmt.Sprint(files)},
		{name: "text: of these, recall and precision at least 99.5%", value: fmt.Sprint(good)},
	}, nil
}
