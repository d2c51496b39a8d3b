package caption

import (
	"regexp"
	"strings"

	"github.com/mingxi/mingxi/extract/layout"
	"github.com/mingxi/mingxi/internal/layout/text"
)

var (
	// captionText is what lines say that stand above tables besides titles: unit, number of the
	// table, agency, year, date, "continued".
	captionText = regexp.MustCompile(`^[（(]?(金额)?单\s*位\s*[:：]|单位\s*[:：]|(计量|货币|金额)单位|^[（(]?(人民币)?(元|万元|亿元|千元|百万元)[)）]?$|^(部门|预算|公开|财决|决算|财预|附|样|套)*\s*(\d{1,2}([-–—.]\d{1,2})?\s*表|表\s*[一二三四五六七八九十\d\-–—.]+)[:：]?$|^(公开|预算|财决|财预|附件?|样表|附表|表格?)\s*[一二三四五六七八九十\d\-–—.]+\s*(表|号)?[:：]?$|^(预算|编制|填报|公开|主管|部门|收款|申报)?(部门|单位)(名称|编码)?(（.*?）)?\s*[:：]|^部\s*门\s*[:：]|^(编制|填报|批复|填表|公开|报送)?(日期|时间|部门|单位|年度)\s*[:：]|^[（(]?\s*(19|20)?\d\d\s*年\s*(度|\d+月.*)?\s*[)）]?$|^[（(]?\s*[二〇○零一三四五六七八九十０-９]{4}\s*年度?\s*[)）]?$|^[（(]?续(表|上表|前表)?[)）]?.{0,6}$|^(in|unit|units)\b.*(million|thousand|€|\$|%)`)
	unitCaption = regexp.MustCompile(`单\s*位\s*[:：]\s*[（(]?(人民币)?[元万亿千百%％]`)
	// tableNumber is a table's number before its title: 预算01表收支总表.
	tableNumber = regexp.MustCompile(`^(预算|公开|财决|决算|财预|财公开|部门预算|附)\d{1,2}(-\d)?表|^(预算|公开|附)表\s*[\d一二三四五六七八九十]{1,3}(-\d)?[:：]?|^表\s*[\d一二三四五六七八九十]{1,3}(-\d)?[:：]|^§\d{1,2}`)
	// tableName is how titles of tables end or begin.
	tableName = regexp.MustCompile(`(表|表格|情况|汇总|明细|清单|一览|目录)\s*([（(].{0,20}[)）]|[一二三四五六七八九十\d]{1,3})?\s*([（(]?续.{0,3}[)）]?)?$|^(表|附表|图表)\s*[\d一二三四五六七八九十]|(?i)^(table|tab\.|exhibit|schedule|annex|tableau|tabelle|tabla|chart|box)\s*[\dIVXA-Z]`)
	// noteText begins a note below a table, or says that it holds nothing.
	noteText = regexp.MustCompile(`^[（(【*＊※#]?\s*(备?\s*注(释)?\d*\s*[:：.、]|说\s*明\s*[:：]|注\d?[:：]|备注|附注|填表说明|补充说明|数据来源|资料来源|来源[:：])|此表|本表|上表|^(本|我|该)?(部门|单位|局|委|办|镇|街道|区|市|县|校|院).{0,24}(没有|无|未|不涉及).{0,60}(表|数据|收支|支出|安排|预算|拨款|情况)|^\d{4}年.{0,20}(没有|无|未).{0,30}(表|数据)|(故|因此|所以)?.{0,3}(此|本|该)表(为空|无数据|以空表)|^[*＊※]|(?i)^(source|sources|note|notes|nb|remark|remarks|\(\*\)|\(1\)|legend|key)\s*\d*\s*[:.)]?`)
	// noteNumber begins each of several notes.
	noteNumber = regexp.MustCompile(`^[（(]?\d{1,2}[)）.．、]([^\d]|$)|^[①-⑳]`)
	// sentence is how sentences end and lines that lead to what follows.
	sentence = regexp.MustCompile(`[。：:]$`)
	// numberedYear is a table's number and the year that its title begins with: 1-1 2026年….
	numberedYear = regexp.MustCompile(`(\d)\s+((?:19|20)\d\d\s*(?:年|[-–—]))`)
)

// is says whether a text without white space is a caption that no title is.
func is(s string) bool { return captionText.MatchString(s) || NamesUnit(s) }

// NamesUnit says whether a text names the unit of money of a table.
func NamesUnit(s string) bool { return unitCaption.MatchString(s) }

// NamesTable says whether a text ends or begins as titles of tables do.
func NamesTable(s string) bool { return tableName.MatchString(s) }

// AreCaptions says whether a line is one of captions, with a colon at least in one, or a title.
func AreCaptions(l []text.Phrase) bool {
	colon := false
	for _, p := range l {
		t := text.Squeeze(p.Text)
		if len(l) == 1 && NamesTable(t) {
			return true
		}
		if !is(t) {
			return false
		}
		colon = colon || strings.ContainsAny(t, ":：")
	}
	return colon
}

func allCaptions(ls []layout.Line) bool {
	for _, l := range ls {
		t := text.Squeeze(l.Text)
		if !is(t) {
			return false
		}
	}
	return len(ls) > 0
}
