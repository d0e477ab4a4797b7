"""Answer and distractors of a question's file -> its options, with a problem where two of them cannot be told apart."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

import yaml

from ..files.nodes import Reader
from ..files.yaml_text import Node
from .question import Option, in_hash_order, option_id

_MARKED = re.compile(r"(`|\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1|(?<!\w)[*_](?=\S)([^*_`]+)(?<=\S)[*_](?!\w)")
_NUMBER = re.compile(r"[^\d+-]*([-+]?\d[\d,]*(?:\.\d+)?)")


@dataclass(frozen=True)
class Entry:
    """A record inside a file: its path of keys, such as `distractors/0`, its node and its values."""

    key: str
    node: Node
    value: dict[str, Any]

    def child(self, key: str) -> Node:
        """The node of one of its values; its own where there is none."""
        if isinstance(self.node, yaml.MappingNode):
            return next((value for name, value in self.node.value if getattr(name, "value", None) == key), self.node)
        return self.node


def whole_entries(key: str, nodes: dict[str, Node], read: dict[str, Any], needed: tuple[str, ...]) -> list[Entry]:
    """The records of a list that hold what is `needed`; nothing when it is no list."""
    node = nodes.get(key)
    if not isinstance(node, yaml.SequenceNode):
        return []
    pairs = enumerate(zip(node.value, read.get(key) or [], strict=False))
    entries = [Entry(f"{key}/{number}", child, value) for number, (child, value) in pairs]
    return [entry for entry in entries if entry.value and all(entry.value.get(name) for name in needed)]


def option_entries(reader: Reader, nodes: dict[str, Node], read: dict[str, Any], ascending: bool) -> list[Entry]:
    """The answer, then the distractors, as far as each has a text and a reason; says which of them are alike."""
    needed = ("text", "why")
    answer = read.get("answer") or {}
    has_answer = nodes.get("answer") is not None and all(answer.get(name) for name in needed)
    entries = [Entry("answer", nodes["answer"], answer)] if has_answer else []
    entries += whole_entries("distractors", nodes, read, needed)
    _say_alike(reader, entries)
    if ascending:
        _say_numbers(reader, entries)
    return entries


def options(question_id: str, entries: list[Entry], ascending: bool) -> tuple[Option, ...]:
    """The options in the order readers see: by value where that is asked for, else by the hash of their words."""
    written = [
        Option(
            option_id(question_id, entry.value["text"]),
            entry.value["text"],
            entry.value["why"],
            entry.key == "answer",
            entry.value.get("misconception"),
            entry.key,
        )
        for entry in entries
    ]
    return tuple(sorted(written, key=lambda option: _number(option.text) or 0)) if ascending else in_hash_order(written)


def _say_alike(reader: Reader, entries: list[Entry]) -> None:
    """No two options may say the same: two right answers cannot be written down."""
    texts: dict[str, str] = {}
    for entry in entries:
        plain = as_seen(entry.value["text"])
        if plain in texts:
            what, rule = ("the answer", "QZ002") if texts[plain] == "answer" else ("another distractor", "QZ006")
            message = f"this distractor says the same as {what}. Write a different one."
            reader.error(entry.child("text"), message, rule=rule)
        texts.setdefault(plain, entry.key)


def _say_numbers(reader: Reader, entries: list[Entry]) -> None:
    """Options in ascending order are numbers, and no two the same."""
    numbers: set[float] = set()
    for entry in entries:
        number = _number(entry.value["text"])
        if number is None:
            message = "order: ascending needs a number in each option. Remove order: or write one."
            reader.error(entry.child("text"), message)
        elif number in numbers:
            reader.error(entry.child("text"), "order: ascending needs numbers that differ. Change one.")
        else:
            numbers.add(number)


def as_seen(text: str) -> str:
    """The words as a reader sees them: without markup, however they are encoded, spaced and ended.

    Case and signs stay, as MB is not Mb, and `b < r` is not `b > r`; the capital that opens a sentence does not.
    """
    plain = _MARKED.sub(lambda match: match[2] or match[3], text)
    shown = "".join(sign for sign in unicodedata.normalize("NFKC", plain) if unicodedata.category(sign) != "Cf")
    words = " ".join(shown.split()).strip(" .")
    return words[:1].lower() + words[1:] if re.match(r"\w[^\W_A-Z]{2,}\b", words) else words


def normal(text: str) -> str:
    """Words without case, marks and end stops, to find options that say the same."""
    return re.sub(r"[^\w.+-]+", " ", text.lower()).strip(" .")


def _number(text: str) -> float | None:
    """The first number of an option."""
    match = _NUMBER.match(text)
    return float(match[1].replace(",", "")) if match else None
