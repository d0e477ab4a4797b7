"""The keys of a question, a sorting card and a quiz, declared once.

The reader (`load_quiz.py`), the JSON Schema that editors complete from (`schema.py`) and the table in the
contributor docs are all made from this list, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = ("remember", "understand", "apply", "analyse", "evaluate")


@dataclass(frozen=True)
class Key:
    """One key. `kind` names a reader; `keys` are those of a record, or of each entry of a list.

    `told` says what the key is from the chair of the reader who meets it.
    """

    name: str
    kind: str
    told: str
    required: bool = True
    choices: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    at_least: int = 0
    at_most: int | None = None
    rule: str = (
        ""  # the item rule that an author breaks who leaves it out, gives it twice or chooses a value of their own
    )


_REV = Key(
    "rev",
    "integer",
    "Raise it when the meaning changes: readers' saved tries of this item are dropped, and only those.",
)
_OBJECTIVE = Key(
    "objective", "text", "One of the objectives in quiz.yml; the score is shown by objective.", rule="QZ005"
)
_WHY = Key("why", "text", "The reason shown beside this option once it is judged, in Markdown.", rule="QZ004")
_TEXT = Key("text", "text", "The option as printed, in Markdown.")
_LINT_OK = Key(
    "lint-ok",
    "list",
    "Item rules this question may break, each with a reason that is printed on the item-quality page.",
    required=False,
    keys=(Key("rule", "text", "The rule's id, such as QZ105."), Key("because", "text", "Why it is right here.")),
)

QUESTION = (
    _REV,
    _OBJECTIVE,
    Key("level", "text", "What the item asks of a reader's mind.", choices=LEVELS, rule="QZ005"),
    Key(
        "see",
        "text",
        "The id of the lesson's paragraph or heading that answers it: the card links there.",
        rule="QZ005",
    ),
    Key("stem", "text", "The question, in Markdown, ending in a question mark."),
    Key("answer", "record", "The one right option.", keys=(_TEXT, _WHY), rule="QZ002"),
    Key(
        "distractors",
        "list",
        "The wrong options; the build picks the printed order.",
        at_least=2,
        at_most=4,
        keys=(
            _TEXT,
            Key(
                "misconception",
                "text",
                "The mistaken idea that makes it tempting, in kebab-case; `make check` asks for it. Never shown.",
                required=False,
            ),
            _WHY,
        ),
        rule="QZ003",
    ),
    Key(
        "order",
        "text",
        "Options that are all numbers, printed from small to large.",
        required=False,
        choices=("ascending",),
    ),
    Key("negative", "flag", "The stem asks for the exception; write its **not** in bold.", required=False),
    _LINT_OK,
)

SORTING = (
    _REV,
    _OBJECTIVE,
    Key("see", "text", "The id of the lesson's paragraph or heading that answers it.", required=False),
    Key("stem", "text", "What to sort, in Markdown."),
    Key(
        "rows",
        "list",
        "The workloads, in the order printed.",
        at_least=2,
        at_most=12,
        keys=(
            Key("text", "text", "The workload as printed, in Markdown."),
            Key("waits", "flag", "true when its answers may come later."),
            Key("why", "text", "The reason shown after the check."),
        ),
    ),
)

QUIZ = (
    Key("title", "text", "The heading of the check."),
    Key("lesson", "text", "The page under docs/ that its questions point to; index.md when left out.", required=False),
    Key("objectives", "entries", "Short names (O1, O2 …) with what a reader can do afterwards."),
    Key("order", "names", "The questions of the check, in order, by file name without .yml."),
    Key("practice", "names", "Cards of the lesson's body; never in the score.", required=False),
    Key("sorting", "names", "Sorting cards of the lesson's body; never in the score.", required=False),
)
