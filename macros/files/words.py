"""A file of `docs/words/` -> its sentences by id. What Python or the browser gives as an id is said in these words."""

from __future__ import annotations

import functools
import re

from .nodes import Reader, short
from .paths import ROOT
from .problems import Problem, Problems
from .yaml_text import Node, read_bytes, read_document

FOLDER = ROOT / "docs/words"
FILES = ("because", "verdict")
_WHOLE = re.compile(r"[A-Z]|.*\.$", re.DOTALL)  # what opens or ends as a sentence of its own does


def problems() -> list[Problem]:
    """What is wrong in any words file."""
    return [problem for name in FILES for problem in load(name)[1]]


def sentences(name: str) -> dict[str, str]:
    """The sentences of `docs/words/NAME.yml`; Problems when anything in it is wrong."""
    said, wrong = load(name)
    if wrong:
        raise Problems(wrong)
    return dict(said)


@functools.cache
def load(name: str) -> tuple[dict[str, str], list[Problem]]:
    """What `docs/words/NAME.yml` holds, and what is wrong in it."""
    wrong: list[Problem] = []
    path = f"docs/words/{name}.yml"
    text = read_bytes(FOLDER / f"{name}.yml", path, wrong)
    return (read(path, text, wrong) if text is not None else {}), wrong


def read(path: str, text: str, problems: list[Problem]) -> dict[str, str]:
    """The sentences of a text, said to stand in the file `path`; those with a problem are left out."""
    node = read_document(path, text, problems)
    if node is None:
        return {}
    reader = Reader(path, problems)
    said = reader.entries(node, functools.partial(_sentence, reader)) or {}
    return {name: words for name, words in said.items() if words}


def _sentence(reader: Reader, node: Node) -> str | None:
    words = reader.text(node)
    if words and _WHOLE.match(words):
        said = "opens with a capital or ends with a full stop. Write it as it stands inside another sentence."
        reader.error(node, f"'{short(words)}' {said}")
        return None
    return words
