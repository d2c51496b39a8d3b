package forms

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

var (
	titleNumber = regexp.MustCompile(`^[§#]?(?:(?:附件|附表|部门公开|部门预算公开|预算|公开|财决公开|附)?表?[-.\d]+表?[-、.:_]?|(?:附件|附|公开)?表[一二三四五六七八九十]+[-、.:]?|附件[:：]?|[(][一二三四五六七八九十\d]+[)][、.]?|[一二三四五六七八九十]+[、.]|第[一二三四五六七八九十]+[部表](?:分)?)`)
	titleYear   = regexp.MustCompile(`(?:20\d{2}[-—~至])?(?:20\d{2}|二[〇○零]..)年(?:度|初|末)?`)
	brackets    = regexp.MustCompile(`[(]([^()]*)[)]`)
	quotes      = strings.NewReplacer("“", "", "”", "", `"`, "", "‘", "", "’", "", "'", "", "《", "", "》", "", "「", "", "」", "")
	owner       = regexp.MustCompile(`^(?:预算单位|单位|部门|部)?(?:综合|部门)?(?:预算|决算)?(?:公开)?`)
	agencyHead  = regexp.MustCompile(`^.*(?:局|委|委员会|法院|检察院|大学|学院|中心|办公室|厅|公司|站|馆|研究所|支队|大队|高等学校|学校|中学|小学|幼儿园|医院|卫生院|联合会|协会|街道|街道办事处|人民政府|管委会|本级)`)
	ownerYear   = regexp.MustCompile(`^[^\d]*\p{Han}(?:20\d{2}|二[〇○零]..)年(?:度|初|末)?`)
	regionHead  = regexp.MustCompile(`^.*?(?:省本级|省级|市本级|市级|区本级|区级|县本级|县级|自治区本级|自治区|本级|全省|全市|全区|全县|州本级|州级|全州|各市县|分市县|分地区|自治州|省|市|区|县|州|盟|旗)(?:省本级|市本级|区本级|县本级|州本级|本级)?(?:对各?市县?|对市县|对下)?(?:年初|年末)?`)
)

// bare is a title without what differs from one print of a form to the next: white space, quotation
// marks, numbers, the year, and brackets except those that say how the table is classified.
func bare(title string) string {
	s := titleYear.ReplaceAllString(plain(title), "")
	s = titleNumber.ReplaceAllString(s, "")
	s = titleYear.ReplaceAllString(s, "")
	for i := 0; i < 3; i++ {
		s = brackets.ReplaceAllStringFunc(s, keepClassifying)
	}
	return s
}

// plain is a title in narrow characters, without white space and quotation marks.
func plain(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, quotes.Replace(width.Fold.String(title)))
}

func keepClassifying(b string) string {
	if inner := b[1 : len(b)-1]; strings.Contains(inner, "功能") || strings.Contains(inner, "经济") {
		classes, _, _ := strings.Cut(inner, "-")
		return classes
	}
	return ""
}

// variants are the readings of a title that are tried in turn: as printed, and without the words
// that only say whose it is.
func variants(title string) []string {
	s := bare(title)
	out := []string{s}
	add := func(v string) {
		if v != "" && v != out[len(out)-1] {
			out = append(out, v)
		}
	}
	add(owner.ReplaceAllString(s, ""))
	a := agencyHead.ReplaceAllString(s, "")
	add(a)
	add(owner.ReplaceAllString(a, ""))
	r := regionHead.ReplaceAllString(s, "")
	add(r)
	add(owner.ReplaceAllString(r, ""))
	y := bare(ownerYear.ReplaceAllString(plain(title), ""))
	add(y)
	add(owner.ReplaceAllString(y, ""))
	return out
}
