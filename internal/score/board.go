package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"time"
)

// A score is one measured figure.
type score struct {
	name  string  // stable: the row of SCORES.md
	value string  // a number, as recorded
	lower bool    // whether less is better
	slack float64 // share of the recorded value within which it counts as the same
}

// A board is SCORES.md: free text, a table of the present scores, and a log of how they came about.
type board struct {
	lines []string // the file, line by line
}

// The board's table stands between these lines; the log is the last list of the file.
const (
	tableBegin = "<!-- scores -->"
	tableEnd   = "<!-- /scores -->"
)

func readBoard(file string) (*board, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return &board{lines: strings.Split(strings.TrimRight(string(text), "\n"), "\n")}, nil
}

func (b *board) write(file string) error {
	return os.WriteFile(file, []byte(strings.Join(b.lines, "\n")+"\n"), 0o644)
}

// recorded gives the table's rows: score name to value.
func (b *board) recorded() map[string]string {
	rows := map[string]string{}
	inside := false
	for _, line := range b.lines {
		switch {
		case line == tableBegin:
			inside = true
		case line == tableEnd:
			inside = false
		case inside && strings.HasPrefix(line, "| "):
			cells := strings.Split(line, "|")
			rows[strings.TrimSpace(cells[1])] = strings.TrimSpace(cells[2])
		}
	}
	return rows
}

// A change is a score beside what was recorded of it.
type change struct {
	score
	was string // empty where nothing was recorded
}

func (c change) better() bool { return c.was == "" || c.order() > 0 }
func (c change) worse() bool  { return c.was != "" && c.order() < 0 }

// order is positive where the score got better, negative where it got worse.
func (c change) order() int {
	now, errNow := strconv.ParseFloat(c.value, 64)
	was, errWas := strconv.ParseFloat(c.was, 64)
	if errNow != nil || errWas != nil || math.Abs(now-was) <= c.slack*math.Abs(was) {
		return 0
	}
	if (now > was) != c.lower {
		return 1
	}
	return -1
}

func (b *board) compare(measured []score) []change {
	recorded := b.recorded()
	var changes []change
	for _, s := range measured {
		changes = append(changes, change{s, recorded[s.name]})
	}
	return changes
}

// record writes the measured values into the table, keeping the rows that were not measured, and
// notes in the log what changed.
func (b *board) record(changes []change, day time.Time) {
	var noted []string
	for _, c := range changes {
		if c.was == c.value {
			continue
		}
		b.setRow(c.name, c.value)
		noted = append(noted, fmt.Sprintf("%s %s → %s", c.name, cmp.Or(c.was, "–"), c.value))
	}
	if len(noted) > 0 {
		b.lines = append(b.lines, "- "+day.Format(time.DateOnly)+": "+strings.Join(noted, "; "))
	}
}

func (b *board) setRow(name, value string) {
	row := fmt.Sprintf("| %s | %s |", name, value)
	for i, line := range b.lines {
		if strings.HasPrefix(line, "| "+name+" |") {
			b.lines[i] = row
			return
		}
		if line == tableEnd {
			b.lines = append(b.lines[:i], append([]string{row}, b.lines[i:]...)...)
			return
		}
	}
}

func printScores(w io.Writer, changes []change) {
	for _, c := range changes {
		note := ""
		switch {
		case c.worse():
			note = "  WORSE than " + c.was
		case c.was != "" && c.better():
			note = "  better than " + c.was
		case c.was == "":
			note = "  new"
		}
		fmt.Fprintf(w, "%-58s %s%s\n", c.name, c.value, note)
	}
}

// verdict is an error where a score got worse, or better without being recorded.
func verdict(changes []change) error {
	var worse, better []string
	for _, c := range changes {
		if c.worse() {
			worse = append(worse, c.name)
		} else if c.better() {
			better = append(better, c.name)
		}
	}
	if len(worse) > 0 {
		return fmt.Errorf("worse than recorded: %s", strings.Join(worse, ", "))
	}
	if len(better) > 0 {
		return fmt.Errorf("better than recorded, or new: %s; record with `make score SCORE=-record`", strings.Join(better, ", "))
	}
	return nil
}
