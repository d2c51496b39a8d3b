package meaning

import "testing"

func TestClass(t *testing.T) {
	for name, want := range map[string]string{
		"一、一般公共服务支出": "201", "(八)社会保障和就业支出(类)": "208", "其中：农林水支出": "213", "住房保障": "221",
		"水利": "", "其他支出": "", "行政运行": "",
	} {
		if got := Class(name); got != want {
			t.Errorf("Class(%s) = %q, want %q", name, got, want)
		}
	}
}
