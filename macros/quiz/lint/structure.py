"""QZ001 to QZ007: an item is whole, has one answer, and leads somewhere. The reader of the files says most of these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...files.nodes import short
from ..question import Question
from ..read_options import normal
from . import text
from .rule import Finding, ItemSet, also_over, named, rule, said_by_the_reader

FEWEST, MOST = 12, 60  # words of a reason
ALIKE = 0.85
USES = 3

said_by_the_reader(
    "QZ001",
    "error",
    what="The file name is not a kebab-case id, or it is the id of a retired item or of a paragraph of the lesson.",
    why="Saved answers hang on the id. A reused id would show a learner somebody's old verdict on a new question.",
    example="`Which_Can_Wait.yml`",
    instead="`which-can-wait.yml`",
)
said_by_the_reader(
    "QZ002",
    "error",
    what="The item has not exactly one answer: none, two, or a distractor that says the same.",
    why="A learner who is right and told wrong stops trusting every other verdict.",
    example="A distractor “Half the price” beside the answer “half the price”",
    instead="A distractor that is wrong for a reason you can name",
)
said_by_the_reader(
    "QZ003",
    "error",
    what="There are fewer than two or more than four distractors.",
    why="One distractor is a coin toss; a fifth is read by everybody and chosen by nobody.",
    example="Five distractors, two of them fillers",
    instead="The two to four that real misconceptions lead to",
)
said_by_the_reader(
    "QZ005",
    "error",
    what="The objective, the level or `see` names nothing that exists.",
    why=(
        "The score is shown by objective and a wrong answer leads to its paragraph: "
        "a name that resolves to nothing breaks both."
    ),
    example="`see: queus`",
    instead="`see: queues`, an id that the lesson carries",
)


@rule(
    "QZ004",
    "error or warning",
    what="An option has no reason (error), or one under 12 or over 60 words (warning).",
    why="The reason teaches more than the verdict. A short one repeats the verdict; a long one is not read.",
    example="“Nobody is waiting.”",
    instead=(
        "“The report has a date rather than a person waiting, so eight hours of delay are invisible to its reader.”"
    ),
)
def reasons_teach(item: Question) -> Iterator[Finding]:
    for option in item.options:
        count = len(text.words(option.why))
        size = f"this reason has {count} words"
        if count < FEWEST:
            advice = "Say what makes the option right or wrong."
            yield Finding(f"{option.key}/why", f"{size}, under {FEWEST}. {advice}", "warning")
        elif count > MOST:
            yield Finding(f"{option.key}/why", f"{size}, over {MOST}. Keep what a learner needs here.", "warning")


@rule(
    "QZ006",
    "error or warning",
    what="Two options are equal (error), or share more than 85 % of their content words (warning).",
    why="Options that say one thing cancel each other: a learner strikes both out without knowing the matter.",
    example="“The batch lane is cheaper” beside “The cheaper lane is batch”",
    instead="One of the two, and a distractor with another misconception",
)
def options_differ(item: Question) -> Iterator[Finding]:
    options = item.as_written
    for n, option in enumerate(options):
        for earlier in options[:n]:
            shared = text.overlap(text.content(earlier.text), text.content(option.text))
            if shared > ALIKE and normal(earlier.text) != normal(option.text):
                what = "the answer" if earlier.right else "another distractor"
                message = f"this distractor has nearly the words of {what}. Write a different mistake."
                yield Finding(f"{option.key}/text", message, "warning")


@rule(
    "QZ007",
    "warning",
    what="A distractor carries no `misconception`, or one misconception stands in more than three items of a quiz.",
    why=(
        "A distractor without a mistaken idea behind it tempts nobody; "
        "one idea tested over and over leaves others untested."
    ),
    example="A distractor added to make four",
    instead="`misconception: typical-is-promised`",
)
def mistakes_have_names(item: Question) -> Iterator[Finding]:
    for option in item.options:
        if not option.right and not option.misconception:
            advice = "Add the mistaken idea that makes it tempting, in kebab-case."
            yield Finding(f"{option.key}/text", f"this distractor names no misconception. {advice}")


@also_over("QZ007", "title")
def mistakes_vary(bank: ItemSet) -> Iterator[Finding]:
    uses: Counter[str] = Counter()
    for item in bank.items:
        for option in item.as_written:
            idea = option.misconception
            if not idea:
                continue
            uses[idea] += 1
            if uses[idea] == USES + 1:
                others = named(other.id for other in bank.items if other is not item and _tests(other, idea))
                message = f"the misconception '{short(idea)}' stands in {others} already. Test another one."
                yield Finding(f"{option.key}/misconception", message, item=item)


def _tests(item: Question, misconception: str) -> bool:
    return any(option.misconception == misconception for option in item.options)
