"""QZ104 to QZ108: the answer cannot be told by its choice of words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..question import Question
from . import text
from .cues import worded
from .rule import Finding, named, rule
from .words import EXTREMES, HEDGES

_ABOVE = re.compile(
    r"\b(?:all|none|both|neither|either|any|some|most|two) of "
    r"(?:the (?:above|others?|options|answers|other options|other answers)|these(?: options| answers)?[.!]?$)"
    r"|^(?:both |neither |only )?\(?[A-E]\)?(?:, \(?[A-E]\)?)*,? (?:and|or|nor) \(?[A-E]\)?[.!]?$"
    r"|^(?:all|none) (?:above|listed)\b",
    re.IGNORECASE,
)
WITH_OPENINGS = 4


def extremes(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word in EXTREMES]


def hedges(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word in HEDGES]


@rule(
    "QZ104",
    "warning",
    what=(
        "A distractor holds an extreme word (always, never, all, only, cannot, guarantee …) and the answer holds none."
    ),
    why="Whoever strikes out what sounds absolute is right without thinking about the matter.",
    example="“Batch is always cheaper” as a distractor",
    instead="“Batch is cheaper at this cache rate”",
)
def distractors_are_not_extreme(item: Question) -> Iterator[Finding]:
    if not (options := worded(item)) or extremes(text.words(options.key.text)):
        return
    extreme = [(option, word) for option in options.distractors for word in extremes(text.words(option.text))]
    if extreme:
        words = named(dict.fromkeys(f"'{word}'" for _, word in extreme))
        message = f"{words} in the distractors and no such word in the answer. State the mistake without it."
        yield Finding(f"{extreme[0][0].key}/text", message)


@rule(
    "QZ105",
    "warning",
    what="The answer alone hedges (may, can, often, usually …).",
    why="A careful sentence among bold ones reads like the author's own voice.",
    example="“It can help when load is uneven” beside three flat claims",
    instead="Hedge them all, or none",
)
def answer_does_not_hedge_alone(item: Question) -> Iterator[Finding]:
    if not (options := worded(item)):
        return
    mine = hedges(text.words(options.key.text))
    if mine and not any(hedges(text.words(option.text)) for option in options.distractors):
        yield Finding(
            "answer/text",
            f"only the answer hedges ({named(dict.fromkeys(mine))}). Say it flatly, or let a distractor hedge too.",
        )


@rule(
    "QZ106",
    "warning",
    what="The answer alone repeats a content word of the stem.",
    why="An echo links question and answer for a reader who understands neither.",
    example="Stem: “What limits a cached prefix?” Answer: “The prefix must match”; no distractor says prefix",
    instead="Use the word in two options, or in none",
)
def answer_does_not_echo_alone(item: Question) -> Iterator[Finding]:
    if not (options := worded(item)):
        return
    asked = text.letters(text.without_code(item.stem))
    shared = asked & text.letters(options.key.text)
    if shared and not any(asked & text.letters(option.text) for option in options.distractors):
        heard = dict.fromkeys(
            word for word in text.words(options.key.text) if text.stem(word.removesuffix("'s")) in shared
        )
        yield Finding(
            "answer/text",
            f"only the answer repeats words of the stem ({named(heard)}). Reword it, or let a distractor echo too.",
        )


@rule(
    "QZ107",
    "error",
    what="An option says all, none or both of the above.",
    why="It tests counting: who knows two of the others has it. The build also shuffles what is above.",
    example="“All of the above”",
    instead="A distractor of its own",
)
def no_option_speaks_of_others(item: Question) -> Iterator[Finding]:
    for option in item.as_written:
        if _ABOVE.search(text.plain(option.text)):
            yield Finding(f"{option.key}/text", "this option speaks of the other options. Write one that stands alone.")


@rule(
    "QZ108",
    "warning",
    what="In an item of four or more options, all distractors open with one word and the answer with another.",
    why="The odd opening is seen before a word is understood.",
    example="“It shrinks …” beside “The …”, “The …”, “The …”",
    instead="Let the openings be all alike, or mixed",
)
def answer_does_not_open_alone(item: Question) -> Iterator[Finding]:
    options = worded(item)
    if not options or len(options.all) < WITH_OPENINGS:
        return
    first = [text.words(option.text)[0] for option in options.all]
    if len(set(first[1:])) == 1 and first[0] != first[1]:
        yield Finding(
            "answer/text",
            f"all distractors open with '{first[1]}' and the answer with '{first[0]}'. Vary the openings.",
        )
