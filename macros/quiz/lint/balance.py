"""QZ405 to QZ407: the items of a check cover what it promises, ask for use rather than recall, and do not repeat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...files.nodes import short
from ..keys import LEVELS
from . import text
from .rule import Finding, ItemSet, bank_rule

FEWEST, MOST_SHARE = 2, 0.4
USE = LEVELS[LEVELS.index("apply") :]
ALIKE = 0.5


@bank_rule(
    "QZ405",
    "warning",
    over=("order",),
    what="An objective has under two items of a check, or over 40 % of them.",
    why="The score is shown by objective: one item says little about one, and a crowded one hides the rest.",
    example="Seven items of fifteen on one objective",
    instead="Two to six items for each objective of fifteen",
)
def objectives_are_covered(bank: ItemSet) -> Iterator[Finding]:
    counts = Counter(item.objective for item in bank.items)
    for objective in bank.quiz.objectives:
        share = f"{short(objective)} has {counts[objective]} of the {len(bank.items)} questions"
        if counts[objective] < FEWEST:
            yield Finding(bank.key, f"{share}, under {FEWEST}. Add one, or drop the objective.")
        elif counts[objective] > MOST_SHARE * len(bank.items):
            yield Finding(bank.key, f"{share}, over 40 %. Move some to other objectives.")


@bank_rule(
    "QZ406",
    "warning",
    over=("order",),
    what="Under half the items of a check are at the level apply or above.",
    why="Recall passes in a week. What an engineer takes home is a decision made well.",
    example="Ten of fifteen items ask for a definition",
    instead="A case, and what to do about it",
)
def half_ask_for_use(bank: ItemSet) -> Iterator[Finding]:
    used = sum(item.level in USE for item in bank.items)
    if used < len(bank.items) / 2:
        share = f"{used} of the {len(bank.items)} questions are at apply or above, under half"
        yield Finding(bank.key, f"{share}. Turn recall into a case.")


@bank_rule(
    "QZ407",
    "warning",
    over=("title",),
    what="Two stems share over half of their content words.",
    why="The second is answered from memory of the first.",
    example="One case told twice with another number",
    instead="Another case for the same idea",
)
def stems_differ(bank: ItemSet) -> Iterator[Finding]:
    for n, item in enumerate(bank.items):
        for other in bank.items[:n]:
            if text.overlap(text.content(item.stem), text.content(other.stem)) > ALIKE:
                message = f"this stem shares over half of its words with '{other.id}'. Tell another case."
                yield Finding("stem", message, item=item)
