"""QZ109 to QZ112: the answer cannot be told by its marks, its grammar or its place in a row of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..question import Question
from . import text
from .cues import worded
from .rule import Finding, named, rule

_STOPS = ".!?;:…"
_MARKS: dict[str, Callable[[str], object]] = {
    "code": re.compile(r"`").search,
    "bold or italics": re.compile(r"\*\w|\b_\w").search,
    "a number": re.compile(r"\d").search,
    "a bracket": re.compile(r"[(\[]").search,
}
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni|s[eua])|hour|honest|8|11\b|18\b)", re.IGNORECASE)
_CONSONANT = re.compile(r"(?:eu|one\b|once\b)", re.IGNORECASE)
# An abbreviation that is said letter by letter and opens with a vowel sound.
_SPELT = re.compile(r"[AEFHILMNORSX][A-Z]")


@rule(
    "QZ109",
    "warning",
    what="The answer alone ends in a full stop or opens with a capital, or alone does not.",
    why="A different edit shows which line the author cared for.",
    example="“It queues.” beside “it fails”, “it stops”",
    instead="One style for all options of an item",
)
def edges_are_alike(item: Question) -> Iterator[Finding]:
    if not (options := worded(item)):
        return
    shown = [text.plain(option.text) for option in options.all]
    for does, does_not, edges in (
        ("ends in punctuation", "does not end in punctuation", [words[-1] in _STOPS for words in shown]),
        ("opens with a capital", "does not open with a capital", [words[0].isupper() for words in shown]),
    ):
        if len(set(edges[1:])) == 1 and edges[0] != edges[1]:
            alone = does if edges[0] else does_not
            yield Finding("answer/text", f"only the answer {alone}. Write all options in one style.")


@rule(
    "QZ110",
    "warning",
    what="The answer alone holds code, bold or italics, a number or a bracket.",
    why="What looks more exact is taken for true.",
    example="“40 % of the hours (nights)” beside “Most hours”",
    instead="A figure in two options, or in none",
)
def marks_are_shared(item: Question) -> Iterator[Finding]:
    if not (options := worded(item)):
        return
    alone = [
        mark
        for mark, has in _MARKS.items()
        if has(options.key.text) and not any(has(option.text) for option in options.distractors)
    ]
    if alone:
        message = f"only the answer holds {named(alone)}. Give it to a distractor too, or leave it out."
        yield Finding("answer/text", message)


@rule(
    "QZ111",
    "warning",
    what="The stem ends in “a” or “an”, which an option cannot follow.",
    why="Grammar then strikes the option out.",
    example="“A place where requests wait is a …” with the option “interval”",
    instead="End before the article: “What is a place where requests wait called?”",
)
def articles_fit(item: Question) -> Iterator[Finding]:
    end = re.search(r"\b(an?)[\s…:?._]*$", text.plain(item.stem))
    if not end:
        return
    for option in item.as_written:
        words = text.plain(option.text)
        vowel = bool(_SPELT.match(words) or (_VOWEL.match(words) and not _CONSONANT.match(words)))
        if vowel != (end[1] == "an"):
            message = f"the stem ends in '{end[1]}', which this option cannot follow. End the stem before the article."
            yield Finding(f"{option.key}/text", message)


@rule(
    "QZ112",
    "warning",
    what="All options are numbers of one kind and `order: ascending` is missing.",
    why="Numbers in no order cost a learner time that the question does not want to measure.",
    example="“50 %”, “18 %”, “45 %”",
    instead="`order: ascending`, and the build sorts them",
)
def numbers_are_in_order(item: Question) -> Iterator[Finding]:
    shown = [text.plain(option.text) for option in item.options]
    kinds = {_NUMBER.sub("#", words) for words in shown}
    if not item.ascending and len(kinds) == 1 and next(iter(kinds)).count("#") == 1:
        yield Finding("distractors", "all options are numbers of one kind. Add order: ascending.")
