package normalize

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/extract"
	"github.com/mingxi/mingxi/internal/words"
)

// regionName is the name of a province, city or county where it begins a phrase.
var regionName = regexp.MustCompile(`(?:^|[^\p{Han}])((?:\p{Han}{2,3}(?:壮族|回族|维吾尔)?|\p{Han}{2,5}族)?(?:自治区|自治州|自治县)|\p{Han}{2,4}?(?:省|市|县|区|州))`)

// regionBreak is what stands before a region's name without belonging to it.
var regionBreak = regexp.MustCompile(`\d{4}年(度|初|末)?|关于|截至`)

// notRegion begins what reads like a region's name and is none.
var notRegion = regexp.MustCompile(`分市$|^(全|本|各|分|对|省|市|县|区|中央|年初|年末|初|末|日在|代编|自治|我|该|其|由|在|至|和|与|及|为)|[一二三四五六七八九十]$`)

// provinces are the names of the provinces and autonomous regions, by which a name that ends like one is
// told from a phrase that does (再由省, 上缴省).
var provinces = regexp.MustCompile(`(河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省|(内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区`)

// ofProvince is how a province's own tables speak of it without its name.
var ofProvince = regexp.MustCompile(`全省|省级|省本级|自治区本级|自治区级`)

// place is the province, city or county whose government's budget it is: the one named most often on
// the cover, otherwise in the tables' titles, otherwise, for a province, anywhere.
func (e *evidence) place(doc *extract.Document) string {
	for _, texts := range [][]string{{e.cover}, e.titles} {
		if n := commonestName(regions(texts)); n != "" {
			return n
		}
	}
	if ofProvince.MatchString(e.cover) || ofProvince.MatchString(strings.Join(e.titles, " ")) {
		return commonestName(provincesIn(doc))
	}
	return ""
}

// regions are the regions' names that begin phrases of the texts.
func regions(texts []string) []string {
	var names []string
	for _, s := range texts {
		for _, m := range regionName.FindAllStringSubmatch(regionBreak.ReplaceAllString(s, "，"), -1) {
			if !notRegion.MatchString(m[1]) && isRegion(m[1]) {
				names = append(names, m[1])
			}
		}
	}
	return names
}

// isRegion refuses phrases that end like the name of a province and name none.
func isRegion(name string) bool {
	if !strings.HasSuffix(name, "省") && !strings.HasSuffix(name, "自治区") {
		return true
	}
	return provinces.FindString(name) == name
}

// provincesIn are the provinces that a document names, as often as it does.
func provincesIn(doc *extract.Document) []string {
	var names []string
	for i := range doc.Paragraphs {
		names = append(names, provinces.FindAllString(words.Squeeze(doc.Paragraphs[i].Text), -1)...)
	}
	for i := range doc.Tables {
		for _, c := range doc.Tables[i].Cells {
			names = append(names, provinces.FindAllString(words.Squeeze(c.Text), -1)...)
		}
		for _, l := range doc.Tables[i].Captions {
			names = append(names, provinces.FindAllString(words.Squeeze(l.Text), -1)...)
		}
	}
	return names
}
