"""A question's text -> what in it a card, its print and the exports would not draw as it is written; None where all is.

A text of an item is one run of words with `code` and emphasis. A stem may hold blocks of code between ``` too. What
Markdown would make of more lines (a list, a table, a quote, a heading) is run together on a card, so it is refused.
"""

from __future__ import annotations

import re

_FENCED = re.compile(r"^ {0,3}(`{3,})[^`\n]*\n.*?^ {0,3}\1 *$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_MOST = 100  # of one sign that Markdown pairs: a parser's time grows with their square
_PAIRED = "*_[]`<&\\"
_BLOCKS = (
    (
        r"^ {0,3}(?:~{3,}|`{3,})",
        "a fence is not drawn here. Put code in `backticks`, or in a stem between lines of ```.",
    ),
    (r"^ {0,3}\|?[ :-]*-{3}[ :-]*\|[ |:-]*$", "a table is not drawn here. Write a sentence, or code in a stem."),
    (r"^ {0,3}(?:[-+*]|\d{1,9}[.)]) +\S", "a list is not drawn here. Write it as a sentence."),
    (r"^ {0,3}> ?\S", "a quote is not drawn here. Put the words in quotation marks."),
    (r"^ {0,3}#{1,6} +\S", "a heading is not drawn here. Write plain words."),
    (r"^ {0,3}(?:={3,}|-{3,}|\*{3,}|_{3,}) *$", "a rule is not drawn here. Write plain words."),
    (r"(?:^|\n)\n(?: {4}|\t)\S", "an indented block is not drawn here. Put code in `backticks`."),
)


def fault(text: str, stem: bool) -> str | None:
    """What is not drawn, and what to do."""
    text = text.strip("\n")
    words = _FENCED.sub("", text) if stem else text
    plain = _CODE.sub("", words)
    for sign in _PAIRED:
        if plain.count(sign) > _MOST:
            return f"the sign {sign} stands here over {_MOST} times. Write fewer."
    if "\n" not in text:
        return None
    return next((said for pattern, said in _BLOCKS if re.search(pattern, words, re.MULTILINE)), None)
