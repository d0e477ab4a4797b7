"""A Quiz -> CSV, one row per option, for reading and sorting in a spreadsheet.

Comma, CRLF and every cell in quotes (RFC 4180), after a byte order mark, without which one widespread spreadsheet takes
UTF-8 for something else. Texts are the Markdown of the bank.

A cell that a spreadsheet might run as a formula is kept from it by an apostrophe in front
(https://owasp.org/www-community/attacks/CSV_Injection); a cell that opens with an apostrophe gets one more, so whoever
takes one leading apostrophe off each cell has the text of the bank back.

Left out: sorting cards, and that the options of a question stand in the order of their values.
"""

from __future__ import annotations

import csv
import io

from ..quiz.question import Quiz
from . import words

COLUMNS = (
    "quiz", "list", "place", "question", "rev", "objective", "objective_text", "level", "see", "stem",
    "option", "text", "right", "why", "misconception", "file",
)  # fmt: skip
# The first characters that start a formula, their full-width forms, and those that some programs skip before looking.
RISKY = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n'"


def write(quiz: Quiz) -> bytes:
    """A header and one row for each option of each listed question, in the order readers see."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for part, place, question in words.listed(quiz):
        told = [
            quiz.id, part, str(place), question.id, str(question.rev), question.objective,
            quiz.objectives[question.objective], question.level, question.see, question.stem,
        ]  # fmt: skip
        for option in question.options:
            right = "true" if option.right else "false"
            row = [*told, option.id, option.text, right, option.why, option.misconception or "", question.source]
            writer.writerow([safe(words.clean(text)) for text in row])
    return table.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """The cell as no spreadsheet runs it."""
    return f"'{text}" if text.startswith(tuple(RISKY)) else text
