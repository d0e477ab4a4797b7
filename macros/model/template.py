"""A text with slots and the values for them -> the text filled in. The twin of docs/model/template.js.

`{path}` is a value, `{path|format}` one in a format of macros/model/slots.py or `text` (an answer as Markdown), and
`{path|format|word}` gives the word where the value is not known. `{?path}…{/path}` stands when the value is there
(not false, 0 or empty), `{!path}…{/path}` when it is not; `{#path}…{/path}` stands once for each record of a list,
with that record's names before the outer ones; `{{` is a brace. A mark that opens or closes and is alone on its line
takes the line with it. An unknown name is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .slots import at, slot

_PATH = r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*"
_ALONE = re.compile(rf"^(\{{[?!#/]{_PATH}\}})\n", re.MULTILINE)
MARK = re.compile(rf"\{{\{{|\{{([?!#/]?)({_PATH})(?:\|([a-z]+\d?)(?:\|([^{{}}|]*))?)?\}}")
_UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+"
)
_MARKDOWN = re.compile(r"[\\`*_{}\[\]#+!|]")
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "~": "&#126;",
    "$": "&#36;",
    "@": "&#64;",
    "^": "&#94;",
    "=": "&#61;",
}


def fill(template: str, values: Mapping[str, Any]) -> str:
    """The filled text; ValueError for a name without a value or a mark without its end."""
    return _filled(_ALONE.sub(r"\1", template), values)


def _filled(text: str, values: Mapping[str, Any]) -> str:
    out: list[str] = []
    start = 0
    while mark := MARK.search(text, start):
        out.append(text[start : mark.start()])
        kind, path, start = mark[1], mark[2], mark.end()
        if path is None:
            out.append("{")
            continue
        if kind == "/":
            raise ValueError(f"the template closes {mark[0]}, which it never opens")
        if not kind:
            out.append(_slot(values, mark))
            continue
        end = text.find(f"{{/{path}}}", start)
        if end < 0:
            raise ValueError(f"the template never closes {mark[0]}")
        inner, start = text[start:end], end + len(path) + 3
        value = at(values, path)[0]
        if kind == "#":
            out += [_filled(inner, {**values, **row}) for row in value]
        elif bool(value) == (kind == "?"):
            out.append(_filled(inner, values))
    return "".join([*out, text[start:]])


def _slot(values: Mapping[str, Any], mark: re.Match[str]) -> str:
    """A value's words; an answer in the format `text` is escaped, so that it stays text."""
    kind, words = mark[3] or "", {} if mark[4] is None else {"unknown": mark[4]}
    said = slot(values, mark[2], "" if kind == "text" else kind, words)
    return escaped(said) if kind == "text" else said


def plain(text: str) -> str:
    """An answer on one line: control, direction and half characters become a space, as do runs of white space."""
    return re.sub(r"[ \u00a0]+", " ", _UNSEEN.sub(" ", text)).strip(" ")


def escaped(text: str) -> str:
    """An answer as Markdown that reads as exactly this text, in a heading, a table cell or a paragraph."""
    text = _MARKDOWN.sub(lambda mark: "\\" + mark[0], plain(text).replace("&", "&amp;"))
    for mark, entity in _ENTITIES.items():
        text = text if mark == "&" else text.replace(mark, entity)
    text = text.replace("://", "&#58;//")
    return re.sub(r"\b(www)\.", r"\1&#46;", text, flags=re.IGNORECASE | re.ASCII)


def slug(text: str) -> str:
    """An answer as a file name or an id: small letters, digits and hyphens; never empty."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower())[:60].strip("-") or "workload"
