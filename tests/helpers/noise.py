"""A source of chance -> a YAML document of any shape, well formed or torn: what an author's file could hold at worst.

Our own and not Hypothesis's: its search for ever stranger trees took thirty times as long as the readers under test.
"""

from __future__ import annotations

import datetime
import random
import string
from collections.abc import Sequence

import yaml

KINDS_OF_TEXT = ("no", "1.10", "12:30", "2026-11-23", "https://example.org/a", "O1", "apply", "a-good-question", "")
FLOATS = (0.0, -0.0, 0.1, -2.5, 1e308, 5e-324, float("inf"), float("-inf"), float("nan"))
SIGNS = "\t:-*&!'\"{}[]#|>\x07\ufeff\n "
WIDE = string.printable + "éßñ\u0301\u200d\u2028\u202e\ufffe\x00\x1b\x85\U0001f469中"


def _word(chance: random.Random, letters: str, longest: int) -> str:
    return "".join(chance.choices(letters, k=chance.randint(0, longest)))


def _leaf(chance: random.Random) -> object:
    kind = chance.randrange(7)
    if kind == 0:
        return chance.choice((None, True, False))
    if kind == 1:
        return chance.choice((chance.randint(-3, 300), chance.randint(-(10**20), 10**20)))
    if kind == 2:
        return chance.choice((*FLOATS, chance.uniform(-10, 1000)))
    if kind == 3:
        return datetime.date.fromordinal(chance.randint(1, datetime.date.max.toordinal()))
    return chance.choice(KINDS_OF_TEXT) if kind < 6 else _word(chance, WIDE, 12)


def _key(names: Sequence[str], chance: random.Random) -> str:
    return chance.choice(names) if chance.random() < 0.7 else _word(chance, string.ascii_lowercase, 5)


def value(names: Sequence[str], chance: random.Random, depth: int = 4) -> object:
    """A value up to so many levels deep, its keys mostly of these names."""
    kind = chance.random() if depth else 0
    if kind < 0.4:
        return _leaf(chance)
    if kind < 0.55:
        return [value(names, chance, depth - 1) for _ in range(chance.randint(0, 4))]
    return {_key(names, chance): value(names, chance, depth - 1) for _ in range(chance.randint(0, 7))}


def document(names: Sequence[str], chance: random.Random) -> str:
    """Text of a likely shape, the same with a few characters torn out, or plain noise."""
    if chance.random() < 0.2:
        return _word(chance, WIDE, 80)
    text = yaml.safe_dump(value(names, chance), allow_unicode=True)
    if chance.random() < 0.5:
        return text
    at = chance.randint(0, min(400, len(text)))
    return text[:at] + _word(chance, SIGNS, 3) + text[at + 1 :]
