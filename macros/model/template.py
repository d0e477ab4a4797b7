"""A text with slots and the values for them -> the text filled in. The twin of docs/model/template.js.

`{name}` is a value; `{?name}…{/name}` stands when the value is there (not false, not empty), `{!name}…{/name}` when it is
not; `{#name}…{/name}` stands once for each record of a list, with that record's names before the outer ones; `{{` is a
brace. A mark that opens or closes and is alone on its line takes the line with it. An unknown name is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ALONE = re.compile(r"^(\{[?!#/][a-z0-9_]+\})\n", re.MULTILINE)
_MARK = re.compile(r"\{\{|\{([?!#/]?)([a-z0-9_]+)\}")
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
    at = 0
    while found := _MARK.search(text, at):
        out.append(text[at : found.start()])
        kind, name, at = found[1], found[2], found.end()
        if name is None:
            out.append("{")
            continue
        if name not in values or kind == "/":
            raise ValueError(f"the template names {found[0]}, which has no {'beginning' if kind == '/' else 'value'}")
        value = values[name]
        if not kind:
            out.append(str(value))
            continue
        end = text.find(f"{{/{name}}}", at)
        if end < 0:
            raise ValueError(f"the template never closes {found[0]}")
        inner, at = text[at:end], end + len(name) + 3
        if kind == "#":
            out += [_filled(inner, {**values, **row}) for row in value]
        elif bool(value) == (kind == "?"):
            out.append(_filled(inner, values))
    return "".join([*out, text[at:]])


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
