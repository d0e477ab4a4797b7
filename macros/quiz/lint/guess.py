"""Blind guessers: what somebody scores who picks options by their look. Ties are split; chance is 1 of the options.

Each guesser takes a Question and returns the options it would take, more than one when it cannot tell them apart.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..question import Option, Question
from . import text
from .cues import length
from .wording import extremes, hedges

Guesser = Callable[[Question], list[Option]]


def _most(item: Question, worth: Callable[[Option], float]) -> list[Option]:
    return _highest(item, [worth(option) for option in item.options])


def _highest(item: Question, values: list[float]) -> list[Option]:
    enough = max(values) - 1e-9
    return [option for option, value in zip(item.options, values, strict=True) if value >= enough]


def _centrality(item: Question) -> list[float]:
    """For each option, the sum of the content words it shares with each other option, as shares of both."""
    words = [text.content(option.text) for option in item.options]
    return [
        sum(text.overlap(one, other) for at, other in enumerate(words) if at != place)
        for place, one in enumerate(words)
    ]


def longest(item: Question) -> list[Option]:
    return _most(item, length)


def shortest(item: Question) -> list[Option]:
    return _most(item, lambda option: -length(option))


def fewest_extremes(item: Question) -> list[Option]:
    return _most(item, lambda option: -len(extremes(text.words(option.text))))


def most_hedges(item: Question) -> list[Option]:
    return _most(item, lambda option: len(hedges(text.words(option.text))))


def stem_echo(item: Question) -> list[Option]:
    asked = text.letters(text.without_code(item.stem))
    return _most(item, lambda option: len(asked & text.letters(option.text)))


def most_central(item: Question) -> list[Option]:
    return _highest(item, _centrality(item))


def odd_one_out(item: Question) -> list[Option]:
    return _highest(item, [-shared for shared in _centrality(item)])


def middle(item: Question) -> list[Option]:
    """The printed middle: the second of three, the second or third of four."""
    half = (len(item.options) - 1) / 2
    return [option for place, option in enumerate(item.options) if abs(place - half) <= 0.5]


def combined(item: Question) -> list[Option]:
    """A vote of what books on passing tests advise: longest, fewest extremes, most hedges, echo, most central.

    Ties split a vote.
    """
    votes = dict.fromkeys((option.key for option in item.options), 0.0)
    for guesser in (longest, fewest_extremes, most_hedges, stem_echo, most_central):
        taken = guesser(item)
        for option in taken:
            votes[option.key] += 1 / len(taken)
    return _most(item, lambda option: votes[option.key])


GUESSERS: dict[str, Guesser] = {
    "longest": longest,
    "shortest": shortest,
    "fewest extremes": fewest_extremes,
    "most hedges": most_hedges,
    "stem echo": stem_echo,
    "most central": most_central,
    "odd one out": odd_one_out,
    "middle": middle,
    "combined": combined,
}


@dataclass(frozen=True)
class Chance:
    """Right answers that blind picking gives: the mean, and its standard deviation (both in items)."""

    mean: float
    deviation: float

    def above(self, deviations: float) -> float:
        return self.mean + deviations * self.deviation


def chance(items: Iterable[Question]) -> Chance:
    shares = [1 / len(item.options) for item in items]
    return Chance(sum(shares), math.sqrt(sum(share * (1 - share) for share in shares)))


def score(guesser: Guesser, items: Iterable[Question]) -> float:
    """Right answers of a guesser over the items; a tie among n options counts 1/n when the answer is among them."""
    return sum(sum(option.right for option in taken) / len(taken) for taken in map(guesser, items))
