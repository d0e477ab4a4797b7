"""HTML of the site's own Markdown -> XML elements, and elements -> a file of bytes.

Only structure gets line breaks, one element a line: within a text they could change what a reader sees.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder, tostring

from .words import clean

_EMPTY = ("br", "hr", "img")
_NUMBERED = re.compile(r"&#(?:x[0-9a-f]+|\d+);?", re.IGNORECASE)


def element(
    tag: str, attributes: Mapping[str, str] | None = None, children: Iterable[Element] = (), text: str | None = None
) -> Element:
    """An element with either text or children; each child starts a line of its own."""
    parent = Element(tag, dict(attributes or {}))
    parent.extend(children)
    parent.text = "\n" if len(parent) else None if text is None else clean(text)
    for child in parent:
        child.tail = "\n"
    return parent


def filled(tag: str, attributes: Mapping[str, str], markup: str, allowed: Mapping[str, str]) -> Element:
    """An element that holds the HTML `markup`, with `allowed` attributes (name -> new name) and no others."""
    reader = _Fragment(tag, attributes, allowed)
    reader.feed(_NUMBERED.sub(_said, markup))
    reader.close()
    return reader.finished()


def _said(reference: re.Match[str]) -> str:
    """A numbered character that is none is shown as such, as a browser does, and not dropped."""
    return reference[0] if html.unescape(reference[0]) else "\ufffd"


class _Fragment(HTMLParser):
    """Named characters (`&nbsp;`) become characters: XML knows only five names."""

    def __init__(self, tag: str, attributes: Mapping[str, str], allowed: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed, self.tag = allowed, tag
        self.tree = TreeBuilder()
        self.tree.start(tag, dict(attributes))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = {self.allowed[name]: clean(value or "") for name, value in attrs if name in self.allowed}
        self.tree.start(tag, kept)
        if tag in _EMPTY:
            self.tree.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            self.tree.end(tag)

    def handle_data(self, data: str) -> None:
        self.tree.data(clean(data))

    def finished(self) -> Element:
        self.tree.end(self.tag)
        root: Element = self.tree.close()
        return root


def file(root: Element) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()
