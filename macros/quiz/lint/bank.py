"""QZ401 to QZ404: over a whole bank, nothing but knowledge finds the answers.

One item whose answer is the longest is chance; nine of fifteen are a habit. These rules count such habits and compare
them with chance, so that no single item has to be bent.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..question import Question
from . import guess
from .rule import Finding, ItemSet, bank_rule, named

WARN, FAIL = 0.05, 0.01
WARN_DEVIATIONS, FAIL_DEVIATIONS = 2, 3


def tail(chances: list[float], hits: int) -> float:
    """Probability of `hits` or more among independent draws, each with its own chance (binomial where equal)."""
    exactly = [1.0]
    for chance in chances:
        exactly = [
            (exactly[n] if n < len(exactly) else 0.0) * (1 - chance) + (exactly[n - 1] * chance if n else 0.0)
            for n in range(len(exactly) + 1)
        ]
    return sum(exactly[hits:])


def _said(p: float) -> str:
    return f"p = {p:.3f}" if p >= 0.001 else "p < 0.001"


def strictly(item: Question, pick: guess.Guesser) -> bool:
    """True when the pick is one option and it is the answer."""
    taken = pick(item)
    return len(taken) == 1 and taken[0].right


def _beyond_chance(what: str, hits: list[str], chances: list[float], advice: str) -> str:
    """What is said of a habit: `hits` are the ids of the items that have it."""
    p = tail(chances, len(hits))
    return (
        f"the answer is {what} in {len(hits)} of {len(chances)} questions; "
        f"chance gives {sum(chances):.1f} ({_said(p)}). {advice} in some of {named(hits)}."
    )


def _habit(bank: ItemSet, pick: guess.Guesser, word: str) -> Iterator[Finding]:
    chances = [1 / len(item.options) for item in bank.items]
    hits = [item.id for item in bank.items if strictly(item, pick)]
    p = tail(chances, len(hits))
    if p < WARN:
        message = _beyond_chance(f"strictly the {word} option", hits, chances, "Rework lengths")
        yield Finding(bank.key, message, "error" if p < FAIL else "warning")


@bank_rule(
    "QZ401",
    "warning or error",
    what=(
        "More answers are strictly the longest option than chance explains: "
        "warning at p < 0.05, error at p < 0.01 (8 and 9 of fifteen with four options)."
    ),
    why="A learner who knows nothing scores by picking the longest, and one who knows doubts the short answer.",
    example="Nine answers of fifteen are the longest",
    instead="Lengths that differ without pattern",
)
def longest_is_no_habit(bank: ItemSet) -> Iterator[Finding]:
    yield from _habit(bank, guess.longest, "longest")


@bank_rule(
    "QZ402",
    "warning or error",
    what="More answers are strictly the shortest option than chance explains, by the same two limits.",
    why="Mending “longest” everywhere at once makes the shortest the new trick.",
    example="Nine answers of fifteen are the shortest",
    instead="Lengths that differ without pattern",
)
def shortest_is_no_habit(bank: ItemSet) -> Iterator[Finding]:
    yield from _habit(bank, guess.shortest, "shortest")


@bank_rule(
    "QZ403",
    "warning",
    what="The answers stand at one printed place more often than chance explains (p < 0.01).",
    why="“When in doubt, take the second” would pay.",
    example="The answer is second in ten of fifteen",
    instead="The build orders options by a hash of their words: reword an option of two or three items",
)
def places_are_mixed(bank: ItemSet) -> Iterator[Finding]:
    for place in range(max(len(item.options) for item in bank.items)):
        chances = [1 / len(item.options) if place < len(item.options) else 0.0 for item in bank.items]
        hits = [item.id for item in bank.items if place < len(item.options) and item.options[place].right]
        if tail(chances, len(hits)) < FAIL:
            advice = "The order follows the words: reword an option"
            yield Finding(bank.key, _beyond_chance(f"printed at place {place + 1}", hits, chances, advice))


@bank_rule(
    "QZ404",
    "warning or error",
    what="A blind guesser scores above chance by more than 2 standard deviations (warning) or 3 (error).",
    why="The score should say what a learner knows. Nine guessers who know nothing take the check at each build.",
    example="“Most central” gets 9 of 15 where chance gives 3.8",
    instead="Distractors that share words with each other as much as with the answer",
)
def nobody_guesses_well(bank: ItemSet) -> Iterator[Finding]:
    by_chance = guess.chance(bank.items)
    for name, guesser in guess.GUESSERS.items():
        right = guess.score(guesser, bank.items)
        if right > by_chance.above(WARN_DEVIATIONS):
            hits = named(item.id for item in bank.items if strictly(item, guesser)) or "the items it finds"
            message = (
                f"the blind guesser '{name}' gets {right:.1f} of {len(bank.items)} right; "
                f"chance gives {by_chance.mean:.1f}. Rework options in some of {hits}."
            )
            yield Finding(bank.key, message, "error" if right > by_chance.above(FAIL_DEVIATIONS) else "warning")
