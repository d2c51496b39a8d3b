package review

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/mingxi/mingxi/normalize"
)

// indexName is the page of all documents.
const indexName = "index.html"

// pageName is the name of a document's page, or of one of its views.
var pageName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(d[0-9a-f]{12,64})(?:-([pf])([1-9][0-9]{0,5}))?\.html$`)
})

func documentPage(id string) string { return id + ".html" }

func pagePage(id string, n int) string { return fmt.Sprintf("%s-p%d.html", id, n) }

func findingPage(id string, n int) string { return fmt.Sprintf("%s-f%d.html", id, n) }

func recordAnchor(r normalize.Ref) string { return fmt.Sprintf("r%d-%d-%d", r.Table, r.Row, r.Column) }

func claimAnchor(c *normalize.Claim) string { return fmt.Sprintf("c%d", c.Number) }

// pictureName is that of a page's picture, turned by so many degrees.
func pictureName(id string, n, degrees int) string {
	if degrees == 0 {
		return fmt.Sprintf("%s-%d.png", id, n)
	}
	return fmt.Sprintf("%s-%d-%d.png", id, n, degrees)
}

// number shows a measure without needless digits.
func number(v float64) string {
	return strings.TrimRight(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
}

// percent is a share in whole per cent, never rounded up.
func percent(part, all int) int {
	if all == 0 {
		return 0
	}
	return part * 100 / all
}
