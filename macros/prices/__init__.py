"""JOURNEY 2: `docs/data/prices.yml` -> a price book -> its tables, the calculator's rows, and what others download."""
