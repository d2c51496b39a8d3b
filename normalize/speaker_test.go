package normalize

import "testing"

// What the year before was spent of stands in a budget as final accounts do, whatever kind of document tells it.
func TestStageOfClaims(t *testing.T) {
	for _, tt := range []struct {
		kind                   Kind
		subject, before, stage string
	}{
		{Budget, "一般公共预算支出决算", "2025年一般公共预算支出决算", "final"},
		{Budget, "公务接待费", "公务接待费3.10万元，比2025年决算数", "final"},
		{Budget, "公务接待费", "公务接待费3.10万元，比2025年预算数", "budget"},
		{Budget, "一般公共预算支出", "2026年一般公共预算支出", "budget"},
		{Final, "公务接待费支出年初预算", "公务接待费支出年初预算为", "budget"},
		{Final, "公务接待费支出决算", "公务接待费支出决算为", "final"},
	} {
		c := &Claim{Kind: Amount, Year: 2025, Subject: tt.subject, Before: tt.before, Sentence: tt.before}
		measureClaims(&Disclosure{Kind: tt.kind, Year: 2026}, []*Claim{c}, nil)
		if c.Quantity.Stage != tt.stage {
			t.Errorf("%s of %s: stage %q, want %q", tt.before, tt.kind, c.Quantity.Stage, tt.stage)
		}
	}
}

// A sentence that begins with another agency tells what is that one's alone.
func TestSpeaker(t *testing.T) {
	for sentence, want := range map[string]string{
		"东山市水库管理处2026年预算收入320.00万元。": "东山市水库管理处",
		"东山市水利局2026年收入1,286.40万元。":   "",
		"市水利局2026年收入1,286.40万元。":     "",
		"局机关2026年收入1,000.40万元。":      "",
		"市财政局核定收入1,286.40万元。":        "",
	} {
		if got := speaker(sentence, "东山市水利局"); got != want {
			t.Errorf("%s: %q, want %q", sentence, got, want)
		}
	}
}
