package meaning

import (
	"regexp"
	"strings"
)

// functionClasses are the names of the functional classes (功能分类类级科目), former names included.
var functionClasses = map[string]string{
	"一般公共服务": "201", "外交": "202", "国防": "203", "公共安全": "204", "教育": "205", "科学技术": "206",
	"文化旅游体育与传媒": "207", "文化体育与传媒": "207", "文化体育旅游与传媒": "207",
	"社会保障和就业": "208", "社会保障与就业": "208", "社会保险基金": "209",
	"卫生健康": "210", "医疗卫生与计划生育": "210", "医疗卫生": "210",
	"节能环保": "211", "城乡社区": "212", "城乡社区事务": "212", "农林水": "213", "农林水事务": "213", "交通运输": "214",
	"资源勘探工业信息等": "215", "资源勘探信息等": "215", "资源勘探电力信息等": "215",
	"商业服务业等": "216", "金融": "217", "援助其他地区": "219", "自然资源海洋气象等": "220", "国土海洋气象等": "220",
	"住房保障": "221", "粮油物资储备": "222", "灾害防治及应急管理": "224",
}

var (
	listNumber  = regexp.MustCompile(`^(（[一二三四五六七八九十]+）|[一二三四五六七八九十]+[、.]|\d+[、.]|（\d+）)`)
	classSuffix = regexp.MustCompile(`(（类）)?(支出)?(（类）|类)?$`)
)

// FunctionClass is the code of the functional class that a row or a sentence names.
func FunctionClass(label string) string {
	label = listNumber.ReplaceAllString(label, "")
	label = strings.TrimPrefix(label, "其中：")
	return functionClasses[classSuffix.ReplaceAllString(label, "")]
}
