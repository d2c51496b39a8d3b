package meaning

import "testing"

func TestCountings(t *testing.T) {
	for _, c := range countings() {
		if got := Counted(c.example, c.units[0]); got != c.item {
			t.Errorf("%s counts %q, want %q", c.example, got, c.item)
		}
	}
	for _, before := range []string{"其中：使用财政拨款预算购置车辆", "其中：机要通信用车", "报废车辆", "租赁车辆", "单价100万元以上设备"} {
		if got := Counted(before, "辆"); got != "" {
			t.Errorf("%s counts %s", before, got)
		}
	}
	if got := Counted("共有车辆", "万元"); got != "" {
		t.Errorf("an amount counts %s", got)
	}
}
