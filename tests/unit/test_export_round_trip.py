"""Each export, read back by a reader that shares no code with its writer, is the bank: the real one, hostile ones."""

from __future__ import annotations

import json
import re
import string
from dataclasses import replace

import jsonschema
import pytest
from helpers import export_cards, export_readers, read_gift, read_qti
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros.export import csv_table, gift, json_data, moodle, qti
from macros.quiz.keys import LEVELS
from macros.quiz.question import Option, Question, Quiz, Sorting, SortRow, in_hash_order, option_id

BANK = export_cards.bank()
LISTS = ("check", "practice")


def listed(quiz: Quiz) -> list[tuple[str, Question]]:
    return [
        (part, quiz.questions[i]) for part, ids in zip(LISTS, (quiz.order, quiz.practice), strict=True) for i in ids
    ]


def same(read: list[export_readers.Read], quiz: Quiz) -> None:
    """Every question, option, right answer, reason, objective and level, in order."""
    assert [(r.id, r.objective, r.level, r.part) for r in read] == [
        (q.id, q.objective, q.level, part) for part, q in listed(quiz)
    ]
    for one, (_, question) in zip(read, listed(quiz), strict=True):
        assert one.seen == export_cards.card(question)
        assert sum(right for _, right, _ in one.seen.options) == 1
        if one.shuffled is not None:
            assert one.shuffled is not question.ascending
        if one.category is not None:
            assert one.category == (" ".join(plain(quiz.title).split()).strip(" /") or quiz.id)
        if one.everyone is not None:
            [(text, _, why)] = [option for option in one.seen.options if option[1]]
            goal = " ".join(plain(quiz.objectives[question.objective]).split())
            assert one.everyone == f"<p><strong>{text}</strong></p><p>{why}</p><p>{question.objective}: {goal}</p>"


def check_gift(quiz: Quiz) -> None:
    same(read_gift.gift(gift.write(quiz)), quiz)


def check_moodle(quiz: Quiz) -> None:
    same(export_readers.moodle(moodle.write(quiz)), quiz)


def check_qti(quiz: Quiz) -> None:
    same(read_qti.qti(qti.write(quiz)), quiz)


def plain(text: str) -> str:
    return export_cards.NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def check_csv(quiz: Quiz) -> None:
    data = csv_table.write(quiz)
    for cell in re.findall(r'"((?:[^"]|"")*)"', data.decode("utf-8-sig")):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")), cell
    wanted = [
        {
            "quiz": quiz.id, "list": part, "question": q.id, "rev": str(q.rev), "objective": q.objective,
            "objective_text": quiz.objectives[q.objective], "level": q.level, "see": q.see, "stem": q.stem,
            "option": o.id, "text": o.text, "right": str(o.right).lower(), "why": o.why,
            "misconception": o.misconception or "", "file": q.source,
        }
        for part, q in listed(quiz) for o in q.options
    ]  # fmt: skip
    got = export_readers.table(data)
    places = {name: [row.pop("place") for row in got if row["question"] == name] for name in quiz.questions}
    assert got == [{name: plain(text) for name, text in row.items()} for row in wanted]
    for ids in (quiz.order, quiz.practice):
        assert [set(places[name]) for name in ids] == [{str(n)} for n in range(1, len(ids) + 1)]


def check_json(quiz: Quiz) -> None:
    whole = json.loads(json_data.write(quiz))
    jsonschema.Draft202012Validator(json.loads(json_data.schema_file())).validate(whole)
    objectives, questions = whole["objectives"], {q["id"]: q for q in whole["questions"]}
    assert (whole["quiz"], whole["title"], whole["lesson"], objectives) == (
        quiz.id,
        quiz.title,
        quiz.lesson,
        quiz.objectives,
    )
    assert (tuple(whole["check"]), tuple(whole["practice"])) == (quiz.order, quiz.practice)
    back = {
        name: Question(
            name, q["rev"], q["objective"], q["level"], q["see"], q["stem"],
            tuple(Option(o["id"], o["text"], o["why"], o["right"], o["misconception"]) for o in q["options"]),
            q["file"], q["negative"], q["ascending"],
        )
        for name, q in questions.items()
    }  # fmt: skip
    # Where an option stands in its file, and which rules an author may break, are not a reader's matter.
    assert back == {
        q.id: replace(q, lint_ok=(), options=tuple(replace(o, key="") for o in q.options)) for _, q in listed(quiz)
    }
    cards = {
        c["id"]: Sorting(
            c["id"],
            c["rev"],
            c["objective"],
            c["stem"],
            tuple(SortRow(r["id"], r["text"], r["waits"], r["why"]) for r in c["rows"]),
            c["file"],
            c["see"],
        )
        for c in whole["sortings"]
    }
    assert cards == {name: quiz.sortings[name] for name in quiz.sorting}


CHECKS = [check_gift, check_moodle, check_qti, check_csv, check_json]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
@pytest.mark.parametrize("name", BANK)
def test_the_bank_comes_back_whole(check, name: str) -> None:
    assert listed(BANK[name])
    check(BANK[name])


HOSTILE = (
    '"', "'", "~", "=", "#", "{", "}", ":", "\\", "\\n", "\\:", "]]>", "<b>", "</p>", "<!--",
    "&amp;", "&&058;", "&nbsp;", "&#1;", "%50%", "[html]", "[markdown]",
    "//", "::", "####", "->", "\n", "\n\n", "\r\n", "\r", "\t", "\u2028", "\x85", "\x01", "\x1b", "\ufffe",
    "\n```\n// a = {1: 2}\n```\n", "```", "| a | b |\n|---|---|\n| 1 | 2 |",
    "=SUM(A1)", "@", "+1", "-1", "\uff1d1", "*x*", "**y**", "`z = {#}`", "[l](https://example.org/?a=1&b=2)",
    "- a\n- b", "1. a", "> q", "é", "日本", "🙂", "’", "$CATEGORY: x", "}", "a", " ",
)  # fmt: skip
hostile = st.lists(
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(string.printable, max_size=6),
        st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=4),
    ),
    min_size=1,
    max_size=6,
).map("".join)
text = hostile.map(str.strip).filter(bool)
names = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


@st.composite
def question(draw: st.DrawFn, name: str) -> Question:
    texts = draw(st.lists(text, min_size=3, max_size=5, unique_by=lambda t: option_id(name, t)))
    options = [
        Option(option_id(name, t), t, draw(text), n == 0, f"mistake-{n}" if n else None) for n, t in enumerate(texts)
    ]
    return Question(
        name, draw(st.integers(1, 9)), draw(st.sampled_from(["O1", "O2"])), draw(st.sampled_from(LEVELS)), draw(names),
        draw(text), in_hash_order(options), f"quizzes/any/{name}.yml", ascending=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def quiz(draw: st.DrawFn) -> Quiz:
    ids = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    cut = draw(st.integers(1, len(ids)))
    questions = {name: draw(question(name)) for name in ids}
    return Quiz(
        "any", draw(text), {"O1": draw(text), "O2": draw(text)}, tuple(ids[:cut]), tuple(ids[cut:]), (), questions, {}
    )


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(quiz())
def test_hostile_text_comes_back_whole_from_every_format(made: Quiz) -> None:
    for check in CHECKS:
        check(made)
