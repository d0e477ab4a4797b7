"""What a rule must leave alone: sentences that come close to a fault and are none."""

from __future__ import annotations

from typing import Any

import pytest

from macros.quiz.lint import RULES
from macros.quiz.question import Option, Question

STEM = "A report is due tomorrow at nine. Which lane should carry its calls?"
WHY = "Its reader comes at nine, so eight hours of waiting cost nobody anything at all, number {}."
TEXTS = (
    "The batch lane, sent off this evening",
    "The live lane, called at each request",
    "A new machine, rented for this week",
)


def item(stem: str = STEM, texts: tuple[str, ...] = TEXTS, why: str | None = None, **more: Any) -> Question:
    """A sound question, the first text its answer, with what a case changes."""
    keys = ["answer", *(f"distractors/{n}" for n in range(len(texts) - 1))]
    options = tuple(
        Option(f"id{n}", text, why if why and n == 1 else WHY.format(n), n == 0, f"idea-{n}" if n else None, key)
        for n, (text, key) in enumerate(zip(texts, keys, strict=True))
    )
    return Question("an-item", 1, "O1", "apply", "here", stem, options, "an-item.yml", **more)


def broken(question: Question) -> set[str]:
    return {name for name, rule in RULES.items() if rule.of_item(question)}


@pytest.mark.parametrize(
    "stem",
    [
        "Why does a queue not grow while the machines stand idle at night?",
        "The job has not come back by nine. What should the owner of the report do?",
        "A vendor states “it is never late?” on its page. Which reply is the most useful one?",
        "Which plan costs the least and is at least as fast as the one in place?",
        "A paper by another team says that batch is faster. Which reply is the most useful?",
        "The page of a vendor states a window of a day. Which plan goes with that?",
        "The authors' text is long, and context costs money. Which lane should carry it?",
        "Given `a = what() and why()` in a job, which of the lanes should carry it today?",
        "Which of these is **not** a reason to wait for the file until tomorrow?",
    ],
)
def test_a_fair_stem_is_left_alone(stem: str) -> None:
    question = item(stem, negative="**not**" in stem)
    assert not broken(question) & {"QZ201", "QZ202", "QZ203", "QZ204", "QZ205", "QZ206"}


@pytest.mark.parametrize(
    "why",
    [
        "No vendor promises that much, and the report has a reader who comes at nine in the morning.",
        "Right now nobody waits for it, and the report has a reader who comes at nine in the morning.",
        "The first answer arrives after forty minutes, which is a latency and says nothing of the whole job.",
        "Two answers 5 minutes apart are as good as one, as the reader comes at nine in the morning.",
        "Service A and service B get the same total, so the second choice of lane makes no difference here.",
        "The work is just as urgent as before, and it is done just before the reader comes at nine.",
        "A first choice of lane can be changed later; what is paid for until then cannot be undone at all.",
        "A simple table is enough, and a clear one better: what matters is that its numbers carry dates.",
        "At $5 a million tokens the saving is small, and the reader of the report still comes at nine.",
        "Together they cost $5 a million tokens; the reader of the report still comes at nine o'clock.",
    ],
)
def test_a_fair_reason_is_left_alone(why: str) -> None:
    assert broken(item(why=why)) == set()


@pytest.mark.parametrize(
    "texts",
    [
        ("18 %", "36 %", "about the half of it, as far as one can see"),
        ("`max_tokens`", "`top_p`, which is a good deal longer here", "`stop`"),
        ("1 h", "24 h or a little more", "2 h"),
        ("Both lanes, one after the other", "The lane above the limit, at night", "All of the rows, in one large file"),
        ("100 rows per minute", "40 minutes per row now", "300 seconds per row"),
    ],
)
def test_options_that_only_look_like_a_pattern_are_left_alone(texts: tuple[str, ...]) -> None:
    assert not broken(item(texts=texts)) & {"QZ101", "QZ102", "QZ103", "QZ105", "QZ107", "QZ109", "QZ110", "QZ112"}


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("QZ202", {"stem": "Which of these lanes is the one that doesn't suit a report due at nine?"}),
        ("QZ202", {"negative": True}),
        ("QZ203", {"stem": "Is the report late? Which lane should carry its calls tomorrow at nine?"}),
        ("QZ204", {"stem": "According to the lesson, which lane should carry the calls of a report?"}),
        (
            "QZ107",
            {
                "texts": (
                    "The batch lane, sent off this evening",
                    "The live lane, called at each request",
                    "Both A and B",
                )
            },
        ),
        ("QZ107", {"texts": ("None of the other options", *TEXTS[1:])}),
        ("QZ111", {"stem": "A report is due at nine tomorrow, and it is sent by way of an …?"}),
        ("QZ302", {"why": "The second option would be late here, and so would the one above it on the same night."}),
        ("QZ302", {"why": "The third option pays for speed that nobody is there to notice on any night of the year."}),
        (
            "QZ304",
            {"why": "You just have to look at the clock, and to see that nobody at all is waiting for it there."},
        ),
        (
            "QZ501",
            {"why": "At Together AI it is 5 USD a million tokens, and the reader of the report still comes at nine."},
        ),
    ],
)
def test_the_same_faults_in_other_words_are_found(rule: str, change: dict[str, Any]) -> None:
    assert rule in broken(item(**change))
