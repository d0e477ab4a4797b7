"""Who got what right, on which try: the Python twin of docs/model/score.js, held to tests/vectors/score.json."""

from __future__ import annotations

from typing import Any

Record = dict[str, Any]


def recorded(saved: Record | None, rev: int, value: str, verdict: str) -> Record:
    """The record kept after a try. `verdict`: right, wrong or shown; `first` stays until `rev` is raised."""
    old: Record = saved if saved and saved.get("rev") == rev else {"first": verdict, "tries": 0}
    return {"rev": rev, "first": old["first"], "value": value, "tries": old["tries"] + (verdict != "shown")}


def tally(questions: list[dict[str, Any]], saved: dict[str, Record]) -> dict[str, Any]:
    """Score by objective over questions `{id, rev, objective}`; a record of another rev does not count."""
    objectives: dict[str, dict[str, int]] = {}
    missed: list[str] = []
    unanswered: list[str] = []
    for question in questions:
        record = saved.get(question["id"]) or {}
        first = record.get("first") if record.get("rev") == question["rev"] else None
        row = objectives.setdefault(question["objective"], {"right": 0, "of": 0})
        row["of"] += 1
        if first == "right":
            row["right"] += 1
        else:
            missed.append(question["id"])
            if not first:
                unanswered.append(question["id"])
    of = len(questions)
    return {
        "right": of - len(missed),
        "of": of,
        "answered": of - len(unanswered),
        "missed": missed,
        "open": unanswered,
        "objectives": objectives,
    }


def shuffled(items: list[Any], seed: int) -> list[Any]:
    """The same order for the same seed in both languages (32-bit linear congruential generator)."""
    out = list(items)
    state = seed % 2**32
    for i in range(len(out) - 1, 0, -1):
        state = (state * 1664525 + 1013904223) % 2**32
        j = state * (i + 1) // 2**32
        out[i], out[j] = out[j], out[i]
    return out
