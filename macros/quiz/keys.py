"""The keys of a question, a sorting card and a quiz, declared once in the words of `files/declared.py`.

The reader (`read_item.py`), the JSON Schema that editors complete from (`schema.py`), the scaffold and the table in the
contributor docs are all made from this list, so they cannot disagree. A text is Markdown, save in lists and under names
of an author's own.
"""

from __future__ import annotations

from ..files.declared import KEBAB, Entries, Flag, Key, ListOf, Number, OneOf, Record, Text

LEVELS = ("remember", "understand", "apply", "analyse", "evaluate")
_NAMES = ListOf(Text(KEBAB))

_REV = Key(
    "rev",
    Number(least=1, whole=True),
    "Raise it when the meaning changes: readers' saved tries of this item are dropped, and only those.",
)
_OBJECTIVE = Key(
    "objective", Text(), "One of the objectives in quiz.yml; the score is shown by objective.", rule="QZ005"
)
_WHY = Key("why", Text(), "The reason shown beside this option once it is judged, in Markdown.", rule="QZ004")
_TEXT = Key("text", Text(), "The option as printed, in Markdown.")
_LINT_OK = Key(
    "lint-ok",
    ListOf(
        Record((Key("rule", Text(), "The rule's id, such as QZ105."), Key("because", Text(), "Why it is right here.")))
    ),
    "Item rules this question may break, each with a reason that is printed on the item-quality page.",
    required=False,
)

QUESTION = (
    _REV,
    _OBJECTIVE,
    Key("level", OneOf(LEVELS), "What the item asks of a reader's mind.", rule="QZ005"),
    Key(
        "see",
        Text(),
        "The id of the lesson's paragraph or heading that answers it: the card links there.",
        rule="QZ005",
    ),
    Key("stem", Text(), "The question, in Markdown, ending in a question mark."),
    Key("answer", Record((_TEXT, _WHY)), "The one right option.", rule="QZ002"),
    Key(
        "distractors",
        ListOf(
            Record(
                (
                    _TEXT,
                    Key(
                        "misconception",
                        Text(),
                        "The mistaken idea that makes it tempting, in kebab-case;"
                        " `make check` asks for it. Never shown.",
                        required=False,
                    ),
                    _WHY,
                )
            ),
            at_least=2,
            at_most=4,
        ),
        "The wrong options; the build picks the printed order.",
        rule="QZ003",
    ),
    Key(
        "order",
        OneOf(("ascending",)),
        "Options that are all numbers, printed from small to large.",
        required=False,
    ),
    Key("negative", Flag(), "The stem asks for the exception; write its **not** in bold.", required=False),
    _LINT_OK,
)

SORTING = (
    _REV,
    _OBJECTIVE,
    Key("see", Text(), "The id of the lesson's paragraph or heading that answers it.", required=False),
    Key("stem", Text(), "What to sort, in Markdown."),
    Key(
        "rows",
        ListOf(
            Record(
                (
                    Key("text", Text(), "The workload as printed, in Markdown."),
                    Key("waits", Flag(), "true when its answers may come later."),
                    Key("why", Text(), "The reason shown after the check."),
                )
            ),
            at_least=2,
            at_most=12,
        ),
        "The workloads, in the order printed.",
    ),
)

QUIZ = (
    Key("title", Text(), "The heading of the check."),
    Key("lesson", Text(), "The page under docs/ that its questions point to; index.md when left out.", required=False),
    Key("objectives", Entries(Text()), "Short names (O1, O2 …) with what a reader can do afterwards."),
    Key("order", _NAMES, "The questions of the check, in order, by file name without .yml."),
    Key("practice", _NAMES, "Cards of the lesson's body; never in the score.", required=False),
    Key("sorting", _NAMES, "Sorting cards of the lesson's body; never in the score.", required=False),
)
