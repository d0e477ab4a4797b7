"""Finished HTML travels through Markdown as one alphanumeric word, and comes out exactly as it went in.

Markdown treats block HTML inside lists, quotes and admonitions as text; a plain word survives all of them. A word is
the number of what it stands for. What is drawn late stands in the page as a comment until the page is written: the
search plugin does not read it, and no page's cards are held while the others are read.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

_WORD = re.compile(r"HTMLx(\d+)xLMTH")
_ALONE = re.compile(r"<p>\s*((?:HTMLx\d+xLMTH)+)\s*</p>")
_LATE = re.compile(r"<!--HTML (\d+)-->")


class Fragments:
    """What the words of one build stand for. With `late`, somebody calls `whole` on each page before it is written."""

    def __init__(self, late: bool = False) -> None:
        self.late = late
        self.numbers = itertools.count()
        self.ready: dict[str, str] = {}
        self.waiting: dict[str, Callable[[], str]] = {}

    def pack(self, html: str) -> str:
        """HTML as one word that Markdown leaves alone."""
        number = str(next(self.numbers))
        self.ready[number] = html
        return f"HTMLx{number}xLMTH"

    def pack_late(self, draw: Callable[[], str]) -> str:
        """The same for what `draw` gives once its page is written; drawn now where nobody asks again."""
        if not self.late:
            return self.pack(draw())
        number = str(next(self.numbers))
        self.waiting[number] = draw
        return self.pack(f"<!--HTML {number}-->")

    def unpack(self, text: str) -> str:
        """Words -> what they stand for, once; a word alone in its paragraph loses the paragraph too."""
        return _WORD.sub(lambda match: self.ready.pop(match[1], match[0]), _ALONE.sub(r"\1", text))

    def whole(self, text: str) -> str:
        """The comments of what is drawn late -> its HTML, drawn in the order of the page and let go."""
        return _LATE.sub(self._drawn, text)

    def _drawn(self, match: re.Match[str]) -> str:
        draw = self.waiting.pop(match[1], None)
        return draw() if draw else match[0]


class Unpack(Postprocessor):
    """The last step of a conversion."""

    def __init__(self, md: Markdown, fragments: Fragments) -> None:
        super().__init__(md)
        self.fragments = fragments

    def run(self, text: str) -> str:
        return self.fragments.unpack(text)


class FragmentExtension(Extension):
    def __init__(self, fragments: Fragments) -> None:
        super().__init__()
        self.fragments = fragments

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        md.postprocessors.register(Unpack(md, self.fragments), "lesson-fragments", -1000)
