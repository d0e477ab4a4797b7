"""The options of an item that may give its answer away by their look; cue rules ask here first.

A cue is something that a learner who knows nothing can use. Options that are code or bare figures are left out, and an
item whose longest option is under 20 characters has no cue worth naming: "1 h" beside "24 h" is no pattern.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..question import Option, Question
from . import text

SHORT = 20


@dataclass(frozen=True)
class Worded:
    """The answer and the distractors that are made of words, in the author's order."""

    key: Option
    distractors: tuple[Option, ...]

    @property
    def all(self) -> tuple[Option, ...]:
        return (self.key, *self.distractors)


def length(option: Option) -> int:
    """Characters as printed."""
    return len(text.plain(option.text))


def worded(item: Question) -> Worded | None:
    """The options that cue rules compare; None when the answer is not in words or fewer than two distractors are."""
    options = [option for option in item.as_written if text.in_words(option.text)]
    keys = [option for option in options if option.right]
    distractors = tuple(option for option in options if not option.right)
    if not keys or len(distractors) < 2 or max(map(length, options)) < SHORT:
        return None
    return Worded(keys[0], distractors)
