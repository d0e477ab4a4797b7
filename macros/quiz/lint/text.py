"""An author's Markdown -> what a reader sees of it: characters, words, and the words that carry meaning.

Lengths are of the text as printed, so a link's address or a backtick counts for nothing. Content words are
lower-cased, without stop words, and lose their commonest endings: enough to see that "batches" repeats "batch".
"""

from __future__ import annotations

import functools
import html
import re

from ...pages import markdown
from .words import STOP

_MARKS = re.compile(r"[*_`\\\[\]<>&#~]")  # without one of these, what is written is what is printed
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_MARKED = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
# More than the texts and words of any one quiz; those of all quizzes of a large site would be most of its memory.
KEPT = 2_000
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ies", "ied", "es", "ed", "ly", "s", "e")


@functools.lru_cache(maxsize=KEPT)
def plain(text: str) -> str:
    """The characters as printed, on one line."""
    if not _MARKS.search(text):
        return " ".join(text.split())
    rendered = markdown.block(text) if "```" in text else markdown.inline(text)
    return " ".join(html.unescape(_TAG.sub("", rendered)).split())


def without_code(text: str) -> str:
    """An author's text with code left out, for rules that look for words of their own."""
    return _MARKED.sub(" ", text)


def prose(text: str) -> str:
    """The characters as printed of what is no code."""
    return plain(without_code(text))


@functools.lru_cache(maxsize=KEPT)
def words(text: str) -> tuple[str, ...]:
    """Words and numbers as printed, lower-cased, apostrophes straight."""
    return tuple(word.lower().replace("’", "'") for word in _WORD.findall(plain(text)))


@functools.lru_cache(maxsize=KEPT)
def stem(word: str) -> str:
    """The word without its commonest ending, never under three letters: batches, batched and batch are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
            return word[: -len(ending)]
    return word


@functools.lru_cache(maxsize=KEPT)
def content(text: str) -> frozenset[str]:
    """Stemmed words that carry meaning; `not` and numbers are among them."""
    return frozenset(stem(word.removesuffix("'s")) for word in words(text) if word not in STOP)


@functools.lru_cache(maxsize=KEPT)
def letters(text: str) -> frozenset[str]:
    """Content words without numbers and single letters: what an option can echo of its stem."""
    return frozenset(word for word in content(text) if len(word) > 2 and word.isalpha())


def overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """Shared words as a share of all words of both; 0 when there are none."""
    return len(one & two) / len(one | two) if one | two else 0.0


def in_words(text: str) -> bool:
    """False for an option that is code, or a number with at most two words of unit: cue rules skip those."""
    if not without_code(text).strip(" .\n"):
        return False
    listed = words(text)
    figures = sum(any(character.isdigit() for character in word) for word in listed)
    return bool(listed) and not (figures and len(listed) - figures <= 2)


def asked(text: str) -> str:
    """The sentence of a stem that asks, without code; the whole of it when no sentence ends in a question mark."""
    whole = prose(text)
    sentences = re.split(r"(?<=[.!?:])\s+", whole)
    return next((sentence for sentence in reversed(sentences) if "?" in sentence), whole)
