"""Readers of Moodle XML and CSV, written from the formats' own documents; none uses the code that writes them.

Each gives the same shape, `Read`, and refuses with an AssertionError what its format forbids.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from helpers import export_cards


@dataclass(frozen=True)
class Read:
    """One question as a file holds it; None where the format has no such thing. `everyone`: shown after any answer."""

    id: str
    objective: str
    level: str
    part: str
    seen: export_cards.Seen
    everyone: str | None = None
    shuffled: bool | None = None
    category: str | None = None


def xml(data: bytes) -> Element:
    return ElementTree.fromstring(data)  # noqa: S314 - made by the code under test


def category(path: str) -> tuple[str, str]:
    """(name of the quiz, "check" or "practice") of a Moodle path: single slashes part names, which hold double ones."""
    root, top, name, *below = re.split("(?<!/)/(?!/)", path)
    assert (root, top) == ("$course$", "top")
    assert below in ([], ["Practice"])
    return name.replace("//", "/"), "practice" if below else "check"


# Moodle XML: https://docs.moodle.org/en/Moodle_XML_format.


def moodle(data: bytes) -> list[Read]:
    root = xml(data)
    assert root.tag == "quiz"
    out, path, part = [], "", ""
    for node in root:
        assert node.tag == "question"
        if node.get("type") == "category":
            path, part = category(node.findtext("category/text") or "")
            continue
        assert node.get("type") == "multichoice"
        assert node.findtext("single") == "true"
        for name in ("questiontext", "generalfeedback"):
            assert _format(node, name) == "html"
        options = []
        for answer in node.findall("answer"):
            assert (answer.get("format"), _format(answer, "feedback")) == ("html", "html")
            assert answer.get("fraction") in ("0", "100")
            options.append((_html(answer, "text"), answer.get("fraction") == "100", _html(answer, "feedback/text")))
        objective, level, list_name = [tag.findtext("text") or "" for tag in node.findall("tags/tag")]
        assert list_name == part
        name = node.findtext("idnumber") or ""
        assert name == node.findtext("name/text")
        seen = export_cards.Seen(_html(node, "questiontext/text"), tuple(options))
        shuffled = {"true": True, "false": False}[node.findtext("shuffleanswers") or ""]
        out.append(Read(name, objective, level, part, seen, _html(node, "generalfeedback/text"), shuffled, path))
    return out


def _format(node: Element, path: str) -> str | None:
    text = node.find(path)
    assert text is not None, path
    return text.get("format")


def _html(node: Element, path: str) -> str:
    return export_cards.html(node.findtext(path) or "")


# CSV: RFC 4180, and the apostrophe as the page documents it.


def table(data: bytes) -> list[dict[str, str]]:
    """Rows with the text of the bank."""
    text = data.decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
    assert all(None not in row and None not in row.values() for row in rows)
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows]
