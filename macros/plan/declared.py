"""The plan's files of `docs/data/`: its questions, its text, the commands that close it, and the tools of these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Any

from ..calculator.declared import (
    CHOICE,
    HINT,
    KIND,
    LEAST_KEY,
    MOST,
    MOST_KEY,
    NAMED,
    PERCENT,
    UNIT,
    UNKNOWN,
    default_fits,
    field_ids,
    once_in_all,
)
from ..files.declared import (
    KEBAB,
    DataFile,
    Day,
    Either,
    Flag,
    Here,
    Key,
    Kinds,
    Known,
    ListOf,
    Number,
    OneOf,
    OrBlank,
    Record,
    Text,
    Url,
    count,
)
from ..files.nodes import Reader
from ..files.read_declared import child, load
from ..files.yaml_text import Node

_FIELD_OF_CALCULATOR = Known("a field of calculator.yml", field_ids)
_DAY = Text(r"\d{4}-\d{2}-\d{2}", "no day. Write YYYY-MM-DD in quotes.")


_NUMBER = Record(
    (
        *NAMED,
        KIND,
        Key("unit", UNIT, "As printed beside it.", required=False),
        Key(
            "default",
            OrBlank(Number(least=0, most=MOST)),
            'What it opens with; "" for an answer that is not known yet.',
        ),
        LEAST_KEY,
        MOST_KEY,
        PERCENT,
        Key("measure", Flag(), "true: a log, an invoice or the test itself can tell it.", required=False),
        UNKNOWN,
        HINT,
    ),
    default_fits,
)
_TEXT = Record((*NAMED, KIND, Key("default", OrBlank(Text()), "What it opens with."), HINT))
_DATE = Record(
    (*NAMED, KIND, Key("default", OrBlank(_DAY), "The date of the price book when left out.", required=False), HINT)
)
_FIELD = Either(
    "calculator",
    Record(
        (
            Key(
                "calculator",
                _FIELD_OF_CALCULATOR,
                "A field shared with the calculator, by its id; alone, or the keys below.",
            ),
        )
    ),
    Kinds("kind", (("number", _NUMBER), ("text", _TEXT), ("date", _DATE), ("choice", CHOICE))),
)
_GROUP = Record(
    (
        Key("title", Text()),
        Key("open", Flag(), "true: unfolded from the start.", required=False),
        Key(
            "model_after",
            Here("a field of this file", ("groups", "fields", "id")),
            "The field after which the choice of model and prices stands.",
            required=False,
        ),
        Key("fields", ListOf(_FIELD, 1)),
    )
)
PLAN = DataFile(
    "plan.yml",
    "The plan's questions, in the order printed; the calculator's fields that are not named here follow.",
    Record(
        (
            Key("groups", ListOf(_GROUP, 1, once="title")),
            Key("measure", ListOf(_FIELD_OF_CALCULATOR, once="."), "What of the calculator's fields a log can tell."),
            Key("leave_out", ListOf(_FIELD_OF_CALCULATOR, once="."), "What of them moves nothing in a plan."),
        ),
        once_in_all,
    ),
)


def _slots(text: str) -> Iterable[tuple[int, str, str]]:
    """What is wrong with the slots of a text. They are held to plans, whose questions are declared above."""
    from .check_slots import faults

    return faults(text)


TEMPLATE = DataFile(
    "plan-template.yml",
    "The benchmark plan as one Markdown text with slots.",
    Record(
        (
            Key("sentence", Text(faults=_slots), "The page's first line."),
            Key("document", Text(as_written=True, faults=_slots), "The whole plan."),
        )
    ),
)
_KEBAB = Text(KEBAB, "no id. Write small letters, digits and single hyphens.")
STEPS = DataFile(
    "plan-steps.yml",
    "The commands that close a plan.",
    Record(
        (
            Key(
                "steps",
                ListOf(
                    Record(
                        (
                            Key("id", _KEBAB),
                            Key("title", Text()),
                            Key("body", Text(faults=_slots), "Markdown with slots."),
                        )
                    ),
                    once="id",
                ),
                "In order; with an empty list the appendix is left out.",
            ),
        )
    ),
)


def _ids(file: DataFile, key: str) -> Callable[[Path], Collection[str] | None]:
    """The ids in a list of another file; None when it is broken, which it says itself."""

    def names(root: Path) -> Collection[str] | None:
        made, _problems = load(file, root)
        return None if made is None else [one["id"] for one in made[key]]

    return names


def _held(r: Reader, node: Node, made: dict[str, Any]) -> None:
    """What is not run is held to the flags of its release."""
    if made.get("run") is False and not made.get("flags"):
        r.error(node, "run: false needs flags: to hold the commands to. Add them, or run the tool.")


_VERSION = Text(r"\d+(\.\d+)+", "no version. Write numbers with points between them.")
_TOOL = Record(
    (
        Key("id", _KEBAB, "As it is installed."),
        Key("version", _VERSION),
        Key("released", Day(), "The day of the release.", required=False),
        Key(
            "steps",
            ListOf(Known("a step of plan-steps.yml", _ids(STEPS, "steps")), 1, once="."),
            "The steps it is for.",
        ),
        Key("run", Flag(), "true: `make test-tools` or `make test` runs it as printed."),
        Key("source", Url()),
        Key("read", Text(), "What of it was read."),
        Key("note", Text(), "What to know before moving its version.", required=False),
        Key("may_miss", count("answers"), "Answers that a replay may leave out by its own fault.", required=False),
        Key(
            "flags",
            ListOf(Text(r"--[a-z0-9-]+", "no flag. Write it with its two hyphens."), once="."),
            "All that its release knows of those printed.",
            required=False,
        ),
    ),
    _held,
)
TOOLS = DataFile(
    "tools.yml",
    "The programs whose commands close a plan.",
    Record((Key("compiled", Day(), "The day they were read."), Key("tools", ListOf(_TOOL, 1, once="id")))),
)


def _answered(r: Reader, node: Node, made: dict[str, Any]) -> None:
    asked, answers = made.get("asked"), made.get("answers")
    if asked is not None and answers is not None and answers > asked:
        r.error(child(node, "answers"), f"{answers} answers to {asked} requests. Run `make test-tools` again.")


_RUN = Record(
    (
        Key("tool", Known("a tool of tools.yml", _ids(TOOLS, "tools"))),
        Key("version", _VERSION),
        Key("load", OneOf(("replay", "poisson"))),
        Key(
            "command",
            Text("[0-9a-f]{16}", "no fingerprint of a command. Run `make test-tools` again."),
            "Of the command as printed.",
        ),
        Key("outcome", OneOf(("ok", "failed"))),
        Key("asked", count("requests")),
        Key("answers", count("answers")),
        Key("failed", count("requests")),
        Key("seconds", count("s")),
    ),
    _answered,
)
RUN = DataFile(
    "tools-run.yml",
    "What the printed commands did when they last ran; written by `make test-tools`.",
    Record(
        (
            Key("date", Day()),
            Key("python", _VERSION),
            Key("against", Text(), "The server they spoke to."),
            Key("read_back", OneOf(("ok", "failed")), "Whether `macros.results` read the files."),
            Key("runs", ListOf(_RUN, 1)),
        )
    ),
)
FILES = (PLAN, TEMPLATE, STEPS, TOOLS, RUN)
