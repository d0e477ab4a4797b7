"""QZ101 to QZ103: the answer cannot be told by its length."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import mean

from ..question import Question
from .cues import length, worded
from .rule import Finding, rule

OVER_MEAN, OVER_SECOND, UNDER_MEAN = 1.25, 1.10, 0.65
LONG, SPREAD = 40, 1.6


@rule(
    "QZ101",
    "warning",
    what=(
        "The answer is strictly the longest option, "
        "at least 1.25 times the mean of the distractors or 1.10 times the second longest."
    ),
    why="“Pick the longest” is the oldest trick of a test: authors qualify what must be true and leave the rest bare.",
    example="“Batch, with a live fallback at a set hour for what is missing” beside “Batch alone”",
    instead="Distractors as detailed as the answer, or a shorter answer with the detail in its reason",
)
def answer_is_not_the_longest(item: Question) -> Iterator[Finding]:
    if not (options := worded(item)):
        return
    key, others = length(options.key), [length(option) for option in options.distractors]
    if key > max(others) and (key >= OVER_MEAN * mean(others) or key >= OVER_SECOND * max(others)):
        lengths = f"{key} characters; the next has {max(others)}"
        advice = "Shorten it, or give the distractors as much detail."
        yield Finding("answer/text", f"the answer is the longest option by far ({lengths}). {advice}")


@rule(
    "QZ102",
    "warning",
    what="The answer is strictly the shortest option, at most 0.65 times the mean of the distractors.",
    why="One short line among long ones is chosen for its look.",
    example="“Measure it” beside three options of a whole sentence",
    instead="An answer as full as its neighbours",
)
def answer_is_not_the_shortest(item: Question) -> Iterator[Finding]:
    if not (options := worded(item)):
        return
    key, others = length(options.key), [length(option) for option in options.distractors]
    if key < min(others) and key <= UNDER_MEAN * mean(others):
        lengths = f"{key} characters; the distractors have {mean(others):.0f} on average"
        yield Finding("answer/text", f"the answer is the shortest option by far ({lengths}). Make them alike.")


@rule(
    "QZ103",
    "warning",
    what="The longest option has over 40 characters and over 1.6 times those of the shortest.",
    why="Uneven options draw the eye before they are read.",
    example="“No” beside “Yes, provided that the queue is empty when the job is submitted”",
    instead="Options of one shape, with the same grammar",
)
def options_are_of_one_size(item: Question) -> Iterator[Finding]:
    if not (options := worded(item)):
        return
    longest, shortest = max(options.all, key=length), min(options.all, key=length)
    if length(longest) > LONG and length(longest) > SPREAD * length(shortest):
        lengths = f"this option has {length(longest)} characters and the shortest {length(shortest)}"
        yield Finding(f"{longest.key}/text", f"{lengths}. Bring them closer together.")
