"""An author's Markdown -> safe HTML: code and emphasis, never raw HTML, never a script.

One shared Markdown instance: making one per text costs more than all the rest of a question.
"""

from __future__ import annotations

import functools
import html
import re
from xml.etree.ElementTree import Element

import markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from . import plain_markdown

_SAFE_LINK = re.compile(r"(?:https?://|#|\.{0,2}/?[\w./-]*$)", re.IGNORECASE)
# A fence with its language and nothing else: Markdown's own reads `{ #id .class }` too, and an id may shadow one of
# ours.
_FENCE = re.compile(
    r"^(?P<fence>~{3,}|`{3,})[ ]*(?P<attrs>(?!))?(?P<lang>[\w+-]*)[ ]*(?P<hl_lines>(?!))?\n"
    r"(?P<code>.*?)(?<=\n)(?P=fence)[ ]*$",
    re.MULTILINE | re.DOTALL | re.ASCII,
)


class SafeLinks(Treeprocessor):
    """Keeps web and in-site addresses; any other scheme (javascript:, data:) becomes a dead link."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if not _SAFE_LINK.match(html.unescape(link.get("href", "")).strip()):
                link.set("href", "#")


@functools.cache
def _engine() -> markdown.Markdown:
    engine = markdown.Markdown(extensions=["fenced_code", "sane_lists"], output_format="html")
    # Raw HTML must come out as the characters that were written.
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    engine.treeprocessors.register(SafeLinks(engine), "safe-links", 5)  # after the links are made
    engine.preprocessors["fenced_code_block"].FENCED_BLOCK_RE = _FENCE  # type: ignore[attr-defined]
    for name in ("link", "image_link", "image_reference", "reference", "short_reference", "short_image_ref"):
        pattern = engine.inlinePatterns[name]
        if isinstance(pattern, InlineProcessor) and "image" in name:
            engine.inlinePatterns.deregister(name)
    return engine


def parsed(text: str) -> Markup:
    """Paragraphs, lists and code blocks, by the parser."""
    engine = _engine()
    engine.reset()
    return Markup(engine.convert(text))  # noqa: S704 - raw HTML is off in this engine


@functools.lru_cache(maxsize=2_000)
def block(text: str) -> Markup:
    """Paragraphs, lists and code blocks."""
    plain = plain_markdown.html_of(text)
    return parsed(text) if plain is None else Markup(plain)  # noqa: S704 - escaped there


@functools.lru_cache(maxsize=2_000)
def inline(text: str) -> Markup:
    """One run of text: the same without the paragraph around it, on one line."""
    text = " ".join(text.split())
    rendered = block(text)
    if rendered.startswith("<p>") and rendered.endswith("</p>") and rendered.count("<p>") == 1:
        return Markup(rendered[3:-4])  # noqa: S704 - came from block()
    return Markup(html.escape(text, quote=False))  # noqa: S704 - block marks in a single line stay words
