"""Finished HTML travels through Markdown as one alphanumeric word, and comes out exactly as it went in.

Markdown treats block HTML inside lists, quotes and admonitions as text; a plain word survives all of
them. No state, so it works in any builder that runs Python-Markdown extensions.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

_WORD = re.compile(r"<p>\s*HTMLx([0-9a-f]*)xLMTH\s*</p>|HTMLx([0-9a-f]*)xLMTH")


def pack(html: str) -> str:
    """HTML as one word that Markdown leaves alone."""
    return f"HTMLx{html.encode().hex()}xLMTH"


class Unpack(Postprocessor):
    """Turns packed words back; a word alone in its paragraph loses the paragraph too."""

    def run(self, text: str) -> str:
        return _WORD.sub(lambda match: bytes.fromhex(match[1] or match[2] or "").decode(), text)


class FragmentExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Markdown's
        md.postprocessors.register(Unpack(md), "lesson-fragments", -1000)


def makeExtension(**options: Any) -> FragmentExtension:  # noqa: N802 - the name is Markdown's
    """What a builder calls that names this module in its list of Markdown extensions."""
    return FragmentExtension(**options)
