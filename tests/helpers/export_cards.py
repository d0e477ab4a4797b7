"""What a reader of the site sees of a question, taken from its printed card: the measure of every export.

Exports are held to the card's template and not to their own code, so both would have to be wrong in the same way.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib  # type: ignore[import-untyped]  # it carries no types; _parsed gives its tree one

from macros.pages.render import render
from macros.quiz.bank import Bank
from macros.quiz.question import Question, Quiz

ROOT = Path(__file__).resolve().parents[2]
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@functools.cache
def bank() -> dict[str, Quiz]:
    """Every quiz of the site."""
    quizzes = dict(Bank().sound())
    assert quizzes
    return quizzes


@dataclass(frozen=True)
class Seen:
    """A question as a reader meets it; texts are canonical HTML, options are (text, right, why) in order."""

    stem: str
    options: tuple[tuple[str, bool, str], ...]


@functools.lru_cache(maxsize=1000)
def card(question: Question) -> Seen:
    """The question as its card prints it."""
    page = render(
        "quiz-question", question=question, number=None, total=1, quiz_id="any", see_href="#a", words=False,
        edit_href=None, report_href=None,
    )  # fmt: skip
    form = _one(_parsed(page), ".//form")
    legend = _one(form, ".//legend")
    _drop_number(legend)
    above = list(form)[: list(form).index(_one(form, "fieldset"))]
    stem = "".join(canonical(child) for child in above) + f"<p>{inner(legend)}</p>"
    reasons = [(_one(p, "b"), _one(p, "span"), p.get("class") == "key") for p in form.findall("details/p")]
    labels = [inner(label) for label in form.findall(".//label")]
    assert [inner(_without_key(b, right)) for b, _, right in reasons] == labels
    return Seen(stem, tuple((label, right, inner(why)) for label, (_, why, right) in zip(labels, reasons, strict=True)))


def _one(element: Element, path: str) -> Element:
    inside = element.find(path)
    assert inside is not None, path
    return inside


def _drop_number(legend: Element) -> None:
    """Without the "Question 3 of 15" in front."""
    small = _one(legend, "small")
    legend.text = (legend.text or "") + (small.tail or "")
    legend.remove(small)


def _without_key(bold: Element, right: bool) -> Element:
    if right:
        bold.text = (bold.text or "").removeprefix("Correct: ")
    return bold


def _parsed(markup: str) -> Element:
    tree: Element = html5lib.parseFragment(markup, treebuilder="etree", namespaceHTMLElements=False)
    return tree


def html(markup: str) -> str:
    """A run of HTML in canonical form."""
    return inner(_parsed(markup))


BLOCKS = {"blockquote", "choiceInteraction", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"}


def inner(element: Element) -> str:
    """The element's content; space beside a block is layout and left out."""
    children = list(element)
    texts = [element.text, *(child.tail for child in children)]
    out = ""
    for place, text in enumerate(texts):
        beside = {_tag(child) for child in children[max(place - 1, 0) : place + 1]}
        words = _words(text or "", element)
        out += "" if beside & BLOCKS and not words.strip(" \n") else words
        out += canonical(children[place]) if place < len(children) else ""
    return out


def canonical(element: Element) -> str:
    """The element with what a reader sees of it: its name, address and class, its words."""
    kept = "".join(
        f' {name}="{_plain(element.get(name) or "")}"' for name in ("href", "class") if element.get(name) is not None
    )
    return f"<{_tag(element)}{kept}>{inner(element)}</{_tag(element)}>"


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _words(text: str, parent: Element) -> str:
    return _plain(text) if _tag(parent) in ("pre", "code") else re.sub(r"[ \t\n\r\f]+", " ", _plain(text))


def _plain(text: str) -> str:
    """Characters that no XML holds count as the replacement sign."""
    return NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
