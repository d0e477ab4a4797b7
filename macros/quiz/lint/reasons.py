"""QZ301 to QZ304: a reason explains its own option, in any order, to somebody one respects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..question import Question
from ..read_options import normal
from . import text
from .rule import Finding, rule

_VERDICT = re.compile(
    r"(?:(?:wrong|no|incorrect|not quite|correct|yes|right|true|false|sorry|exactly)\s*[,.:;!–—]"
    r"|this (?:is|option is|answer is) (?:wrong|incorrect|correct|right|false)\b)",
    re.IGNORECASE,
)
_KIND = r"(?:option|choice|distractor|alternative)"
_PLACE = re.compile(
    rf"\b[Tt]he (?:first|second|third|fourth|fifth|last|top|bottom|above|previous|next) {_KIND}s?\b(?! (?:of|to|for)\b)"
    rf"|\b{_KIND}s? (?:above|below)\b"
    rf"|\b(?i:{_KIND}|answer)s? \(?[A-E]\)?(?![\w'’])|\b(?i:{_KIND})s? [1-5]\b(?![.,%]?\d| ?%)"
)
_BELITTLES = re.compile(
    r"\b(obviously|simply|of course|clearly|trivially|as everyone knows|needless to say"
    r"|(?<!has )(?<!have )(?<!had )just"
    r"(?! (?:as|before|after|in|now|under|over|below|above|enough|when|like|one)\b))\b",
    re.IGNORECASE,
)


def _reasons(item: Question) -> list[tuple[str, str]]:
    """(key, reason) of each option, in its author's order."""
    return [(f"{option.key}/why", option.why) for option in item.as_written]


@rule(
    "QZ301",
    "warning",
    what="A reason opens with the verdict (wrong, no, correct …).",
    why="The card has said it already; the first words are the ones that are read.",
    example="“Wrong. The queue is shared.”",
    instead="“Both copies wait in the same queue, so they tend to be late together.”",
)
def opens_with_the_reason(item: Question) -> Iterator[Finding]:
    for key, why in _reasons(item):
        if verdict := _VERDICT.match(text.plain(why)):
            opening = verdict[0].strip()
            yield Finding(key, f"the reason opens with '{opening}', which the card says already. Open with the reason.")


@rule(
    "QZ302",
    "error",
    what="A reason cites an option by letter or place.",
    why="The build orders the options and a retry shuffles them: the reason would speak of another one.",
    example="“Option B would be late.”",
    instead="“A job sent at noon would be late.”",
)
def cites_no_place(item: Question) -> Iterator[Finding]:
    for key, why in _reasons(item):
        if place := _PLACE.search(text.prose(why)):
            yield Finding(key, f"'{place[0]}' cites an option by its place, and places change. Say what it says.")


@rule(
    "QZ303",
    "error",
    what="Two options carry the same reason.",
    why="A reason speaks to one mistake. Copied, it answers neither.",
    example="“It would be late.” under two distractors",
    instead="What is mistaken in each",
)
def reasons_differ(item: Question) -> Iterator[Finding]:
    seen: set[str] = set()
    for key, why in _reasons(item):
        if normal(why) in seen:
            yield Finding(key, "this reason is the same as another option's. Say what is mistaken here.")
        seen.add(normal(why))


@rule(
    "QZ304",
    "warning",
    what="A reason belittles (obviously, simply, just, of course, clearly).",
    why="Somebody who has just been wrong reads that it was easy.",
    example="“Obviously the queue is full.”",
    instead="“Once the cache is full, a new request waits until another ends.”",
)
def respects_the_reader(item: Question) -> Iterator[Finding]:
    for key, why in _reasons(item):
        if belittling := _BELITTLES.search(text.prose(why)):
            yield Finding(key, f"'{belittling[0]}' belittles whoever did not see it. Leave it out.")
