"""The calculator: its fields from `docs/data/calculator.yml`, its picture, and the page printed for its defaults."""
