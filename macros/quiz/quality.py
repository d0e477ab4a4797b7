"""The rules, the quizzes and what was published of other banks -> the tables of `about/item-quality.md`.

Nothing here judges: the rules of `lint/` say what they found, the guessers what they scored.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from typing import Any

from ..files.read_declared import values
from ..model import format as say
from ..pages.render import render
from ..pages.table import cell, table
from . import lint
from .declared import ITEM_BANKS
from .keys import LEVELS
from .lint import guess
from .lint.bank import FAIL_DEVIATIONS, WARN_DEVIATIONS, strictly
from .lint.cues import length
from .question import Quiz

NAMES = {"order": "{title}, {count}", "practice": "Practice cards in the text, {count}"}


def _heads(banks: Iterable[lint.ItemSet]) -> list[str]:
    return [NAMES[bank.key].format(title=bank.quiz.title, count=len(bank.items)) for bank in banks]


def _of(amount: float, bank: lint.ItemSet) -> dict[str, Any]:
    return {
        **cell(str(amount) if isinstance(amount, int) else say.fixed(amount, 1)),
        "below": say.percent(amount / len(bank.items)),
    }


class Quality:
    """The tables, over the quizzes of a build; each quiz is judged once for all of them."""

    def __init__(self, quizzes: dict[str, Quiz]) -> None:
        self.quizzes = quizzes
        self.banks = [bank for quiz in quizzes.values() for bank in lint.banks(quiz) if bank.key in NAMES]

    @functools.cached_property
    def explained(self) -> list[lint.Explained]:
        return [
            one
            for quiz in self.quizzes.values()
            if any(item.lint_ok for item in quiz.questions.values())
            for one in lint.lint(quiz)[1]
        ]

    def guessers_table(self) -> str:
        """What each blind guesser gets right, list by list, under what chance gives and above what warns."""
        banks = self.banks
        chances = [guess.chance(bank.items) for bank in banks]
        rows = [[{"text": "Chance"}, *(_of(chance.mean, bank) for chance, bank in zip(chances, banks, strict=True))]]
        rows += [
            [{"text": name.capitalize()}, *(_of(guess.score(guesser, bank.items), bank) for bank in banks)]
            for name, guesser in guess.GUESSERS.items()
        ]
        for said, deviations in (("Warning above", WARN_DEVIATIONS), ("Error above", FAIL_DEVIATIONS)):
            rows.append(
                [
                    {"text": said},
                    *(_of(chance.above(deviations), bank) for chance, bank in zip(chances, banks, strict=True)),
                ]
            )
        return table(
            "Blind guessers",
            "Right answers; below, the share of all. A tie between options is split.",
            ["Guesser", *_heads(banks)],
            rows,
        )

    def bank_table(self) -> str:
        """Sizes, lengths, places, levels and objectives of each list."""
        banks = self.banks
        asked: dict[str, list[dict[str, Any]]] = {}
        for bank in banks:
            answers = [length(item.answer) for item in bank.items]
            others = [length(option) for item in bank.items for option in item.options if not option.right]
            places = Counter([option.right for option in item.options].index(True) + 1 for item in bank.items)
            levels, objectives = (
                Counter(item.level for item in bank.items),
                Counter(item.objective for item in bank.items),
            )
            most = max(len(item.options) for item in bank.items)
            told = {
                "Options": cell(str(len(answers) + len(others))),
                "Answer strictly the longest": _of(sum(strictly(item, guess.longest) for item in bank.items), bank),
                "Answer strictly the shortest": _of(sum(strictly(item, guess.shortest) for item in bank.items), bank),
                "Characters of an answer, mean": cell(say.fixed(sum(answers) / len(answers), 1)),
                "Characters of a distractor, mean": cell(say.fixed(sum(others) / len(others), 1)),
                "Answers printed first, second …": cell(" · ".join(str(places[place]) for place in range(1, most + 1))),
                "Excused from a rule": cell(str(sum(one.item in bank.items for one in self.explained))),
                "By level": {"text": ", ".join(f"{level} {levels[level]}" for level in LEVELS if levels[level])},
                "By objective": {"text": ", ".join(f"{name} {objectives[name]}" for name in bank.quiz.objectives)},
            }
            for what, value in told.items():
                asked.setdefault(what, []).append(value)
        return table(
            "The banks in figures",
            "Characters are counted as printed.",
            ["What", *_heads(banks)],
            [[{"text": what}, *values] for what, values in asked.items()],
        )

    def published_table(self) -> str:
        """How often the answer is strictly the longest option: public banks as once measured, and ours as built."""
        given = values(ITEM_BANKS)
        low, high = given["chance_percent"]
        day = given["measured"].isoformat()
        rows = [
            [
                {"text": bank["name"]},
                {"text": f"a prototype of these rules, {day}"},
                cell(f"{bank['strictly_longest_percent']} %"),
            ]
            for bank in given["banks"]
        ]
        for bank, head in zip(self.banks, _heads(self.banks), strict=True):
            longest = sum(strictly(item, guess.longest) for item in bank.items)
            rows.append([{"text": head}, {"text": "this build"}, cell(say.percent(longest / len(bank.items)))])
        return table(
            "Answers that are strictly the longest option",
            f"Chance gives {low} to {high} %.",
            ["Bank", "Measured by", "Strictly longest"],
            rows,
        )

    def item_rules(self, family: str) -> str:
        """Every rule whose id opens with `family`, such as QZ1, with the items excused from it."""
        rules = [rule for name, rule in lint.RULES.items() if name.startswith(family)]
        if not rules:
            raise ValueError(f"there is no rule that opens with '{family}'. Write QZ and a digit.")
        excused = [
            {"rule": one.problem.rule, "item": one.item.id, "line": one.problem.line, "because": one.because}
            for one in self.explained
        ]
        return render("item-rules", rules=rules, excused=excused)
