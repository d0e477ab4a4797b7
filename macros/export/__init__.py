"""Quizzes -> the files that other tools read, byte for byte the same for the same bank.

One module per format turns a Quiz into bytes; none knows a clock, a folder or chance. Here they are named and written.
`python -m macros.export DIR` is the command; the page that lists the exports publishes them beside the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..files.write import write_bytes
from ..quiz.question import Quiz
from . import csv_table, gift, json_data, moodle, qti


@dataclass(frozen=True)
class Format:
    """One format: its name, the end of its file's name, and its writer."""

    name: str
    ending: str
    write: Callable[[Quiz], bytes]


FORMATS = (
    Format("GIFT", ".gift.txt", gift.write),
    Format("Moodle XML", ".moodle.xml", moodle.write),
    Format("QTI 2.1", ".qti.zip", qti.write),
    Format("CSV", ".csv", csv_table.write),
    Format("JSON", ".json", json_data.write),
)


def files_of(quiz: Quiz) -> dict[str, bytes]:
    """File name -> bytes, in the order of FORMATS."""
    return {quiz.id + form.ending: form.write(quiz) for form in FORMATS}


def schema() -> dict[str, bytes]:
    """The schema of the JSON, which all quizzes share."""
    return {json_data.SCHEMA_NAME: json_data.schema_file()}


def files(quizzes: Iterable[Quiz]) -> dict[str, bytes]:
    """File name -> bytes: five files a quiz, and the schema."""
    return {name: data for quiz in quizzes for name, data in files_of(quiz).items()} | schema()


def write(contents: dict[str, bytes], folder: Path) -> dict[str, bool]:
    """Writes the files whose bytes differ; file name -> whether it was written. OSError when the folder cannot be."""
    folder.mkdir(parents=True, exist_ok=True)
    return {name: write_bytes(folder / name, data) for name, data in contents.items()}
