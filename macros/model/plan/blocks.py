"""A plan's Markdown -> its blocks, for the few forms that plans use. The twin of docs/model/plan/blocks.js, held to tests/vectors/plan/blocks.json.

Headings, paragraphs, tables, flat lists and fenced code; inside a line `**strong**`, `` `code` ``, `<https://…>` and the
escapes of template.py. Not a Markdown processor: whoever draws the blocks never handles HTML.
"""

from __future__ import annotations

import re
from typing import Any

_INLINE = re.compile(r"\\([\\`*_{}\[\]#+!|])|&(amp|lt|gt|#[0-9]+);|`([^`]+)`|\*\*(.+?)\*\*|<(https://[^>\s]+)>")
_NAMED = {"amp": "&", "lt": "<", "gt": ">"}
_ITEM = re.compile(r"(- |[0-9]+\. )(.*)")


def runs(text: str) -> list[list[str]]:
    """[[style, text]…] of one line; style is "", strong, code or link."""
    out: list[list[str]] = []
    at = 0
    for found in _INLINE.finditer(text):
        _add(out, "", text[at : found.start()])
        at = found.end()
        mark, entity, code, strong, link = found.groups()
        if mark or entity:
            _add(out, "", mark or _NAMED.get(entity) or chr(int(entity[1:])))
        elif code:
            _add(out, "code", code)
        elif strong:
            out.append(["strong", "".join(inner for _style, inner in runs(strong))])
        else:
            _add(out, "link", link)
    _add(out, "", text[at:])
    return out


def _add(out: list[list[str]], style: str, text: str) -> None:
    if text and not style and out and not out[-1][0]:
        out[-1][1] += text
    elif text:
        out.append([style, text])


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]


def blocks(markdown: str) -> list[dict[str, Any]]:
    """[{kind: heading | text | table | list | code, …}] in order."""
    lines = markdown.split("\n")
    out: list[dict[str, Any]] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        if line.startswith("```"):
            while end < len(lines) and lines[end] != "```":
                end += 1
            out.append({"kind": "code", "text": "\n".join(lines[at + 1 : end])})
            end += 1
        elif line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            out.append({"kind": "heading", "level": level, "runs": runs(line[level:].strip())})
        elif line.startswith("|"):
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            rows = [[runs(cell) for cell in cells(row)] for row in (line, *lines[at + 2 : end])]
            out.append({"kind": "table", "rows": rows})
        elif _ITEM.fullmatch(line):
            while end < len(lines) and _ITEM.fullmatch(lines[end]):
                end += 1
            out.append(
                {
                    "kind": "list",
                    "ordered": not line.startswith("-"),
                    "items": [runs(item[item.index(" ") + 1 :]) for item in lines[at:end]],
                }
            )
        elif line.strip():
            while (
                end < len(lines)
                and lines[end].strip()
                and not re.match(r"[#|]|```", lines[end])
                and not _ITEM.fullmatch(lines[end])
            ):
                end += 1
            out.append({"kind": "text", "runs": runs(" ".join(lines[at:end]))})
        at = end
    return out
