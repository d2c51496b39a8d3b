package mingxi_test

import (
	"context"
	"fmt"
	"log"

	"github.com/mingxi/mingxi"
)

// A budget of 21 pages, and the one slip that its publisher made.
func Example() {
	ds, err := mingxi.Read(context.Background(), "testdata/hongqi-2026/doc.pdf", mingxi.Options{})
	if err != nil {
		log.Fatal(err)
	}
	d := ds.Disclosures[0]
	fmt.Println(d.Agency, d.Year, d.Kind)
	fmt.Println(d.Tables, "tables,", d.Verified, "of", d.Figures, "figures verified,", d.Failed, "check failed")
	for _, f := range ds.Findings {
		fmt.Printf("%s, page %d: %s\n", f.Severity, f.Page, f.Message)
	}
	// Output:
	// 新乡市红旗区工业和信息化局 2026 budget
	// 12 tables, 273 of 279 figures verified, 1 check failed
	// warning, page 4: 4.99% (page 4, narrative, 住房保障（类）支出) disagrees with 14.32万元 of 287.43万元, off by 0.01%; recomputed it is 4.98%: a share set up so that all add up to 100%
}
