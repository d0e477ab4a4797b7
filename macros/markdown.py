"""An author's Markdown -> safe HTML: code and emphasis, never raw HTML, never a script.

One shared Markdown instance: making one per text costs more than all the rest of a question.
"""

from __future__ import annotations

import functools
import html
import re

import markdown
from markdown.inlinepatterns import InlineProcessor
from markupsafe import Markup

# A text without any of these is the same in Markdown and in HTML: most options never meet the parser.
_MARKS = re.compile(r"[*_`\\\[\]#>&<!~+\-=|:\n\t\d.)(]")
_SAFE_LINK = re.compile(r"(?:https?://|#|\.{0,2}/?[\w./-]*$)", re.IGNORECASE)


@functools.cache
def _engine() -> markdown.Markdown:
    engine = markdown.Markdown(extensions=["fenced_code", "sane_lists"], output_format="html")
    # Raw HTML must come out as the characters that were written.
    engine.preprocessors.deregister("html_block")
    engine.inlinePatterns.deregister("html")
    for name in ("link", "image_link", "image_reference", "reference", "short_reference", "short_image_ref"):
        pattern = engine.inlinePatterns[name]
        if isinstance(pattern, InlineProcessor) and "image" in name:
            engine.inlinePatterns.deregister(name)
    return engine


def _drop_unsafe_links(text: str) -> str:
    """Keeps web and in-site addresses; any other scheme (javascript:, data:) becomes a dead link."""

    def safe(match: re.Match[str]) -> str:
        return match[0] if _SAFE_LINK.match(html.unescape(match[1]).strip()) else 'href="#"'

    return re.sub(r'href="([^"]*)"', safe, text)


@functools.lru_cache(maxsize=20_000)
def block(text: str) -> Markup:
    """Paragraphs, lists and code blocks."""
    engine = _engine()
    engine.reset()
    return Markup(_drop_unsafe_links(engine.convert(text)))  # noqa: S704 - raw HTML is off in this engine


@functools.lru_cache(maxsize=20_000)
def inline(text: str) -> Markup:
    """One run of text: the same without the paragraph around it, on one line."""
    text = " ".join(text.split())
    if not _MARKS.search(text):
        return Markup(html.escape(text, quote=False))  # noqa: S704 - just escaped
    rendered = block(text)
    if rendered.startswith("<p>") and rendered.endswith("</p>") and rendered.count("<p>") == 1:
        return Markup(rendered[3:-4])  # noqa: S704 - came from block()
    return Markup(html.escape(text, quote=False))  # noqa: S704 - block marks in a single line stay words
