"""Finished HTML travels through Markdown as one alphanumeric word, and comes out exactly as it went in.

Markdown treats block HTML inside lists, quotes and admonitions as text; a plain word survives all of
them. The word carries the whole HTML, so it works in any builder that runs Python-Markdown extensions;
for the length of one conversion it is put aside, because Markdown's patterns would search all of it.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor

_WORD = re.compile(r"HTMLx([0-9a-f]*)xLMTH")
_KEPT = re.compile(r"<p>\s*HTMLy(\d+)yLMTH\s*</p>|HTMLy(\d+)yLMTH")


def pack(html: str) -> str:
    """HTML as one word that Markdown leaves alone."""
    return f"HTMLx{html.encode().hex()}xLMTH"


class PutAside(Preprocessor):
    """Long words for short ones, numbered in the order of the page."""

    kept: list[str]

    def run(self, lines: list[str]) -> list[str]:
        self.kept = []
        return [_WORD.sub(self._number, line) if "HTMLx" in line else line for line in lines]

    def _number(self, match: re.Match[str]) -> str:
        self.kept.append(bytes.fromhex(match[1]).decode())
        return f"HTMLy{len(self.kept) - 1}yLMTH"


class Unpack(Postprocessor):
    """Turns the short words into their HTML; a word alone in its paragraph loses the paragraph too."""

    def __init__(self, md: Markdown, aside: PutAside) -> None:
        super().__init__(md)
        self.aside = aside

    def run(self, text: str) -> str:
        return _KEPT.sub(lambda match: self.aside.kept[int(match[1] or match[2])], text)


class FragmentExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        aside = PutAside(md)
        md.preprocessors.register(aside, "lesson-fragments", 1000)
        md.postprocessors.register(Unpack(md, aside), "lesson-fragments", -1000)


def makeExtension(**options: Any) -> FragmentExtension:  # noqa: N802 - the name is Markdown's
    """What a builder calls that names this module in its list of Markdown extensions."""
    return FragmentExtension(**options)
