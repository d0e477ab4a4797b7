"""A reason's id -> its sentence. The twin of docs/model/because.js; the sentences stand in docs/words/because.yml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def spoken(record: Any, sentences: Mapping[str, str]) -> Any:
    """The record with its sentence in the place of every reason's id, however deep; an id without a sentence stays."""
    if isinstance(record, Mapping):
        return {
            name: sentences.get(value, value) if name == "because" else spoken(value, sentences)
            for name, value in record.items()
        }
    if isinstance(record, (list, tuple)):
        return [spoken(value, sentences) for value in record]
    return record
