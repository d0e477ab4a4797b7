"""A benchmark plan's numbers, its words and its written forms: pure, each the twin of a module in docs/model/plan/."""
