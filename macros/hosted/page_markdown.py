"""A built page -> the same page as Markdown, for readers that are programs: words, tables and links, and no answer key.

Made from the finished page, so it says what the page says, whatever macro wrote it. Left out: what unfolds inside a
form (a card's key and its reasons), what only a script shows, drawings (each has its table), the gallery's examples
(each has its sentence) and the page's controls.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from .html_tree import Element

# Controls and pictures: nothing in them is text of the page.
_SILENT = frozenset(("script", "style", "template", "svg", "button", "select", "input", "link", "option"))
_BLOCKS = frozenset((
    "address", "article", "blockquote", "details", "div", "dl", "fieldset", "figure", "form", "h1", "h2", "h3", "h4",
    "hr", "ol", "p", "pre", "section", "table", "ul",
))  # fmt: skip
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}


def markdown_of(page: Element, address: str) -> str:
    """Markdown of the page's article; links become whole addresses, as seen from the page's own `address`."""
    return "\n\n".join(_Writer(address).blocks(next(page.all("article")))) + "\n"


class _Writer:
    def __init__(self, address: str) -> None:
        self.address = address
        self.in_form = False

    def blocks(self, parent: Element) -> list[str]:
        """The blocks of an element, texts between blocks gathered into paragraphs."""
        blocks: list[str] = []
        loose: list[Element | str] = []
        for child in [*parent.children, None]:
            if child is not None and not self._is_block(child):
                loose.append(child)
                continue
            if words := self._words(loose):
                blocks.append(words)
            loose = []
            if isinstance(child, Element):
                blocks += self._block(child)
        return [block for block in blocks if block.strip()]

    def _is_block(self, child: Element | str) -> bool:
        return isinstance(child, Element) and (child.tag in _BLOCKS or "-" in child.tag)

    def _block(self, element: Element) -> list[str]:
        if _left_out(element) or (element.tag == "details" and self.in_form):
            return []
        if element.tag in ("h1", "h2", "h3", "h4"):
            return [f"{'#' * int(element.tag[1])} {self._words(element.children)}"]
        if element.tag == "p":
            return [self._words(element.children)]
        if element.tag == "pre":
            return [f"```text\n{element.text().strip(chr(10))}\n```"]
        if element.tag in ("ul", "ol"):
            return [self._list(element)]
        if element.tag == "dl":
            return [self._definitions(element)]
        if element.tag == "table":
            return [self._table(element)]
        if element.has("question"):
            return self._question(element)
        if element.tag == "blockquote":
            return ["\n".join(f"> {line}".rstrip() for line in "\n\n".join(self.blocks(element)).split("\n"))]
        if element.tag == "form":
            return self._form(element)
        return self.blocks(element)

    def _form(self, form: Element) -> list[str]:
        """A card that asks something: what unfolds in it is its key."""
        self.in_form = True
        blocks = self.blocks(form)
        self.in_form = False
        return blocks

    def _question(self, form: Element) -> list[str]:
        """Stem and options; which one is right is for the page to say once it is asked."""
        place = next(
            i for i, child in enumerate(form.children) if isinstance(child, Element) and child.tag == "fieldset"
        )
        before = self.blocks(Element("div", {}, form.children[:place]))
        legend = next(form.all("legend"))
        number = next(legend.all("small"))
        stem = self._words([child for child in legend.children if child is not number])
        options = [f"- {self._words(label.children)}" for label in form.all("label")]
        return [*before, f"**{number.text().strip()}.** {stem}", "\n".join(options)]

    def _list(self, parent: Element) -> str:
        rows = []
        for number, item in enumerate(
            (child for child in parent.children if isinstance(child, Element) and child.tag == "li"), 1
        ):
            mark = f"{number}. " if parent.tag == "ol" else "- "
            body = "\n".join(self.blocks(item)).replace("\n", "\n" + " " * len(mark))
            rows.append(mark + body)
        return "\n".join(rows)

    def _definitions(self, parent: Element) -> str:
        rows = []
        for child in parent.children:
            if isinstance(child, Element):
                rows.append(("\n" if child.tag == "dt" else ":   ") + self._words(child.children))
        return "\n".join(rows).strip()

    def _table(self, table: Element) -> str:
        rows = [[self._cell(cell) for cell in row.children if isinstance(cell, Element)] for row in table.all("tr")]
        if not rows:
            return ""
        width = max(len(row) for row in rows)
        head = rows.pop(0) if next(table.all("thead"), None) else [""] * width
        lines = [head, ["---"] * width, *(row + [""] * (width - len(row)) for row in rows)]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)

    def _cell(self, cell: Element) -> str:
        """One line: what a narrow screen prints below a figure follows it in brackets."""
        return self._words(cell.children).replace("|", "\\|")

    def _words(self, children: list[Element | str]) -> str:
        return re.sub(r"[ \t\n]+", " ", "".join(self._inline(child) for child in children)).strip()

    def _inline(self, node: Element | str) -> str:
        if isinstance(node, str):
            return re.sub(r"([*<])", r"\\\1", node)
        if _left_out(node):
            return ""
        inner = "".join(self._inline(child) for child in node.children)
        if not inner.strip():
            return " " if node.tag == "br" else ""
        if node.tag == "code":
            return f"`{node.text()}`"
        if node.tag == "a" and node.attributes.get("href"):
            return f"[{inner.strip()}]({urljoin(self.address, node.attributes['href'])})"
        if node.tag in _MARKS:
            return _around(inner, _MARKS[node.tag])
        if node.tag == "small":
            return f" ({inner.strip()})"
        if node.tag == "label" and next(node.all("input"), None):
            return f"☐ {inner.strip()}"
        if node.tag == "math":
            return _formula(node)
        return inner


def _left_out(element: Element) -> bool:
    return (
        element.tag in _SILENT
        or "hidden" in element.attributes
        or element.has("headerlink")
        or element.has("links")
        or element.has("answer-key")
        or element.has("actions")
        or element.has("example")
    )


def _around(inner: str, mark: str) -> str:
    """Marks touch the words, and spaces stay outside: `** a**` would be no emphasis."""
    words = inner.strip()
    before, _, after = inner.partition(words)
    return f"{before}{mark}{words}{mark}{after}"


def _formula(node: Element | str) -> str:
    """MathML as one line of plain signs: fractions with a stroke, an index after a low line."""
    if isinstance(node, str):
        return node.strip()
    parts = [_formula(child) for child in node.children if not isinstance(child, str) or child.strip()]
    if node.tag == "mfrac":
        return f"({' / '.join(part if part.isalnum() else f'({part})' for part in parts)})"
    if node.tag in ("msub", "msup"):
        return parts[0] + ("_" if node.tag == "msub" else "^") + parts[1]
    if node.tag == "mspace":
        return " "
    return f" {parts[0]} " if node.tag == "mo" and parts[0] in "=+−·≤" else "".join(parts)
