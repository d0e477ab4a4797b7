"""The rules, the quizzes and what was published of other banks -> the tables of `about/item-quality.md`.

Nothing here judges: the rules of `lint/` say what they found, the guessers what they scored.
"""

from __future__ import annotations

import functools
from collections import Counter
from typing import Any

from ..files.read_declared import values
from ..pages.render import render
from ..pages.table import table
from . import lint
from .declared import ITEM_BANKS
from .keys import LEVELS
from .lint import guess
from .lint.bank import FAIL_DEVIATIONS, WARN_DEVIATIONS, strictly
from .lint.cues import length
from .question import Quiz

LISTS = ("order", "practice")  # the lists of a quiz that are judged as banks of their own


def _named(bank: lint.ItemSet) -> dict[str, Any]:
    """What a list is called by, and how many items it holds."""
    return {"key": bank.key, "title": bank.quiz.title, "size": len(bank.items)}


def _longest(bank: lint.ItemSet) -> int:
    return sum(strictly(item, guess.longest) for item in bank.items)


def _places(bank: lint.ItemSet) -> list[int]:
    """How many answers are printed first, second and so on."""
    seen = Counter([option.right for option in item.options].index(True) for item in bank.items)
    return [seen[place] for place in range(max(len(item.options) for item in bank.items))]


class Quality:
    """The tables, over the quizzes of a build; each quiz is judged once for all of them."""

    def __init__(self, quizzes: dict[str, Quiz]) -> None:
        self.quizzes = quizzes
        self.banks = [bank for quiz in quizzes.values() for bank in lint.banks(quiz) if bank.key in LISTS]

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
        chances = [guess.chance(bank.items) for bank in self.banks]
        return table(
            "guessers",
            banks=[_named(bank) for bank in self.banks],
            chance=[chance.mean for chance in chances],
            guessers={
                name: [guess.score(guesser, bank.items) for bank in self.banks]
                for name, guesser in guess.GUESSERS.items()
            },
            warning=[chance.above(WARN_DEVIATIONS) for chance in chances],
            error=[chance.above(FAIL_DEVIATIONS) for chance in chances],
        )

    def bank_table(self) -> str:
        """Sizes, lengths, places, levels and objectives of each list."""
        return table("banks", banks=[self._figures(bank) for bank in self.banks])

    def _figures(self, bank: lint.ItemSet) -> dict[str, Any]:
        answers = [length(item.answer) for item in bank.items]
        others = [length(option) for item in bank.items for option in item.options if not option.right]
        levels = Counter(item.level for item in bank.items)
        objectives = Counter(item.objective for item in bank.items)
        return {
            **_named(bank),
            "options": len(answers) + len(others),
            "longest": _longest(bank),
            "shortest": sum(strictly(item, guess.shortest) for item in bank.items),
            "answer_length": sum(answers) / len(answers),
            "distractor_length": sum(others) / len(others),
            "places": _places(bank),
            "excused": sum(one.item in bank.items for one in self.explained),
            "levels": {level: levels[level] for level in LEVELS if levels[level]},
            "objectives": {name: objectives[name] for name in bank.quiz.objectives},
        }

    def published_table(self) -> str:
        """How often the answer is strictly the longest option: public banks as once measured, and ours as built."""
        return table(
            "published-banks",
            given=values(ITEM_BANKS),
            banks=[{**_named(bank), "longest": _longest(bank)} for bank in self.banks],
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
