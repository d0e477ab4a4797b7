"""JOURNEY 2: `docs/data/prices.yml` -> a price book -> its tables, its rows for the calculator, and what others download."""
