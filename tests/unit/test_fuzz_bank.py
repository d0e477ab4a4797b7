"""Thousands of quizzes, spoilt at random: each is refused at a line and column, or becomes a card that runs nothing.

2,000 cases here, 200,000 by `make fuzz` (FUZZ_CASES, FUZZ_FROM). A failure names its case: FUZZ_FROM=n FUZZ_CASES=1
runs it alone.
"""

from __future__ import annotations

import functools
import os
import re
from collections import Counter
from pathlib import Path

import html5lib
import pytest
from helpers.fuzz_bank import case, grid, sound
from markdown import Markdown

from macros.files.problems import Problem
from macros.fragments import FragmentExtension, Fragments
from macros.pages.render import render
from macros.quiz import lint
from macros.quiz.question import Quiz
from macros.quiz.read_quiz import read_quiz

FIRST, CASES = int(os.environ.get("FUZZ_FROM", "0")), int(os.environ.get("FUZZ_CASES", "2000"))
SEE = {"a-paragraph"}
XHTML = "{http://www.w3.org/1999/xhtml}"
OURS = {
    "template", "quiz-question", "quiz-check", "sorting-card", "form", "fieldset", "legend", "small", "p", "div",
    "input", "label", "button", "span", "details", "summary", "b", "a", "ul", "li", "section", "h2", "h3", "h4",
    "table", "thead", "tbody", "tr", "th", "td", "caption",
}  # fmt: skip
MARKDOWN = {"strong", "em", "code", "pre", "ol", "blockquote", "h1", "h5", "h6", "hr", "br"}
PLAIN = {
    "id",
    "class",
    "type",
    "name",
    "value",
    "for",
    "href",
    "title",
    "role",
    "hidden",
    "autocomplete",
    "scope",
    "tabindex",
    "start",
    "checked",
}


def drawn(quiz: Quiz) -> dict[str, str]:
    """Every place where a reader meets an author's words."""
    out = {}
    for question in quiz.questions.values():
        out[question.id] = render(
            "quiz-question",
            question=question,
            number=1,
            total=1,
            quiz_id=quiz.id,
            see_href=f"#{question.see}",
            words=True,
            edit_href=None,
            report_href=None,
        )
    for sorting in quiz.sortings.values():
        out[sorting.id] = render(
            "sorting-card", sorting=sorting, quiz_id=quiz.id, see_href="#x", edit_href=None, report_href=None
        )
    objectives = [{"id": name, "text": text, "href": "", "label": ""} for name, text in quiz.objectives.items()]
    out["quiz-check"] = render("quiz-check", quiz=quiz, cards=[], objectives=objectives, suggest_href=None)
    for one in lint.lint(quiz)[1]:
        excused = [{"rule": one.problem.rule, "item": one.item.id, "line": one.problem.line, "because": one.because}]
        out[f"item-rules {one.problem.rule}"] = render(
            "item-rules", rules=[lint.RULES[one.problem.rule]], excused=excused
        )
    return out


@functools.lru_cache(1000)  # most cards of a spoilt quiz are those of the one before
def faults(html: str) -> list[str]:
    """Whatever in this HTML could run, call out or break the form it stands in."""
    found: list[str] = []
    parser = html5lib.HTMLParser(namespaceHTMLElements=True)
    for element in parser.parseFragment(html).iter():
        if not isinstance(element.tag, str):
            found.append("a comment")
            continue
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        name = element.tag.removeprefix(XHTML)
        if name not in OURS | MARKDOWN:
            found.append(f"the element {element.tag}")
        for key, value in element.attrib.items():
            if key not in PLAIN and not str(key).startswith(("data-", "aria-")):
                found.append(f"the attribute {key} on {name}")
            if key == "href" and not re.fullmatch(r"https?://.*|#.*|[./\w-]*", value, re.DOTALL):
                found.append(f"the address {value}")
            if key == "id" and name in MARKDOWN:
                found.append(f"an author's id on {name}")
    return found + [f"parse error {code}" for _, code, _ in parser.errors]


@functools.lru_cache(1000)
def through_a_page(html: str) -> str:
    fragments = Fragments()
    return Markdown(extensions=[FragmentExtension(fragments)]).convert(fragments.pack(html))


def unsaid(problems: list[Problem], files: dict[str, bytes]) -> list[str]:
    """Problems without a place that exists, or without words."""
    return [
        str(problem)
        for problem in problems
        if problem.file not in files
        or not 1 <= problem.line <= files[problem.file].decode("utf-8", "replace").count("\n") + 1
        or problem.column < 1
        or not problem.message.endswith((".", "?"))
        or "\n" in str(problem)
    ]


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)


def judge(folder: Path, files: dict[str, bytes]) -> tuple[str, list[str]]:
    """(accepted or refused, what is wrong with that)."""
    write(folder, files)
    quiz, problems = lint.load_and_lint(folder, SEE, folder)
    wrong = unsaid(problems, files)
    refused = any(problem.severity == "error" for problem in problems)
    if quiz is None:
        return "refused", wrong + ([] if refused else ["refused without a word"])
    cards = drawn(quiz)
    for name, html in cards.items():
        wrong += [f"{name}: {fault}" for fault in faults(html)]
        if html.encode() and through_a_page(html) != html:
            wrong.append(f"{name}: changed on its way through the page")
    for question in quiz.questions.values():
        if (
            cards[question.id].count('<input type="radio" name="a"') != len(question.options)
            or sum(option.right for option in question.options) != 1
        ):
            wrong.append(f"{question.id}: not one radio an option, or not one answer")
    return "accepted", wrong + (["accepted with an error"] if refused else [])


def test_each_spoilt_quiz_is_refused_at_a_place_or_comes_out_inert(tmp_path: Path) -> None:
    ended: Counter[str] = Counter()
    for number in range(FIRST, FIRST + CASES):
        files, name = case(number)
        try:
            end, wrong = judge(tmp_path, files)
        except Exception as error:
            pytest.fail(f"case {number} ({name}): {type(error).__name__}: {error}\n{files[name][:2000]!r}")
        assert wrong == [], f"case {number} ({name})\n{files[name][:2000]!r}"
        ended[end] += 1
    if CASES >= 1000:
        assert min(ended["accepted"], ended["refused"]) > CASES / 6, ended


def test_every_payload_in_every_field_is_refused_or_inert(tmp_path: Path) -> None:
    for files, name in grid():
        end, wrong = judge(tmp_path, files)
        assert wrong == [], f"{end}: {files[name][:2000]!r}"


def test_a_case_is_the_same_each_time() -> None:
    assert [case(number) for number in range(50)] == [case(number) for number in range(50)]
    assert len({case(number)[0]["an-item.yml"] for number in range(300)}) > 150


@pytest.mark.parametrize(
    "html",
    [
        "<p><script>x</script></p>", "<p onclick=x>a</p>", "<a href='javascript:x'>a</a>",
        "<a href=' javascript:x'>a</a>", "<a href='data:x'>a</a>", "<img src=x>", "<svg><a href='#x'>b</a></svg>",
        "<math></math>",
        "<p>\x01</p>", "<!-- x -->", "<p style='x'>a</p>", "<code id=search>x</code>", "</form>", "<iframe></iframe>",
    ],
)  # fmt: skip
def test_the_judge_sees_what_could_run(html: str) -> None:
    assert faults(html) != []


def test_the_judge_lets_a_sound_quiz_pass(tmp_path: Path) -> None:
    assert judge(tmp_path, sound()) == ("accepted", [])
    assert read_quiz(tmp_path, SEE, tmp_path)[1] == []
