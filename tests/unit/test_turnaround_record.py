"""The open turnaround record: the published schema, the reader and what the batch script prints agree."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from macros.evidence import turnaround_record

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
GOOD: dict[str, Any] = {
    "record": 1,
    "vendor": "openai",
    "model": "gpt-6-astra",
    "requests": 500,
    "bytes": 410233,
    "submitted": "2026-11-23T09:00:00Z",
    "started": None,
    "finished": "2026-11-23T09:41:12Z",
    "status": "completed",
}


def said(*lines: object) -> list[str]:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    return [str(problem) for problem in turnaround_record.read_lines("r.jsonl", text, NOW)[1]]


def test_a_line_as_the_script_prints_it_fits() -> None:
    assert said(GOOD, {**GOOD, "started": "2026-11-23T09:01:00Z"}, "") == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"record": 2}, "r.jsonl:1:2: 'record' must be 1. This reader knows no other version."),
        ({"record": True}, "r.jsonl:1:2: 'record' must be 1. This reader knows no other version."),
        ({"status": "done"}, "r.jsonl:1:183: 'status' must be one of completed, expired, failed, cancelled."),
        ({"requests": 0}, "r.jsonl:1:59: 'requests' must be a whole number from 1 to 10,000,000."),
        ({"requests": "500"}, "r.jsonl:1:59: 'requests' must be a whole number from 1 to 10,000,000."),
        ({"bytes": True}, "r.jsonl:1:76: 'bytes' must be a whole number from 1 to 100,000,000,000."),
        ({"vendor": "Open AI <b>"}, "r.jsonl:1:15: 'vendor' holds other signs than a name does. Write the plain name."),
        (
            {"submitted": "yesterday"},
            "r.jsonl:1:93: 'submitted' is no moment in UTC. Write it as 2026-11-23T09:00:00Z.",
        ),
        ({"finished": None}, "r.jsonl:1:147: 'finished' is no moment in UTC. Write it as 2026-11-23T09:00:00Z."),
    ],
)
def test_what_the_schema_refuses_the_reader_says_at_its_place(change: dict[str, Any], expected: str) -> None:
    schema = json.loads((ROOT / turnaround_record.SCHEMA).read_text(encoding="utf-8"))
    jsonschema.validate(GOOD, schema)
    if change.get("record") is not True:  # to JSON Schema true is not 1 in most readers and is in some
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**GOOD, **change}, schema)
    assert said({**GOOD, **change}) == [expected]


def test_every_problem_of_a_file_is_said_at_once() -> None:
    without = {key: value for key, value in GOOD.items() if key != "model"}
    assert said("{", {**GOOD, "batch_id": "x"}, without, GOOD, GOOD, "[1]", '{"record": 1, "record": 1}')[:6] == [
        "r.jsonl:1:2: this line is no JSON. Copy the whole line that the script printed.",
        "r.jsonl:2:206: 'batch_id' is not a known key. Remove it: only the published keys are kept.",
        "r.jsonl:3:1: 'model' is missing. Add it.",
        "r.jsonl:5:1: the same record stands in line 4. Keep one.",
        "r.jsonl:6:1: this line is no record. Copy the whole line that the script printed.",
        "r.jsonl:7:1: 'bytes' is missing. Add it.",
    ]


def test_moments_are_of_the_calendar_in_order_and_not_in_the_future() -> None:
    assert "no moment" in said({**GOOD, "finished": "2026-02-30T09:00:00Z"})[0]
    assert said({**GOOD, "started": "2026-11-23T10:00:00Z"}) == [
        "r.jsonl:1:165: 'finished' lies before 'started'. Check both."
    ]
    assert "in the future" in said({**GOOD, "finished": "2031-11-23T09:41:12Z"})[0]
    assert said("") == ["r.jsonl:1:1: the file is empty. Write one record a line."]


def test_a_file_that_cannot_be_read_is_a_problem_and_not_a_crash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad").write_bytes(b"\xff\n")
    assert turnaround_record.main([str(tmp_path / "bad"), str(tmp_path / "none")]) == 1
    out = capsys.readouterr().out
    assert "bad:1:1: this byte is not UTF-8" in out and "cannot be read" in out
    (tmp_path / "good").write_text(json.dumps(GOOD), encoding="utf-8")
    assert (
        turnaround_record.main([str(tmp_path / "good")]) == 0 and "1 record fit, 0 problems" in capsys.readouterr().out
    )


def test_the_form_shows_a_line_that_fits_but_for_its_model() -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/turnaround.yml").read_text(encoding="utf-8"))
    shown = next(part for part in form["body"] if part.get("id") == "lines")["attributes"]["placeholder"]
    assert said(shown.replace("…", "a-model")) == []
