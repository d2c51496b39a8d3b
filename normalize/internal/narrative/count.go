package narrative

var (
	countedAfter = wordings.Pattern("count.leads")
	thingCounted = wordings.Pattern("count.thing")
	thingEnd     = wordings.Pattern("count.thing-end")
)

// counted is what a count is about: the words before it, or the ones behind it where those before only
// lead to it (组织对7个项目开展评价).
func counted(before, after string) string {
	if !countedAfter.MatchString(before) {
		return before
	}
	if name := thingEnd.ReplaceAllString(thingCounted.FindString(after), ""); name != "" {
		return name
	}
	return before
}

func (n *narrator) count(near, after string, f figure, offset int) {
	subject := trimSubject(n.withoutAgency(near))
	if subject != "" {
		subject = counted(subject, after)
	}
	if k := len(n.said); subject == "" && k > n.before && n.said[k-1].Kind == Count && n.said[k-1].Sentence == n.sentence {
		subject = n.said[k-1].Subject
	}
	if subject == "" {
		subject = n.topic
	}
	c := n.stated(Count, f, subject, n.year)
	if k := len(n.said); k > n.before && n.said[k-1].Kind == Count {
		c.Whole = n.countWhole(f.unit)
	}
	n.add(c, offset)
}

// countWhole is the count that a following one is a part of: 共有车辆3辆，其中：机要通信用车1辆.
func (n *narrator) countWhole(unit string) int {
	previous := n.said[len(n.said)-1]
	if previous.Sentence != n.sentence || previous.Unit != unit {
		return 0
	}
	if previous.Whole > 0 && previous.Unit == n.statement(previous.Whole).Unit {
		return previous.Whole
	}
	if partBefore.MatchString(n.lead) {
		return previous.Number
	}
	return 0
}
