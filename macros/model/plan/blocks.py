"""A plan's Markdown -> its blocks, for the few forms that plans use.

The twin of docs/model/plan/blocks.js, held to tests/vectors/plan/blocks.json. Headings, paragraphs, tables, flat lists
and fenced code; inside a line `**strong**`, `` `code` ``, `<https://…>` and the escapes of template.py. Not a Markdown
processor: whoever draws the blocks never handles HTML.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_INLINE = re.compile(r"\\([\\`*_{}\[\]#+!|])|&(amp|lt|gt|#[0-9]+);|`([^`]+)`|\*\*(.+?)\*\*|<(https://[^>\s]+)>")
_NAMED = {"amp": "&", "lt": "<", "gt": ">"}
_ITEM = re.compile(r"(- |[0-9]+\. )(.*)")
_OPENS = re.compile(r"[#|]|```")  # what ends a paragraph, beside an item


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
        if lines[at].strip():
            block, at = _block(lines, at)
            out.append(block)
        else:
            at += 1
    return out


def _block(lines: list[str], at: int) -> tuple[dict[str, Any], int]:
    """The block that opens at a line, and the line after it."""
    line, after = lines[at], at + 1
    if line.startswith("```"):
        end = _end(lines, after, lambda line: line != "```")
        return {"kind": "code", "text": "\n".join(lines[after:end])}, end + 1
    if line.startswith("#"):
        level = len(line) - len(line.lstrip("#"))
        return {"kind": "heading", "level": level, "runs": runs(line[level:].strip())}, after
    if line.startswith("|"):
        end = _end(lines, after, lambda line: line.startswith("|"))
        rows = [line, *lines[at + 2 : end]]  # the rule below the head is no row
        return {"kind": "table", "rows": [[runs(cell) for cell in cells(row)] for row in rows]}, end
    if _ITEM.fullmatch(line):
        end = _end(lines, after, lambda line: bool(_ITEM.fullmatch(line)))
        items = [runs(item[item.index(" ") + 1 :]) for item in lines[at:end]]
        return {"kind": "list", "ordered": not line.startswith("-"), "items": items}, end
    end = _end(lines, after, lambda line: bool(line.strip() and not _OPENS.match(line) and not _ITEM.fullmatch(line)))
    return {"kind": "text", "runs": runs(" ".join(lines[at:end]))}, end


def _end(lines: list[str], at: int, goes_on: Callable[[str], bool]) -> int:
    """The first line from `at` that does not go on, or the end."""
    while at < len(lines) and goes_on(lines[at]):
        at += 1
    return at
