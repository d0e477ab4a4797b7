"""A Question -> the pieces of text that every export shares, rendered as the site renders them.

One rule for all formats: a stem is what the card prints (code blocks above, the question on one line), an option
and a reason are one line. Characters that XML 1.0 cannot carry, even escaped (https://www.w3.org/TR/xml/#charsets),
become U+FFFD, and line ends become a line feed, as an XML reader would make them.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator

from ..pages import markdown
from ..quiz.question import Question, Quiz

_FENCE = "```"
_NOT_XML = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def clean(text: str) -> str:
    """The text in characters that every format can carry."""
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(text: str) -> str:
    """Words on one line: titles, and other places that take no markup."""
    return " ".join(clean(text).split())


def inline(text: str) -> str:
    """HTML of an option or a reason, as a card prints it."""
    return clean(markdown.inline(text))


def stem(question: Question) -> tuple[str, str]:
    """(HTML blocks above the question, HTML of its one line): the split that the card's template makes."""
    above, fence, last = question.stem.rpartition(_FENCE)
    return (clean(markdown.block(above + fence)) if fence else ""), inline(last.strip())


def stem_html(question: Question) -> str:
    """The whole stem as one run of blocks."""
    above, last = stem(question)
    return f"{above}\n<p>{last}</p>" if above else f"<p>{last}</p>"


def worked(quiz: Quiz, question: Question) -> str:
    """What a learner reads once the question is over, whatever was chosen: the answer, its reason, the objective."""
    answer = question.answer
    goal = html.escape(line(f"{question.objective}: {quiz.objectives[question.objective]}"), quote=False)
    return f"<p><strong>{inline(answer.text)}</strong></p>\n<p>{inline(answer.why)}</p>\n<p>{goal}</p>"


def listed(quiz: Quiz) -> Iterator[tuple[str, int, Question]]:
    """("check" or "practice", place from 1, question) in the order of quiz.yml; a file in neither list is left out."""
    for name, ids in (("check", quiz.order), ("practice", quiz.practice)):
        for place, identity in enumerate(ids, 1):
            yield name, place, quiz.questions[identity]


def lists(quiz: Quiz) -> Iterator[tuple[str, list[Question]]]:
    """("check" or "practice", its questions in order); a list without any is left out."""
    for name, entries in itertools.groupby(listed(quiz), key=lambda entry: entry[0]):
        yield name, [question for _, _, question in entries]


def category(quiz: Quiz, part: str) -> str:
    """Moodle's path of question categories; a slash within a name is doubled, one at its end would join the path."""
    name = (line(quiz.title).strip(" /") or quiz.id).replace("/", "//")
    return f"$course$/top/{name}" + ("" if part == "check" else "/Practice")
