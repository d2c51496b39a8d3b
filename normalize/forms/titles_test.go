package forms

import (
	"strings"
	"testing"
)

// TestTitles holds the catalogue against the titles of regions whose documents it was not made from. A
// form's id stands before the titles that are it; "-" before titles that must not be taken for any.
func TestTitles(t *testing.T) {
	for kind, lists := range map[string]string{
		"budget": `
			budget-summary 部门收支总表 部门收支预算总表 收支预算总体情况表 财务收支预算总表 收支总体情况表 单位收支总表 单位预算收支总表 收入支出预算总表 云岭县第一中学2024年收支总表
			budget-revenue 部门收入总表 部门收入预算总表 收入预算总体情况表 部门收入预算表 部门收入总体情况表 单位收入总表
			budget-expenditure 部门支出总表 部门支出预算总表 支出预算总体情况表 部门支出预算表 部门支出总体情况表 单位支出总表
			budget-fiscal-summary 财政拨款收支预算总表 财政拨款收支预算总体情况表 财政拨款预算收支总表 财政拨款收入支出总表
			budget-fiscal-economic 财政拨款支出预算表（部门经济分类科目） 财政拨款支出明细表（按经济科目分类）
			budget-general 一般公共预算支出预算表 一般公共预算拨款支出预算表 一般公共预算支出预算表（按功能科目分类） 一般公共预算支出情况表 一般公共预算财政拨款支出预算表
			budget-general-economic 一般公共预算支出经济分类情况表
			budget-general-basic 一般公共预算基本支出预算表 一般公共预算基本支出经济分类情况表 一般公共预算基本支出预算明细表-人员经费（工资福利支出）（按政府预算经济分类） 一般公共预算财政拨款基本支出表
			budget-general-project-economic 一般公共预算项目支出预算表
			budget-three-public 一般公共预算“三公”经费支出预算表 一般公共预算“三公”经费预算表 政府性基金预算“三公”经费支出预算表 财政拨款“三公”经费支出表
			budget-fund 政府性基金预算支出预算表 政府性基金支出预算表 政府性基金预算拨款支出预算表 政府性基金预算支出情况表 政府性基金预算财政拨款支出表
			budget-fund-economic 政府性基金预算支出分类汇总表（按政府预算经济分类） 政府性基金预算支出分类汇总表（按部门预算经济分类）
			budget-capital 国有资本经营预算支出预算表 国有资本经营预算拨款支出预算表 国有资本经营预算支出情况表
			budget-economic-summary 支出预算分类汇总表（按政府预算经济分类） 支出分类汇总表（按部门预算经济分类）
			budget-function-summary 支出功能分类预算表
			budget-special-account 财政专户管理资金预算支出表
			budget-special-funds 专项资金预算汇总表 部门专项资金管理清单目录
			budget-basic 基本支出预算表（人员类、运转类公用经费项目）
			budget-project 项目支出预算表（其他运转类、特定目标类项目） 部门项目支出表 项目支出预算明细表
			budget-medium-term 部门项目中期规划预算表 项目支出中期规划预算表
			budget-transfers 对下转移支付预算表 州市对下转移支付预算表
			budget-superior-grants 上级补助项目支出预算表
			budget-assets 新增资产配置表
			budget-procurement 部门政府采购预算表 政府采购支出表
			budget-services 政府购买服务支出表 政府购买服务支出预算表
			budget-operation 机关运行经费预算表
			overall-targets 部门整体支出绩效目标表 部门（单位）整体支出绩效目标申报表
			project-targets 部门预算项目绩效目标表 项目支出绩效目标表（本次下达） 对下转移支付绩效目标表
			- 部门基本信息表 人员情况表 部门职责与机构设置情况表 一般公共预算支出绩效情况说明`,
		"final": `
			final-summary 收入支出决算总表 收入支出决算表 部门收支决算总表 收入支出总表
			final-revenue 收入决算表 收入决算总表 部门收入决算表
			final-expenditure 支出决算表 支出决算总表
			final-expenditure-detail 支出决算明细表
			final-fiscal-summary 财政拨款收入支出决算总表 财政拨款收入支出决算表
			final-fiscal-detail 财政拨款支出决算明细表
			final-general 一般公共预算财政拨款支出决算表 一般公共预算财政拨款收入支出决算表
			final-general-basic 一般公共预算财政拨款基本支出决算表 一般公共预算财政拨款基本支出决算明细表
			final-project 一般公共预算财政拨款项目支出决算表
			final-three-public 财政拨款“三公”经费支出决算表 一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表 财政拨款“三公”经费、行政参公单位机关运行经费情况表
			final-fund 政府性基金预算财政拨款收入支出决算表
			final-capital 国有资本经营预算财政拨款支出决算表 国有资本经营预算财政拨款收入支出决算表
			final-operation 机构运行信息表
			final-assets 国有资产使用情况表
			final-procurement 政府采购情况表
			final-special-account 财政专户管理资金收入支出决算表
			final-basic 基本支出决算明细表 财政拨款基本支出决算表
			self-evaluation 部门整体支出绩效自评表 项目支出绩效自评表 部门整体支出绩效自评情况
			- 部门决算相关信息统计表 人员情况表`,
	} {
		for _, line := range strings.Split(strings.TrimSpace(lists), "\n") {
			words := strings.Fields(line)
			for _, title := range words[1:] {
				for _, printed := range []string{title, "2024年" + title, "表3：2024年度" + title, "云岭市统计局2024年" + title} {
					if f, _ := Match(kind, "department", printed, nil); f.ID != strings.TrimPrefix(words[0], "-") {
						t.Errorf("%s: %q, want %s", printed, f.ID, words[0])
					}
				}
			}
		}
	}
}

// TestDebtTitles does the same for the tables of governments' debts, whose wording varies most.
func TestDebtTitles(t *testing.T) {
	for _, line := range strings.Split(`gov-debt-limit 地方政府债务限额及余额情况表 政府一般债务限额、余额情况表 各地政府专项债务限额、余额情况表 地方政府一般债务余额情况表 政府债务限额余额及还本付息决算表 新增政府债务限额分配表
gov-debt-issue 地方政府债券发行及还本付息情况表 政府一般债券发行情况表 地方政府债券分批次发行情况表 地方政府债券发行情况表（分地区）
gov-debt-use 地方政府债券使用情况表 本级一般债券项目安排情况表
- 地方政府债券年限情况表 政府债务到期情况`, "\n") {
		words := strings.Fields(line)
		for _, title := range words[1:] {
			for _, printed := range []string{title, "2024年" + title, "表十二：2024年云岭市" + title, "2023年云岭省和省级" + title} {
				if f, _ := Match("", "government", printed, nil); f.ID != strings.TrimPrefix(words[0], "-") {
					t.Errorf("%s: %q, want %s", printed, f.ID, words[0])
				}
			}
		}
	}
}
