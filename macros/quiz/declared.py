"""The file of `docs/data/` on questions: what was measured in other banks. A question's keys stand in `keys.py`."""

from __future__ import annotations

from ..files.declared import DataFile, Day, Key, ListOf, Record, Text, percent

ITEM_BANKS = DataFile(
    "item_banks.yml",
    "How often the answer is strictly the longest option, in other question banks.",
    Record(
        (
            Key("measured", Day(), "The day it was counted."),
            Key("chance_percent", ListOf(percent(), 2, 2), "What chance gives: from, to."),
            Key(
                "banks",
                ListOf(Record((Key("name", Text()), Key("strictly_longest_percent", percent()))), 1, once="name"),
                "By kind where the figure speaks of a habit and not of one course.",
            ),
        )
    ),
)
FILES = (ITEM_BANKS,)
