package normalize

func readTargets(d *Disclosure, t *Table, g *grid, h *head, records []Record) []Target { return nil }
