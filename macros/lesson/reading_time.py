"""How long a lesson takes: reading, trying, checking. Each is a figure; the page shows all three.

Reading speed 238 words a minute: silent reading of English non-fiction by adults, Brysbaert, "How many
words do we read per minute?", Journal of Memory and Language 109, 2019. A figure gets 12 s, the next 11,
and so on down to 3. A question gets its words, 15 s to think and its chosen reason.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape

from ..quiz.question import Question, Quiz, Sorting

WORDS_PER_MINUTE = 238
THINK_SECONDS = 15
FIGURE_SECONDS, FIGURE_FLOOR = 12, 3
SORT_SECONDS = 5  # a row of the sorting card is one yes or no
BET_SECONDS = 30

_MACRO = re.compile(r"\{\{\s*(\w+)\((?:'([^']*)'|\"([^\"]*)\")?\)\s*\}\}")
_FACT = re.compile(r"\{\{[^}]*\}\}")
_NOT_PROSE = re.compile(r"\{:[^}]*\}|<[^>]+>|\]\([^)]*\)|^\s*\[[^\]]+\]:.*$|^[\s|:-]+$", re.MULTILINE)
_WORD = re.compile(r"\w[\w.,'’%$–-]*")


@dataclass(frozen=True)
class Minutes:
    """Whole minutes, each at least 1 when there is anything to do."""

    read: int
    try_: int
    check: int


def words(text: str) -> int:
    """Words of Markdown or HTML without its marks; a number counts as one."""
    return len(_WORD.findall(unescape(_NOT_PROSE.sub(" ", text))))


def question_seconds(question: Question) -> float:
    """Stem, every option, a pause to think, and the reason of the right option."""
    shown = [question.stem, *(option.text for option in question.options), question.answer.why]
    return THINK_SECONDS + sum(map(words, shown)) * 60 / WORDS_PER_MINUTE


def sorting_seconds(card: Sorting) -> float:
    shown = [card.stem, *(row.text for row in card.rows), *(row.why for row in card.rows)]
    return SORT_SECONDS * len(card.rows) + sum(map(words, shown)) * 60 / WORDS_PER_MINUTE


def figure_seconds(count: int) -> int:
    return sum(max(FIGURE_SECONDS - index, FIGURE_FLOOR) for index in range(count))


def _whole(seconds: float) -> int:
    return math.ceil(seconds / 60) if seconds else 0


def lesson_minutes(text: str, quiz: Quiz, tables: Mapping[str, Callable[[], str]]) -> Minutes:
    """`text` is the page's Markdown without front matter; `tables` holds the macros whose cells are read, by name."""
    calls = [(match[1], match[2] or match[3] or "") for match in _MACRO.finditer(text)]
    prose = words(_FACT.sub(" 0 ", _MACRO.sub(" ", text)))
    cells = sum(words(cell) for name, _ in calls if name in tables for cell in _cells(tables[name]()))
    reading = (prose + cells) * 60 / WORDS_PER_MINUTE + figure_seconds(sum(name == "figure" for name, _ in calls))
    trying = sum(_try_seconds(calls, quiz))
    checking = sum(question_seconds(quiz.questions[i]) for i in quiz.order)
    return Minutes(_whole(reading), _whole(trying), _whole(checking))


def _cells(html: str) -> list[str]:
    return re.findall(r"<t[dh]\b[^>]*>(.*?)(?=<t[dh]\b|</tr>|</table>)", html, re.DOTALL)


def _try_seconds(calls: Iterable[tuple[str, str]], quiz: Quiz) -> Iterable[float]:
    for name, argument in calls:
        if name == "question" and argument in quiz.questions:
            yield question_seconds(quiz.questions[argument])
        elif name == "sorting" and argument in quiz.sortings:
            yield sorting_seconds(quiz.sortings[argument])
        elif name == "bet":
            yield BET_SECONDS
