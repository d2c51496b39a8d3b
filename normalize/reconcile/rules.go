package reconcile

// A Rule is one kind of check that the package makes.
type Rule struct {
	ID          string // stable, in kebab-case: Check.Code and Finding.Code
	Title       string
	Explanation string // what is compared, and when it fails
}

var rules = []Rule{
	{"column-total", "A total column is the sum of the columns beside it",
		"In each row, the column headed 合计, 小计 or 总计 is compared with the sum of the columns under the same heading; a group of columns counts by its own total, and 其中 columns are left out. A table that breaks the rule more often than it keeps it was laid out otherwise, and is not judged by it."},
	{"column-change", "A column of change is the difference of two others",
		"A column headed 增减 is compared with the difference of the two columns that it stands for, one in per cent with that difference by the earlier figure."},
	{"column-formula", "A column keeps the formula printed under its head",
		"Where a row of column numbers prints formulas (A=B+C, 6=5-1, 4=3/2*100), each row is recomputed by them; rates under column-ratio and column-growth. A table that breaks its formula more often than it keeps it is not judged by it."},
	{"column-ratio", "A percentage follows from two amounts of its row",
		"A column of percentages (完成预算%, 为上年决算数的%) is recomputed from the two columns of amounts that give it in row after row. Where more than one row in twenty does not agree (another base), these rows are left alone. A percentage proves the amounts only as far as its digits reach."},
	{"column-growth", "A percentage of growth follows from two amounts of its row",
		"As column-ratio, for columns of growth (比上年增长%, 增减%): the difference of two columns by the earlier one. Growth on a comparable basis (同口径) is another base in single rows."},
	{"row-total", "A total row is the sum of its parts",
		"In each column, a row named 合计, 总计 or 小计 is compared with the rows it sums: the items the table indents under it, those with the shortest or the longest codes, or the units."},
	{"unit-total", "A unit's row is the sum of the rows that follow it",
		"In tables with a row for each department or unit (部门, 单位), this row is compared with the items listed under it."},
	{"parent-children", "A parent item is the sum of its children",
		"A class (类) is the sum of its divisions (款), these of their items (项), by their codes or by the way the table indents them."},
	{"part-within", "A part marked 其中 is no more than its whole",
		"Rows and columns that begin with 其中 are compared with the row or column before them. They need not add up to it, so that agreement proves nothing."},
	{"parts-complete", "Parts listed as 其中 that are all of their whole make it up",
		"其中 promises no more than parts. Where the parts listed under it make up their whole in every column, or all through a table, they are all of it: the whole is compared with their sum, and a difference that one other digit explains fails."},
	{"part-is-whole", "A part that is the whole is so in every row",
		"Where a 其中 column is as much as its whole in the total row, it is so in every row, because no part can be more than its whole."},
	{"two-sides", "What is received equals what is spent",
		"Where income and expenditure stand side by side, their last totals (收入总计, 支出总计) are equal."},
	{"same-amount", "The same amount is printed alike everywhere",
		"Figures that measure the same quantity - by the titles, headers, row names and codes of their tables - are equal wherever a document prints them."},
	{"claim-same-amount", "An amount in the narrative is that of the tables",
		"An amount that a sentence states is compared with the figure of the tables that its words name."},
	{"nested-fund", "A fund that is all there is has all of every row",
		"Where the general public budget or the fiscal appropriation has the same total as all funds together, each of its rows is that of all funds; so is each row of the lists in their summary tables."},
	{"class-items", "A class in a summary is the sum of its items elsewhere",
		"The amount of a functional class (类) in a summary table is the sum of the seven-digit items (项) that begin with its code in the table that lists these."},
	{"income-expenditure", "Total income equals total expenditure",
		"收入总计 = 支出总计, of all funds and of the fiscal appropriation."},
	{"three-public-items", "The three public expenses add up",
		"“三公”经费 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费."},
	{"vehicle-items", "Vehicle expenses add up",
		"公务用车购置及运行费 = 公务用车购置费 + 公务用车运行费."},
	{"basic-parts", "Basic expenditure is personnel and public costs",
		"一般公共预算基本支出 = 人员经费 + 公用经费."},
	{"personnel-classes", "Personnel costs are two economic classes",
		"人员经费 of basic expenditure = 工资福利支出 (301) + 对个人和家庭的补助 (303)."},
	{"operating-costs", "Operating costs of authorities are the public costs",
		"机关运行经费 is compared with 公用经费 of basic expenditure. Both differ where a department has institutions that are no authorities: a difference fails only if it reads like a misprint."},
	{"claim-percent-change", "A percentage of change follows from the amounts",
		"The stated percentage is compared with change / (amount − change), give or take half of its last digit and what the amounts' own rounding adds."},
	{"claim-change", "A change follows from the amounts before and after",
		"Where a sentence gives last year's amount, the change is this year's less that."},
	{"claim-share", "A share follows from its part and its whole",
		"The stated percentage is compared with part / whole; the whole is the amount that the sentence breaks down, or the one whose name it gives. Shares that were set up so that they add up to 100% are off by their last digit and are reported as warnings."},
	{"claim-unit", "A percentage is printed with its %",
		"A figure behind 增长, 下降 or 占 without a unit is a percentage if it comes out as one from the amounts beside it; then its % was forgotten. If it does not come out, nothing is said."},
	{"claim-composition", "An amount in the narrative is the sum of its parts",
		"Where a sentence lists all parts of an amount or a count, these add up to it."},
	{"claim-parts", "The parts that a sentence names add up to its amount",
		"Where the parts that a sentence lists happen to make up its amount, they are all of it. They need not be, so that this is only noted where it holds, and proves no figure."},
	{"previous-amount", "What is said of last year is what last year's document says",
		"With --previous: last year's figures that this year's document prints (上年预算数, 2025年预算数), and amounts said to be unchanged (持平), are compared with the records of last year's document of the same agency and kind. A difference that does not read like a misprint is put down to an adjustment, and only counted."},
	{"previous-change", "A change is this year's amount less last year's document's",
		"With --previous: a stated increase or decrease, in money or per cent, is compared with this year's amount less the one that last year's document prints. A difference that does not read like a misprint is put down to an adjustment, and only counted."},
	{Restated, "Figures of last year are not those of last year's document",
		"With --previous: counts the comparisons with last year's document that do not come out and do not read like misprints: the budget was adjusted during the year, tasks moved between agencies, or figures were put on this year's basis."},
	{ImplausibleUnit, "A table's amounts are not many times those of the whole document",
		"Items by functional class are parts of what the summary tables hold. Where one is more than 20 times the largest amount of these, the unit printed over its table (万元 for 元) is in doubt. The unit stays as printed."},
	{"unchanged", "What is said to be unchanged is last year's figure",
		"与上年持平 is compared with last year's figure, where a table prints it."},
}

// Rules are all rules, in the order in which they are tried.
func Rules() []Rule { return append([]Rule(nil), rules...) }

// Explain says in words what the rule with this id compares; false if there is none.
func Explain(id string) (Rule, bool) {
	for _, r := range rules {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}

func isRule(id string) bool {
	_, ok := Explain(id)
	return ok
}
